/* dd's imaging: a range is read, summed and put.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd-image-impl.h"

#include <errno.h>
#include <time.h>

#include "calls.h"
#include "dd-signal.h"
#include "messages.h"
#include "minmax.h"
#include "report.h"

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
      int n = read_once (image, image->buf + have, at + have, room);
      /* Behind a short read, a direct one is off its alignment: this is the
         end of the file.  */
      if (n == -EINVAL && image->input.direct && have > 0)
        n = 0;
      if (n < 0 && have == 0)
        return n;
      /* What came before it is put first.  */
      image->read_error = n < 0 ? n : 0;
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
  dd_cache_moved (&dd->input_cache, dd->engine, dd->input_fd,
                  image->input.seekable
                      ? (int64_t) (image->input_start + at + *ret_len)
                      : -1,
                  *ret_len);
  image->in_bytes += *ret_len;
  dd->counts.full_in = image->in_bytes / dd->policy->input.block_size;
  dd->counts.partial_in = image->in_bytes % dd->policy->input.block_size != 0;
  return 0;
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

/* One that cannot be written to is given up, and the others go on.  */
static void
feed_tees (struct image *image, size_t len)
{
  struct engine *engine = image->dd->engine;
  for (size_t i = 0; i < image->wanted->n_tees; i++)
    {
      if (image->tees[i] < 0)
        continue;
      int err = call_write_all (engine, image->tees[i], image->buf, len,
                                OP_CURRENT_OFFSET);
      if (err == 0)
        continue;
      report_error (err, _("error writing %s"), image->wanted->tees[i], NULL);
      call_close (engine, image->tees[i]);
      image->tees[i] = -1;
    }
}

/* ---- writing ------------------------------------------------------------- */

/* Write to what cannot seek.  */
static int
write_stream (struct image *image, size_t len)
{
  struct dd *dd = image->dd;
  size_t done = 0;
  while (done < len)
    {
      int err = dd_signal_poll (dd);
      if (err < 0)
        return err;
      struct op op;
      op_init (&op, OP_WRITE, dd->output_fd, NULL, NULL);
      op.u.rw.buf = image->buf + done;
      op.u.rw.len = len - done;
      op.u.rw.offset = OP_CURRENT_OFFSET;
      int n = engine_call (dd->engine, &op);
      if (n == -EINTR)
        continue;
      if (n <= 0)
        return n < 0 ? n : -ENOSPC;
      done += (size_t) n;
    }
  return 0;
}

static int
put_chunk (struct image *image, uint64_t at, size_t len)
{
  struct dd *dd = image->dd;
  int err = image->puts ? image_put (&image->put, image->buf, len,
                                     image->output_start + at)
                        : write_stream (image, len);
  if (err < 0)
    {
      if (err != -EINTR)
        report_error (err, _("error writing %s"), dd->output_name, NULL);
      return err;
    }
  dd_cache_moved (&dd->output_cache, dd->engine, dd->output_fd,
                  image->puts ? (int64_t) (image->output_start + at + len) : -1,
                  len);
  if (image->window_digest)
    windows_take (&image->copied, image->buf, len);
  image->out_bytes += len;
  dd->counts.full_out = image->out_bytes / dd->policy->output.block_size;
  dd->counts.partial_out
      = image->out_bytes % dd->policy->output.block_size != 0;
  dd->counts.bytes = image->out_bytes;
  return 0;
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

/* What is done once in a while.  */
static int
look_around (struct image *image)
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
      err = sum (image, got);
      if (err == 0)
        err = put_chunk (image, at + done, got);
      if (err < 0)
        {
          take_back (image, at + done, got);
          break;
        }
      feed_tees (image, got);
      done += got;
      *ret_done = done;
      image->at = at + done;
      err = look_around (image);
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
      done += got;
      image->at += got;
      if (got < piece)
        break;
    }
  *ret_done = done;
  return 0;
}
