/* Transfers: get one file's bytes from here to there in the cheapest way.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An ordered table of methods is asked in turn; the first that serves the
   two endpoints runs, and where it refuses or stops, the next takes over
   at that place:

     clone    FICLONE: the file systems share the blocks
     range    copy_file_range where the file system really offloads it
              (NFS, SMB, reflink file systems, FUSE)
     splice   through a pipe's pages, when a side is a pipe
     ring     the pipeline (pipeline.h): chunks as linked read -> write
              pairs over registered buffers, or, for what is cached and
              short, and without a ring, plain reads and writes

   Holes (extents.h) are kept by all of them.  The caller opens, truncates
   and closes the files, and does all metadata.  A transfer runs to its end
   in the calling thread; other ops of the engine may complete meanwhile
   (their done functions run and must not start transfers).  It uses the
   engine's file slots PIPELINE_SLOT_* and gives them back.

   transfer.c is the order of things; a file transfer-*.c per method; what
   they share is in transfer-impl.h.  */

#ifndef UU_TRANSFER_H
#define UU_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "data/bufpool.h"
#include "data/endpoint.h"
#include "data/rate.h"
#include "engine/engine.h"

enum reflink_mode
{
  REFLINK_AUTO,
  REFLINK_ALWAYS,
  REFLINK_NEVER
};
enum sparse_mode
{
  SPARSE_AUTO,
  SPARSE_ALWAYS,
  SPARSE_NEVER
};

enum
{
  TRANSFER_RING_FROM = 64 << 20, /* a `ring_from' that suits most */

  /* A `polled_size' that a device takes as one request.  NVMe disks take from
     128 KiB on up; what is more the kernel splits, and then waits for an
     interrupt in place of polling (Linux 6.1).  */
  TRANSFER_POLLED_SIZE = 128 << 10
};

/* How data is to be moved: const for the life of a copy.  */
struct transfer_policy
{
  enum reflink_mode reflink;
  enum sparse_mode sparse; /* NEVER: neither clone nor offload either */
  bool direct;             /* O_DIRECT on both sides where it works */
  bool nocache;
  struct rate *rate;  /* paid for all data moved; NULL: no limit */
  bool preallocate;   /* FALLOC_FL_KEEP_SIZE for known sizes */
  uint64_t ring_from; /* bytes from which a file goes to the ring in `auto',
                         on file systems where that is faster; 0: any file,
                         anywhere */
  size_t polled_size; /* the most that a polled ring moves at a time; 0: what
                         a buffer holds */
};

enum transfer_method
{
  TRANSFER_NONE, /* nothing to move */
  TRANSFER_CLONE,
  TRANSFER_RANGE,
  TRANSFER_SPLICE,
  TRANSFER_RING,  /* pairs on the ring */
  TRANSFER_INLINE /* plain reads and writes */
};

/* cp --debug's three columns; a thing not tried is UNKNOWN.  */
enum transfer_seen
{
  SEEN_UNKNOWN,
  SEEN_NO,
  SEEN_YES,
  SEEN_UNSUPPORTED,
  SEEN_AVOIDED
};

/* Which side an error came from, for the message.  */
enum transfer_side
{
  SIDE_NONE,
  SIDE_SOURCE, /* "error reading SRC" */
  SIDE_TARGET, /* "error writing DST" */
  SIDE_CLONE,  /* "failed to clone DST from SRC" */
  SIDE_EXTEND  /* "failed to extend DST" */
};

struct transfer
{
  /* Given by the caller.  */
  struct engine *engine;
  struct bufpool *pool;
  const struct transfer_policy *policy;
  struct endpoint source;
  struct endpoint target;
  uint64_t source_offset; /* where the bytes start on each side; */
  uint64_t target_offset; /*   ignored for sides not seekable */
  bool target_is_new;     /* empty: holes need no punching and a clone
                             of the whole file may be tried */
  uint64_t claimed;       /* not 0: no more than so many bytes of the target
                             are ours, and others may write behind them */
  bool may_clone;         /* not known to fail between these two file
                             systems; cleared when it is found out */
  bool may_offload;       /* the same for copy_file_range; keep both for
                             the next file between the two */

  /* Called with bytes that reached the target since the last call, or that
     are a hole in it: on success they add up to `copied', if the source did
     not shrink.  May be null.  Runs in the calling thread.  */
  void (*moved) (void *arg, uint64_t bytes);
  void *moved_arg;

  /* Called with the bytes of the source in their order, and with null for
     those of a hole; may be null.  Then what would not let them be seen is
     not used, but for a clone: after one (see `method') nothing was given.
     Runs in the calling thread.  */
  void (*taken) (void *arg, const void *data, uint64_t len);
  void *taken_arg;

  /* Asked between chunks; true ends the transfer with -ECANCELED.  May be
     null.  */
  bool (*stop) (void *arg);
  void *stop_arg;

  /* The outcome.  */
  uint64_t copied;             /* bytes, holes included, that the source
                                  turned out to have from its offset */
  enum transfer_method method; /* the one that moved most */
  enum transfer_seen saw_clone;
  enum transfer_seen saw_offload;
  enum transfer_seen saw_holes; /* SEEK_HOLE used */
  bool saw_zeros;               /* zero detection used */
  enum transfer_side failed;    /* where the first error came from */
};

/* Set TRANSFER to copy from offset 0 to a new file, with nothing known
   about the file systems.  The caller fills in the endpoints.  */
void transfer_init (struct transfer *transfer, struct engine *engine,
                    struct bufpool *pool, const struct transfer_policy *policy);

/* Copy from the offsets to the end of the source.  On success the target
   holds exactly what the source held, has its length (a hole at the end
   included) and no block allocated beyond it.  A source that changes is
   followed to its end: `copied' against source.size tells.  Return 0 or
   the first -errno, with the side in `failed'; then the target holds a
   part only.  Whatever is in flight for this transfer is over on return, and
   unless it failed, O_DIRECT is off.

   With `claimed', at most so many bytes are copied, and the target's length
   is the caller's care: a hole at the end does not extend it, and what an
   error leaves behind is not cut.  The target's position is not moved.  */
int transfer_run (struct transfer *transfer);

#endif /* UU_TRANSFER_H */
