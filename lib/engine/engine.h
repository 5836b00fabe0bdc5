/* Engines: who carries out ops, and when.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An engine belongs to one thread and does the ops of that thread:

     engine_call ()   now, however long it takes;
     engine_try ()    now if it need not wait, else -EAGAIN;
     engine_queue ()  later, together with others; engine_run () submits
                      what was queued, waits, and delivers completions.

   So the layers above write each step once: try it, and queue it when it
   would block.  Two engines stand behind these calls, `uring' and `sync'
   (engine-uring.c, engine-sync.c); a third, `fault', decorates another in
   tests.  Engines share nothing, print nothing and never exit.

   The mode decides what is worth a ring:
     ENGINE_AUTO   try inline, ring for what would block; the ring is set
                   up at the first engine_queue (), so small work never
                   pays for one.  Where no ring can be had, the same ops
                   block instead, and engine_why () says why.
     ENGINE_URING  a ring from the start or an error; every op that has an
                   opcode goes there, engine_call () and all.
                   engine_try () always says -EAGAIN.
     ENGINE_SYNC   no ring; engine_try () blocks and succeeds, and queued
                   ops are performed in order by engine_run ().  */

#ifndef UU_ENGINE_H
#define UU_ENGINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/uio.h>

#include "engine/op.h"

enum engine_mode
{
  ENGINE_AUTO,
  ENGINE_URING,
  ENGINE_SYNC
};

struct engine_config
{
  enum engine_mode mode;
  unsigned int depth; /* ops in flight at once; 0: a default */
  bool polled;        /* IORING_SETUP_IOPOLL: data ops on O_DIRECT
                         files are polled for, all else is inline */
  bool sqpoll;        /* IORING_SETUP_SQPOLL */
};

/* What an engine did, by kind.  Plain counters of one thread; sum them
   with engine_stats_add () when the thread has ended.  */
struct engine_stats
{
  uint64_t called[OP_KINDS];       /* plain calls, engine_call () */
  uint64_t tried[OP_KINDS];        /* inline attempts that need not wait */
  uint64_t would_block[OP_KINDS];  /* inline attempts that gave -EAGAIN */
  uint64_t ringed[OP_KINDS];       /* completed by the ring */
  uint64_t queued_plain[OP_KINDS]; /* queued, but done by plain calls */
  uint64_t bytes_written;          /* by OP_WRITE, however done */
  uint64_t bytes_ring;             /* those written by the ring, and of these
                                      those linked after their read, both by
                                      registered buffer and files: */
  uint64_t bytes_linked_fixed;
  uint64_t short_results; /* reads and writes done in part */
  uint64_t cancelled;     /* ops ended by a broken chain */
  unsigned int rings;     /* rings set up */
  unsigned int polled_rings;
};

/* Why there is no ring, or none of the kind asked for.  */
struct engine_why
{
  int error;         /* 0: nothing amiss; else the errno */
  const char *stage; /* static: "io_uring_setup", ... */
};

struct engine;

/* Open an engine for the calling thread.  ENGINE_AUTO and ENGINE_SYNC fail
   for want of memory only (-ENOMEM).  ENGINE_URING gives io_uring_setup's
   error, with its stage in *WHY if WHY is not null.  Ops that the kernel's
   ring does not know are done by plain calls.  The caller closes the
   engine in the same thread, when nothing is in flight.  */
int engine_open (const struct engine_config *config, struct engine **ret_engine,
                 struct engine_why *why);
void engine_close (struct engine *engine);

/* Do OP now; return and store its result.  EINTR is retried for all but
   OP_READ and OP_WRITE on OP_CURRENT_OFFSET and OP_CLOSE (whose
   descriptor is gone whatever close () says).  op->done is not called.
   Other ops in flight may complete meanwhile; they are delivered by the
   next engine_run ().  */
int engine_call (struct engine *engine, struct op *op);

