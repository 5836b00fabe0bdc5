/* --progress: one line on the terminal that tells how far a copy is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "progress.h"

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "hash.h"
#include "human.h"
#include "report.h"
#include "xalloc.h"

enum
{
  TICK_MS = 200
};

struct progress
{
  struct tree_copy *copy;
  const struct copy_policy *policy;
  char **sources; /* NULL-terminated */
  struct timespec start;
  pthread_t drawer, counter;
  bool has_drawer, has_counter;

  /* What the counter found so far, and whether that is all.  */
  atomic_ullong total_files, total_bytes;
  atomic_bool counted;
  atomic_bool stop;

  pthread_mutex_t lock;
  pthread_cond_t wake;
};

/* The line as it stands on the terminal; guarded by report's lock once
   messages may come.  */
static char line[256];
static bool shown;

static void
hide (void)
{
  if (shown)
    fputs ("\r\033[K", stderr);
}

static void
show (void)
{
  if (shown)
    {
      fprintf (stderr, "\r%s\033[K", line);
      fflush (stderr);
    }
}

/* Counting.  */

/* What is being counted: nftw () has no argument to pass on.  */
static struct progress *counting;

/* Files of several names that were met: their bytes are copied once.  */
static Hash_table *linked;

static size_t
stat_hash (const void *item, size_t buckets)
{
  const struct stat *st = item;
  return st->st_ino % buckets;
}

static bool
stat_equal (const void *a, const void *b)
{
  const struct stat *x = a;
  const struct stat *y = b;
  return x->st_ino == y->st_ino && x->st_dev == y->st_dev;
}

/* Whether ST is a file that was met before under another name.  Without
   memory to know, it is taken for a new one: this is but a count.  */
static bool
is_further_name (const struct stat *st)
{
  if (!counting->policy->preserve_links || st->st_nlink == 1 || !linked)
    return false;
  if (hash_lookup (linked, st))
    return true;
  struct stat *copy = malloc (sizeof *copy);
  if (copy)
    {
      *copy = *st;
      if (!hash_insert (linked, copy))
        free (copy);
    }
  return false;
}

static int
count_entry (const char *name, const struct stat *st, int type, struct FTW *ftw)
{
  if (atomic_load (&counting->stop))
    return FTW_STOP;
  if (type == FTW_F && S_ISREG (st->st_mode))
    {
      atomic_fetch_add (&counting->total_files, 1);
      if (!is_further_name (st))
        atomic_fetch_add (&counting->total_bytes, st->st_size);
    }
  return type == FTW_D && !counting->policy->recursive ? FTW_SKIP_SUBTREE
                                                       : FTW_CONTINUE;
}

/* Count SOURCE and what is below it.  Return whether that was possible.  */
static bool
count_source (const struct copy_policy *policy, const char *source)
{
  enum
  {
    DESCRIPTORS = 4
  };
  int flags = FTW_ACTIONRETVAL;
  flags |= policy->dereference == DEREF_ALWAYS ? 0 : FTW_PHYS;
  flags |= policy->one_file_system ? FTW_MOUNT : 0;
  char *followed
      = policy->dereference == DEREF_OPERANDS ? realpath (source, NULL) : NULL;
  int result
      = nftw (followed ? followed : source, count_entry, DESCRIPTORS, flags);
  bool counted = result == 0 || (result < 0 && errno == ENOENT);
  free (followed);
  return counted;
}

static void *
count_sources (void *arg)
{
  struct progress *progress = arg;
  counting = progress;
  linked = hash_initialize (61, NULL, stat_hash, stat_equal, free);
  bool counted = true;
  for (char **source = progress->sources; *source; source++)
    counted &= count_source (progress->policy, *source);
  if (linked)
    hash_free (linked);
  atomic_store (&progress->counted, counted);
  return NULL;
}

/* Drawing.  */

static double
elapsed (const struct progress *progress)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (now.tv_sec - progress->start.tv_sec)
         + (now.tv_nsec - progress->start.tv_nsec) / 1e9;
}

