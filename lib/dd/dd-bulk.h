/* Many records at a time: dd's copy where the size of a record does not
   matter.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Between files, block devices, /dev/zero, /dev/urandom and /dev/null every
   read and every write does all it is asked for, so it cannot be seen from
   outside how the bytes were divided.  Then records travel in chunks of up
   to some MiB, by the pipeline (pipeline.h), and are counted as if each had
   been read and written by itself.

   The target is written from front to back without gaps, and in whole
   records: whatever stops a run, an error, a signal or an end that came too
   soon, the target is as if dd had stopped there.  A record that makes
   trouble is left to dd_records_run (), which tries it alone and says what
   there is to say.

   dd-records.c calls this, at first and wherever it holds nothing that waits
   to be written.  */

#ifndef UU_DD_BULK_H
#define UU_DD_BULK_H

#include <stdint.h>

#include "dd/dd.h"

/* Copy whole records from where both sides stand, as many as can be copied in
   this way: perhaps none.  The counts and positions are then as if each had
   been copied alone.  Set *RET_ALONE to how many records are better copied
   alone before this is called again.  Return 0; or -EINTR when SIGINT came;
   or -errno, which was said, if a position could not be set.  */
int dd_bulk_run (struct dd *dd, uint64_t *ret_alone);

#endif /* UU_DD_BULK_H */
