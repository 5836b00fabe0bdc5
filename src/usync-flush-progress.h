/* --progress of usync, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_FLUSH_PROGRESS_H
#define UU_USYNC_FLUSH_PROGRESS_H

#include "suite/progress.h"
#include "usync-flush-options.h"

/* Begin to follow SET, and to tell of it as OPTIONS want.  NULL if they do
   not.  */
struct progress *
usync_flush_progress_start (struct flush_set *set,
                            const struct usync_flush_options *options);

#endif /* UU_USYNC_FLUSH_PROGRESS_H */
