/* Putting an image to its target.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/image-put.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "data/zeros.h"
#include "engine/calls.h"

enum
{
  BLOCK = 4096,
  SECTOR_MAX = 4096, /* bytes, of any device */
  /* A request to the device costs as much as writing so many zeros.  */
  ZERO_OUT_FROM = 64 * 1024
};

enum treatment
{
  WRITE,
  LEAVE,   /* it is there */
  PASS,    /* a hole */
  ZERO_OUT /* by the device */
};

/* ---- the beginning and the end ------------------------------------------- */

/* Open what FD has open once more, to be read.  */
static int
open_to_compare (struct engine *engine, int fd)
{
  char name[sizeof "/proc/self/fd/" + 12];
  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  return call_open (engine, AT_FDCWD, name, O_RDONLY, 0);
}

int
image_put_open (struct image_put *put, struct engine *engine, int fd,
                size_t room)
{
  put->engine = engine;
  put->compare_fd = -1;
  put->room = room;
  int err = endpoint_open (engine, &put->target, fd);
  if (err == 0 && !put->target.seekable)
    err = -ESPIPE;
  if (err < 0)
    return err;
  if (put->target.type != ENDPOINT_BLOCK)
    put->zero_out = false;
  if (!put->diff)
    return 0;
  put->there = malloc (room);
  if (!put->there)
    return -ENOMEM;
  put->compare_fd = open_to_compare (engine, fd);
  if (put->compare_fd >= 0)
    return 0;
  free (put->there);
  put->there = NULL;
  return put->compare_fd;
}

int
image_put_end (struct image_put *put)
{
  struct statx stx;
  if (put->passed == 0 || put->target.type != ENDPOINT_FILE)
    return 0;
  int err = call_fstatx (put->engine, put->target.fd, &stx);
  if (err < 0 || stx.stx_size >= put->end)
    return err;
  return call_ftruncate (put->engine, put->target.fd, (int64_t) put->end);
}

void
image_put_close (struct image_put *put)
{
  if (put->compare_fd >= 0)
    call_close (put->engine, put->compare_fd);
  put->compare_fd = -1;
  free (put->there);
  put->there = NULL;
}

/* ---- how a block is treated ---------------------------------------------- */

/* What the target has at OFFSET goes to put->there; how much that is, up to
   LEN, or -errno.  */
static int64_t
read_there (struct image_put *put, uint64_t offset, size_t len)
{
  size_t have = 0;
  while (have < len)
    {
      struct op op;
      op_init (&op, OP_READ, put->compare_fd, NULL, NULL);
      op.u.rw.buf = put->there + have;
      op.u.rw.len = len - have;
      op.u.rw.offset = (int64_t) (offset + have);
      int n = engine_call (put->engine, &op);
      if (n == -EAGAIN || (n == -EINTR && !stop_requested ()))
        continue;
      if (n < 0)
        return n;
      if (n == 0)
        break;
      have += (size_t) n;
    }
  return (int64_t) have;
}

/* A piece that is being put.  */
struct piece
{
  const char *buf;
  size_t len;
  uint64_t offset;
  size_t there; /* bytes of the target that can be compared */
};

/* As much of PIECE, from AT on, as lies in one block.  */
static size_t
block_at (const struct piece *piece, size_t at)
{
  size_t block = BLOCK - (piece->offset + at) % BLOCK;
  return block < piece->len - at ? block : piece->len - at;
}

static enum treatment
treatment_of (const struct image_put *put, const struct piece *piece, size_t at,
              size_t len)
{
  const char *data = piece->buf + at;
  if (put->diff && at + len <= piece->there
      && memcmp (data, put->there + at, len) == 0)
    return LEAVE;
  /* Over what is known to differ nothing is passed.  */
  if (((put->sparse && !put->diff) || put->zero_out) && zeros_all (data, len))
    return put->zero_out ? ZERO_OUT : PASS;
  return WRITE;
}

/* ---- treating it --------------------------------------------------------- */

