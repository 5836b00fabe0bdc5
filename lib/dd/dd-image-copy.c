/* dd's imaging: a range is read, summed and put.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-image-impl.h"

#include <errno.h>
#include <time.h>

#include "base/file-limit.h"
#include "base/messages.h"
#include "dd/dd-signal.h"
#include "engine/calls.h"
#include "minmax.h"
#include "user/report.h"

enum
{
  /* Seconds after which a map is written again.  */
  MAP_INTERVAL = 30,
  BLOCK = 4096 /* bytes */
};

uint64_t
dd_image_clock (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000 + (uint64_t) now.tv_nsec;
}

/* ---- reading ------------------------------------------------------------- */

/* One read of LEN bytes to BUF, AT in the image: a count or -errno.  */
static int
read_once (struct image *image, char *buf, uint64_t at, size_t len)
{
  struct dd *dd = image->dd;
  for (;;)
    {
      int err = dd_signal_poll (dd);
      if (err < 0)
        return err;
      struct op op;
      op_init (&op, OP_READ, dd->input_fd, NULL, NULL);
      op.u.rw.buf = buf;
      op.u.rw.len = len;
      op.u.rw.offset = image->input.seekable
                           ? (int64_t) (image->input_start + at)
                           : OP_CURRENT_OFFSET;
      int n = engine_call (dd->engine, &op);
      if (n != -EINTR)
        return n;
    }
}

/* Whether the input, a file or a device, ends at or before AT in the image.  */
static bool
ends_before (struct image *image, uint64_t at)
{
  struct endpoint now;
  return endpoint_open (image->dd->engine, &now, image->dd->input_fd) == 0
         && image->input_start + at >= now.size;
}

/* A direct read ended HAVE bytes behind AT in the image, of which the last N
   came now, within a block.  Where that is not the end of the input, the next
   one would be off its alignment: have it begin with that block.  Return how
   many bytes count, or -errno when nothing comes of that.  */
static ssize_t
realign (struct image *image, uint64_t at, size_t have, size_t n)
{
  size_t part = have % BLOCK;
  if (part == 0 || ends_before (image, at + have))
    return (ssize_t) have;
  return n > part ? (ssize_t) (have - part) : -EIO;
}

/* Fill the buffer with LEN bytes that are AT in the image.  Set *RET_LEN to
   less only where the input ends.  What is read directly is asked for in
   whole blocks, for which the buffer has room.  */
static int
read_full (struct image *image, uint64_t at, size_t len, size_t *ret_len)
{
  bool direct = image->input.direct && image->input.seekable;
  size_t have = 0;
  if (image->read_error < 0)
    return image->read_error;
  while (have < len)
    {
      size_t wanted = len - have;
      size_t room = direct && have % BLOCK == 0
                        ? (wanted + BLOCK - 1) / BLOCK * BLOCK
                        : wanted;
      ssize_t n = read_once (image, image->buf + have, at + have, room);
      /* Behind the last part of a block there is nothing.  */
      if (n == -EINVAL && direct && have % BLOCK != 0
          && ends_before (image, at + have))
        n = 0;
      if (n > 0 && direct && (size_t) n < wanted)
        {
          ssize_t counts = realign (image, at, have + (size_t) n, (size_t) n);
          n = counts < 0 ? counts : counts - (ssize_t) have;
        }
      if (n < 0 && have == 0)
        return (int) n;
      /* What came before it is put first.  */
      image->read_error = n < 0 ? (int) n : 0;
      if (n <= 0)
        break;
      have += MIN ((size_t) n, wanted);
    }
  *ret_len = have;
  return 0;
}

/* The same; what goes wrong was said.  */
static int
read_chunk (struct image *image, uint64_t at, size_t len, size_t *ret_len)
{
  struct dd *dd = image->dd;
  int err = dd_signal_poll (dd);
  if (err < 0)
    return err;
  err = image->wanted->rescue ? rescue_read (
            &image->rescue, image->buf, image->input_start + at, len, ret_len)
                              : read_full (image, at, len, ret_len);
  if (err < 0)
    {
      if (err != -EINTR)
        report_error (err, _("error reading %s"), dd->input_name, NULL);
      return err;
    }
  return 0;
}

/* LEN bytes, AT in the image, were read.  */
static void
count_in (struct image *image, uint64_t at, size_t len)
{
  struct dd *dd = image->dd;
  dd_cache_moved (
      &dd->input_cache, dd->engine, dd->input_fd,
      image->input.seekable ? (int64_t) (image->input_start + at + len) : -1,
      len);
  image->in_bytes += len;
  dd->counts.full_in = image->in_bytes / dd->policy->input.block_size;
  dd->counts.partial_in = image->in_bytes % dd->policy->input.block_size != 0;
}

/* ---- what sees the bytes ------------------------------------------------- */

static int
sum (struct image *image, size_t len)
{
  if (image->range_digest)
    digest_add (image->range_digest, image->buf, len);
  if (image->makes)
    {
      int err = bmap_make_take (&image->make, image->buf, len);
      if (err < 0)
        {
          report_error (err, _("cannot sum %s"), image->dd->input_name, NULL);
          return err;
        }
    }
  if (!image->log)
    return 0;
  int err = hash_log_take (image->log, image->buf, len);
  if (err < 0)
    report_error (err, _("cannot write the sums of %s"), image->dd->output_name,
                  NULL);
  return err;
}

