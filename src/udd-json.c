/* status=json: objects for programs, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "udd-json.h"

#include <string.h>

#include "json.h"
#include "report.h"

/* What was being done when a message was given, in a word that does not
   depend on the language.  Any other message is about the copy.  */
static const struct operation
{
  const char *word;
  const char *format;
} operations[] = {
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

static const char *
operation_of (const char *format)
{
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
    if (strcmp (format, gettext (operations[i].format)) == 0)
      return operations[i].word;
  return "copy";
}

static void
say_message (const struct report_message *message)
{
  struct json json;
  json_open (&json, message->failure ? "error" : "warning");
  json_string (&json, "message", message->text);
  json_string (&json, "operation", operation_of (message->format));
  json_integer (&json, "errno", message->err);
  json_name (&json, "path", message->name1);
  json_close (&json);
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
  if (part >= 0)
    json_real (&json, "percent", part * 100);
  else
    json_null (&json, "percent");
  json_count (&json, "bytes_done", now->bytes);
  if (now->total > 0)
    json_count (&json, "bytes_total", now->total);
  else
    json_null (&json, "bytes_total");
  json_real (&json, "bytes_per_second", bytes_per_second (now));
  if (left >= 0)
    json_real (&json, "seconds_left", left);
  else
    json_null (&json, "seconds_left");
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
