/* dd's imaging: what was put is read back from the medium and compared.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What is put is summed by windows (windows.h) in the order it is put; the
   same ranges are read again in that order.  */

#include <config.h>

#include "dd/dd-image-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/messages.h"
#include "dd/dd-signal.h"
#include "engine/calls.h"
#include "minmax.h"
#include "user/report.h"

enum
{
  BLOCK = 4096 /* bytes: what O_DIRECT takes anywhere */
};

static int
say (const struct image *image, int err, const char *format)
{
  if (err != -EINTR)
    report_error (err, format, image->dd->output_name, NULL);
  return err;
}

int
dd_image_verify_begin (struct image *image)
{
  if (!image->wanted->verify)
    return 0;
  int err = digest_open (image->wanted->verify, &image->window_digest);
  if (err == 0 && !image->puts)
    err = -ESPIPE;
  if (err < 0)
    return say (image, err, _("cannot read %s back"));
  windows_begin (&image->copied, image->window_digest);
  return 0;
}

/* Open the output once more, to be read past the page cache.  The descriptor
   or -errno.  */
static int
open_again (struct image *image)
{
  struct engine *engine = image->dd->engine;
  struct endpoint file;
  struct statx stx;
  char name[sizeof "/proc/self/fd/" + 12];
  snprintf (name, sizeof name, "/proc/self/fd/%d", image->dd->output_fd);
  int fd = call_open (engine, AT_FDCWD, name, O_RDONLY | O_DIRECT, 0);
  if (fd == -EINVAL)
    fd = call_open (engine, AT_FDCWD, name, O_RDONLY, 0);
  if (fd < 0)
    return fd;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0)
    err = endpoint_open (engine, &file, fd);
  if (err < 0)
    {
      call_close (engine, fd);
      return err;
    }
  /* A device does so; a file system that does not say how may take it from
     the cache all the same.  */
  bool sure = file.direct
              && (file.type == ENDPOINT_BLOCK
                  || ((stx.stx_mask & STATX_DIOALIGN) != 0
                      && stx.stx_dio_offset_align != 0));
  if (!sure)
    endpoint_drop_cache (engine, &file, false, 0, 0);
  return fd;
}

/* One read: the count or -errno.  */
static int
read_at (struct image *image, int fd, uint64_t offset, size_t len)
{
  for (;;)
    {
      int err = dd_signal_poll (image->dd);
      if (err < 0)
        return err;
      struct op op;
      op_init (&op, OP_READ, fd, NULL, NULL);
      op.u.rw.buf = image->buf;
      op.u.rw.len = len;
      op.u.rw.offset = (int64_t) offset;
      int n = engine_call (image->dd->engine, &op);
      if (n != -EINTR && n != -EAGAIN)
        return n;
    }
}

/* Sum LEN bytes that were put at AT in the image.  */
static int
read_range (struct image *image, int fd, uint64_t at, uint64_t len)
{
  uint64_t start = image->output_start + at;
  uint64_t end = start + len;
  uint64_t from = start - start % BLOCK;
  while (from < end)
    {
      uint64_t left = (end - from + BLOCK - 1) / BLOCK * BLOCK;
      int n = read_at (image, fd, from, MIN (left, image->put.room));
      if (n < 0)
        return n;
      /* A part of a block is the end of the file, or will come again.  */
      size_t got = (size_t) n;
      if (got > BLOCK && from + got < end)
        got -= got % BLOCK;
      size_t head = start > from ? (size_t) (start - from) : 0;
      size_t tail = from + got > end ? (size_t) (from + got - end) : 0;
      if (got > head + tail)
        windows_take (&image->found, image->buf + head, got - head - tail);
      from += got;
      if (got < BLOCK)
        break;
    }
  return 0;
}

static int
read_ranges (struct image *image, int fd)
{
  if (!dd_image_is_mapped (image))
    return read_range (image, fd, 0, image->out_bytes);
  int err = 0;
  for (size_t i = 0; err == 0 && i < image->bmap.count; i++)
    {
      const struct bmap_range *range = &image->bmap.ranges[i];
      uint64_t start = bmap_start (&image->bmap, range);
      err = read_range (image, fd, start,
                        bmap_end (&image->bmap, range) - start);
    }
  return err;
}

struct comparison
{
  struct image *image;
  bool differs;
};

static void
say_difference (void *arg, uint64_t from, uint64_t to)
{
  struct comparison *comparison = arg;
  char *text;
  if (asprintf (&text,
                _("verification failed: %%s differs on the medium from what"
                  " was written, bytes %ju to %ju of that"),
                (uintmax_t) from, (uintmax_t) to - 1)
      < 0)
    text = NULL;
  report_error (0, text ? text : "%s", comparison->image->dd->output_name,
                NULL);
  free (text);
  comparison->differs = true;
}

int
dd_image_verify (struct image *image)
{
  struct engine *engine = image->dd->engine;
  struct comparison comparison = { .image = image };
  struct op op;
  if (!image->wanted->verify)
    return 0;
  int err = windows_end (&image->copied);
  if (err < 0)
    return say (image, err, _("cannot sum %s"));
  op_init (&op, OP_FSYNC, image->dd->output_fd, NULL, NULL);
  err = engine_call (engine, &op);
  if (err < 0)
    return say (image, err, _("fsync failed for %s"));
  int fd = open_again (image);
  if (fd < 0)
    return say (image, fd, _("cannot read %s back"));
  windows_begin (&image->found, image->window_digest);
  err = read_ranges (image, fd);
  call_close (engine, fd);
  if (err == 0)
    err = windows_end (&image->found);
  if (err == 0)
    err = windows_compare (&image->copied, &image->found, say_difference,
                           &comparison);
  if (err < 0)
    return say (image, err, _("cannot read %s back"));
  return comparison.differs ? -EIO : 0;
}

void
dd_image_verify_close (struct image *image)
{
  windows_free (&image->copied);
  windows_free (&image->found);
  digest_close (image->window_digest);
}
