/* Entering a directory: opened on either side, and made ready to be filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What copy-dir.c does for a directory that is copied and tree-parents.c for
   one on the way to what is copied.  NODE is new and nobody else's yet.  */

#ifndef UU_ENTER_DIR_H
#define UU_ENTER_DIR_H

#include "tree/item.h"

/* Open ITEM's directory on SIDE, for reading or, if that is not allowed, for
   a place to stand on, and put what is to be known of it into NODE.  FOLLOW:
   a symbolic link may lead there.  Return the descriptor or -errno.  */
int enter_dir_open (const struct item *item, struct dirnode *node,
                    enum side side, bool follow);

/* The mode to make a directory like STX with, under POLICY, and in
 *RET_LATER the bits that it is to get at the end.  */
mode_t enter_dir_first_mode (const struct copy_policy *policy,
                             const struct statx *stx, mode_t *ret_later);

/* See to it that NODE's target, open as FD and new if IS_NEW says so, can be
   filled, and note what it is to have in the end, LATER among it.  An error
   is said, and false returned.  */
bool enter_dir_prepare (const struct item *item, struct dirnode *node, int fd,
                        bool is_new, mode_t later);

#endif /* UU_ENTER_DIR_H */
