/* The end of a mirror: --stats, and the two lines that -v has.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The text is rsync's, line by line.  Nothing is sent over a wire here, so
   "sent" is what was written, "received" is 0, as is the size of the list of
   files, and the speedup is the size of the files by what was written.  */

#ifndef UU_USYNC_STATS_H
#define UU_USYNC_STATS_H

#include "mirror/mirror.h"
#include "suite/stats-engine.h"
#include "usync-tell/usync-tell.h"

/* Say what MIRROR did since START: on standard output as the level of
   --info=stats wants it, on standard error if JSON.  The keys of the JSON
   form are stable: programs read them.  */
void usync_stats_print (struct usync_tell *tell, struct mirror *mirror,
                        struct stats_clock start, bool json);

#endif /* UU_USYNC_STATS_H */
