/* udd's statistics.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-status.h"

#include <inttypes.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "human.h"
#include "intprops.h"
#include "minmax.h"
#include "udd-json.h"
#include "user/report.h"

enum
{
  SECOND = 1000 * 1000 * 1000,
  FORMAT = human_autoscale | human_round_to_nearest | human_space_before_unit
           | human_SI | human_B,
  TEXT_SIZE = LONGEST_HUMAN_READABLE + 64
};

/* What is on the screen.  Messages take the line away, and they know of no
   copy.  */
static struct
{
  int columns;    /* of the line that progress stands on; 0: none */
  bool shown;     /* there was such a line, with so many bytes: */
  uint64_t bytes; /*   told */
  uint64_t next;  /* when the next is due: ns of CLOCK_MONOTONIC */
  uint64_t total; /* as in udd_now */
} screen;

static uint64_t
clock_now (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * SECOND + now.tv_nsec;
}

double
udd_now_seconds (const struct udd_now *now)
{
  return now->nanoseconds / 1e9;
}

double
udd_now_part (const struct udd_now *now)
{
  if (now->total == 0)
    return -1;
  return now->bytes < now->total ? (double) now->bytes / now->total : 1;
}

double
udd_now_seconds_left (const struct udd_now *now)
{
  double part = udd_now_part (now);
  return part > 0 ? udd_now_seconds (now) * (1 - part) / part : -1;
}

static struct udd_now
look (const struct dd *dd)
{
  uint64_t time = clock_now ();
  return (struct udd_now) { .nanoseconds
                            = time > dd->began ? time - dd->began : 0,
                            .bytes = dd->counts.bytes,
                            .total = screen.total };
}

/* How many bytes INPUT_FD has behind where it stands, or 0 if that cannot
   be known; UINT64_MAX if there is no end.  */
static uint64_t
input_left (int input_fd)
{
  struct stat st;
  uint64_t size = 0;
  off_t at = lseek (input_fd, 0, SEEK_CUR);
  if (fstat (input_fd, &st) < 0)
    return 0;
  if (S_ISREG (st.st_mode))
    size = st.st_size;
  else if (S_ISBLK (st.st_mode) && ioctl (input_fd, BLKGETSIZE64, &size) < 0)
    return 0;
  else if (S_ISCHR (st.st_mode) && !isatty (input_fd))
    return UINT64_MAX;
  return at >= 0 && size > (uint64_t) at ? size - at : 0;
}

/* AMOUNT of records of SIZE in bytes, at the most UINT64_MAX.  */
static uint64_t
bytes_of (const struct dd_amount *amount, size_t size)
{
  uint64_t bytes;
  if (INT_MULTIPLY_WRAPV (amount->records, size, &bytes)
      || INT_ADD_WRAPV (bytes, amount->bytes, &bytes))
    return UINT64_MAX;
  return bytes;
}

/* How many bytes DD will have copied in the end, or 0.  */
static uint64_t
foresee (const struct dd *dd)
{
  const struct dd_policy *policy = dd->policy;
  if (policy->conv & (DD_BLOCK | DD_UNBLOCK))
    return 0;
  uint64_t left = input_left (dd->input_fd);
  uint64_t skipped = bytes_of (&policy->skip, policy->input.block_size);
  if (left != UINT64_MAX)
    left = left > skipped ? left - skipped : 0;
  if (policy->counts)
    left = MIN (left, bytes_of (&policy->count, policy->input.block_size));
  return left == UINT64_MAX ? 0 : left;
}

/* Whether TEXT, a size, is one in bytes: it says nothing that the number of
   bytes has not said.  */
static bool
is_in_bytes (const char *text)
{
  size_t len = strlen (text);
  return len >= 2 && text[len - 2] == ' ';
}

/* The bytes a second that NOW comes to, with their unit.  */
static const char *
rate (const struct udd_now *now, char *buf)
{
  if (now->nanoseconds == 0)
    {
      snprintf (buf, TEXT_SIZE, "%s B/s", _("Infinity"));
      return buf;
    }
  char *text
      = human_readable (now->bytes, buf, FORMAT, SECOND, now->nanoseconds);
  strcat (text, "/s");
  return text;
}

/* Print how much was copied, how long that took, as TIME has it, and how fast
   it was.  Return how many bytes that line has.  */
