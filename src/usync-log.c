/* --log-file: what a run did, and what went wrong, for later.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "usync-log.h"

#include <errno.h>
#include <error.h>
#include <time.h>
#include <unistd.h>

#include "report.h"
#include "usync-format.h"

/* There is one log, and the listener to messages has no argument.  */
static FILE *messages_to;

static void
write_line (FILE *log, const char *text)
{
  char now[FORMAT_TIME_SIZE];
  fprintf (log, "%s [%jd] %s\n", usync_format_time (time (NULL), now),
           (intmax_t) getpid (), text);
  fflush (log);
}

static void
take_message (const struct report_message *message)
{
  error (0, 0, "%s", message->text);
  write_line (messages_to, message->text);
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
      write_line (log, text);
    }
  errno = 0;
  bool failed = ferror (log);
  if (fclose (log) != 0 || failed)
    return errno != 0 ? -errno : -EIO;
  return 0;
}
