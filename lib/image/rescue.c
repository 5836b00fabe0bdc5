/* Reading what can be read of an input with bad places.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/rescue.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "base/stop.h"

/* Whether ERR tells of a bad place, of which others may be good.  */
static bool
is_bad_place (int err)
{
  switch (-err)
    {
    case EIO:
    case ENODATA:   /* a medium error, by some drivers */
    case EILSEQ:    /* a checksum of the transport */
    case EBADMSG:   /* one of a file system */
    case EREMOTEIO: /* a target that failed */
    case ETIMEDOUT:
      return true;
    default:
      return false;
    }
}

/* Whether to go on: 0 or -errno.  */
static int
poll_caller (struct rescue *rescue)
{
  if (rescue->poll)
    return rescue->poll (rescue->arg);
  return stop_requested () ? -EINTR : 0;
}

/* Read LEN bytes; the count, or -errno.  What is read directly is asked for
   in whole pieces, though the input may end within the last; and where one
   comes in part, the next read begins with it.  */
static int
read_piece (struct rescue *rescue, char *buf, uint64_t offset, size_t len)
{
  uint64_t end = (offset + len + rescue->smallest - 1)
                 & ~(uint64_t) (rescue->smallest - 1);
  for (;;)
    {
      int err = poll_caller (rescue);
      if (err < 0)
        return err;
      struct op op;
      op_init (&op, OP_READ, rescue->fd, NULL, NULL);
      op.u.rw.buf = buf;
      op.u.rw.len = (size_t) (end - offset);
      op.u.rw.offset = (int64_t) offset;
      int n = engine_call (rescue->engine, &op);
      if (n == -EAGAIN || n == -EINTR)
        continue;
      if (n <= 0)
        return n;
      if ((size_t) n >= len)
        return (int) len;
      size_t part = (offset + (size_t) n) % rescue->smallest;
      return (size_t) n > part ? n - (int) part : n;
    }
}

/* As much of LEFT bytes at OFFSET as goes up to a multiple of SIZE.  */
static size_t
piece_at (uint64_t offset, size_t size, size_t left)
{
  size_t piece = size - offset % size;
  return piece < left ? piece : left;
}

int
rescue_read (struct rescue *rescue, void *buf, uint64_t offset, size_t len,
             size_t *ret_len)
{
  size_t largest = rescue->smallest;
  while (largest < len)
    largest *= 2;
  size_t size = largest; /* of a piece */
  size_t done = 0;
  while (done < len)
    {
      uint64_t at = offset + done;
      size_t piece = piece_at (at, size, len - done);
      int n = read_piece (rescue, (char *) buf + done, at, piece);
      enum rescue_status status = RESCUE_DONE;
      if (n == 0)
        break;
      if (n < 0)
        {
          if (!is_bad_place (n))
            return n;
          rescue->failures++;
          if (piece > rescue->smallest)
            {
              while (size >= piece)
                size /= 2;
              continue;
            }
          memset ((char *) buf + done, 0, piece);
          status = RESCUE_BAD;
          n = (int) piece;
        }
      else if (size < largest)
        size *= 2;
      int err = rescue_map_set (rescue->map, at, (size_t) n, status);
      if (err < 0)
        return err;
      done += (size_t) n;
    }
  *ret_len = done;
  return 0;
}

int
rescue_try (struct rescue *rescue, void *buf, uint64_t offset, size_t len,
            size_t *ret_len)
{
  int n = read_piece (rescue, buf, offset, len);
  if (n >= 0)
    {
      *ret_len = (size_t) n;
      return 0;
    }
  if (!is_bad_place (n))
    return n;
  rescue->failures++;
  return RESCUE_FAILED;
}
