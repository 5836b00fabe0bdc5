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

static struct tree_made *
find (struct tree *tree, struct file_id id)
{
  struct tree_made *made = tree->made;
  while (made && !file_id_equal (made->id, id))
    made = made->next;
  return made;
}

/* The target of the operand that ITEM belongs to; ID if it is one.  */
static struct file_id
operand_target (const struct item *item, struct file_id id)
{
  const struct dirnode *node = item_node (item);
  const struct dirnode *above = node->parent;
  while (above && above->parent && !above->passing)
    {
      node = above;
      above = node->parent;
    }
  return above && !node->passing ? node->id[TARGET] : id;
}

bool
tree_made_find (const struct item *item, struct file_id id)
{
  struct tree *tree = item->worker->tree;
  pthread_mutex_lock (&tree->lock);
  struct tree_made *made = find (tree, id);
  struct tree_made *own = made ? find (tree, operand_target (item, id)) : NULL;
  struct tree_made *told = own ? own : made;
  bool say = told && !told->said;
  if (say)
    told->said = true;
  pthread_mutex_unlock (&tree->lock);
  if (say)
    report_error (0, _("cannot copy a directory, %s, into itself, %s"),
                  told->name[SOURCE], told->name[TARGET]);
  return made != NULL;
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
