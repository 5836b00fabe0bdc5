/* Fuzz target: sizes, rates, dd's numbers, points in time, words of --info.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One text, taken for each of them.  */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "suite/rate-arg.h"
#include "user/size-arg.h"
#include "udd-numbers.h"
#include "usync-tell/usync-info.h"
#include "usync-mirror/usync-stop-at.h"

/* PREFIX and TEXT and SUFFIX, to be freed.  */
static char *
joined (const char *prefix, const char *text, const char *suffix)
{
  char *result;
  if (asprintf (&result, "%s%s%s", prefix, text, suffix) < 0)
    abort ();
  return result;
}

/* One more is one more, and a size has one meaning.  */
static void
try_size (const char *text)
{
  uint64_t size, more;
  int err = size_arg_parse (text, 'B', &size);
  FUZZ_CHECK (err == 0 || err == -EINVAL || err == -ERANGE);
  if (err == 0 && !strpbrk (text, "+-"))
    {
      char *with_one = joined ("", text, "+1");
      err = size_arg_parse (with_one, 'B', &more);
      FUZZ_CHECK (err == 0 ? more == size + 1 : err == -ERANGE);
      free (with_one);
    }
}

/* Once a number is the number.  */
static void
try_number (void *arg)
{
  const char *text = arg;
  uint64_t number, same;
  int err = udd_number_parse (text, &number);
  FUZZ_CHECK (err == 0 || err == -EINVAL || err == -EOVERFLOW);
  if (err < 0)
    return;
  FUZZ_CHECK (number <= INT64_MAX);
  char *once = joined ("1x", text, "");
  FUZZ_CHECK (udd_number_parse (once, &same) == 0 && same == number);
  free (once);
}

static void
try_rate (void *arg)
{
  struct rate rate;
  if (rate_arg (&rate, arg))
    FUZZ_CHECK (rate.bytes_per_second >= 512);
}

static void
try_time (const char *text)
{
  time_t now = 1700000000, when;
  if (usync_stop_at (text, now, &when) == 0)
    FUZZ_CHECK (when > now);
}

static void
try_info (const char *text)
{
  struct usync_info info = { .level = { 0 } };
  int length = 0;
  const char *wrong = usync_info_take (&info, text, &length);
  FUZZ_CHECK (!wrong || (wrong >= text && length >= 0));
  FUZZ_CHECK (!wrong
              || (size_t) (wrong - text) + (size_t) length <= strlen (text));
  usync_info_wants_help (text);
  usync_info_verbose (&info, 2);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setenv ("TZ", "UTC0", 1);
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  try_size (text);
  fuzz_returns (try_number, text);
  fuzz_returns (try_rate, text);
  try_time (text);
  try_info (text);
  free (text);
  return 0;
}
