/* Blocks of dd's output, allocated before they are written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-room.h"

#include <linux/falloc.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include "engine/calls.h"

enum
{
  MIB = 1 << 20,

  /* Less than this is not worth a call.  */
  ROOM_FROM = 4 * MIB,
  ROOM_STEP = 64 * MIB
};

/* Whether OUTPUT is a file that DD opened and cut to nothing.  */
static bool
is_its_own (const struct dd *dd, const struct endpoint *output)
{
  const struct dd_policy *policy = dd->policy;
  return policy->output.name != NULL && policy->seek.records == 0
         && (policy->conv & DD_NOTRUNC) == 0 && output->type == ENDPOINT_FILE;
}

/* Measured on Linux 6.18: nothing is saved on XFS and Btrfs, and on tmpfs some
   is lost.  What is written directly waits for the disk anyway.  */
static bool
pays (const struct dd *dd, const struct endpoint *output)
{
  struct statfs fs;
  return !output->direct && call_statfs (dd->engine, output->fd, &fs) == 0
         && fs.f_type == EXT4_SUPER_MAGIC;
}

void
dd_room_open (struct dd_room *room, const struct dd *dd,
              const struct endpoint *output, uint64_t at, uint64_t len)
{
  room->engine = dd->engine;
  room->fd = output->fd;
  room->last = at + len;
  room->allocated = at;
  if (len < ROOM_FROM || (dd->conv & DD_SPARSE) != 0 || !is_its_own (dd, output)
      || at < output->size || !pays (dd, output))
    room->fd = -1;
}

bool
dd_room_is_made (const struct dd_room *room)
{
  return room->fd >= 0;
}

void
dd_room_ahead (struct dd_room *room, uint64_t end)
{
  struct op op;

  if (room->fd < 0 || end <= room->allocated)
    return;
  uint64_t to = room->allocated + ROOM_STEP;
  if (to < end)
    to = end;
  if (to > room->last)
    to = room->last;
  op_init (&op, OP_FALLOCATE, room->fd, NULL, NULL);
  op.u.fallocate.mode = FALLOC_FL_KEEP_SIZE;
  op.u.fallocate.offset = (int64_t) room->allocated;
  op.u.fallocate.len = (int64_t) (to - room->allocated);
  /* The writes themselves will say what is wrong; and even what failed may have
     allocated some.  */
  int error = engine_call (room->engine, &op);
  room->allocated = to;
  if (error < 0)
    room->last = to;
}

void
dd_room_close (struct dd_room *room, uint64_t end)
{
  struct statx stx;

  if (room->fd < 0 || room->allocated <= end)
    return;
  /* Cutting a file to the length it has frees what is behind.  */
  if (call_fstatx (room->engine, room->fd, &stx) == 0 && stx.stx_size == end)
    call_ftruncate (room->engine, room->fd, (int64_t) end);
}
