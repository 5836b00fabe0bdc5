/* What an open file is, for a transfer.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/endpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "engine/calls.h"

/* Enough for the page size and sector size of nearly all machines; where
   it is not, the first direct op says EINVAL and the side stays buffered.  */
enum
{
  SAFE_ALIGN = 4096
};

/* How long a wait for a stream lasts, so that a caller who is to stop does
   so soon.  */
enum
{
  WAIT_MS = 200
};

static enum endpoint_type
type_of (mode_t mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFREG:
      return ENDPOINT_FILE;
    case S_IFBLK:
      return ENDPOINT_BLOCK;
    case S_IFCHR:
      return ENDPOINT_CHAR;
    case S_IFIFO:
      return ENDPOINT_PIPE;
    case S_IFSOCK:
      return ENDPOINT_SOCKET;
    default:
      return ENDPOINT_OTHER;
    }
}

static uint32_t
align_of (uint32_t said)
{
  bool power_of_two = said != 0 && (said & (said - 1)) == 0;
  return power_of_two ? said : SAFE_ALIGN;
}

void
endpoint_from_statx (struct endpoint *endpoint, int fd, const struct statx *stx)
{
  bool said = (stx->stx_mask & STATX_DIOALIGN) != 0;

  memset (endpoint, 0, sizeof *endpoint);
  endpoint->fd = fd;
  endpoint->slot = OP_NO_SLOT;
  endpoint->type = type_of (stx->stx_mode);
  endpoint->seekable
      = endpoint->type == ENDPOINT_FILE || endpoint->type == ENDPOINT_BLOCK;
  endpoint->cache = CACHE_KEEP;
  endpoint->dev = makedev (stx->stx_dev_major, stx->stx_dev_minor);
  endpoint->size = endpoint->type == ENDPOINT_FILE ? stx->stx_size : 0;
  endpoint->allocated = stx->stx_blocks * 512;
  endpoint->block_size = stx->stx_blksize != 0 ? stx->stx_blksize : SAFE_ALIGN;
  endpoint->dio_memory_align = align_of (said ? stx->stx_dio_mem_align : 0);
  endpoint->dio_offset_align = align_of (said ? stx->stx_dio_offset_align : 0);
}

static int
device_size (struct engine *engine, struct endpoint *endpoint)
{
  uint64_t size = 0;
  struct op op;

  op_init (&op, OP_IOCTL, endpoint->fd, NULL, NULL);
  op.u.ioctl.request = BLKGETSIZE64;
  op.u.ioctl.arg = &size;
  int error = engine_call (engine, &op);
  if (error < 0)
    return error;
  endpoint->size = size;
  endpoint->allocated = size;
  return 0;
}

int
endpoint_open (struct engine *engine, struct endpoint *endpoint, int fd)
{
  struct statx stx;
  int error = call_statx (engine, fd, "", AT_EMPTY_PATH, &stx);
  if (error < 0)
    return error;
  endpoint_from_statx (endpoint, fd, &stx);

  struct op op;
  op_init (&op, OP_GETFL, fd, NULL, NULL);
  int flags = engine_call (engine, &op);
  if (flags < 0)
    return flags;
  endpoint->direct = (flags & O_DIRECT) != 0;
  if (endpoint->type == ENDPOINT_BLOCK)
    return device_size (engine, endpoint);
  return 0;
}

int
endpoint_set_direct (struct engine *engine, struct endpoint *endpoint,
                     bool direct)
{
  struct op op;

  if (endpoint->direct == direct)
    return 0;
  op_init (&op, OP_GETFL, endpoint->fd, NULL, NULL);
  int flags = engine_call (engine, &op);
  if (flags < 0)
    return flags;

  op_init (&op, OP_SETFL, endpoint->fd, NULL, NULL);
  op.u.fl.flags = direct ? flags | O_DIRECT : flags & ~O_DIRECT;
  int error = engine_call (engine, &op);
  if (error < 0)
    return error;
  endpoint->direct = direct;
  return 0;
}

static void
range_hint (struct engine *engine, int fd, enum op_kind kind,
            unsigned int flags, uint64_t offset, uint64_t len)
{
  struct op op;

  op_init (&op, kind, fd, NULL, NULL);
  op.u.range.offset = (int64_t) offset;
  op.u.range.len = (int64_t) len;
  op.u.range.flags = flags;
  engine_call (engine, &op);
}

void
endpoint_write_back (struct engine *engine, const struct endpoint *endpoint,
                     uint64_t offset, uint64_t len)
{
  range_hint (engine, endpoint->fd, OP_SYNC_RANGE, SYNC_FILE_RANGE_WRITE,
              offset, len);

  /* sync_file_range () does not reach the file below an overlay (Linux
     6.18); this does, and it too begins with writing back.  */
  range_hint (engine, endpoint->fd, OP_FADVISE, POSIX_FADV_DONTNEED, offset,
              len);
}

void
endpoint_drop_cache (struct engine *engine, const struct endpoint *endpoint,
                     bool dirty, uint64_t offset, uint64_t len)
{
  if (dirty)
    range_hint (engine, endpoint->fd, OP_SYNC_RANGE,
                SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE
                    | SYNC_FILE_RANGE_WAIT_AFTER,
                offset, len);
  range_hint (engine, endpoint->fd, OP_FADVISE, POSIX_FADV_DONTNEED, offset,
              len);
}

void
endpoint_grow_pipe (const struct endpoint *endpoint, int size)
{
  int now = fcntl (endpoint->fd, F_GETPIPE_SZ);

  /* EPERM: the user's pipes hold too much, or SIZE is above what any may.  */
  while (now > 0 && size > now && fcntl (endpoint->fd, F_SETPIPE_SZ, size) < 0)
    size /= 2;
}

bool
endpoint_wait (const struct endpoint *endpoint, bool readable)
{
  struct pollfd pollfd = { .fd = endpoint->fd };

  pollfd.events = readable ? POLLIN : POLLOUT;
  return poll (&pollfd, 1, WAIT_MS) > 0;
}
