/* What the files of dd's imaging share: dd-image*.c only.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_DD_IMAGE_IMPL_H
#define UU_DD_IMAGE_IMPL_H

#include "data/endpoint.h"
#include "dd/dd-image.h"
#include "dd/dd.h"
#include "image/bmap-make.h"
#include "image/bmap.h"
#include "image/image-put.h"
#include "image/rescue.h"
#include "sums/windows.h"

/* Offsets within the image count from where both files stood.  */
struct image
{
  struct dd *dd;
  const struct dd_imaging *wanted;

  struct endpoint input;
  uint64_t input_start; /* where the input stood, if it can seek */
  uint64_t size;        /* of the image; UINT64_MAX: to the input's end */
  bool size_fixed;      /* there must be so much */
  uint64_t at;          /* so far the input was read, if it cannot seek */
  char *buf;
  int read_error; /* -errno, to be told when what came before it is put */

  bool puts;             /* the output can seek */
  bool appends;          /* and all is written at its end, all the same */
  uint64_t output_start; /* then, where it stood */
  struct image_put put;

  struct rescue rescue;
  struct rescue_map map;    /* by offsets of the input */
  enum rescue_status phase; /* what is being done, as a mapfile has it */
  uint64_t map_written;     /* when it was: ns of CLOCK_MONOTONIC */
  bool map_untrue; /* it calls done what may be lost; not to be written */

  struct hash_log *log;
  int log_fd;                /* hashlog=, or -1 */
  int log_claim;             /* what keeps others off it; or -1 */
  int tees[DD_IMAGE_TEES];   /* -1: not open, or no more */
  int claims[DD_IMAGE_TEES]; /* what keeps others off them; or -1 */

  struct bmap bmap;
  struct digest *range_digest; /* of the range in hand, or NULL */

  struct bmap_make make; /* if MAKES */
  bool makes;

  struct windows copied, found;
  struct digest *window_digest; /* verify=; or NULL */

  uint64_t in_bytes, out_bytes;
};

/* Whether a block map says what to copy.  */
bool dd_image_is_mapped (const struct image *image);

/* Copy LEN bytes at AT of the image, less where the input ends: set *RET_DONE,
   also on failure.  0 or -errno, which was said, but for -EINTR.  */
int dd_image_copy (struct image *image, uint64_t at, uint64_t len,
                   uint64_t *ret_done);

/* LEN bytes AT in the image were read, and are in the buffer: count, sum and
   put them, and look around.  0 or -errno, which was said, but for -EINTR.  */
int dd_image_take (struct image *image, uint64_t at, size_t len);

/* What is done once in a while.  0 or -errno, which was said.  */
int dd_image_look_around (struct image *image);

/* Read the same and forget it.  */
int dd_image_pass (struct image *image, uint64_t len, uint64_t *ret_done);

/* Whether bad places may be left for later, so that nothing goes in its order;
   and copy so.  0 or -errno, which was said, but for -EINTR.  */
bool dd_image_may_skip (const struct image *image);
int dd_image_rescue (struct image *image);

/* Write the map, if that is wanted, once what it tells of is on the disk.  0
   or -errno, which was said.  */
int dd_image_save_map (struct image *image);

/* Read the block map, and copy by it.  0 or -errno, which was said.  */
int dd_image_load_bmap (struct image *image);
int dd_image_copy_mapped (struct image *image);

/* Open NAME, which is to be written beside the output, anew.  A descriptor, or
   -errno, which was said: it must be neither the input nor the output, nor a
   device in use.  *RET_CLAIM is one to close after it, or -1.  */
int dd_image_open_beside (struct image *image, const char *name,
                          int *ret_claim);

/* Close *FD, if it is not -1, and make it that.  0 or -errno, which was
   said.  */
int dd_image_close_beside (struct image *image, int *fd, const char *name);

/* Write LEN bytes of the buffer to all tees.  One that cannot be written to is
   given up, which was said, and the others go on.  */
void dd_image_feed_tees (struct image *image, size_t len);

/* Flush the tees, if the output is to be flushed, and close them.  0 or -errno,
   which was said.  */
int dd_image_close_tees (struct image *image);

/* Whether NAME, which will be written by renaming, is fit for that.  0 or
   -errno, which was said.  */
int dd_image_check_beside (struct image *image, const char *name);

/* Begin to make a block map of what is read; write it.  0 or -errno, which was
   said.  */
int dd_image_make_begin (struct image *image);
int dd_image_make_end (struct image *image);

/* Begin to sum what is put; sum what has arrived and compare, also after
   dd_image_copy () of several ranges, if they are the block map's; end.  0 or
   -errno, which was said.  */
int dd_image_verify_begin (struct image *image);
int dd_image_verify (struct image *image);
void dd_image_verify_close (struct image *image);

/* Now, in ns.  */
uint64_t dd_image_clock (void);

#endif /* UU_DD_IMAGE_IMPL_H */
