/* Patching: a file made like another by writing only what differs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/patch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>

#include "data/extents.h"
#include "data/zeros.h"
#include "engine/calls.h"

enum
{
  /* What can be a hole, on any file system.  */
  HOLE_BLOCK = 4096,
  /* From here on it pays to have kernel threads read.  */
  QUEUE_FROM = 8 << 20
};

/* Whether the source's zeros are to be holes of the target.  */
static bool
makes_holes (const struct patch *patch)
{
  return patch->target.type == ENDPOINT_FILE
         && (patch->policy->sparse == SPARSE_ALWAYS
             || (patch->policy->sparse == SPARSE_AUTO
                 && extents_worth_asking (&patch->source)));
}

static int
punch (struct patch *patch, uint64_t offset, size_t len)
{
  struct op op;
  op_init (&op, OP_FALLOCATE, patch->target.fd, NULL, NULL);
  op.u.fallocate.mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
  op.u.fallocate.offset = (int64_t) offset;
  op.u.fallocate.len = (int64_t) len;
  return engine_call (patch->engine, &op);
}

/* Have LEN bytes of the target at OFFSET be what DATA has, which is all ZERO
   or not.  */
static int
write_run (struct patch *patch, const char *data, size_t len, uint64_t offset,
           bool zero)
{
  int err = -EOPNOTSUPP;
  if (zero && offset % HOLE_BLOCK == 0 && len % HOLE_BLOCK == 0)
    err = punch (patch, offset, len);
  if (err < 0)
    err = call_write_all (patch->engine, patch->target.fd, data, len,
                          (int64_t) offset);
  return err;
}

static int
write_out (void *arg, const void *data, size_t len, uint64_t offset)
{
  struct patch *patch = arg;
  const char *from = data;
  for (size_t at = 0; at < len;)
    {
      bool zero = false;
      size_t run = len - at;
      if (makes_holes (patch))
        run = zeros_run (from + at, run, offset + at, HOLE_BLOCK, &zero);
      int err = write_run (patch, from + at, run, offset + at, zero);
      if (err < 0)
        return err;
      at += run;
    }
  patch->written += len;
  if (patch->policy->rate)
    rate_pay (patch->policy->rate, len, patch->stop, patch->stop_arg);
  return 0;
}

static void
moved (void *arg, uint64_t bytes)
{
  const struct patch *patch = arg;
  if (patch->moved)
    patch->moved (patch->moved_arg, bytes);
}

static bool
stop (void *arg)
{
  const struct patch *patch = arg;
  return patch->stop && patch->stop (patch->stop_arg);
}

static uint64_t
smaller (uint64_t a, uint64_t b)
{
  return a < b ? a : b;
}

int
patch_run (struct patch *patch)
{
  uint64_t both = smaller (patch->source.size, patch->target.size);
  struct differ differ = {
    .engine = patch->engine,
    .pool = patch->pool,
    .fd = { patch->source.fd, patch->target_read_fd },
    .to = both,
    .has_holes = extents_worth_asking (&patch->source)
                 && extents_worth_asking (&patch->target),
    .may_queue = both >= QUEUE_FROM,
    .arg = patch,
    .differs = write_out,
    .moved = moved,
    .stop = stop,
  };
  patch->written = 0;
  int err = differ_run (&differ);
  patch->at = differ.at;
  patch->same = differ.same;
  patch->failed = differ.failed;
  return err;
}
