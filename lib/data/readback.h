/* Reading back: all bytes of a file, in order, for whoever sums them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The pipeline (pipeline.h) without a target: several reads are under way
   where that helps, holes are passed over, and all that is ordinary about
   reads is dealt with.  */

#ifndef UU_READBACK_H
#define UU_READBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/bufpool.h"
#include "engine/engine.h"

struct readback
{
  struct engine *engine;
  struct bufpool *pool;
  int fd;    /* readable; O_DIRECT, if it is on, is turned off at the end */
  bool cold; /* take what is cached, and clean, out of the cache first */

  /* All get ARG and run in the calling thread.  TAKE: the bytes in their
     order, null for those of a hole.  MOVED: so many more were read; may be
     null.  STOP: whether to give up, with -ECANCELED.  */
  void *arg;
  void (*take) (void *arg, const void *data, uint64_t len);
  void (*moved) (void *arg, uint64_t bytes);
  bool (*stop) (void *arg);
};

/* Read the whole file.  Return 0 or -errno.  */
int readback_run (struct readback *readback);

/* A part of a file that fits a buffer.  */
struct readback_piece
{
  struct engine *engine;
  int fd;
  char *buf;
  size_t room; /* of BUF; more than is wanted, where O_DIRECT rounds up */
  size_t want; /* bytes to be read */
  uint64_t offset;
};

/* Read PIECE, however often that takes.  Return how many bytes there are in
   the buffer, fewer than wanted at the end of the file only; or -errno,
   -ECANCELED when a signal asks for the end.  */
int64_t readback_piece (const struct readback_piece *piece);

#endif /* UU_READBACK_H */
