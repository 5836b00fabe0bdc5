/* --progress=json: objects for programs, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/progress-json.h"

#include <string.h>

#include "base/stop.h"
#include "suite/json-message.h"
#include "suite/json.h"
#include "user/report.h"

/* Any other message is about the copy of a file.  */
static const struct json_operation operations[] = {
  { "access", "cannot access %s" },
  { "stat", "cannot stat %s" },
  { "stat", "cannot fstat %s" },
  { "open", "cannot open %s for reading" },
  { "read", "error reading %s" },
  { "read", "cannot read symbolic link %s" },
  { "create", "cannot create regular file %s" },
  { "create", "cannot create directory %s" },
  { "create", "cannot make directory %s" },
  { "create", "cannot create fifo %s" },
  { "create", "cannot create special file %s" },
  { "link", "cannot create symbolic link %s" },
  { "link", "cannot create symbolic link %s to %s" },
  { "link", "cannot create hard link %s to %s" },
  { "write", "error writing %s" },
  { "write", "failed to extend %s" },
  { "write", "failed to close %s" },
  { "clone", "failed to clone %s from %s" },
  { "remove", "cannot remove %s" },
  { "backup", "cannot backup %s" },
  { "backup", "cannot un-backup %s" },
  { "preserve", "failed to get attributes of %s" },
  { "preserve", "listing attributes of %s" },
  { "preserve", "setting attributes for %s" },
  { "preserve", "failed to preserve ownership for %s" },
  { "preserve", "preserving permissions for %s" },
  { "preserve", "setting permissions for %s" },
  { "preserve", "clearing permissions for %s" },
  { "preserve", "preserving times for %s" },
  { "sum", "cannot sum %s" },
  { "sum", "cannot list %s in the manifest" },
  { "sum", "error writing manifest %s" },
  { "open", "error opening %s" },
  { "open", "couldn't reset non-blocking mode %s" },
  { "flush", "error syncing %s" },
  { "verify", "cannot verify %s: flushing it failed" },
  { "verify", "cannot verify %s: reading it failed" },
};

/* Whether FORMAT says that --verify has found a difference.  It has figures
   of that file in it, so only its beginning is always the same.  */
static bool
is_mismatch (const char *format)
{
  const char *known = _ ("verification failed: %%s differs on the medium from"
                         " what was copied, bytes %ju to %ju; copy it again");
  size_t len = strcspn (known, "%");
  return len > 0 && strncmp (format, known, len) == 0;
}

static void
say_message (const struct report_message *message)
{
  const char *format = message->format;
  const char *word = json_operation_word (
      operations, sizeof operations / sizeof *operations, format);
  if (!word)
    word = is_mismatch (format) ? "verify" : "copy";
  json_message (message, word);
}

void
progress_json_listen (bool on)
{
  report_set_listener (on ? say_message : NULL);
}

static void
say_phase (const struct progress_now *now, enum progress_phase phase)
{
  struct json json;
  json_open (&json, "status");
  json_real (&json, "seconds", now->seconds);
  json_string (&json, "phase", phase == PHASE_COPY ? "copy" : "verify");
  json_real (&json, "percent", progress_part (now, phase) * 100);
  json_count (&json, "files_done", progress_files (now, phase));
  json_count (&json, "files_total", now->total_files);
  json_count (&json, "bytes_done", progress_bytes (now, phase));
  json_count (&json, "bytes_total", now->total_bytes);
  json_boolean (&json, "counted", now->counted);
  json_real (&json, "bytes_per_second", progress_rate (now, phase));
  json_real (&json, "seconds_left", progress_seconds_left (now, phase));
  json_close (&json);
}

void
progress_json_status (const struct progress_now *now)
{
  say_phase (now, PHASE_COPY);
  if (now->verifies)
    say_phase (now, PHASE_VERIFY);
}

/* What main () is about to return.  Standard output is closed after that,
   so what would go wrong then has to go wrong now.  */
static int
exit_status (void)
{
  bool written = fflush (stdout) == 0 && !ferror (stdout);
  if (stop_requested ())
    return 128 + stop_signal ();
  return report_failed () || !written ? EXIT_FAILURE : EXIT_SUCCESS;
}

void
progress_json_summary (const struct progress_now *now)
{
  struct json json;
  uintmax_t errors, warnings;
  report_counts (&errors, &warnings);
  json_open (&json, "summary");
  json_real (&json, "seconds", now->seconds);
  json_count (&json, "files", now->done.files);
  json_count (&json, "directories", now->done.directories);
  json_count (&json, "others", now->done.others);
  json_count (&json, "bytes", now->done.bytes);
  json_count (&json, "verified_files", now->done.verified_files);
  json_count (&json, "verified_bytes", now->done.verified_bytes);
  json_count (&json, "errors", errors);
  json_count (&json, "warnings", warnings);
  json_boolean (&json, "interrupted", stop_requested ());
  json_integer (&json, "exit_status", exit_status ());
  json_close (&json);
}
