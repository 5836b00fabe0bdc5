/* status=json: objects for programs, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-json.h"

#include <string.h>

#include "suite/json-message.h"
#include "suite/json.h"
#include "user/report.h"

/* Any other message is about the copy.  */
static const struct json_operation operations[] = {
  { "open", "failed to open %s" },
  { "open", "setting flags for %s" },
  { "stat", "cannot fstat %s" },
  { "read", "error reading %s" },
  { "skip", "%s: cannot skip" },
  { "skip", "%s: cannot skip to specified offset" },
  { "seek", "%s: cannot seek" },
  { "write", "error writing %s" },
  { "write", "writing to %s" },
  { "write", "failed to turn off O_DIRECT: %s" },
  { "flush", "fdatasync failed for %s" },
  { "flush", "fsync failed for %s" },
  { "flush", "failed to discard cache for: %s" },
  { "close", "closing input file %s" },
  { "close", "closing output file %s" },
};

static void
say_message (const struct report_message *message)
{
  const char *word = json_operation_word (
      operations, sizeof operations / sizeof *operations, message->format);
  json_message (message, word ? word : "copy");
}

void
udd_json_listen (void)
{
  report_set_listener (say_message);
}

static double
bytes_per_second (const struct udd_now *now)
{
  double seconds = udd_now_seconds (now);
  return seconds > 0 ? now->bytes / seconds : 0;
}

void
udd_json_status (const struct udd_now *now)
{
  struct json json;
  double part = udd_now_part (now), left = udd_now_seconds_left (now);
  json_open (&json, "status");
  json_real (&json, "seconds", udd_now_seconds (now));
  json_real (&json, "percent", part * 100);
  json_count (&json, "bytes_done", now->bytes);
  if (now->total > 0)
    json_count (&json, "bytes_total", now->total);
  else
    json_null (&json, "bytes_total");
  json_real (&json, "bytes_per_second", bytes_per_second (now));
  json_real (&json, "seconds_left", left);
  json_close (&json);
}

void
udd_json_summary (const struct dd *dd, const struct udd_now *now, int status)
{
  const struct dd_counts *counts = &dd->counts;
  struct json json;
  uintmax_t errors, warnings;
  report_counts (&errors, &warnings);
  json_open (&json, "summary");
  json_real (&json, "seconds", udd_now_seconds (now));
  json_count (&json, "full_in", counts->full_in);
  json_count (&json, "partial_in", counts->partial_in);
  json_count (&json, "full_out", counts->full_out);
  json_count (&json, "partial_out", counts->partial_out);
  json_count (&json, "truncated", counts->truncated);
  json_count (&json, "bytes", counts->bytes);
  json_real (&json, "bytes_per_second", bytes_per_second (now));
  json_count (&json, "errors", errors);
  json_count (&json, "warnings", warnings);
  json_boolean (&json, "interrupted", status > 128);
  json_integer (&json, "exit_status", status);
  json_close (&json);
}