/* ---- writing ------------------------------------------------------------- */

/* Write to what cannot seek.  */
static int
write_stream (struct image *image, size_t len, size_t *ret_done)
{
  struct dd *dd = image->dd;
  size_t done = 0;
  int err = 0;
  while (err == 0 && done < len)
    {
      err = dd_signal_poll (dd);
      if (err < 0)
        break;
      struct op op;
      op_init (&op, OP_WRITE, dd->output_fd, NULL, NULL);
      op.u.rw.buf = image->buf + done;
      op.u.rw.len = len - done;
      op.u.rw.offset = OP_CURRENT_OFFSET;
      int n = engine_call (dd->engine, &op);
      if (n > 0)
        done += (size_t) n;
      else if (n != -EINTR)
        err = n < 0 ? n : -ENOSPC;
    }
  *ret_done = done;
  return err;
}

static void
count_out (struct image *image, size_t len)
{
  struct dd *dd = image->dd;
  image->out_bytes += len;
  dd->counts.full_out = image->out_bytes / dd->policy->output.block_size;
  dd->counts.partial_out
      = image->out_bytes % dd->policy->output.block_size != 0;
  dd->counts.bytes = image->out_bytes;
}

static int
put_chunk (struct image *image, uint64_t at, size_t len)
{
  struct dd *dd = image->dd;
  size_t done = len;
  int err;
  if (image->puts)
    {
      err = image_put (&image->put, image->buf, len, image->output_start + at);
      done = image->put.done;
    }
  else
    err = write_stream (image, len, &done);
  count_out (image, done);
  if (err < 0)
    {
      dd->limit_met |= file_limit_met (err);
      /* As dd has it.  */
      if (dd->policy->one_size)
        dd->counts.partial_out = 0;
      if (err != -EINTR)
        report_error (err, _("error writing %s"), dd->output_name, NULL);
      return err;
    }
  dd_cache_moved (&dd->output_cache, dd->engine, dd->output_fd,
                  image->puts ? (int64_t) (image->output_start + at + len) : -1,
                  len);
  if (image->window_digest)
    windows_take (&image->copied, image->buf, len);
  return 0;
}

/* Of LEN bytes that were read, not all could be written: DONE were.  Count as
   read what would have been, record by record, up to then.  Return how much of
   LEN that is.  */
static size_t
uncount_in (struct image *image, size_t len, uint64_t done)
{
  struct dd *dd = image->dd;
  uint64_t ibs = dd->policy->input.block_size;
  uint64_t obs = dd->policy->output.block_size;
  uint64_t before = image->out_bytes - done;
  uint64_t needed = image->out_bytes - image->out_bytes % obs + obs;
  needed += ibs - 1;
  needed -= needed % ibs;
  uint64_t read = needed - before;
  if (read >= len)
    return len;
  image->in_bytes -= len - read;
  dd->counts.full_in = image->in_bytes / ibs;
  dd->counts.partial_in = image->in_bytes % ibs != 0;
  return (size_t) read;
}

/* ---- the range ----------------------------------------------------------- */

/* What was read, and is in the map as such, did not arrive.  */
static void
take_back (struct image *image, uint64_t at, size_t len)
{
  if (image->wanted->rescue
      && rescue_map_set (&image->map, image->input_start + at, len,
                         RESCUE_UNTRIED)
             < 0)
    image->map_untrue = true;
}

int
dd_image_look_around (struct image *image)
{
  struct dd *dd = image->dd;
  if (dd->tick)
    dd->tick (dd);
  if (!image->wanted->map_file
      || dd_image_clock () - image->map_written
             < (uint64_t) MAP_INTERVAL * 1000000000)
    return 0;
  return dd_image_save_map (image);
}

int
dd_image_take (struct image *image, uint64_t at, size_t len)
{
  uint64_t before = image->out_bytes;
  count_in (image, at, len);
  int err = sum (image, len);
  if (err == 0)
    err = put_chunk (image, at, len);
  if (err < 0)
    {
      image->at = at + uncount_in (image, len, image->out_bytes - before);
      return err;
    }
  dd_image_feed_tees (image, len);
  image->at = at + len;
  return dd_image_look_around (image);
}

int
dd_image_copy (struct image *image, uint64_t at, uint64_t len,
               uint64_t *ret_done)
{
  uint64_t done = 0;
  int err = 0;
  *ret_done = 0;
  while (err == 0 && done < len)
    {
      size_t piece = MIN (len - done, image->put.room);
      size_t got;
      err = read_chunk (image, at + done, piece, &got);
      if (err < 0)
        take_back (image, at + done, piece);
      if (err < 0 || got == 0)
        break;
      err = dd_image_take (image, at + done, got);
      if (err < 0)
        {
          take_back (image, at + done, got);
          break;
        }
      done += got;
      *ret_done = done;
      if (got < piece && image->read_error == 0)
        break;
    }
  return err;
}

int
dd_image_pass (struct image *image, uint64_t len, uint64_t *ret_done)
{
  uint64_t done = 0;
  while (done < len)
    {
      size_t piece = MIN (len - done, image->put.room);
      size_t got;
      int err = read_chunk (image, image->at, piece, &got);
      if (err < 0)
        return err;
      count_in (image, image->at, got);
      done += got;
      image->at += got;
      if (got < piece)
        break;
    }
  *ret_done = done;
  return 0;
}
