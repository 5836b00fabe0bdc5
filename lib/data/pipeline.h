/* Pipelines: a window of chunks between two endpoints.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A pipeline takes the extents of a source one after the other, cuts them
   into chunks (chunk.h) and keeps as many of these under way as there are
   buffers: reading goes on only as writing frees them.  It follows the
   source to its true end, deals with all that is ordinary about reads and
   writes (short results, cancelled pairs, EINTR, EAGAIN, flags and modes
   that a file system refuses) and keeps the error of the lowest offset.

   Chunks travel on one of three paths:

     TRY    read inline what is cached and write it by a plain call; the
            first read that would block moves the pipeline to CALL, on which
            the kernel reads ahead better than several requests would
     CALL   plain, blocking reads and writes, one after the other: without
            a ring, and for streams, whose position is shared
     RING   linked read -> write pairs, over registered buffers and files

   A pipeline lives on its caller's stack for one run in the caller's
   thread; nothing is allocated.  transfer-ring.c sets it up for files.  */

#ifndef UU_PIPELINE_H
#define UU_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/bufpool.h"
#include "data/chunk.h"
#include "data/endpoint.h"
#include "data/extents.h"
#include "engine/engine.h"

enum pipeline_path
{
  PIPELINE_TRY,
  PIPELINE_CALL,
  PIPELINE_RING
};

enum
{
  PIPELINE_CHUNKS_MAX = 64, /* buffers beyond these are not used */
  PIPELINE_SLOT_SOURCE = 0, /* in the engine's file table */
  PIPELINE_SLOT_TARGET = 1
};

struct pipeline
{
  /* Given by the caller; the endpoints change as their files turn out.  */
  struct engine *engine;
  struct bufpool *pool;
  struct endpoint *source;
  struct endpoint *target;
  struct extents *extents; /* from the first byte to copy on */
  uint64_t to_target;      /* what turns a source offset into a target's, by
                              addition that may wrap around */
  struct chunk *chunks;    /* room for them, not initialised */
  unsigned int n_chunks;   /* at most PIPELINE_CHUNKS_MAX are used */
  enum pipeline_path path;
  bool registers;      /* register buffers and files for the RING path */
  bool reads_only;     /* nothing is written, all goes to TAKEN alone; the
                          target is a zero one */
  bool in_order;       /* write a chunk when all before it are in the target
                          and all that was asked for is read, so that there
                          is never a gap; a short read ends the run, and so
                          does a direct op that is refused.  The extents must
                          be without holes.  */
  bool to_end;         /* read on behind the last extent */
  bool punch;          /* the target may hold data where holes belong */
  size_t call_size;    /* bytes of a chunk on TRY and CALL, and */
  size_t ring_size;    /*   on RING; at most a buffer's size */
  size_t probe_size;   /* bytes to read behind the last extent */
  size_t align;        /* for O_DIRECT on the target, else 1 */
  size_t zero_granule; /* not 0: turn that many zeros into holes */

  /* Called in the caller's thread; each may be null.  MOVED: so many bytes
     reached the target or are a hole in it.  WROTE: so many of these were
     written; may wait.  TAKEN: the bytes of the source themselves, in their
     order, whatever the order they travel in; DATA is null for those of a
     hole.  All up to END are given if nothing failed.  STOP: whether to give
     up.  AHEAD: the target is about to be written up to END.  */
  void *arg;
  void (*moved) (void *arg, uint64_t bytes);
  void (*wrote) (void *arg, uint64_t bytes);
  void (*taken) (void *arg, const void *data, uint64_t len);
  bool (*stop) (void *arg);
  void (*ahead) (void *arg, uint64_t end);

  /* The outcome.  */
  uint64_t end;         /* source offset up to which all is in the target */
  bool found_end;       /* and a read said that the source ends there */
  bool stopped;         /* -ECANCELED because STOP said so */
  enum chunk_side side; /* where an error other than that came from */
  uint64_t high;        /* the end of the highest bytes written: a target's
                           offset */
  uint64_t ring_bytes;  /* written by way of RING */
  uint64_t call_bytes;  /* written by way of TRY and CALL */

  /* The pipeline's own.  */
  int error;
  uint64_t error_offset;
  uint64_t cursor;     /* the source up to here is in chunks or done */
  uint64_t extent_end; /* of the data that CURSOR is in */
  uint64_t written;    /* with IN_ORDER: the source up to here is in the
                          target */
  uint64_t limit;      /* nothing from here on is wanted */
  unsigned int ready;  /* chunks initialised */
  unsigned int inflight;
  unsigned int fixes; /* courses to change once nothing is in flight */
  bool probing;
  uint64_t taken_upto; /* TAKEN has seen the source up to here */
  uint64_t skipped;    /* a hole that CURSOR has just come out of */
  uint64_t sent_back;  /* for CACHE_FADVISE: written back up to here, and */
  uint64_t dropped;    /*   gone from the cache up to here */
};

/* Run PIPELINE, which is zero but for what the caller gives, to its end.
   Return 0 or the first -errno.  Nothing of it is in flight then.  */
int pipeline_run (struct pipeline *pipeline);

#endif /* UU_PIPELINE_H */
