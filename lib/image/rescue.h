/* Rescue: reading what can be read of an input with bad places.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Where a read fails, smaller pieces are tried, down to the smallest that
   the medium gives, each beginning at a multiple of its size; when they
   succeed, the pieces grow again.  What cannot be read becomes zeros, so
   that all else keeps its place, and is noted in the map (rescue-map.h).
   Only errors of the medium are dealt with so: a device that goes away is
   an error.

   rescue_read () goes so from place to place.  Who may take them in any order
   has each tried once by rescue_try (), and comes back to the bad ones
   (dd-image-rescue.c).  */

#ifndef UU_RESCUE_H
#define UU_RESCUE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/engine.h"
#include "image/rescue-map.h"

struct rescue
{
  struct engine *engine;
  int fd;          /* can be read at any offset */
  size_t smallest; /* bytes, a power of two */
  struct rescue_map *map;
  uint64_t failures; /* reads that failed, so far */

  /* Asked before each read, which may take the medium many seconds; -errno is
     given up for.  NULL: stop.h is asked.  */
  int (*poll) (void *arg);
  void *arg;
};

enum
{
  RESCUE_FAILED = 1 /* rescue_try () found a bad place */
};

/* Read up to LEN bytes at OFFSET, a multiple of the smallest piece, into BUF,
   which has room for a multiple of it.  LEN does not go beyond a known end,
   since zeros would take the place of what is not there.  *RET_LEN is less
   only where the input ends.  0 or -errno; then the map holds what was read
   before.  */
int rescue_read (struct rescue *rescue, void *buf, uint64_t offset, size_t len,
                 size_t *ret_len);

/* Read once, up to LEN bytes at OFFSET, as above.  0 with *RET_LEN, which is 0
   where the input ends; RESCUE_FAILED; or -errno.  The map stays as it is.  */
int rescue_try (struct rescue *rescue, void *buf, uint64_t offset, size_t len,
                size_t *ret_len);

#endif /* UU_RESCUE_H */
