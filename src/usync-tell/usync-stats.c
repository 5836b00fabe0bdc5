/* The end of a mirror: --stats, and the two lines that -v has.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-stats.h"

#include <string.h>

#include "suite/json.h"
#include "usync-tell/usync-number.h"

/* How counts call the kinds of files.  */
static const char *const kind_names[MIRROR_KINDS] = {
  [MIRROR_FILE] = "reg",        [MIRROR_DIRECTORY] = "dir",
  [MIRROR_SYMLINK] = "link",    [MIRROR_DEVICE] = "dev",
  [MIRROR_SPECIAL] = "special",
};

static const char *const json_names[MIRROR_KINDS] = {
  [MIRROR_FILE] = "files",       [MIRROR_DIRECTORY] = "directories",
  [MIRROR_SYMLINK] = "links",    [MIRROR_DEVICE] = "devices",
  [MIRROR_SPECIAL] = "specials",
};

static uint64_t
sum_of (const uint64_t counts[MIRROR_KINDS])
{
  uint64_t sum = 0;
  for (int kind = 0; kind < MIRROR_KINDS; kind++)
    sum += counts[kind];
  return sum;
}

/* Counts are grouped, but never in units.  */
static int
level_of_counts (const struct usync_tell *tell)
{
  return usync_tell_output (tell)->human ? NUMBER_GROUPED : NUMBER_PLAIN;
}

/* TITLE, how many there are, and of which kinds.  */
static void
say_counts (struct usync_tell *tell, const char *title,
            const uint64_t counts[MIRROR_KINDS])
{
  char kinds[MIRROR_KINDS * (NUMBER_SIZE + 16)] = "";
  char number[NUMBER_SIZE];
  int level = level_of_counts (tell);
  for (int kind = 0; kind < MIRROR_KINDS; kind++)
    if (counts[kind])
      {
        size_t len = strlen (kinds);
        snprintf (kinds + len, sizeof kinds - len, "%s%s: %s",
                  len ? ", " : " (", kind_names[kind],
                  usync_number (counts[kind], level, number));
      }
  usync_tell_line (tell, TELL_BOTH, "%s: %s%s%s", title,
                   usync_number (sum_of (counts), level, number), kinds,
                   *kinds ? ")" : "");
}

/* TITLE and N, and behind it the UNIT.  */
static void
say_number (struct usync_tell *tell, const char *title, uint64_t n,
            const char *unit)
{
  char number[NUMBER_SIZE];
  usync_tell_line (tell, TELL_BOTH, "%s: %s%s", title,
                   usync_number (n, usync_tell_output (tell)->human, number),
                   unit);
}

static void
say_block (struct usync_tell *tell, const struct mirror_sums *sums)
{
  char number[NUMBER_SIZE];
  usync_tell_line (tell, TELL_OUT, "%s", "");
  say_counts (tell, "Number of files", sums->names);
  say_counts (tell, "Number of created files", sums->created);
  say_counts (tell, "Number of deleted files", sums->deleted);
  usync_tell_line (
      tell, TELL_BOTH, "Number of regular files transferred: %s",
      usync_number (sums->transferred, level_of_counts (tell), number));
  say_number (tell, "Total file size", sums->total_size, " bytes");
  say_number (tell, "Total transferred file size", sums->transferred_size,
              " bytes");
  say_number (tell, "Literal data", sums->literal, " bytes");
  say_number (tell, "Matched data", sums->matched, " bytes");
  say_number (tell, "File list size", 0, "");
  usync_tell_line (tell, TELL_BOTH, "File list generation time: 0.000 seconds");
  usync_tell_line (tell, TELL_BOTH, "File list transfer time: 0.000 seconds");
  say_number (tell, "Total bytes sent", sums->literal, "");
  say_number (tell, "Total bytes received", 0, "");
}

static void
say_end (struct usync_tell *tell, const struct mirror_policy *policy,
         const struct mirror_sums *sums, double seconds)
{
  char sent[NUMBER_SIZE], rate[NUMBER_SIZE], size[NUMBER_SIZE];
  char speedup[NUMBER_SIZE];
  int human = usync_tell_output (tell)->human;
  double moved = sums->literal ? sums->literal : 1;
  usync_tell_line (tell, TELL_OUT, "%s", "");
  /* rsync, too, counts half a second more, lest there be none.  */
  usync_tell_line (
      tell, TELL_BOTH, "sent %s bytes  received 0 bytes  %s bytes/sec",
      usync_number (sums->literal, human, sent),
      usync_number_real (sums->literal / (0.5 + seconds), 2, human, rate));
  usync_tell_line (tell, TELL_BOTH, "total size is %s  speedup is %s%s",
                   usync_number (sums->total_size, human, size),
                   usync_number_real (sums->total_size / moved, 2,
                                      level_of_counts (tell), speedup),
                   policy->dry_run ? " (DRY RUN)" : "");
}

static void
add_counts (struct json *json, const char *key,
            const uint64_t counts[MIRROR_KINDS])
{
  json_begin_object (json, key);
  for (int kind = 0; kind < MIRROR_KINDS; kind++)
    json_count (json, json_names[kind], counts[kind]);
  json_end_object (json);
}

static void
print_json (struct mirror *mirror, const struct mirror_policy *policy,
            const struct mirror_sums *sums, double seconds)
{
  struct engine_stats engine;
  struct engine_why why;
  struct json json;
  mirror_engine_stats (mirror, &engine, &why);
  json_open (&json, "stats");
  json_boolean (&json, "dry_run", policy->dry_run);
  add_counts (&json, "names", sums->names);
  add_counts (&json, "created", sums->created);
  add_counts (&json, "deleted", sums->deleted);
  json_count (&json, "transferred_files", sums->transferred);
  json_count (&json, "transferred_size", sums->transferred_size);
  json_count (&json, "total_size", sums->total_size);
  json_count (&json, "literal_bytes", sums->literal);
  json_count (&json, "matched_bytes", sums->matched);
  json_real (&json, "seconds", seconds);
  stats_add_process (&json);
  json_count (&json, "workers", sums->workers);
  json_count (&json, "rings", engine.rings);
  json_count (&json, "polled_rings", engine.polled_rings);
  json_integer (&json, "no_ring_errno", why.error);
  stats_add_engine (&json, &engine);
  json_close (&json);
}

void
usync_stats_print (struct usync_tell *tell, struct mirror *mirror,
                   struct stats_clock start, bool json)
{
  const struct mirror_policy *policy = usync_tell_policy (tell);
  int level = usync_tell_output (tell)->info.level[INFO_STATS];
  double seconds = stats_seconds (start);
  struct mirror_sums sums;
  mirror_sums (mirror, &sums);
  if (level >= 2)
    say_block (tell, &sums);
  if (level >= 1)
    say_end (tell, policy, &sums, seconds);
  usync_tell_line (tell, TELL_LOG,
                   "sent %ju bytes  received 0 bytes  total size %ju",
                   (uintmax_t) sums.literal, (uintmax_t) sums.total_size);
  if (json)
    print_json (mirror, policy, &sums, seconds);
}