/* Do OP now unless it might wait for a disk or a peer.  Kinds that can be
   tried: OP_OPEN without O_CREAT and O_TRUNC (RESOLVE_CACHED), OP_READ at
   an explicit offset (RWF_NOWAIT), OP_NOP; and OP_STATX on a descriptor
   and OP_CLOSE, which hardly ever wait.  Others and kernels or file
   systems without the flag: -EAGAIN.  A short count from a tried OP_READ is not
   the end of the file; 0 is.  op->done is not called.  */
int engine_try (struct engine *engine, struct op *op);

/* Hand OP over; its op->done is called by a later engine_run ().  An op
   with OP_F_LINK is followed by its successor in the next call, before any
   engine_run ().  Never fails: what goes wrong is the op's result.  That
   may be -EINTR or -EAGAIN for a read or a write, which may be queued
   again, and -EIO when the ring broke.  Reads and writes that move a
   file's own position (OP_CURRENT_OFFSET on what can seek) are plain
   calls on any engine, since the ring would move it without its lock.  */
void engine_queue (struct engine *engine, struct op *op);

/* Submit what is queued and deliver what has completed; with WAIT, and if
   anything is in flight, wait for at least one completion.  Completions
   are collected first and delivered then, so a done function may queue
   more.  What has to be done by plain calls is done here, one chain at a
   time.  Return the number delivered, or -EINTR when a signal ended the
   wait with nothing to deliver.  */
int engine_run (struct engine *engine, bool wait);

/* Ops queued and not yet delivered.  */
unsigned int engine_inflight (const struct engine *engine);

/* Register N buffers of the caller's, who keeps them until they are
   unregistered (N == 0) or the engine is closed.  Replaces any registered
   before.  Nothing may be in flight.  -EOPNOTSUPP without a ring; -ENOMEM
   when RLIMIT_MEMLOCK forbids it: then use them unregistered.  In
   ENGINE_AUTO this sets up the ring.  */
int engine_register_buffers (struct engine *engine, const struct iovec *buffers,
                             unsigned int n);

/* Put FD into the file table at SLOT (0 to ENGINE_SLOTS - 1), or clear the
   slot when FD is -1.  -EOPNOTSUPP without a ring or a table: then use
   OP_NO_SLOT.  To clear what is clear is no error.  The table holds a reference
   of its own: clear the slot before closing FD, or the file stays open.  */
enum
{
  ENGINE_SLOTS = 8
};
int engine_register_file (struct engine *engine, unsigned int slot, int fd);

/* Whether a queued op really runs beside the caller: false for `sync', and
   in ENGINE_AUTO once no ring could be had.  May set up the ring.  */
bool engine_is_async (struct engine *engine);

/* Give up polling: replace a polled ring by an ordinary one.  Nothing may
   be in flight; registered buffers and files are gone.  For devices
   without poll queues, where each op fails with -EOPNOTSUPP.  */
int engine_stop_polling (struct engine *engine);

/* "uring" when there is a ring, else "sync", also in ENGINE_AUTO while none
   was needed.  */
const char *engine_name (const struct engine *engine);
enum engine_mode engine_mode (const struct engine *engine);

/* Whether the ring is polled, or in ENGINE_AUTO will be when set up.  */
bool engine_is_polled (const struct engine *engine);

/* Also tells of a ring that is there, but without polling or SQPOLL.  */
struct engine_why engine_why (const struct engine *engine);

/* A hint for the user on ERROR of io_uring set-up (untranslated, marked
   with N_), or NULL.  */
const char *engine_hint (int error);

const struct engine_stats *engine_stats (const struct engine *engine);
void engine_stats_add (struct engine_stats *sum,
                       const struct engine_stats *more);

/* For tests: wrap every engine that is opened from now on.  DECORATE gets
   the inner engine and either returns 0 with *RET_OUTER, which then owns
   INNER, or -errno.  */
typedef int engine_decorator (struct engine *inner, struct engine **ret_outer);
void engine_set_decorator (engine_decorator *decorate);

#endif /* UU_ENGINE_H */
