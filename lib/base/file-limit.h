/* File limits: what becomes of who writes beyond RLIMIT_FSIZE.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The kernel sends SIGXFSZ to the thread that writes, and most programs die of
   it.  Where a ring has another thread write, nobody gets the signal: there is
   only -EFBIG.  The tool says that, ends as after any error, and then dies all
   the same, so that who waits for it is told the same whatever the engine.  */

#ifndef UU_FILE_LIMIT_H
#define UU_FILE_LIMIT_H

#include <stdbool.h>

/* Whether ERR, a -errno of writing to a file, is that limit's.  Files have
   other limits, far beyond what anybody sets this one to.  */
bool file_limit_met (int err);

/* Die of SIGXFSZ, unless it is ignored.  */
void file_limit_die (void);

#endif /* UU_FILE_LIMIT_H */
