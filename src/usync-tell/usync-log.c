/* --log-file: what a run did, and what went wrong, for later.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-log.h"

#include <errno.h>
#include <error.h>
#include <time.h>
#include <unistd.h>

#include "user/report.h"
#include "usync-tell/usync-format.h"

/* There is one log, and the listener to messages has no argument.  */
static FILE *messages_to;

/* Why it could not be written, once.  */
static int write_errno;

void
usync_log_line (FILE *log, const char *text)
{
  char now[FORMAT_TIME_SIZE];
  fprintf (log, "%s [%jd] %s\n", usync_format_time (time (NULL), now),
           (intmax_t) getpid (), text);
  if (fflush (log) != 0 && write_errno == 0)
    write_errno = errno;
}

static void
take_message (const struct report_message *message)
{
  error (0, 0, "%s", message->text);
  usync_log_line (messages_to, message->text);
}

int
usync_log_open (const char *name, FILE **ret_log)
{
  FILE *log = fopen (name, "ae");
  if (!log)
    return -errno;
  messages_to = log;
  report_set_listener (take_message);
  *ret_log = log;
  return 0;
}

int
usync_log_close (FILE *log, int status)
{
  report_set_listener (NULL);
  messages_to = NULL;
  if (status != 0)
    {
      char text[64];
      snprintf (text, sizeof text, "ended with exit status %d", status);
      usync_log_line (log, text);
    }
  bool failed = ferror (log);
  if (fclose (log) != 0 && write_errno == 0)
    write_errno = errno;
  return write_errno != 0 ? -write_errno : failed ? -EIO : 0;
}
