/* --stats of usync, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-flush-stats.h"

/* All that is told.  */
struct all
{
  uintmax_t files, directories;
  unsigned int workers;
  struct engine_stats engine;
  struct engine_why why;
  double seconds;
};

static void
print_text (const struct all *all)
{
  fprintf (stderr, _("flushed: %ju files, %ju directories in %.3f s\n"),
           all->files, all->directories, all->seconds);
  stats_say_process ();
  fprintf (stderr, _("workers: %u, rings: %u, polled rings: %u\n"),
           all->workers, all->engine.rings, all->engine.polled_rings);
  stats_say_no_ring (all->why);
  stats_say_engine (&all->engine);
}

static void
print_json (const struct all *all)
{
  struct json json;
  json_open (&json, "stats");
  json_count (&json, "files", all->files);
  json_count (&json, "directories", all->directories);
  json_real (&json, "seconds", all->seconds);
  stats_add_process (&json);
  json_count (&json, "workers", all->workers);
  json_count (&json, "rings", all->engine.rings);
  json_count (&json, "polled_rings", all->engine.polled_rings);
  json_integer (&json, "no_ring_errno", all->why.error);
  stats_add_engine (&json, &all->engine);
  json_close (&json);
}

void
usync_flush_stats_print (struct flush_set *set, struct stats_clock start,
                         enum stats_format format)
{
  if (format == STATS_NONE)
    return;
  const struct engine *engine = flush_set_engine (set);
  struct flush_sums *sums = flush_set_sums (set);
  struct all all = { .files = atomic_load (&sums->files),
                     .directories = atomic_load (&sums->directories),
                     .engine = *engine_stats (engine),
                     .why = engine_why (engine),
                     .seconds = stats_seconds (start) };
  all.workers = 1 + flush_set_stats (set, &all.engine);
  if (format == STATS_JSON)
    print_json (&all);
  else
    print_text (&all);
}