/* The time left, as " ETA m:ss", or nothing while it cannot be known.  */
static const char *
time_left (const struct progress *progress, uint64_t bytes, uint64_t total,
           char *buf, size_t size)
{
  buf[0] = '\0';
  if (atomic_load (&progress->counted) && bytes > 0 && total >= bytes)
    {
      uint64_t left = elapsed (progress) * (total - bytes) / bytes + 0.5;
      snprintf (buf, size, " ETA %ju:%02ju", (uintmax_t) left / 60,
                (uintmax_t) left % 60);
    }
  return buf;
}

static void
compose (const struct progress *progress)
{
  enum
  {
    FORMAT = human_autoscale | human_base_1024 | human_SI | human_B
  };
  char done[LONGEST_HUMAN_READABLE + 1], all[LONGEST_HUMAN_READABLE + 1];
  char rate[LONGEST_HUMAN_READABLE + 1], left[32];
  struct tree_sums sums;
  tree_copy_sums (progress->copy, &sums);
  uint64_t total_files = atomic_load (&progress->total_files);
  uint64_t total_bytes = atomic_load (&progress->total_bytes);
  const char *more = atomic_load (&progress->counted) ? "" : "+";
  double seconds = elapsed (progress);
  uint64_t per_second = seconds > 0 ? sums.bytes / seconds : 0;
  snprintf (line, sizeof line, _("%ju/%ju%s files, %s/%s%s, %s/s%s"),
            (uintmax_t) sums.files, (uintmax_t) total_files, more,
            human_readable (sums.bytes, done, FORMAT, 1, 1),
            human_readable (total_bytes, all, FORMAT, 1, 1), more,
            human_readable (per_second, rate, FORMAT, 1, 1),
            time_left (progress, sums.bytes, total_bytes, left, sizeof left));
}

static void
redraw (const struct progress *progress)
{
  /* Between the two, report's lock is ours.  */
  report_quietly_begin ();
  compose (progress);
  shown = true;
  report_quietly_end ();
}

static struct timespec
next_tick (void)
{
  struct timespec when;
  clock_gettime (CLOCK_REALTIME, &when);
  when.tv_nsec += TICK_MS * 1000000L;
  when.tv_sec += when.tv_nsec / 1000000000L;
  when.tv_nsec %= 1000000000L;
  return when;
}

static void *
draw (void *arg)
{
  struct progress *progress = arg;
  pthread_mutex_lock (&progress->lock);
  while (!atomic_load (&progress->stop))
    {
      struct timespec when = next_tick ();
      pthread_cond_timedwait (&progress->wake, &progress->lock, &when);
      redraw (progress);
    }
  pthread_mutex_unlock (&progress->lock);
  return NULL;
}

struct progress *
progress_start (struct tree_copy *copy, const struct copy_policy *policy,
                enum progress_when when, char **sources, int count)
{
  if (when == PROGRESS_NEVER
      || (when == PROGRESS_AUTO && !isatty (STDERR_FILENO)))
    return NULL;
  struct progress *progress = xcalloc (1, sizeof *progress);
  progress->copy = copy;
  progress->policy = policy;
  progress->sources = xcalloc (count + 1, sizeof *progress->sources);
  memcpy (progress->sources, sources, count * sizeof *sources);
  clock_gettime (CLOCK_MONOTONIC, &progress->start);
  pthread_mutex_init (&progress->lock, NULL);
  pthread_cond_init (&progress->wake, NULL);
  report_set_progress (hide, show);
  progress->has_counter
      = pthread_create (&progress->counter, NULL, count_sources, progress) == 0;
  progress->has_drawer
      = pthread_create (&progress->drawer, NULL, draw, progress) == 0;
  return progress;
}

void
progress_stop (struct progress *progress)
{
  if (!progress)
    return;
  pthread_mutex_lock (&progress->lock);
  atomic_store (&progress->stop, true);
  pthread_cond_signal (&progress->wake);
  pthread_mutex_unlock (&progress->lock);
  if (progress->has_drawer)
    pthread_join (progress->drawer, NULL);
  if (progress->has_counter)
    pthread_join (progress->counter, NULL);
  redraw (progress);
  report_set_progress (NULL, NULL);
  shown = false;
  fputc ('\n', stderr);
  pthread_cond_destroy (&progress->wake);
  pthread_mutex_destroy (&progress->lock);
  free (progress->sources);
  free (progress);
}
