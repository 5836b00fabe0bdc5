/* dd: records from one file to another.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool calls dd_signal_catch () (dd-signal.h), fills in a dd_policy, and
  then calls, in this order,

     dd_open ()         both files, as dd opens them;
     dd_run ()          skip, seek, and the records;
     dd_finish ()       flush and close;
     dd_signal_die ()   where SIGINT has asked for the end.

   Each says by report.h what goes wrong.  The exit status is
   report_failed ()'s: what dd only warns of is no failure there.

   All is done by one thread, and all I/O by its engine.  Of the three that
   move bytes, dd-skip.c and dd-records.c do what dd does call by call,
   dd-bulk.c does the same in large pieces where nobody can tell.  They meet in
   struct dd: between two of them nothing is buffered, COUNTS is exact, and the
   files' own positions are where dd would have them.  */

#ifndef UU_DD_H
#define UU_DD_H

#include <stdbool.h>
#include <stdint.h>

#include "dd/dd-cache.h"
#include "dd/dd-policy.h"
#include "engine/engine.h"

struct dd_counts
{
  uint64_t full_in;
  uint64_t partial_in;
  uint64_t full_out;
  uint64_t partial_out;
  uint64_t truncated; /* records cut by conv=block */
  uint64_t bytes;     /* written, or passed over by conv=sparse */
};

struct dd
{
  const struct dd_policy *policy;
  struct engine *engine;

  /* 0 and 1, whatever was opened, as in dd.  */
  int input_fd;
  int output_fd;

  /* For messages: as given, or "standard input", "standard output".  */
  const char *input_name;
  const char *output_name;

  int claim; /* what keeps others off an output that is a device; or -1 */

  /* Where the next read begins: the position of INPUT_FD, if that can seek;
     else what was read so far.  Below 0: past what an offset can tell.  Keep
     it up by dd_advance_input ().  */
  int64_t input_offset;
  int input_seek_error; /* 0: it can seek; else the errno why not */

  /* conv= as it still stands: SPARSE goes where seeking fails, FSYNC comes
     with the end of O_DIRECT, both go with their doing.  */
  unsigned int conv;
  bool ends_in_hole; /* the last write was passed over by conv=sparse */

  struct dd_cache input_cache;
  struct dd_cache output_cache;

  size_t last_read; /* bytes the last read gave */
  bool warns;       /* of a partial read, once */

  struct dd_counts counts;
  uint64_t began; /* when dd_open () did, then dd_run (): ns of
                     CLOCK_MONOTONIC */

  /* It ended where dd gives up at once; if flushing fails then as well, dd has
     no more to say.  */
  bool gave_up;

  /* The output could not be longer, and a signal may be due (file-limit.h).  */
  bool limit_met;

  /* It ended where dd prints no statistics: no memory, no stat, no close.  */
  bool untold;

  /* The tool's, set after dd_open () or null.  TELL prints the statistics,
     for SIGUSR1 and after a read error with conv=noerror.  TICK is called
     between any two records or chunks.  Both are called by dd_run () only.  */
  void (*tell) (struct dd *);
  void (*tick) (struct dd *);
  void *owner;
};

/* Open what POLICY names.  POLICY and ENGINE stay the caller's.  Return 0 or
   -errno; then there is nothing to be finished, and nothing to be told, but
   for -EINTR: that is SIGINT, of which nothing was said.  A file that could
   not be cut to its length is a failure that was said, and no reason to
   stop.  */
int dd_open (struct dd *dd, const struct dd_policy *policy,
             struct engine *engine);

/* Do what was asked for.  Return 0; or -EINTR when SIGINT came, of which
   nothing was said; or -errno.  In any case dd_finish () comes next.  */
int dd_run (struct dd *dd);

/* Flush if that is asked for, unless SIGINT came, and close both files.
   Return 0 or -errno.  */
int dd_finish (struct dd *dd);

/* It begins now.  */
void dd_begin_clock (struct dd *dd);

/* N bytes of input were read, or passed over.  */
void dd_advance_input (struct dd *dd, uint64_t n);

/* The whole records that count= still lets be read, beside the part of one
   that may come last; UINT64_MAX without count=.  */
uint64_t dd_records_left (const struct dd *dd);

/* Set *RET_BYTES to AMOUNT of records of BLOCK_SIZE in bytes; or return false
   if that is more than an offset can tell.  */
bool dd_amount_bytes (struct dd_amount amount, size_t block_size,
                      int64_t *ret_bytes);

#endif /* UU_DD_H */
