/* Points in time as rsync's --stop-at takes them: "2026-12-31T23:59", "1-30",
   "14:00", "31", ":59".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_STOP_AT_H
#define UU_USYNC_STOP_AT_H

#include <time.h>

/* The first moment after NOW, in local time, that fits TEXT: a date, its parts
   separated by '-' or '/', a time of day after 'T' or with ':' in it, or both;
   what is left out at the beginning may be anything, and a date alone means
   its midnight.  0; -EINVAL where TEXT is none, or no day has that date;
   -ERANGE where all that fits is past.  */
int usync_stop_at (const char *text, time_t now, time_t *ret_time);

#endif /* UU_USYNC_STOP_AT_H */
