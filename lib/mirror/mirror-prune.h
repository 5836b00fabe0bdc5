/* Directories without files: --prune-empty-dirs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory takes part only if something takes part that is in it, or
   below it, and no directory.  So one that is found has to be looked through
   before it is entered: until the first file, which as a rule is not far.  */

#ifndef UU_MIRROR_PRUNE_H
#define UU_MIRROR_PRUNE_H

#include "tree/item.h"

/* Whether ITEM, a directory of the source, pinned there, has no file in it
   that takes part: without -r, none has.  What cannot be read does not count
   as empty.  */
bool mirror_prune_is_empty (const struct item *item);

#endif /* UU_MIRROR_PRUNE_H */
