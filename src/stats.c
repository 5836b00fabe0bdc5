/* --stats: what was done, and how, said at the end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "stats.h"

#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "json.h"

struct stats_clock
stats_start (void)
{
  struct stats_clock clock;
  clock_gettime (CLOCK_MONOTONIC, &clock.wall);
  return clock;
}

static double
seconds_since (struct stats_clock start)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start.wall.tv_sec)
         + (now.tv_nsec - start.wall.tv_nsec) / 1e9;
}

/* All that is told.  */
struct all
{
  struct tree_sums sums;
  struct engine_stats engine;
  struct engine_why why;
  struct rusage usage;
  double seconds;
};

static const char *const method_names[METER_METHODS] = {
  [TRANSFER_NONE] = "none",
  [TRANSFER_CLONE] = "clone",
  [TRANSFER_RANGE] = "copy_file_range",
  [TRANSFER_SPLICE] = "splice",
  [TRANSFER_RING] = "ring",
  [TRANSFER_INLINE] = "read_write",
};

static double
seconds (struct timeval time)
{
  return time.tv_sec + time.tv_usec / 1e6;
}

static double
percent (uint64_t part, uint64_t whole)
{
  return whole ? 100.0 * part / whole : 0;
}

static void
print_text (const struct all *all)
{
  const struct tree_sums *sums = &all->sums;
  const struct engine_stats *engine = &all->engine;
  fprintf (stderr, _("files: %ju, directories: %ju, others: %ju\n"),
           (uintmax_t) sums->files, (uintmax_t) sums->directories,
           (uintmax_t) sums->others);
  fprintf (stderr, _("bytes: %ju in %.3f s, %.1f MB/s\n"),
           (uintmax_t) sums->bytes, all->seconds,
           all->seconds > 0 ? sums->bytes / all->seconds / 1e6 : 0);
  if (sums->verified_files)
    fprintf (stderr, _("verified: %ju files, %ju bytes\n"),
             (uintmax_t) sums->verified_files,
             (uintmax_t) sums->verified_bytes);
  fprintf (stderr, _("processor: %.3f s user, %.3f s system\n"),
           seconds (all->usage.ru_utime), seconds (all->usage.ru_stime));
  fprintf (stderr, _("peak memory: %ld KiB\n"), all->usage.ru_maxrss);
  fprintf (stderr, _("workers: %u, rings: %u, polled rings: %u\n"),
           sums->workers, engine->rings, engine->polled_rings);
  if (all->why.error)
    fprintf (stderr, _("no ring: %s: %s\n"), all->why.stage,
             strerror (all->why.error));
  for (int method = 0; method < METER_METHODS; method++)
    if (sums->by_method[method])
      fprintf (stderr, _("files by %s: %ju\n"), method_names[method],
               (uintmax_t) sums->by_method[method]);
  fprintf (stderr,
           _("bytes written: %ju; by ring: %ju; by linked pairs of"
             " registered buffers and files: %ju (%.2f%%)\n"),
           (uintmax_t) engine->bytes_written, (uintmax_t) engine->bytes_ring,
           (uintmax_t) engine->bytes_linked_fixed,
           percent (engine->bytes_linked_fixed, engine->bytes_written));
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (engine->called[kind] + engine->tried[kind] + engine->ringed[kind]
        + engine->queued_plain[kind])
      fprintf (stderr,
               _("%s: %ju called, %ju inline, %ju would block, %ju on the"
                 " ring, %ju queued without\n"),
               op_kind_name (kind), (uintmax_t) engine->called[kind],
               (uintmax_t) engine->tried[kind],
               (uintmax_t) engine->would_block[kind],
               (uintmax_t) engine->ringed[kind],
               (uintmax_t) engine->queued_plain[kind]);
}

static void
add_ops (struct json *json, const struct engine_stats *engine)
{
  json_begin_object (json, "ops");
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (engine->called[kind] + engine->tried[kind] + engine->ringed[kind]
        + engine->queued_plain[kind])
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
print_json (const struct all *all)
{
  const struct tree_sums *sums = &all->sums;
  const struct engine_stats *engine = &all->engine;
  struct json json;
  json_open (&json, "stats");
  json_count (&json, "files", sums->files);
  json_count (&json, "directories", sums->directories);
  json_count (&json, "others", sums->others);
  json_count (&json, "bytes", sums->bytes);
  json_real (&json, "seconds", all->seconds);
  json_real (&json, "user_seconds", seconds (all->usage.ru_utime));
  json_real (&json, "system_seconds", seconds (all->usage.ru_stime));
  json_integer (&json, "peak_memory_kib", all->usage.ru_maxrss);
  json_count (&json, "workers", sums->workers);
  json_count (&json, "rings", engine->rings);
  json_count (&json, "polled_rings", engine->polled_rings);
  json_integer (&json, "no_ring_errno", all->why.error);
  json_begin_object (&json, "methods");
  for (int method = 0; method < METER_METHODS; method++)
    json_count (&json, method_names[method], sums->by_method[method]);
  json_end_object (&json);
  json_count (&json, "bytes_written", engine->bytes_written);
  json_count (&json, "bytes_ring", engine->bytes_ring);
  json_count (&json, "bytes_linked_fixed", engine->bytes_linked_fixed);
  json_count (&json, "short_results", engine->short_results);
  json_count (&json, "cancelled", engine->cancelled);
  json_count (&json, "verified_files", sums->verified_files);
  json_count (&json, "verified_bytes", sums->verified_bytes);
  add_ops (&json, engine);
  json_close (&json);
}

void
stats_print (struct tree_copy *copy, struct stats_clock start,
             enum stats_format format)
{
  if (format == STATS_NONE)
    return;
  struct all all = { .seconds = seconds_since (start) };
  tree_copy_sums (copy, &all.sums);
  tree_copy_engine_stats (copy, &all.engine, &all.why);
  getrusage (RUSAGE_SELF, &all.usage);
  if (format == STATS_JSON)
    print_json (&all);
  else
    print_text (&all);
}
