/* Symbolic links that this copy has made, for --keep-directory-symlink.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A link that stands at the destination is its owner's word that a directory
   is kept elsewhere.  One that was copied there from a source a moment ago is
   no such thing: following it, another source would be written to wherever
   the first one says.  They are kept by identity, and only with that
   option.  */

#ifndef UU_TREE_SYMLINKS_H
#define UU_TREE_SYMLINKS_H

#include "tree/item.h"

/* Whether they are to be kept in mind at all.  */
static inline bool
tree_symlinks_wanted (const struct item *item)
{
  return item_policy (item)->keep_directory_symlink;
}

/* ITEM was copied to the symbolic link ID.  Without memory that is said, and
   false returned.  */
bool tree_symlinks_add (const struct item *item, struct file_id id);

/* Whether ID is one of them.  */
bool tree_symlinks_has (struct tree *tree, struct file_id id);

void tree_symlinks_free (struct tree *tree);

#endif /* UU_TREE_SYMLINKS_H */
