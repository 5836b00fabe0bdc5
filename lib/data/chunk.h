/* Chunks: one buffer's worth of bytes on its way.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A chunk is a stretch of the source, a buffer, and the two ops that take
   the one through the other:

     FREE -> READING -> WRITING -> DONE -> FREE
                ^          |
                +----------+  a short read: the rest is read next
             READING, WRITING -> FAILED -> FREE

   Its ops may be two separate steps or a linked pair, queued together.
   chunk_advance () turns what came of them into the next state; it does
   no I/O and decides no policy: what to do about an error is for the
   pipeline (pipeline.h), which owns the chunks.  In READING and WRITING
   with nothing pending the chunk waits for its owner to issue the op that
   the state names, so any op can be issued anew.  */

#ifndef UU_CHUNK_H
#define UU_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "engine/op.h"

enum chunk_state
{
  CHUNK_FREE,
  CHUNK_READING,
  CHUNK_WRITING,
  CHUNK_DONE,
  CHUNK_FAILED
};

enum chunk_side
{
  CHUNK_SOURCE,
  CHUNK_TARGET
};

/* What chunk_advance () found.  */
enum chunk_news
{
  CHUNK_GO_ON,       /* issue what the state asks for */
  CHUNK_FINISHED,    /* all asked for is in the target: DONE */
  CHUNK_END_OF_FILE, /* the source ends at chunk->offset: DONE */
  CHUNK_RAGGED,      /* less than `align' can be read there: DONE */
  CHUNK_TROUBLE      /* an op failed, see `error' and `side'; the state is
                        as before: issue it again or call chunk_fail () */
};

struct chunk
{
  enum chunk_state state;
  unsigned int pending; /* ops queued and not yet done */
  bool paired;          /* the write was queued with the read */
  bool probe;           /* reads on past the known end of the source */
  bool parked;          /* waits until its pipeline has changed course */
  unsigned int retries; /* in a row, without a byte moved */

  void *owner;
  unsigned char *data; /* the buffer */
  unsigned int buffer; /* its index in the pool */
  bool registered;     /* with the engine */
  size_t align;        /* short results are cut to multiples of it */

  uint64_t offset; /* in the source, of the first byte at `data' */
  size_t asked;    /* bytes to copy from there */
  size_t have;     /* of those, read */
  size_t done;     /* of those, in the target */
  size_t moved;    /* what the last step added to `done' */

  /* For whoever wants to see the bytes that were read: the owner clears
     `got' when it has, and must not have the buffer used anew before.  */
  uint64_t got_at; /* in the source, of `data' */
  size_t got;      /* bytes read there, and not yet seen */
  uint64_t hole;   /* the owner's: bytes of a hole before these */

  int error; /* with CHUNK_TROUBLE and in FAILED: -errno */
  enum chunk_side side;

  struct op read;
  struct op write;
};

/* Make CHUNK a FREE one of OWNER's over buffer number BUFFER at DATA.  */
void chunk_init (struct chunk *chunk, void *owner, unsigned int buffer,
                 void *data);

/* FREE -> READING: take on ASKED bytes, above zero, at OFFSET.  */
void chunk_begin (struct chunk *chunk, uint64_t offset, size_t asked,
                  size_t align);

/* Whether CHUNK is READING or WRITING.  */
bool chunk_is_busy (const struct chunk *chunk);

/* Fill in the read of all that is asked.  RW_FLAGS are RWF_*.  */
void chunk_prepare_read (struct chunk *chunk, const struct endpoint *source,
                         int rw_flags, void (*done) (struct op *));

/* Fill in the write of LEN bytes from the first one that is not yet in the
   target, at TARGET_OFFSET.  */
void chunk_prepare_write (struct chunk *chunk, const struct endpoint *target,
                          uint64_t target_offset, size_t len, int rw_flags,
                          void (*done) (struct op *));

/* Take in the results of the ops that the state named.  Nothing of the
   chunk is pending.  */
enum chunk_news chunk_advance (struct chunk *chunk);

/* In WRITING: count LEN more bytes as being in the target, by other means
   than a write.  Gives CHUNK_GO_ON or CHUNK_FINISHED.  */
enum chunk_news chunk_skip (struct chunk *chunk, size_t len);

/* READING or WRITING -> FAILED, or DONE where the bytes are no longer
   wanted.  */
void chunk_fail (struct chunk *chunk);
void chunk_drop (struct chunk *chunk);

/* DONE or FAILED -> FREE.  */
void chunk_free (struct chunk *chunk);

#endif /* UU_CHUNK_H */
