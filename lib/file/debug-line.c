/* The lines of --debug: how a file's contents were copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/debug-line.h"

#include <stdio.h>
#include <string.h>

#include "user/report.h"

/* cp's words, which are not translated there either.  */
static const char *
seen_word (enum transfer_seen seen)
{
  switch (seen)
    {
    case SEEN_UNKNOWN:
      return "unknown";
    case SEEN_NO:
      return "no";
    case SEEN_YES:
      return "yes";
    case SEEN_UNSUPPORTED:
      return "unsupported";
    case SEEN_AVOIDED:
      return "avoided";
    }
  return "unknown";
}

static const char *
sparse_word (const struct transfer *transfer)
{
  bool holes = transfer->saw_holes == SEEN_YES;
  if (holes)
    return transfer->saw_zeros ? "SEEK_HOLE + zeros" : "SEEK_HOLE";
  return transfer->saw_zeros ? "zeros" : seen_word (transfer->saw_holes);
}

static const char *
method_word (enum transfer_method method)
{
  switch (method)
    {
    case TRANSFER_NONE:
      return "none";
    case TRANSFER_CLONE:
      return "clone";
    case TRANSFER_RANGE:
      return "copy_file_range";
    case TRANSFER_SPLICE:
      return "splice";
    case TRANSFER_RING:
      return "ring";
    case TRANSFER_INLINE:
      return "read+write";
    }
  return "none";
}

static const char *
mode_word (enum engine_mode mode)
{
  switch (mode)
    {
    case ENGINE_AUTO:
      return "auto";
    case ENGINE_URING:
      return "uring";
    case ENGINE_SYNC:
      return "sync";
    }
  return "auto";
}

void
debug_line_print (const struct item *item, const struct transfer *transfer)
{
  if (!item_policy (item)->debug)
    return;
  char line[256];
  snprintf (line, sizeof line,
            "copy offload: %s, reflink: %s, sparse detection: %s",
            seen_word (transfer->saw_offload), seen_word (transfer->saw_clone),
            sparse_word (transfer));
  report_line (line);
  struct engine *engine = item->worker->engine;
  /* Nothing may have needed a ring so far; whoever asks wants to know.  */
  engine_is_async (engine);
  struct engine_why why = engine_why (engine);
  int n = snprintf (line, sizeof line, "engine: %s, method: %s",
                    mode_word (engine_mode (engine)),
                    method_word (transfer->method));
  if (why.error)
    snprintf (line + n, sizeof line - n, ", no ring: %s: %s", why.stage,
              strerror (why.error));
  report_line (line);
  if (item_policy (item)->engine.polled && !engine_is_polled (engine))
    report_line ("not polled: no O_DIRECT there, or no poll queues");
}
