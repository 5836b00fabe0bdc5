/* The destination of a mirror: found, or made.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's rules.  DEST is a directory, and is made where it does not exist;
   but a single source that is none, where DEST is no directory and has no
   slash behind it, becomes DEST itself.  */

#ifndef UU_MIRROR_DEST_H
#define UU_MIRROR_DEST_H

#include "mirror/mirror-impl.h"

/* Have MIRROR's DEST open as dest_fd, and `solo' known; that is done once.  0,
   or -errno, all said: -ENOTDIR where it is no directory and would have to be
   one.  */
int mirror_dest_find (struct mirror *mirror);

/* The name in the transfer of SOURCE, in new memory: NULL without any.  */
char *mirror_dest_target (const char *source);

#endif /* UU_MIRROR_DEST_H */
