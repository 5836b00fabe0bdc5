/* The part of --stats that is the same in every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/stats-engine.h"

#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>

struct stats_clock
stats_start (void)
{
  struct stats_clock clock;
  clock_gettime (CLOCK_MONOTONIC, &clock.wall);
  return clock;
}

double
stats_seconds (struct stats_clock start)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start.wall.tv_sec)
         + (now.tv_nsec - start.wall.tv_nsec) / 1e9;
}

static double
seconds_of (struct timeval time)
{
  return time.tv_sec + time.tv_usec / 1e6;
}

static double
percent (uint64_t part, uint64_t whole)
{
  return whole ? 100.0 * part / whole : 0;
}

/* Whether ENGINE had any ops of KIND.  */
static bool
was_used (const struct engine_stats *engine, int kind)
{
  return engine->called[kind] + engine->tried[kind] + engine->ringed[kind]
             + engine->queued_plain[kind]
         > 0;
}

void
stats_say_bytes (uint64_t bytes, double seconds)
{
  fprintf (stderr, _("bytes: %ju in %.3f s, %.1f MB/s\n"), (uintmax_t) bytes,
           seconds, seconds > 0 ? bytes / seconds / 1e6 : 0);
}

void
stats_say_process (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  fprintf (stderr, _("processor: %.3f s user, %.3f s system\n"),
           seconds_of (usage.ru_utime), seconds_of (usage.ru_stime));
  fprintf (stderr, _("peak memory: %ld KiB\n"), usage.ru_maxrss);
}

void
stats_add_process (struct json *json)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  json_real (json, "user_seconds", seconds_of (usage.ru_utime));
  json_real (json, "system_seconds", seconds_of (usage.ru_stime));
  json_integer (json, "peak_memory_kib", usage.ru_maxrss);
}

void
stats_say_no_ring (struct engine_why why)
{
  if (why.error)
    fprintf (stderr, _("no ring: %s: %s\n"), why.stage, strerror (why.error));
}

void
stats_say_engine (const struct engine_stats *engine)
{
  fprintf (stderr,
           _("bytes written: %ju; by ring: %ju; by linked pairs of"
             " registered buffers and files: %ju (%.2f%%)\n"),
           (uintmax_t) engine->bytes_written, (uintmax_t) engine->bytes_ring,
           (uintmax_t) engine->bytes_linked_fixed,
           percent (engine->bytes_linked_fixed, engine->bytes_written));
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (was_used (engine, kind))
      fprintf (stderr,
               _("%s: %ju called, %ju inline, %ju would block, %ju on the"
                 " ring, %ju queued without\n"),
               op_kind_name (kind), (uintmax_t) engine->called[kind],
               (uintmax_t) engine->tried[kind],
               (uintmax_t) engine->would_block[kind],
               (uintmax_t) engine->ringed[kind],
               (uintmax_t) engine->queued_plain[kind]);
}

void
stats_add_engine (struct json *json, const struct engine_stats *engine)
{
  json_count (json, "bytes_written", engine->bytes_written);
  json_count (json, "bytes_ring", engine->bytes_ring);
  json_count (json, "bytes_linked_fixed", engine->bytes_linked_fixed);
  json_count (json, "short_results", engine->short_results);
  json_count (json, "cancelled", engine->cancelled);
  json_begin_object (json, "ops");
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (was_used (engine, kind))
      {
        json_begin_object (json, op_kind_name (kind));
        json_count (json, "called", engine->called[kind]);
        json_count (json, "inline", engine->tried[kind]);
        json_count (json, "would_block", engine->would_block[kind]);
        json_count (json, "ring", engine->ringed[kind]);
        json_count (json, "queued_plain", engine->queued_plain[kind]);
        json_end_object (json);
      }
  json_end_object (json);
}

static void
stream_text (uint64_t bytes, double seconds, const struct engine *engine)
{
  const struct engine_stats *did = engine_stats (engine);
  stats_say_bytes (bytes, seconds);
  stats_say_process ();
  fprintf (stderr, _("rings: %u, polled rings: %u\n"), did->rings,
           did->polled_rings);
  stats_say_no_ring (engine_why (engine));
  stats_say_engine (did);
}

static void
stream_json (uint64_t bytes, double seconds, const struct engine *engine)
{
  const struct engine_stats *did = engine_stats (engine);
  struct json json;
  json_open (&json, "stats");
  json_count (&json, "bytes", bytes);
  json_real (&json, "seconds", seconds);
  stats_add_process (&json);
  json_count (&json, "rings", did->rings);
  json_count (&json, "polled_rings", did->polled_rings);
  json_integer (&json, "no_ring_errno", engine_why (engine).error);
  stats_add_engine (&json, did);
  json_close (&json);
}

void
stats_stream_print (uint64_t bytes, struct stats_clock start,
                    const struct engine *engine, enum stats_format format)
{
  double seconds = stats_seconds (start);
  if (format == STATS_JSON)
    stream_json (bytes, seconds, engine);
  else if (format == STATS_TEXT)
    stream_text (bytes, seconds, engine);
}
