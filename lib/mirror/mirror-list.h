/* Listed names: sources that are mirrored by their whole names, -R and
   --files-from.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Names with a common beginning share the directories on the way.  All names
   below one base directory make a tree in memory; the walk enters those
   directories by the tree's names in place of reading them.  A directory on
   the way is mirrored itself, too, unless implied directories are not
   wanted.  */

#ifndef UU_MIRROR_LIST_H
#define UU_MIRROR_LIST_H

#include "mirror/mirror-impl.h"

struct mirror_list
{
  struct mirror_list *parent, *next; /* in the parent's list */
  struct mirror_list *children, **children_end;
  struct mirror_list *other; /* of all of a base's, to be freed */
  Hash_table *names;         /* the operand's, with all of them */
  bool whole;                /* it was named itself */
  bool implied;              /* a base, named by "./" before a name */
  bool contents;             /* ... with a slash behind it */
  char name[];               /* one component; "" for the base */
};

/* Add NAME, relative to BASE.  0, -ENOMEM, or -EINVAL for a name with ".." in
   it, which would lead elsewhere.  */
int mirror_list_add (struct mirror *mirror, const char *base, const char *name);

/* Add SOURCE, from the command line, as -R has it.  */
int mirror_list_add_source (struct mirror *mirror, const char *source);

enum mirror_listed /* what a name is to a list */
{
  LISTED_NOT,
  LISTED_WAY,  /* a directory on the way to what was named */
  LISTED_WHOLE /* it was named, or is in what was */
};

/* What PATH, below OPERAND's base or "." for that, is to OPERAND, which has a
   list.  With RECURSIVE, directories that were named stand for all that is in
   them.  */
enum mirror_listed mirror_list_find (const struct mirror_operand *operand,
                                     const char *path, bool recursive);

/* The path of LIST below its base, in new memory; "" for that itself.  NULL
   without memory.  */
char *mirror_list_path (const struct mirror_list *list);

/* Queue the names below LIST as NODE's.  0 or -ENOMEM.  */
int mirror_list_queue (struct worker *worker, struct dirnode *node,
                       const struct mirror_list *list);

/* Whether ITEM, a directory on the way, leads to anything that is in the
   transfer.  Otherwise it is not made.  */
bool mirror_list_leads (const struct item *item);

/* Whether NAME is among those below LIST.  */
bool mirror_list_has (const struct mirror_list *list, const char *name);

/* Free what OPERAND lists.  */
void mirror_list_free (struct mirror_operand *operand);

#endif /* UU_MIRROR_LIST_H */
