/* --stats of a copied tree: what was done, and how, said at the end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/stats.h"

/* All that is told.  */
struct all
{
  struct tree_sums sums;
  struct engine_stats engine;
  struct engine_why why;
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

static void
print_text (const struct all *all)
{
  const struct tree_sums *sums = &all->sums;
  fprintf (stderr, _("files: %ju, directories: %ju, others: %ju\n"),
           (uintmax_t) sums->files, (uintmax_t) sums->directories,
           (uintmax_t) sums->others);
  stats_say_bytes (sums->bytes, all->seconds);
  if (sums->verified_files)
    fprintf (stderr, _("verified: %ju files, %ju bytes\n"),
             (uintmax_t) sums->verified_files,
             (uintmax_t) sums->verified_bytes);
  stats_say_process ();
  fprintf (stderr, _("workers: %u, rings: %u, polled rings: %u\n"),
           sums->workers, all->engine.rings, all->engine.polled_rings);
  stats_say_no_ring (all->why);
  for (int method = 0; method < METER_METHODS; method++)
    if (sums->by_method[method])
      fprintf (stderr, _("files by %s: %ju\n"), method_names[method],
               (uintmax_t) sums->by_method[method]);
  stats_say_engine (&all->engine);
}

static void
print_json (const struct all *all)
{
  const struct tree_sums *sums = &all->sums;
  struct json json;
  json_open (&json, "stats");
  json_count (&json, "files", sums->files);
  json_count (&json, "directories", sums->directories);
  json_count (&json, "others", sums->others);
  json_count (&json, "bytes", sums->bytes);
  json_real (&json, "seconds", all->seconds);
  stats_add_process (&json);
  json_count (&json, "workers", sums->workers);
  json_count (&json, "rings", all->engine.rings);
  json_count (&json, "polled_rings", all->engine.polled_rings);
  json_integer (&json, "no_ring_errno", all->why.error);
  json_begin_object (&json, "methods");
  for (int method = 0; method < METER_METHODS; method++)
    json_count (&json, method_names[method], sums->by_method[method]);
  json_end_object (&json);
  json_count (&json, "verified_files", sums->verified_files);
  json_count (&json, "verified_bytes", sums->verified_bytes);
  stats_add_engine (&json, &all->engine);
  json_close (&json);
}

void
stats_print (struct tree_copy *copy, struct stats_clock start,
             enum stats_format format)
{
  if (format == STATS_NONE)
    return;
  struct all all = { .seconds = stats_seconds (start) };
  tree_copy_sums (copy, &all.sums);
  tree_copy_engine_stats (copy, &all.engine, &all.why);
  if (format == STATS_JSON)
    print_json (&all);
  else
    print_text (&all);
}
