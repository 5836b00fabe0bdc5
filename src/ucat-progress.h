/* --progress of ucat.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCAT_PROGRESS_H
#define UU_UCAT_PROGRESS_H

#include "cat/cat.h"
#include "suite/progress.h"
#include "ucat-options.h"

/* Begin to follow CAT, which copies what OPTIONS say, and to tell of it if
   they want that.  */
struct progress *ucat_progress_start (const struct cat *cat,
                                      const struct ucat_options *options);

#endif /* UU_UCAT_PROGRESS_H */