static int
print_amount (const struct udd_now *now, const char *time)
{
  char si_text[TEXT_SIZE], iec_text[TEXT_SIZE], rate_text[TEXT_SIZE];
  const char *si = human_readable (now->bytes, si_text, FORMAT, 1, 1);
  const char *iec
      = human_readable (now->bytes, iec_text, FORMAT | human_base_1024, 1, 1);
  const char *speed = rate (now, rate_text);
  uintmax_t bytes = now->bytes;
  if (is_in_bytes (si))
    return fprintf (
        stderr,
        ngettext ("%ju byte copied, %s, %s", "%ju bytes copied, %s, %s", bytes),
        bytes, time, speed);
  if (is_in_bytes (iec))
    return fprintf (stderr, _("%ju bytes (%s) copied, %s, %s"), bytes, si, time,
                    speed);
  return fprintf (stderr, _("%ju bytes (%s, %s) copied, %s, %s"), bytes, si,
                  iec, time, speed);
}

/* Print what is left, where it is known.  Return as print_amount ().  */
static int
print_left (const struct udd_now *now)
{
  double left = udd_now_seconds_left (now);
  if (left < 0)
    return 0;
  uintmax_t seconds = left + 0.5;
  int percent = udd_now_part (now) * 100;
  if (seconds < 3600)
    return fprintf (stderr, _(", %d%%, ETA %ju:%02ju"), percent, seconds / 60,
                    seconds % 60);
  return fprintf (stderr, _(", %d%%, ETA %ju:%02ju:%02ju"), percent,
                  seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* End the line that progress stands on.  */
static void
end_line (void)
{
  if (screen.columns > 0)
    fputc ('\n', stderr);
  screen.columns = 0;
}

/* Draw NOW over the line that is there.  */
static void
draw (const struct udd_now *now)
{
  char time[64];
  snprintf (time, sizeof time, "%.0f s", udd_now_seconds (now));
  fputc ('\r', stderr);
  int columns = print_amount (now, time) + print_left (now);
  if (columns < screen.columns)
    fprintf (stderr, "%*s", screen.columns - columns, "");
  screen.columns = columns;
  screen.shown = true;
  screen.bytes = now->bytes;
}

static void
tick (struct dd *dd)
{
  if (clock_now () < screen.next)
    return;
  screen.next = clock_now () + SECOND;
  struct udd_now now = look (dd);
  if (dd->policy->status == DD_STATUS_JSON)
    udd_json_status (&now);
  else
    draw (&now);
}

/* dd's statistics, as far as they are wanted.  */
static void
tell (struct dd *dd)
{
  const struct dd_counts *counts = &dd->counts;
  struct udd_now now = look (dd);
  char time[64];
  switch (dd->policy->status)
    {
    case DD_STATUS_NONE:
      return;
    case DD_STATUS_JSON:
      udd_json_status (&now);
      return;
    default:
      break;
    }
  end_line ();
  fprintf (stderr, _("%ju+%ju records in\n%ju+%ju records out\n"),
           (uintmax_t) counts->full_in, (uintmax_t) counts->partial_in,
           (uintmax_t) counts->full_out, (uintmax_t) counts->partial_out);
  if (counts->truncated > 0)
    fprintf (stderr,
             ngettext ("%ju truncated record\n", "%ju truncated records\n",
                       counts->truncated),
             (uintmax_t) counts->truncated);
  if (dd->policy->status == DD_STATUS_NOXFER)
    return;
  snprintf (time, sizeof time, "%g s", udd_now_seconds (&now));
  print_amount (&now, time);
  fputc ('\n', stderr);
}

static void
leave_line (void)
{
}

void
udd_status_prepare (const struct dd_policy *policy)
{
  if (policy->status == DD_STATUS_JSON)
    udd_json_listen ();
  else if (policy->status == DD_STATUS_PROGRESS)
    report_set_progress (end_line, leave_line);
}

void
udd_status_begin (struct dd *dd)
{
  enum dd_status status = dd->policy->status;
  dd->tell = tell;
  if (status != DD_STATUS_PROGRESS && status != DD_STATUS_JSON)
    return;
  dd->tick = tick;
  screen.next = clock_now () + SECOND;
  screen.total = foresee (dd);
}

void
udd_status_pause (struct dd *dd)
{
  if (dd->conv & (DD_FDATASYNC | DD_FSYNC)
      && dd->policy->status == DD_STATUS_PROGRESS && screen.shown
      && screen.bytes < dd->counts.bytes)
    {
      struct udd_now now = look (dd);
      draw (&now);
      end_line ();
    }
}

void
udd_status_end (struct dd *dd, int status)
{
  if (dd->policy->status == DD_STATUS_JSON)
    {
      struct udd_now now = look (dd);
      udd_json_summary (dd, &now, status);
    }
  else if (!dd->untold)
    tell (dd);
}
