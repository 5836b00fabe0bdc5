/* --log-file: what a run did, and what went wrong, for later.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Lines are rsync's: the time, the number of the process, the text.  Changes
   are written by usync-tell.h; here are errors and warnings, which go to
   standard error as well, and the end.  */

#ifndef UU_USYNC_LOG_H
#define UU_USYNC_LOG_H

#include <stdio.h>

/* Open the file NAME to write behind what is in it, and have every message from
   now on in it, too.  0 or -errno.  */
int usync_log_open (const char *name, FILE **ret_log);

/* Write TEXT to LOG as a line.  */
void usync_log_line (FILE *log, const char *text);

/* Say that the run ends with STATUS, if that is not 0, and close LOG.  0, or
   -errno where not all of it could be written.  */
int usync_log_close (FILE *log, int status);

#endif /* UU_USYNC_LOG_H */
