/* Inline attempts: do an op now if that need not wait.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What the hybrid mode of engine-uring.c tries before the ring.  */

#include <config.h>

#include "engine/engine-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* What the process has learnt of a call; threads that ask at the same time
   find the same.  */
enum knowledge
{
  UNKNOWN,
  WORKS,
  LACKING
};

static _Atomic int cached_open = UNKNOWN;
static _Atomic int nowait_read = UNKNOWN;

static int
open_cached (int fd, const char *path, struct open_how how)
{
  how.resolve |= RESOLVE_CACHED;
  long int r = syscall (SYS_openat2, fd, path, &how, sizeof how);
  return r < 0 ? -errno : (int) r;
}

/* Whether openat2 () and RESOLVE_CACHED work here (Linux 5.12).  Asked of
   "/", so that the refusal of a container's filter, which may be any error,
   is never taken for what the caller's own file says.  */
static bool
can_open_cached (void)
{
  int known = atomic_load_explicit (&cached_open, memory_order_relaxed);

  if (known == UNKNOWN)
    {
      struct open_how how = { .flags = O_PATH | O_CLOEXEC };
      int fd = open_cached (AT_FDCWD, "/", how);

      if (fd >= 0)
        close (fd);
      if (fd == -EMFILE || fd == -ENFILE || fd == -ENOMEM || fd == -EINTR)
        return false;
      known = fd >= 0 || fd == -EAGAIN ? WORKS : LACKING;
      atomic_store_explicit (&cached_open, known, memory_order_relaxed);
    }
  return known == WORKS;
}

static int
try_open (struct op *op)
{
  struct open_how how = op->u.open.how;

  /* A mode without a file to create is wrong for openat2 ().  */
  if (how.resolve == 0)
    how.mode = 0;
  int r = open_cached (op->fd, op->u.open.path, how);
  /* It minds what openat () does not; the real call will tell.  */
  return r == -EINVAL ? -EAGAIN : r;
}

static int
try_read (struct op *op)
{
  struct iovec iov = { op->u.rw.buf, op->u.rw.len };
  ssize_t n = preadv2 (op->fd, &iov, 1, op->u.rw.offset,
                       op->u.rw.rw_flags | RWF_NOWAIT);

  if (n >= 0)
    return (int) n;
  switch (errno)
    {
    case ENOSYS:
      atomic_store_explicit (&nowait_read, LACKING, memory_order_relaxed);
      return -EAGAIN;
    case EOPNOTSUPP:
      /* This file system has no such reads; others may.  */
    case EINVAL:
    case EPERM:
      /* Perhaps the flag, perhaps the request, perhaps a container's filter
         that does not know the call: the real read will tell.  */
      return -EAGAIN;
    default:
      return -errno;
    }
}

/* Whether OP is of a kind that can be tried, on this kernel.  */
static bool
can_try (const struct op *op)
{
  switch (op->kind)
    {
    case OP_NOP:
    case OP_CLOSE:
      return true;
    case OP_STATX:
      return op->u.statx.path[0] == '\0';
    case OP_OPEN:
      return (op->u.open.how.flags & (O_CREAT | O_TRUNC)) == 0
             && (op->u.open.how.flags & O_TMPFILE) != O_TMPFILE
             && can_open_cached ();
    case OP_READ:
      return op->u.rw.offset != OP_CURRENT_OFFSET
             && atomic_load_explicit (&nowait_read, memory_order_relaxed)
                    != LACKING;
    default:
      return false;
    }
}

int
engine_try_inline (struct engine *engine, struct op *op)
{
  if (!can_try (op))
    return op->result = -EAGAIN;

  engine->stats.tried[op->kind]++;
  if (op->kind == OP_OPEN)
    op->result = try_open (op);
  else if (op->kind == OP_READ)
    op->result = try_read (op);
  else
    op_perform (op);
  if (op->result == -EAGAIN)
    engine->stats.would_block[op->kind]++;
  return op->result;
}
