/* Target directories of operands: how a copy into itself is noticed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree-made.h"

#include <errno.h>
#include <stdlib.h>

#include "messages.h"
#include "report.h"

static void
made_free (struct tree_made *made)
{
  for (int side = 0; side < SIDES; side++)
    free (made->name[side]);
  free (made);
}

bool
tree_made_add (const struct item *item, struct file_id id)
{
  struct tree *tree = item->worker->tree;
  struct tree_made *made = calloc (1, sizeof *made);
  for (int side = 0; made && side < SIDES; side++)
    made->name[side]
        = dirnode_path (item_node (item), side, item->entry->name[side]);
  if (!made || !made->name[SOURCE] || !made->name[TARGET])
    {
      if (made)
        made_free (made);
      item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
      return false;
    }
  made->id = id;
  pthread_mutex_lock (&tree->lock);
  made->next = tree->made;
  tree->made = made;
  pthread_mutex_unlock (&tree->lock);
  return true;
}

bool
tree_made_find (struct tree *tree, struct file_id id)
{
  pthread_mutex_lock (&tree->lock);
  struct tree_made *made = tree->made;
  while (made && !file_id_equal (made->id, id))
    made = made->next;
  pthread_mutex_unlock (&tree->lock);
  if (!made)
    return false;
  report_error (0, _("cannot copy a directory, %s, into itself, %s"),
                made->name[SOURCE], made->name[TARGET]);
  return true;
}

void
tree_made_free (struct tree *tree)
{
  while (tree->made)
    {
      struct tree_made *made = tree->made;
      tree->made = made->next;
      made_free (made);
    }
}
