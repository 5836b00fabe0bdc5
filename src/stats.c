/* --stats: what was done, and how, said at the end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "stats.h"

#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

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
print_json_ops (const struct engine_stats *engine)
{
  const char *separator = "";
  fputs (",\"ops\":{", stderr);
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (engine->called[kind] + engine->tried[kind] + engine->ringed[kind]
        + engine->queued_plain[kind])
      {
        fprintf (stderr,
                 "%s\"%s\":{\"called\":%ju,\"inline\":%ju,"
                 "\"would_block\":%ju,\"ring\":%ju,\"queued_plain\":%ju}",
                 separator, op_kind_name (kind),
                 (uintmax_t) engine->called[kind],
                 (uintmax_t) engine->tried[kind],
                 (uintmax_t) engine->would_block[kind],
                 (uintmax_t) engine->ringed[kind],
                 (uintmax_t) engine->queued_plain[kind]);
        separator = ",";
      }
  fputs ("}}\n", stderr);
}

static void
print_json (const struct all *all)
{
  const struct tree_sums *sums = &all->sums;
  const struct engine_stats *engine = &all->engine;
  const char *separator = "";
  fprintf (stderr,
           "{\"files\":%ju,\"directories\":%ju,\"others\":%ju,\"bytes\":%ju,"
           "\"seconds\":%.6f,\"user_seconds\":%.6f,\"system_seconds\":%.6f,"
           "\"peak_memory_kib\":%ld,\"workers\":%u,\"rings\":%u,"
           "\"polled_rings\":%u,\"no_ring_errno\":%d,\"methods\":{",
           (uintmax_t) sums->files, (uintmax_t) sums->directories,
           (uintmax_t) sums->others, (uintmax_t) sums->bytes, all->seconds,
           seconds (all->usage.ru_utime), seconds (all->usage.ru_stime),
           all->usage.ru_maxrss, sums->workers, engine->rings,
           engine->polled_rings, all->why.error);
  for (int method = 0; method < METER_METHODS; method++)
    {
      fprintf (stderr, "%s\"%s\":%ju", separator, method_names[method],
               (uintmax_t) sums->by_method[method]);
      separator = ",";
    }
  fprintf (stderr,
           "},\"bytes_written\":%ju,\"bytes_ring\":%ju,"
           "\"bytes_linked_fixed\":%ju,\"short_results\":%ju,"
           "\"cancelled\":%ju",
           (uintmax_t) engine->bytes_written, (uintmax_t) engine->bytes_ring,
           (uintmax_t) engine->bytes_linked_fixed,
           (uintmax_t) engine->short_results, (uintmax_t) engine->cancelled);
  print_json_ops (engine);
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
