/* dd's reads and writes: one record, one call.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file-limit.h"
#include "base/messages.h"
#include "data/zeros.h"
#include "dd/dd-signal.h"
#include "engine/calls.h"
#include "minmax.h"
#include "user/report.h"

enum
{
  /* What Linux moves by one call at the most.  */
  CALL_MAX = 0x7ffff000
};

/* Do OP_READ or OP_WRITE of LEN bytes of BUF at FD's position, again after
   signals that only ask.  */
static int
move (struct dd *dd, enum op_kind kind, int fd, const void *buf, size_t len)
{
  for (;;)
    {
      int err = dd_signal_poll (dd);
      if (err < 0)
        return err;
      struct op op;
      op_init (&op, kind, fd, NULL, NULL);
      op.u.rw.buf = (void *) buf;
      op.u.rw.len = MIN (len, CALL_MAX);
      op.u.rw.offset = OP_CURRENT_OFFSET;
      int n = engine_call (dd->engine, &op);
      if (n != -EINTR)
        return n;
    }
}

/* Say that a record was shorter than it might have been, by a read of LEN
   bytes.  */
static void
warn_partial (size_t len)
{
  char *text;
  if (asprintf (&text,
                ngettext ("warning: partial read (%zu byte);"
                          " suggest iflag=fullblock",
                          "warning: partial read (%zu bytes);"
                          " suggest iflag=fullblock",
                          len),
                len)
      < 0)
    return;
  report_warning (0, text, NULL, NULL);
  free (text);
}

/* One read.  */
static ssize_t
read_once (struct dd *dd, int fd, void *buf, size_t len)
{
  ssize_t n = move (dd, OP_READ, fd, buf, len);
  bool was_short = 0 < dd->last_read && dd->last_read < len;
  /* Behind a short read, a direct one is off its alignment: this is the
     end of the file.  */
  if (n == -EINVAL && was_short && (dd->policy->input.open_flags & O_DIRECT))
    n = 0;
  /* A signal may be why it is short.  */
  if (0 < n && (size_t) n < len)
    {
      int err = dd_signal_poll (dd);
      if (err < 0)
        return err;
    }
  if (n > 0 && dd->warns && was_short)
    {
      if (dd->policy->status != DD_STATUS_NONE)
        warn_partial (dd->last_read);
      dd->warns = false;
    }
  dd->last_read = n > 0 ? n : 0;
  return n;
}

ssize_t
dd_io_read (struct dd *dd, int fd, void *buf, size_t len)
{
  if (!dd->policy->fullblock)
    return read_once (dd, fd, buf, len);
  size_t got = 0;
  while (got < len)
    {
      ssize_t n = read_once (dd, fd, (char *) buf + got, len - got);
      if (n < 0)
        return n;
      if (n == 0)
        break;
      got += n;
    }
  return got;
}

/* Turn O_DIRECT off, and do in its stead what it is used for: the file is
   flushed at the end and not left in the cache.  */
static void
leave_direct (struct dd *dd)
{
  struct op op;
  op_init (&op, OP_GETFL, dd->output_fd, NULL, NULL);
  int err = engine_call (dd->engine, &op);
  if (err >= 0)
    {
      int flags = err & ~O_DIRECT;
      op_init (&op, OP_SETFL, dd->output_fd, NULL, NULL);
      op.u.fl.flags = flags;
      err = engine_call (dd->engine, &op);
    }
  if (err < 0 && dd->policy->status != DD_STATUS_NONE)
    report_warning_at (err, _("failed to turn off O_DIRECT: %s"),
                       dd->output_name);
  dd->conv |= DD_FSYNC;
  dd->output_cache.to_end = true;
}

/* Where the output stands, or -errno.  */
static int64_t
output_offset (struct dd *dd)
{
  int64_t offset;
  int err = call_seek (dd->engine, dd->output_fd, 0, SEEK_CUR, &offset);
  return err < 0 ? err : offset;
}

/* Tell the output's cache of LEN bytes that were written.  */
static void
passed (struct dd *dd, size_t len)
{
  struct dd_cache *cache = &dd->output_cache;
  if (cache->wanted || (cache->to_end && !cache->known))
    dd_cache_moved (
        cache, dd->engine, dd->output_fd,
        cache->known ? cache->at + (int64_t) len : output_offset (dd), len);
}

/* Whether LEN bytes of BUF, being zero, could be passed over.  */
static bool
pass_over (struct dd *dd, const void *buf, size_t len)
{
  int64_t offset;
  if (!(dd->conv & DD_SPARSE) || !zeros_all (buf, len))
    return false;
  if (call_seek (dd->engine, dd->output_fd, (int64_t) len, SEEK_CUR, &offset)
      < 0)
    dd->conv &= ~DD_SPARSE;
  return (dd->conv & DD_SPARSE) != 0;
}

int
dd_io_write (struct dd *dd, const void *buf, size_t len, size_t *written)
{
  int err = 0;
  *written = 0;
  if ((dd->policy->output.open_flags & O_DIRECT)
      && len < dd->policy->output.block_size)
    {
      leave_direct (dd);
      passed (dd, 0);
    }
  dd->ends_in_hole = pass_over (dd, buf, len);
  if (dd->ends_in_hole)
    *written = len;
  while (err == 0 && *written < len)
    {
      int n = move (dd, OP_WRITE, dd->output_fd, (const char *) buf + *written,
                    len - *written);
      if (n > 0)
        *written += n;
      else
        /* Some devices take nothing, and no offence, behind their end.  */
        err = n == 0 ? -ENOSPC : n;
    }
  if (*written > 0)
    passed (dd, *written);
  dd->limit_met |= file_limit_met (err);
  return err;
}

/* Say that the output could not be given SIZE bytes, for ERR.  */
static void
say_not_cut (const struct dd *dd, int err, int64_t size)
{
  char *format;
  if (asprintf (&format,
                _("failed to truncate to %jd bytes in output file %%s"),
                (intmax_t) size)
      < 0)
    format = NULL;
  report_error (err, format ? format : _("failed to truncate %s"),
                dd->output_name, NULL);
  free (format);
}

int
dd_io_truncate (struct dd *dd, int64_t size)
{
  struct statx stx;
  int err = call_ftruncate (dd->engine, dd->output_fd, size);
  if (err == 0)
    return 0;
  int unknown = call_fstatx (dd->engine, dd->output_fd, &stx);
  if (unknown < 0)
    {
      report_error (unknown, _("cannot fstat %s"), dd->output_name, NULL);
      return unknown;
    }
  if (!S_ISREG (stx.stx_mode) && !S_ISDIR (stx.stx_mode))
    return 0;
  say_not_cut (dd, err, size);
  return err;
}

int
dd_io_end_hole (struct dd *dd)
{
  struct statx stx;
  if (!dd->ends_in_hole)
    return 0;
  int err = call_fstatx (dd->engine, dd->output_fd, &stx);
  if (err < 0)
    {
      report_error (err, _("cannot fstat %s"), dd->output_name, NULL);
      return err;
    }
  if (!S_ISREG (stx.stx_mode))
    return 0;
  int64_t offset = output_offset (dd);
  if (offset < 0)
    {
      report_error_at ((int) offset, _("%s: cannot seek"), dd->output_name);
      return (int) offset;
    }
  if ((uint64_t) offset <= stx.stx_size)
    return 0;
  return dd_io_truncate (dd, offset);
}
