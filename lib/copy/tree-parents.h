/* --parents: the directories on the way to what is copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With --parents a/b/c is copied to DIRECTORY/a/b/c.  Each of a and b becomes
   a dirnode, as if it were being copied, but with only those names in it that
   the command line gives.  Operands share them; they are held until the next
   run, at whose end they get their times and modes.  What would be made in
   one run by two operands at once, or under two names, is kept apart by a run
   in between.  tree-copy.c calls this, in the first worker's thread and never
   during a run.  */

#ifndef UU_TREE_PARENTS_H
#define UU_TREE_PARENTS_H

#include "tree/worker.h"

struct tree_parents;

/* Where an operand goes.  */
struct tree_place
{
  struct dirnode *node; /* in this directory; the table's */
  char *name[SIDES];    /* under these names */
};

/* Find the place of SOURCE in TREE, whose target directory is open, and make
   the directories that are missing.  0, or -ECANCELED when that was impossible
   and is said, or -EAGAIN when what was added before is to be copied before
   this is asked again, or -ENOMEM.  */
int tree_parents_find (struct tree *tree, const char *source,
                       struct tree_place *ret_place);

void tree_parents_place_free (struct tree_place *place);

/* No more operands come before the next run: let directories be finished
   when what is in them is done.  */
void tree_parents_release (struct tree *tree);

#endif /* UU_TREE_PARENTS_H */
