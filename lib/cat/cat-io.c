/* Cat's reads and writes: where a file stands, as read () and write () do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-io.h"

#include <errno.h>
#include <sys/uio.h>

#include "base/stop.h"

/* The headers of C libraries may be older.  */
#ifndef RWF_DONTCACHE
#define RWF_DONTCACHE 0x00000080
#endif

enum
{
  RETRIES_MAX = 1000 /* a file that says EAGAIN so often in a row means it */
};

/* Whether an op of KIND on SIDE that gave ERROR, after RETRIES in a row, is to
   be done again.  */
static bool
try_again (struct engine *engine, struct endpoint *side, enum op_kind kind,
           int error, unsigned int retries)
{
  switch (error)
    {
    case -EINTR:
      return true;

    case -EAGAIN:
      if (side->seekable)
        return retries < RETRIES_MAX;
      endpoint_wait (side, kind == OP_READ);
      return true;

    case -EOPNOTSUPP:
      if (side->cache != CACHE_DONTCACHE)
        return false;
      side->cache = CACHE_FADVISE;
      return true;

    case -EINVAL:
      return side->direct && endpoint_set_direct (engine, side, false) == 0;

    default:
      return false;
    }
}

/* Some bytes, to be moved.  */
struct bytes
{
  void *buf;
  size_t len;
  int64_t offset; /* or OP_CURRENT_OFFSET */
};

/* OP_READ or OP_WRITE, up to all of BYTES.  */
static int
move_some (struct engine *engine, struct endpoint *side, enum op_kind kind,
           struct bytes bytes)
{
  for (unsigned int retries = 0;; retries++)
    {
      struct op op;
      op_init (&op, kind, side->fd, NULL, NULL);
      op.u.rw.buf = bytes.buf;
      op.u.rw.len = bytes.len;
      op.u.rw.offset = bytes.offset;
      op.u.rw.rw_flags
          = side->cache == CACHE_DONTCACHE && !side->direct ? RWF_DONTCACHE : 0;
      int n = engine_call (engine, &op);
      if (n >= 0)
        return n;
      if (stop_requested ())
        return -ECANCELED;
      if (!try_again (engine, side, kind, n, retries))
        return n;
    }
}

int
cat_io_read_at (struct engine *engine, struct endpoint *side, void *buf,
                size_t len, int64_t offset)
{
  struct bytes bytes = { buf, len, offset };
  return stop_requested () ? -ECANCELED
                           : move_some (engine, side, OP_READ, bytes);
}

int
cat_io_read (struct engine *engine, struct endpoint *side, void *buf,
             size_t len)
{
  return cat_io_read_at (engine, side, buf, len, OP_CURRENT_OFFSET);
}

int
cat_io_write (struct engine *engine, struct endpoint *side, const void *buf,
              size_t len)
{
  for (size_t done = 0; done < len;)
    {
      struct bytes bytes
          = { (char *) buf + done, len - done, OP_CURRENT_OFFSET };
      int n = move_some (engine, side, OP_WRITE, bytes);
      if (n < 0)
        return n;
      if (n == 0)
        return -ENOSPC;
      done += (size_t) n;
    }
  return 0;
}
