/* Putting an image to its target: written, or not where that can be saved.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What is put is looked at in blocks of 4 KiB, as they lie in the target.
   Blocks that the target has already are left alone (diff); blocks of zeros
   are passed over (sparse), or made by the device itself (zero_out, by
   BLKZEROOUT); all else is written.  Neighbours that are dealt with alike
   are so at once.

   The target can seek.  It is the caller's, as is its position, which stays
   where it was.  dd-image.h puts whole images.  */

#ifndef UU_IMAGE_PUT_H
#define UU_IMAGE_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "engine/engine.h"

struct image_put
{
  struct engine *engine;
  struct endpoint target;
  bool diff;
  bool sparse;
  bool zero_out; /* turned off where the device cannot */

  int compare_fd; /* the target, opened for reading; or -1 */
  char *there;    /* what it has */
  size_t room;    /* bytes of that */
  uint64_t end;   /* behind the last byte that was put */

  /* What was done, in bytes.  */
  uint64_t written;
  uint64_t same;
  uint64_t passed;
  uint64_t zeroed;
  size_t done; /* of what image_put () was last given, from its beginning */
  bool left_direct; /* O_DIRECT was turned off, for a part of a block */
};

/* Begin to put pieces of up to ROOM bytes to FD; DIFF, SPARSE and ZERO_OUT
   are set, all else is zero.  0, -ESPIPE, or -errno.  */
int image_put_open (struct image_put *put, struct engine *engine, int fd,
                    size_t room);

/* Put LEN bytes of BUF at OFFSET.  0 or -errno.  */
int image_put (struct image_put *put, const void *buf, size_t len,
               uint64_t offset);

/* Give a regular file that ends in what was passed over its length.  0 or
   -errno.  */
int image_put_end (struct image_put *put);

void image_put_close (struct image_put *put);

/* Have the block device FD forget LEN bytes at OFFSET, but for what is not a
   whole sector at either end.  What is there then can be anything.  0 or
   -errno; -EOPNOTSUPP where it cannot, -ENOTBLK where it is none.  */
int image_discard (struct engine *engine, int fd, uint64_t offset,
                   uint64_t len);

#endif /* UU_IMAGE_PUT_H */
