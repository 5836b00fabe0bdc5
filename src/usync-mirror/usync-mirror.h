/* usync --mirror: trees made the same as others.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The whole of a run: parse (usync-mirror-options.h), open and run (mirror.h),
   report, and an exit status of rsync's (usync-exit.h).  What is said meanwhile
   is made by usync-tell.h.  */

#ifndef UU_USYNC_MIRROR_H
#define UU_USYNC_MIRROR_H

/* What usync does when ARGV has --mirror in it.  The program's name and locale
   are set.  Return the exit status, or exit with it.  */
int usync_mirror_main (int argc, char **argv);

#endif /* UU_USYNC_MIRROR_H */
