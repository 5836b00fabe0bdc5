/* The figures of one measured run, and how they are handed on.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

/* Both runners, measure.c and spawn.c, print the same line: seven numbers
   with tabs between them, in the order of the struct's members.  The shell
   side appends it to raw.tsv as it is.  */

#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

struct figures
{
  double wall;            /* seconds */
  double user, sys;       /* CPU seconds, of children waited for as well */
  long max_rss_kib;       /* of the largest single process */
  long cached_growth_kib; /* of "Cached" in /proc/meminfo; 0 if unknown */
  int status;             /* exit status, or 128 + the signal */
  long calls;             /* programs started */
};

static inline double
figures_now (void)
{
  struct timespec ts;
  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec + ts.tv_nsec / 1e9;
}

static inline double
figures_seconds (struct timeval tv)
{
  return tv.tv_sec + tv.tv_usec / 1e6;
}

/* Add what one process that has ended, or this one, has used.  */
static inline void
figures_add_usage (struct figures *f, const struct rusage *ru)
{
  f->user += figures_seconds (ru->ru_utime);
  f->sys += figures_seconds (ru->ru_stime);
  if (f->max_rss_kib < ru->ru_maxrss)
    f->max_rss_kib = ru->ru_maxrss;
}

static inline int
figures_exit_status (int wait_status)
{
  return WIFSIGNALED (wait_status) ? 128 + WTERMSIG (wait_status)
                                   : WEXITSTATUS (wait_status);
}

/* Write the line to FILE, or to standard output if that is null.  Return 0, or
   -1 if it did not all get there.  */
static inline int
figures_write (const struct figures *f, const char *file)
{
  FILE *out = file ? fopen (file, "w") : stdout;
  if (!out)
    return -1;
  fprintf (out, "%.6f\t%.6f\t%.6f\t%ld\t%ld\t%d\t%ld\n", f->wall, f->user,
           f->sys, f->max_rss_kib, f->cached_growth_kib, f->status, f->calls);
  return fclose (out) == 0 ? 0 : -1;
}

#endif
