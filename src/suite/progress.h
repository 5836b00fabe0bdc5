/* --progress: how far a copy is, for people and for programs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A thread tells it from the meters of those who copy, so the copy never waits
   for the terminal.  Nothing of how files are copied depends on it.  Without
   --progress there is no thread: a worker then answers SIGUSR1 (query.h).

   What is done, and how much there is, a progress_source knows: ucp's is
   progress-tree.h.  The line on the terminal is progress-line.h's, objects for
   programs are progress-json.h's.  */

#ifndef UU_PROGRESS_H
#define UU_PROGRESS_H

#include "copy/tree-copy.h"
#include "suite/suite.h"

struct progress;

/* How far a copy is.  */
struct progress_now
{
  double seconds; /* since it began */
  struct tree_sums done;
  uint64_t total_files, total_bytes;
  bool counted;  /* whether these are all that there is */
  bool verifies; /* --verify was given */
  bool complete; /* the copy has ended, and lacks nothing */
};

/* What is done with each file.  Some are verified while others are being
   copied, so either phase has its own pace.  */
enum progress_phase
{
  PHASE_COPY,
  PHASE_VERIFY
};

/* What is done of PHASE.  */
uint64_t progress_files (const struct progress_now *now,
                         enum progress_phase phase);
uint64_t progress_bytes (const struct progress_now *now,
                         enum progress_phase phase);

/* How far PHASE is in parts of 1; less than 0 while that cannot be
   known.  */
double progress_part (const struct progress_now *now,
                      enum progress_phase phase);

/* Seconds it will still take, or less than 0.  */
double progress_seconds_left (const struct progress_now *now,
                              enum progress_phase phase);

/* Bytes a second, on the average.  */
double progress_rate (const struct progress_now *now,
                      enum progress_phase phase);

/* Who knows how far a copy is.  All get ARG.  */
struct progress_source
{
  /* What is done so far.  Any thread may ask.  */
  void (*sums) (void *arg, struct tree_sums *ret_sums);
  /* How much there is, as far as it is known; return whether that is all.
     Any thread may ask.  */
  bool (*totals) (void *arg, uint64_t *ret_files, uint64_t *ret_bytes);
  /* Begin to find that out; only called if it is to be told.  */
  void (*count) (void *arg);
  /* The copy has ended: no more counting.  */
  void (*stop) (void *arg);
  /* Nobody will ask any more.  */
  void (*free) (void *arg);
  void *arg;
  bool verifies; /* --verify was given */
};

/* Begin to follow a copy by SOURCE, and to tell of it as WHEN says.  */
struct progress *progress_start (const struct progress_source *source,
                                 enum progress_when when);

/* Tell how far the copy is, as SIGUSR1 asks (query.h), whether --progress was
   given or not.  */
void progress_answer (void);

/* The copy has ended: tell of that, and stop.  */
void progress_stop (struct progress *progress);

/* Say the last that is to be said, after everybody else: what a signal
   broke off, and the summary for programs.  Free PROGRESS.  */
void progress_close (struct progress *progress);

#endif /* UU_PROGRESS_H */
