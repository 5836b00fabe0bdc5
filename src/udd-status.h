/* udd's statistics: how much was copied, and how fast.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Standard error gets dd's own lines, in dd's words: at the end, when a
   signal asks, and with status=progress once a second, on one line that
   messages give way to.  Behind the latter stands how long it will still
   take, where that can be known.  With status=json there are objects
   instead (udd-json.h).  */

#ifndef UU_UDD_STATUS_H
#define UU_UDD_STATUS_H

#include "dd/dd.h"

/* How far a copy is.  */
struct udd_now
{
  uint64_t nanoseconds; /* since it began */
  uint64_t bytes;
  uint64_t total; /* bytes that there will be; 0: that is not known */
};

/* Seconds since the copy began; what of it is done in parts of 1; seconds
   that it will still take: less than 0 where that cannot be known.  */
double udd_now_seconds (const struct udd_now *now);
double udd_now_part (const struct udd_now *now);
double udd_now_seconds_left (const struct udd_now *now);

/* Before anything is said: messages are to be what POLICY says.  */
void udd_status_prepare (const struct dd_policy *policy);

/* DD is open and about to run: follow it.  */
void udd_status_begin (struct dd *dd);

/* DD has run, and is to be flushed, which may take long: tell how far it
   is if that is shown.  */
void udd_status_pause (struct dd *dd);

/* All is done.  Print the statistics, and with status=json the exit STATUS
   that will be, as shells have it.  */
void udd_status_end (struct dd *dd, int status);

#endif /* UU_UDD_STATUS_H */
