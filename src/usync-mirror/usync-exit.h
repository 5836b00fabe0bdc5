/* The exit statuses of usync --mirror, which are rsync's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_EXIT_H
#define UU_USYNC_EXIT_H

#include <stdbool.h>

#include "mirror/mirror.h"

enum usync_exit
{
  USYNC_EXIT_SYNTAX = 1,    /* the command line */
  USYNC_EXIT_SELECTION = 3, /* what is named cannot be mirrored like this */
  USYNC_EXIT_FILE_IO = 11,  /* DEST cannot be made, a list cannot be read */
  USYNC_EXIT_SIGNAL = 20,
  USYNC_EXIT_MEMORY = 22,
  USYNC_EXIT_PARTIAL = 23,  /* something could not be mirrored */
  USYNC_EXIT_VANISHED = 24, /* a source vanished, and that is all */
  USYNC_EXIT_LIMITED = 25,  /* --max-delete kept something from deletion */
  USYNC_EXIT_STOPPED = 30   /* --stop-after, --stop-at */
};

/* What a run ends with of which RESULT is known, and whether anything FAILED.
   The worse comes first, in rsync's order.  */
enum usync_exit usync_exit_status (const struct mirror_result *result,
                                   bool failed);

#endif /* UU_USYNC_EXIT_H */
