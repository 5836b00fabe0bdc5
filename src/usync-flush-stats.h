/* --stats of usync, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_FLUSH_STATS_H
#define UU_USYNC_FLUSH_STATS_H

#include "flush/flush-set.h"
#include "suite/stats-engine.h"

/* Say in FORMAT what SET has done since START.  */
void usync_flush_stats_print (struct flush_set *set, struct stats_clock start,
                              enum stats_format format);

#endif /* UU_USYNC_FLUSH_STATS_H */
