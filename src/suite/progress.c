/* --progress: how far a copy is, for people and for programs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/progress.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "base/stop.h"
#include "suite/progress-json.h"
#include "suite/progress-line.h"
#include "user/query.h"
#include "user/report.h"
#include "xalloc.h"

enum
{
  TICK_MS = 200
};

struct progress
{
  struct progress_source source;
  enum progress_when when; /* NEVER, ALWAYS or JSON */
  struct timespec start;
  pthread_t teller;
  bool has_teller;

  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool stop;  /* guarded by lock */
  bool ended; /* the copy has; no thread is left to see it */
};

/* The one that signals ask about, while there is one.  */
static struct progress *current;

uint64_t
progress_files (const struct progress_now *now, enum progress_phase phase)
{
  return phase == PHASE_COPY ? now->done.files : now->done.verified_files;
}

uint64_t
progress_bytes (const struct progress_now *now, enum progress_phase phase)
{
  return phase == PHASE_COPY ? now->done.bytes : now->done.verified_bytes;
}

double
progress_part (const struct progress_now *now, enum progress_phase phase)
{
  uint64_t bytes = progress_bytes (now, phase);
  uint64_t files = progress_files (now, phase);
  if (!now->counted)
    return -1;
  /* Holes are not read back, so bytes may stay behind.  */
  if (now->complete)
    return 1;
  if (now->total_bytes == 0)
    return files < now->total_files ? (double) files / now->total_files : 1;
  return bytes < now->total_bytes ? (double) bytes / now->total_bytes : 1;
}

double
progress_seconds_left (const struct progress_now *now,
                       enum progress_phase phase)
{
  double part = progress_part (now, phase);
  return part > 0 ? now->seconds * (1 - part) / part : -1;
}

double
progress_rate (const struct progress_now *now, enum progress_phase phase)
{
  return now->seconds > 0 ? progress_bytes (now, phase) / now->seconds : 0;
}

/* What was to be done of TOTAL, as nothing is of what was SKIPPED.  Counting
   may be behind, and files may grow.  */
static uint64_t
total_without (uint64_t total, uint64_t skipped, uint64_t done)
{
  total = total > skipped ? total - skipped : 0;
  return total > done ? total : done;
}

static void
look (const struct progress *progress, struct progress_now *now)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  now->seconds = (time.tv_sec - progress->start.tv_sec)
                 + (time.tv_nsec - progress->start.tv_nsec) / 1e9;
  const struct progress_source *source = &progress->source;
  source->sums (source->arg, &now->done);
  now->verifies = source->verifies;
  now->counted
      = source->totals (source->arg, &now->total_files, &now->total_bytes);
  now->total_files = total_without (now->total_files, now->done.skipped_files,
                                    now->done.files);
  now->total_bytes = total_without (now->total_bytes, now->done.skipped_bytes,
                                    now->done.bytes);
  /* What was copied to the end is all that there was.  */
  now->complete = progress->ended && !report_failed () && !stop_requested ();
  if (now->complete)
    {
      now->total_files = now->done.files;
      now->total_bytes = now->done.bytes;
      now->counted = true;
    }
}

/* Tell how far it is.  */
static void
tell (struct progress *progress)
{
  struct progress_now now;
  look (progress, &now);
  /* Between the two, report's lock is ours.  */
  report_quietly_begin ();
  if (progress->when == PROGRESS_JSON)
    progress_json_status (&now);
  else
    progress_line_draw (&now);
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
tell_now_and_then (void *arg)
{
  struct progress *progress = arg;
  pthread_mutex_lock (&progress->lock);
  while (!progress->stop)
    {
      struct timespec when = next_tick ();
      pthread_cond_timedwait (&progress->wake, &progress->lock, &when);
      query_poll ();
      if (!progress->stop)
        tell (progress);
    }
  pthread_mutex_unlock (&progress->lock);
  return NULL;
}

static void
start_telling (struct progress *progress)
{
  if (progress->when == PROGRESS_NEVER)
    return;
  if (progress->when == PROGRESS_JSON)
    progress_json_listen (true);
  else
    report_set_progress (progress_line_hide, progress_line_show);
  progress->source.count (progress->source.arg);
  progress->has_teller
      = pthread_create (&progress->teller, NULL, tell_now_and_then, progress)
        == 0;
}

struct progress *
progress_start (const struct progress_source *source, enum progress_when when)
{
  struct progress *progress = xcalloc (1, sizeof *progress);
  progress->source = *source;
  progress->when = when;
  if (when == PROGRESS_AUTO)
    progress->when = isatty (STDERR_FILENO) ? PROGRESS_ALWAYS : PROGRESS_NEVER;
  clock_gettime (CLOCK_MONOTONIC, &progress->start);
  pthread_mutex_init (&progress->lock, NULL);
  pthread_cond_init (&progress->wake, NULL);
  start_telling (progress);
  current = progress;
  return progress;
}

void
progress_answer (void)
{
  struct progress_now now;
  if (!current)
    return;
  look (current, &now);
  report_quietly_begin ();
  switch (current->when)
    {
    case PROGRESS_JSON:
      progress_json_status (&now);
      break;
    case PROGRESS_ALWAYS:
      progress_line_draw (&now);
      progress_line_end ();
      break;
    case PROGRESS_AUTO:
    case PROGRESS_NEVER:
      progress_line_say (&now);
      break;
    }
  report_quietly_end ();
}

void
progress_stop (struct progress *progress)
{
  pthread_mutex_lock (&progress->lock);
  progress->stop = true;
  pthread_cond_signal (&progress->wake);
  pthread_mutex_unlock (&progress->lock);
  if (progress->has_teller)
    pthread_join (progress->teller, NULL);
  progress->source.stop (progress->source.arg);
  progress->ended = true;
  query_poll ();
  if (progress->when == PROGRESS_NEVER)
    return;
  tell (progress);
  report_set_progress (NULL, NULL);
  progress_line_end ();
}

void
progress_close (struct progress *progress)
{
  struct progress_now now;
  look (progress, &now);
  current = NULL;
  if (stop_requested () && progress->when != PROGRESS_JSON)
    progress_line_interrupted (&now);
  if (progress->when == PROGRESS_JSON)
    {
      progress_json_listen (false);
      progress_json_summary (&now);
    }
  progress->source.free (progress->source.arg);
  pthread_cond_destroy (&progress->wake);
  pthread_mutex_destroy (&progress->lock);
  free (progress);
}
