/* Which names of a tree the user wants left out.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The names that filter.h's rules see begin with the last component of a
   source: copying "a/b" they are "b" and "b/...".  A source whose last
   component is "." or ".." or nothing is not judged itself, and what is in
   it has names without it.  */

#ifndef UU_TREE_FILTER_H
#define UU_TREE_FILTER_H

#include "tree/item.h"

/* Whether ITEM is to be left out, given whether it is a directory.  Only
   where there is a filter.  Without memory: true, and a message.  */
bool tree_filter_excludes (const struct item *item, bool is_directory);

/* The part of SOURCE, a name from the command line, that names of the
   transfer begin with, not ended by '\0' after its *RET_LEN bytes; these
   may be none.  */
const char *tree_filter_top (const char *source, size_t *ret_len);

#endif /* UU_TREE_FILTER_H */
