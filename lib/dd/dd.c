/* dd: records from one file to another.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "base/messages.h"
#include "dd/dd-image.h"
#include "dd/dd-records.h"
#include "dd/dd-signal.h"
#include "dd/dd-skip.h"
#include "engine/calls.h"
#include "user/report.h"

void
dd_advance_input (struct dd *dd, uint64_t n)
{
  if (dd->input_offset >= 0
      && __builtin_add_overflow (dd->input_offset, n, &dd->input_offset))
    dd->input_offset = -1;
}

uint64_t
dd_records_left (const struct dd *dd)
{
  uint64_t read = dd->counts.full_in + dd->counts.partial_in;
  uint64_t wanted = dd->policy->count.records;
  if (!dd->policy->counts)
    return UINT64_MAX;
  return read < wanted ? wanted - read : 0;
}

bool
dd_amount_bytes (struct dd_amount amount, size_t block_size, int64_t *ret_bytes)
{
  return !__builtin_mul_overflow (amount.records, block_size, ret_bytes)
         && !__builtin_add_overflow (*ret_bytes, amount.bytes, ret_bytes);
}

void
dd_begin_clock (struct dd *dd)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  dd->began = (uint64_t) now.tv_sec * 1000000000 + (uint64_t) now.tv_nsec;
}

/* Whether count= says that nothing is to be read.  */
static bool
wants_nothing (const struct dd_policy *policy)
{
  return policy->counts && policy->count.records == 0
         && policy->count.bytes == 0;
}

int
dd_run (struct dd *dd)
{
  dd_begin_clock (dd);
  int err = dd_skip_input (dd);
  if (err == 0)
    err = dd_skip_output (dd);
  dd->gave_up = err < 0;
  if (err < 0)
    return err;
  /* What is wanted beside the output is made even of nothing.  */
  if (dd->policy->imaging)
    return dd_image_run (dd);
  return wants_nothing (dd->policy) ? 0 : dd_records_run (dd);
}

/* Flush the output, its data only if that is enough.  Return 0 or -errno.  */
static int
flush (struct dd *dd)
{
  struct op op;
  int result = 0;
  bool whole = (dd->conv & DD_FSYNC) != 0;
  op_init (&op, OP_FSYNC, dd->output_fd, NULL, NULL);
  op.u.fsync.data_only = true;
  if (dd->conv & DD_FDATASYNC)
    {
      int err = engine_call (dd->engine, &op);
      if (err < 0 && err != -ENOSYS && err != -EINVAL)
        {
          report_error (err, _("fdatasync failed for %s"), dd->output_name,
                        NULL);
          result = err;
        }
      whole |= err < 0;
    }
  op.u.fsync.data_only = false;
  if (whole && engine_call (dd->engine, &op) < 0)
    {
      report_error (op.result, _("fsync failed for %s"), dd->output_name, NULL);
      result = op.result;
    }
  return result;
}

/* Drop from the page cache what one side, FD, called NAME, still has of it.
   AT is its offset, or below 0.  */
static int
drop_cache (struct dd *dd, struct dd_cache *cache, int fd, int64_t at,
            const char *name)
{
  if (!cache->wanted && !cache->to_end)
    return 0;
  int err = dd_cache_finish (cache, dd->engine, fd, at);
  /* It counts where nothing else was to be done.  */
  if (err == 0 || !wants_nothing (dd->policy))
    return 0;
  report_error_at (err, _("failed to discard cache for: %s"), name);
  return err;
}

static int
drop_caches (struct dd *dd)
{
  int64_t at = 0;
  int err = drop_cache (dd, &dd->input_cache, dd->input_fd,
                        dd->input_seek_error == 0 ? dd->input_offset : -1,
                        dd->input_name);
  if (!dd->output_cache.wanted && !dd->output_cache.to_end)
    return err;
  if (call_seek (dd->engine, dd->output_fd, 0, SEEK_CUR, &at) < 0)
    at = -1;
  int err2
      = drop_cache (dd, &dd->output_cache, dd->output_fd, at, dd->output_name);
  return err < 0 ? err : err2;
}

/* Close both.  Return 0 or -errno.  */
static int
close_both (struct dd *dd)
{
  int err = call_close (dd->engine, dd->input_fd);
  if (err < 0)
    report_error (err, _("closing input file %s"), dd->input_name, NULL);
  int err2 = call_close (dd->engine, dd->output_fd);
  if (err2 < 0)
    report_error (err2, _("closing output file %s"), dd->output_name, NULL);
  /* Only now may others have it.  */
  if (dd->claim >= 0)
    call_close (dd->engine, dd->claim);
  dd->untold |= err < 0 || err2 < 0;
  return err < 0 ? err : err2;
}

int
dd_finish (struct dd *dd)
{
  int err = 0;
  if (!dd_signal_interrupted ())
    {
      err = flush (dd);
      dd->untold |= err < 0 && dd->gave_up;
      int cache_err = drop_caches (dd);
      err = err < 0 ? err : cache_err;
    }
  dd_signal_poll (dd);
  int close_err = close_both (dd);
  return err < 0 ? err : close_err;
}
