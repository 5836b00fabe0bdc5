/* The exit statuses of usync --mirror.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-exit.h"

#include "base/stop.h"

enum usync_exit
usync_exit_status (const struct mirror_result *result, bool failed)
{
  if (stop_requested ())
    return USYNC_EXIT_SIGNAL;
  if (failed || result->partial)
    return USYNC_EXIT_PARTIAL;
  if (result->stopped)
    return USYNC_EXIT_STOPPED;
  if (result->vanished)
    return USYNC_EXIT_VANISHED;
  if (result->limited)
    return USYNC_EXIT_LIMITED;
  return EXIT_SUCCESS;
}
