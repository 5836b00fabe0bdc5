/* Verifying a copy: --verify.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   When its contents are written, and before it gets its metadata, a copy is
   sent to the medium and read back from there, past the page cache, and the
   sums of its windows (windows.h) are compared with those that
   copy-sums.h took while it was copied.  */

#ifndef UU_COPY_VERIFY_H
#define UU_COPY_VERIFY_H

#include "tree/job.h"

/* Verify JOB's copy, open as TARGET_FD, if the policy wants that.  False if
   it differs or cannot be verified; all is said then.  */
bool copy_verify (struct job *job, int target_fd);

#endif /* UU_COPY_VERIFY_H */