/* Write; where O_DIRECT will not have a part of a block, without it.  */
static int
write_out (struct image_put *put, const char *buf, size_t len, uint64_t offset)
{
  size_t done, more = 0;
  int err = call_write_upto (put->engine, put->target.fd, buf, len,
                             (int64_t) offset, &done);
  if (err == -EINVAL && put->target.direct)
    {
      err = endpoint_set_direct (put->engine, &put->target, false);
      put->left_direct = err == 0;
      if (err == 0)
        err = call_write_upto (put->engine, put->target.fd, buf + done,
                               len - done, (int64_t) (offset + done), &more);
    }
  put->written += done + more;
  put->done += done + more;
  return err;
}

static int
range_ioctl (struct engine *engine, int fd, unsigned long request,
             uint64_t offset, uint64_t len)
{
  uint64_t range[2] = { offset, len };
  struct op op;
  op_init (&op, OP_IOCTL, fd, NULL, NULL);
  op.u.ioctl.request = request;
  op.u.ioctl.arg = range;
  return engine_call (engine, &op);
}

/* Have the device make zeros, or write them.  */
static int
zero_out (struct image_put *put, const char *buf, size_t len, uint64_t offset)
{
  if (len < ZERO_OUT_FROM || offset % SECTOR_MAX != 0 || len % SECTOR_MAX != 0)
    return write_out (put, buf, len, offset);
  int err = range_ioctl (put->engine, put->target.fd, BLKZEROOUT, offset, len);
  if (err == 0)
    {
      put->zeroed += len;
      put->done += len;
      return 0;
    }
  /* Whatever is wrong, writing will tell.  */
  if (err == -EOPNOTSUPP || err == -ENOTTY || err == -EINVAL)
    put->zero_out = false;
  return write_out (put, buf, len, offset);
}

static int
treat (struct image_put *put, enum treatment treatment, const char *buf,
       size_t len, uint64_t offset)
{
  switch (treatment)
    {
    case LEAVE:
      put->same += len;
      put->done += len;
      return 0;
    case PASS:
      put->passed += len;
      put->done += len;
      return 0;
    case ZERO_OUT:
      return zero_out (put, buf, len, offset);
    case WRITE:
      break;
    }
  return write_out (put, buf, len, offset);
}

static int
put_piece (struct image_put *put, struct piece *piece)
{
  if (put->diff)
    {
      int64_t there = read_there (put, piece->offset, piece->len);
      if (there < 0)
        return (int) there;
      piece->there = (size_t) there;
    }
  size_t at = 0;
  while (at < piece->len)
    {
      size_t len = block_at (piece, at);
      enum treatment treatment = treatment_of (put, piece, at, len);
      while (at + len < piece->len)
        {
          size_t more = block_at (piece, at + len);
          if (treatment_of (put, piece, at + len, more) != treatment)
            break;
          len += more;
        }
      int err
          = treat (put, treatment, piece->buf + at, len, piece->offset + at);
      if (err < 0)
        return err;
      at += len;
    }
  if (piece->offset + piece->len > put->end)
    put->end = piece->offset + piece->len;
  return 0;
}

int
image_put (struct image_put *put, const void *buf, size_t len, uint64_t offset)
{
  put->done = 0;
  while (len > 0)
    {
      struct piece piece = { .buf = buf,
                             .len = len < put->room ? len : put->room,
                             .offset = offset };
      int err = put_piece (put, &piece);
      if (err < 0)
        return err;
      buf = (const char *) buf + piece.len;
      offset += piece.len;
      len -= piece.len;
    }
  return 0;
}

int
image_discard (struct engine *engine, int fd, uint64_t offset, uint64_t len)
{
  struct endpoint target;
  int err = endpoint_open (engine, &target, fd);
  if (err < 0)
    return err;
  if (target.type != ENDPOINT_BLOCK)
    return -ENOTBLK;
  if (offset >= target.size)
    return 0;
  uint64_t end = len < target.size - offset ? offset + len : target.size;
  uint64_t start = (offset + SECTOR_MAX - 1) / SECTOR_MAX * SECTOR_MAX;
  /* A device may end with less than the largest of sectors.  */
  if (end < target.size)
    end = end / SECTOR_MAX * SECTOR_MAX;
  return start < end ? range_ioctl (engine, fd, BLKDISCARD, start, end - start)
                     : 0;
}
