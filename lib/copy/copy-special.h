/* Copying what is not a regular file: symbolic links, fifos, sockets and
   devices.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   These are rare and small, so they are done at once, by plain calls.  The
   source and what was made are pinned by O_PATH descriptors, and metadata
   goes to what is pinned, not to a name.  Errors are said here.  */

#ifndef UU_COPY_SPECIAL_H
#define UU_COPY_SPECIAL_H

#include "tree/item.h"

/* Copy ITEM, a symbolic link or special file, or make a symbolic link to it,
   whatever it is.  */
void copy_special (const struct item *item);

#endif /* UU_COPY_SPECIAL_H */
