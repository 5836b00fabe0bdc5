/* Target directories of operands: how a copy into itself is noticed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   `ucp -r a a/b' makes a/b and then finds it while walking a.  The
   directories that operands are copied to are kept here in a table, by
   identity; a walk that meets one stops there.  */

#ifndef UU_TREE_MADE_H
#define UU_TREE_MADE_H

#include "tree/item.h"

/* Remember that ITEM, an operand, is copied to directory ID.  Without memory
   that is said, and false returned.  */
bool tree_made_add (const struct item *item, struct file_id id);

/* Whether ID, met in ITEM's directory or named itself, is one of them; then
   say so, once for each operand.  */
bool tree_made_find (const struct item *item, struct file_id id);

void tree_made_free (struct tree *tree);

#endif /* UU_TREE_MADE_H */
