/* The progress line: drawn on a terminal, taken away for messages.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/progress-line.h"

#include <error.h>
#include <inttypes.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "human.h"

enum
{
  LINE_MAX_BYTES = 512,
  FORMAT = human_autoscale | human_base_1024 | human_SI | human_B
};

/* The line that is to be seen, and the columns that are used on the
   screen; none when it is hidden.  */
static char line[LINE_MAX_BYTES];
static int line_columns;
static int used_columns;

/* Columns of the terminal; as many as one likes where there is none.  */
static int
terminal_columns (void)
{
  struct winsize size;
  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
             ? size.ws_col
             : LINE_MAX_BYTES;
}

/* Whether this process may draw: it is in front, or there is no terminal
   to be in front of.  */
static bool
is_in_front (void)
{
  pid_t front = tcgetpgrp (STDERR_FILENO);
  return front < 0 || front == getpgrp ();
}

/* Shorten TEXT to less than COLUMNS: a line that fills the last of them may
   begin another.  Return the columns it then takes.  */
static int
fit (char *text, int columns)
{
  mbstate_t state = { 0 };
  int used = 0;
  while (*text)
    {
      wchar_t c;
      size_t len = mbrtowc (&c, text, MB_CUR_MAX, &state);
      bool known = len != (size_t) -1 && len != (size_t) -2 && len != 0;
      int width = known ? wcwidth (c) : 1;
      if (!known)
        {
          len = 1;
          memset (&state, 0, sizeof state);
        }
      if (used + width >= columns)
        break;
      used += width > 0 ? width : 0;
      text += len;
    }
  *text = '\0';
  return used;
}

/* Put TEXT, COLUMNS wide, where the line is, by one write.  What stood
   there is overwritten with blanks, which every terminal knows.  */
static void
put (const char *text, int columns)
{
  int blanks = used_columns > columns ? used_columns - columns : 0;
  char back[2 * LINE_MAX_BYTES];
  memset (back, '\b', blanks);
  back[blanks] = '\0';
  fprintf (stderr, "\r%s%*s%s%s", text, blanks, "", back,
           columns == 0 ? "\r" : "");
  fflush (stderr);
  used_columns = columns;
}

void
progress_line_hide (void)
{
  if (used_columns > 0)
    put ("", 0);
}

void
progress_line_show (void)
{
  if (line_columns > 0 && used_columns == 0)
    put (line, line_columns);
}

/* How fast PHASE is and what time is left, as "RATE/s ETA m:ss", the latter
   only where it can be known.  */
static const char *
pace (const struct progress_now *now, enum progress_phase phase, char *buf,
      size_t size)
{
  char rate[LONGEST_HUMAN_READABLE + 1];
  double left = progress_seconds_left (now, phase);
  uintmax_t seconds = left > 0 ? left + 0.5 : 0;
  const char *start
      = human_readable (progress_rate (now, phase), rate, FORMAT, 1, 1);
  if (left <= 0)
    snprintf (buf, size, _("%s/s"), start);
  else if (seconds < 3600)
    snprintf (buf, size, _("%s/s ETA %ju:%02ju"), start, seconds / 60,
              seconds % 60);
  else
    snprintf (buf, size, _("%s/s ETA %ju:%02ju:%02ju"), start, seconds / 3600,
              seconds / 60 % 60, seconds % 60);
  return buf;
}

enum
{
  PACE_SIZE = LONGEST_HUMAN_READABLE + 128
};

static void
compose (const struct progress_now *now, char *buf, size_t size)
{
  char done[LONGEST_HUMAN_READABLE + 1], all[LONGEST_HUMAN_READABLE + 1];
  char speed[PACE_SIZE];
  const char *more = now->counted ? "" : "+";
  snprintf (buf, size, _("%ju/%ju%s files, %s/%s%s, %s"),
            (uintmax_t) now->done.files, (uintmax_t) now->total_files, more,
            human_readable (now->done.bytes, done, FORMAT, 1, 1),
            human_readable (now->total_bytes, all, FORMAT, 1, 1), more,
            pace (now, PHASE_COPY, speed, sizeof speed));
}

/* The same for both phases.  */
static void
compose_two (const struct progress_now *now, char *buf, size_t size)
{
  char done[LONGEST_HUMAN_READABLE + 1], all[LONGEST_HUMAN_READABLE + 1];
  char verified[LONGEST_HUMAN_READABLE + 1];
  char speed[PACE_SIZE], second[PACE_SIZE];
  snprintf (buf, size, _("copied %s/%s%s, %s; verified %s, %s"),
            human_readable (now->done.bytes, done, FORMAT, 1, 1),
            human_readable (now->total_bytes, all, FORMAT, 1, 1),
            now->counted ? "" : "+",
            pace (now, PHASE_COPY, speed, sizeof speed),
            human_readable (now->done.verified_bytes, verified, FORMAT, 1, 1),
            pace (now, PHASE_VERIFY, second, sizeof second));
}

void
progress_line_draw (const struct progress_now *now)
{
  char next[LINE_MAX_BYTES];
  if (!is_in_front ())
    return;
  if (now->verifies)
    compose_two (now, next, sizeof next);
  else
    compose (now, next, sizeof next);
  int columns = fit (next, terminal_columns ());
  if (used_columns > 0 && strcmp (next, line) == 0)
    return;
  strcpy (line, next);
  line_columns = columns;
  put (line, columns);
}

void
progress_line_end (void)
{
  if (used_columns > 0)
    fputc ('\n', stderr);
  line_columns = 0;
  used_columns = 0;
}

void
progress_line_interrupted (const struct progress_now *now)
{
  char bytes[LONGEST_HUMAN_READABLE + 1];
  error (0, 0, _("interrupted: files copied: %ju, bytes: %ju (%s)"),
         (uintmax_t) now->done.files, (uintmax_t) now->done.bytes,
         human_readable (now->done.bytes, bytes, FORMAT, 1, 1));
}

void
progress_line_say (const struct progress_now *now)
{
  char bytes[LONGEST_HUMAN_READABLE + 1], rate[LONGEST_HUMAN_READABLE + 1];
  fprintf (
      stderr, _("files: %ju, bytes: %ju (%s) in %.1f s, %s/s\n"),
      (uintmax_t) now->done.files, (uintmax_t) now->done.bytes,
      human_readable (now->done.bytes, bytes, FORMAT, 1, 1), now->seconds,
      human_readable (progress_rate (now, PHASE_COPY), rate, FORMAT, 1, 1));
}
