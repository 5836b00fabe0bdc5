/* Cat's reads and writes: where a file stands, as read () and write () do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat-io.h"

#include <errno.h>
#include <sys/uio.h>

#include "stop.h"

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

/* OP_READ or OP_WRITE, up to LEN bytes.  */
static int
move_some (struct engine *engine, struct endpoint *side, enum op_kind kind,
           void *buf, size_t len)
{
  for (unsigned int retries = 0;; retries++)
    {
      struct op op;
      op_init (&op, kind, side->fd, NULL, NULL);
      op.u.rw.buf = buf;
      op.u.rw.len = len;
      op.u.rw.offset = OP_CURRENT_OFFSET;
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
cat_io_read (struct engine *engine, struct endpoint *side, void *buf,
             size_t len)
{
  return stop_requested () ? -ECANCELED
                           : move_some (engine, side, OP_READ, buf, len);
}

int
cat_io_write (struct engine *engine, struct endpoint *side, const void *buf,
              size_t len)
{
  for (size_t done = 0; done < len;)
    {
      int n
          = move_some (engine, side, OP_WRITE, (char *) buf + done, len - done);
      if (n < 0)
        return n;
      if (n == 0)
        return -ENOSPC;
      done += (size_t) n;
    }
  return 0;
}
