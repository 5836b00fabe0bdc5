/* The guard before a block device that is to be written to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   udd refuses to write to a device that is in use (device-use.h), and
   claims one that is not, so that it stays so.  Called as dd it does what
   dd does, and warns.  dd.h asks when the output is open, before anything
   is written.  */

#ifndef UU_DD_GUARD_H
#define UU_DD_GUARD_H

#include <stdbool.h>

#include "engine/engine.h"

/* Look at the output that FD has open under NAME, which may be anything.
   Where it is a block device in use, say by whom, and return -EBUSY, or 0
   with WARN_ONLY.  *RET_CLAIM is a descriptor to close at the end, or -1.
   Other errors are said, too.  */
int dd_guard (struct engine *engine, int fd, const char *name, bool warn_only,
              int *ret_claim);

#endif /* UU_DD_GUARD_H */
