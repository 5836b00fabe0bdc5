/* dd's record loop.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One record is read, converted, collected into records of the output's size
   and written, then the next.  This is how dd works and what its messages and
   counts speak of; all operands are served.  It goes on where the files stand
   and the counts are, so that others may do a part before.  */

#ifndef UU_DD_RECORDS_H
#define UU_DD_RECORDS_H

#include "dd/dd.h"

/* Move records to the end of the input, or until count= of them were read, or
   something goes wrong.  Return 0 or -errno, which was said, but for -EINTR:
   that is SIGINT, and then what was not written yet is lost, as in dd.  What
   was read before a read error is written.  */
int dd_records_run (struct dd *dd);

#endif /* UU_DD_RECORDS_H */
