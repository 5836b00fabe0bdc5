/* What stands where something is to be made.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's rules.  What is no directory gives way to anything: to a file or a
   link in one step, when that is complete; to a directory before.  A
   directory gives way if it is empty, or with --force or a --delete.  */

#ifndef UU_MIRROR_WAY_H
#define UU_MIRROR_WAY_H

#include "tree/item.h"

/* ITEM, of MODE, is to be made where EXISTING stands.  See to it that this is
   out of the way, or can be renamed over.  Return 1 if something still stands
   there, 0 if nothing does, or -errno, all said.  A dry run removes nothing,
   but tells the same.  */
int mirror_way_clear (const struct item *item, mode_t mode,
                      const struct statx *existing);

/* Open the directory that stands at ITEM's target, and put what is to be known
   of it into NODE, as enter_dir_open () does.  With -K a symbolic link may lead
   there, but not out of DEST: -EXDEV.  Return the descriptor or -errno.  */
int mirror_way_open (const struct item *item, struct dirnode *node);

#endif /* UU_MIRROR_WAY_H */
