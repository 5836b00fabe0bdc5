/* Symbolic links that this copy has made, for --keep-directory-symlink.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-symlinks.h"

#include <errno.h>
#include <stdlib.h>

#include "base/messages.h"
#include "hash.h"

static size_t
id_hash (const void *item, size_t buckets)
{
  const struct file_id *id = item;
  return (id->ino ^ id->dev << 7) % buckets;
}

static bool
id_equal (const void *a, const void *b)
{
  const struct file_id *x = a;
  const struct file_id *y = b;
  return file_id_equal (*x, *y);
}

/* Put ID into TREE's table.  False without memory.  */
static bool
insert (struct tree *tree, struct file_id id)
{
  if (!tree->symlinks)
    tree->symlinks = hash_initialize (61, NULL, id_hash, id_equal, free);
  struct file_id *kept = tree->symlinks ? malloc (sizeof *kept) : NULL;
  if (!kept)
    return false;
  *kept = id;
  struct file_id *known = hash_insert (tree->symlinks, kept);
  if (known != kept)
    free (kept);
  return known != NULL;
}

bool
tree_symlinks_add (const struct item *item, struct file_id id)
{
  struct tree *tree = item->worker->tree;
  pthread_mutex_lock (&tree->lock);
  bool ok = insert (tree, id);
  pthread_mutex_unlock (&tree->lock);
  if (!ok)
    item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
  return ok;
}

bool
tree_symlinks_has (struct tree *tree, struct file_id id)
{
  pthread_mutex_lock (&tree->lock);
  bool has = tree->symlinks && hash_lookup (tree->symlinks, &id);
  pthread_mutex_unlock (&tree->lock);
  return has;
}

void
tree_symlinks_free (struct tree *tree)
{
  if (tree->symlinks)
    hash_free (tree->symlinks);
  tree->symlinks = NULL;
}
