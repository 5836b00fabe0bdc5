/* Target directories of operands: how a copy into itself is noticed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/tree-made.h"

#include <errno.h>
#include <stdlib.h>

#include "base/messages.h"
#include "hash.h"
#include "user/report.h"

/* An operand's.  Of several that go to one directory the first is in the
   table, and linked to it are the others, the last one first.  */
struct made
{
  struct made *next;
  struct file_id id;
  char *name[SIDES]; /* the operand's, for the message */
  bool said;
};

static size_t
made_hash (const void *item, size_t buckets)
{
  const struct made *made = item;
  return (made->id.ino ^ made->id.dev << 7) % buckets;
}

static bool
made_equal (const void *a, const void *b)
{
  const struct made *x = a;
  const struct made *y = b;
  return file_id_equal (x->id, y->id);
}

static void
made_free (void *item)
{
  struct made *made = item;
  while (made)
    {
      struct made *next = made->next;
      for (int side = 0; side < SIDES; side++)
        free (made->name[side]);
      free (made);
      made = next;
    }
}

/* Put MADE into TREE's table.  False without memory.  */
static bool
insert (struct tree *tree, struct made *made)
{
  if (!tree->made)
    tree->made = hash_initialize (61, NULL, made_hash, made_equal, made_free);
  if (!tree->made)
    return false;
  struct made *known = hash_insert (tree->made, made);
  if (known && known != made)
    {
      made->next = known->next;
      known->next = made;
    }
  return known != NULL;
}

bool
tree_made_add (const struct item *item, struct file_id id)
{
  struct tree *tree = item->worker->tree;
  struct made *made = calloc (1, sizeof *made);
  for (int side = 0; made && side < SIDES; side++)
    made->name[side]
        = dirnode_path (item_node (item), side, item->entry->name[side]);
  bool ok = made && made->name[SOURCE] && made->name[TARGET];
  if (ok)
    {
      made->id = id;
      pthread_mutex_lock (&tree->lock);
      ok = insert (tree, made);
      pthread_mutex_unlock (&tree->lock);
    }
  if (!ok)
    {
      made_free (made);
      item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
    }
  return ok;
}

/* The last operand that was copied to ID, or NULL.  */
static struct made *
find (struct tree *tree, struct file_id id)
{
  const struct made key = { .id = id };
  struct made *first = tree->made ? hash_lookup (tree->made, &key) : NULL;
  return first && first->next ? first->next : first;
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
  struct made *made = find (tree, id);
  struct made *own = made ? find (tree, operand_target (item, id)) : NULL;
  struct made *told = own ? own : made;
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
  if (tree->made)
    hash_free (tree->made);
  tree->made = NULL;
}
