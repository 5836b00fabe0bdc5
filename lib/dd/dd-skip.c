/* dd: getting to where skip= and seek= say.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-skip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mtio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/messages.h"
#include "dd/dd-buffer.h"
#include "dd/dd-io.h"
#include "engine/calls.h"
#include "user/report.h"

/* One side on its way.  */
struct way
{
  struct dd *dd;
  int fd;
  size_t block_size;
  struct dd_amount left; /* still to be passed */
};

/* Whether FD is a tape: lseek says yes there and does nothing.  */
static bool
is_tape (struct dd *dd, int fd)
{
  struct statx stx;
  struct mtget state;
  if (call_fstatx (dd->engine, fd, &stx) < 0 || !S_ISCHR (stx.stx_mode))
    return false;
  struct op op;
  op_init (&op, OP_IOCTL, fd, NULL, NULL);
  op.u.ioctl.request = MTIOCGET;
  op.u.ioctl.arg = &state;
  return engine_call (dd->engine, &op) == 0;
}

/* Move FD's position.  Return 0 or -errno.  */
static int
seek_by (struct dd *dd, int fd, int64_t offset, int whence)
{
  int64_t reached;
  int err = call_seek (dd->engine, fd, offset, whence, &reached);
  return err == 0 && is_tape (dd, fd) ? -ESPIPE : err;
}

enum jump
{
  JUMP_DONE,
  JUMP_READ,  /* not to be had by seeking */
  JUMP_BEYOND /* seeking works, but not to that place */
};

/* Move the position of what WAY leads through by BYTES, or, below 0, by more
   than can be said.  Set *RET_ERR to what went wrong, if the kernel was asked.
   If it cannot be had, what can seek is left at its end.  */
static enum jump
jump (struct way *way, int64_t bytes, int *ret_err)
{
  int err = bytes < 0 ? 0 : seek_by (way->dd, way->fd, bytes, SEEK_CUR);
  *ret_err = err;
  if (bytes >= 0 && err == 0)
    return JUMP_DONE;
  if (seek_by (way->dd, way->fd, 0, SEEK_END) < 0)
    return JUMP_READ;
  if (err == 0)
    *ret_err = -EOVERFLOW;
  return JUMP_BEYOND;
}

/* Read what is LEFT of WAY into BUF, a record after the other, whole or not,
   up to the end of the file.  Return 0 or -errno.  */
static int
read_on (struct way *way, void *buf)
{
  while (way->left.records > 0 || way->left.bytes > 0)
    {
      bool whole = way->left.records > 0;
      ssize_t n = dd_io_read (way->dd, way->fd, buf,
                              whole ? way->block_size : way->left.bytes);
      if (n <= 0)
        return n;
      if (way->fd == way->dd->input_fd)
        dd_advance_input (way->dd, n);
      if (whole)
        way->left.records--;
      else
        way->left.bytes = 0;
    }
  return 0;
}

/* The input's position was moved by BYTES, maybe to behind its end.  Return 0
   or -errno.  */
static int
jumped_input (struct dd *dd, int64_t bytes)
{
  struct statx stx;
  int err = call_fstatx (dd->engine, dd->input_fd, &stx);
  if (err < 0)
    {
      report_error (err, _("cannot fstat %s"), dd->input_name, NULL);
      dd->untold = true;
      return err;
    }
  /* Of files in /proc, too, whose size is none, dd says that it could not get
     there, and goes on from there.  */
  int64_t size = (int64_t) stx.stx_size;
  if (S_ISREG (stx.stx_mode) && dd->input_offset >= 0
      && size - dd->input_offset < bytes)
    dd->input_offset = size;
  else
    dd_advance_input (dd, bytes);
  return 0;
}

/* Read the start of an input that cannot seek.  */
static int
read_over_input (struct way *way)
{
  struct dd *dd = way->dd;
  void *buf = dd_buffer_make (dd, DD_BUFFER_INPUT);
  if (buf == NULL)
    return -ENOMEM;
  int err = read_on (way, buf);
  free (buf);
  if (err < 0 && err != -EINTR)
    {
      report_error (err, _("error reading %s"), dd->input_name, NULL);
      if ((dd->conv & DD_NOERROR) && dd->tell != NULL)
        dd->tell (dd);
    }
  return err;
}

int
dd_skip_input (struct dd *dd)
{
  struct way way
      = { dd, dd->input_fd, dd->policy->input.block_size, dd->policy->skip };
  int64_t begin = dd->input_offset;
  int64_t bytes = -1;
  int err;
  if (way.left.records == 0 && way.left.bytes == 0)
    return 0;
  if (!dd_amount_bytes (way.left, way.block_size, &bytes))
    bytes = -1;
  switch (jump (&way, bytes, &err))
    {
    case JUMP_DONE:
      way.left = (struct dd_amount) { 0, 0 };
      err = jumped_input (dd, bytes);
      break;
    case JUMP_READ:
      err = read_over_input (&way);
      break;
    case JUMP_BEYOND:
      report_error_at (err, _("%s: cannot skip"), dd->input_name);
      break;
    }
  if (err < 0)
    return err;
  if ((way.left.records > 0
       || (bytes >= 0 && bytes != dd->input_offset - begin))
      && dd->policy->status != DD_STATUS_NONE)
    report_warning_at (0, _("%s: cannot skip to specified offset"),
                       dd->input_name);
  return 0;
}

/* Write zeros for what is LEFT of WAY.  BUF is a record.  */
static int
write_zeros (struct way *way, void *buf)
{
  struct dd *dd = way->dd;
  int err = 0;
  memset (buf, 0, way->left.records > 0 ? way->block_size : way->left.bytes);
  while (err == 0 && (way->left.records > 0 || way->left.bytes > 0))
    {
      size_t written;
      bool whole = way->left.records > 0;
      err = dd_io_write (dd, buf, whole ? way->block_size : way->left.bytes,
                         &written);
      if (whole)
        way->left.records--;
      else
        way->left.bytes = 0;
    }
  if (err < 0 && err != -EINTR)
    report_error (err, _("writing to %s"), dd->output_name, NULL);
  return err;
}

/* Get through an output that cannot seek, for SEEK_ERR.  */
static int
read_over_output (struct way *way, int seek_err)
{
  struct dd *dd = way->dd;
  void *buf = dd_buffer_make (dd, DD_BUFFER_OUTPUT);
  if (buf == NULL)
    return -ENOMEM;
  int err = read_on (way, buf);
  if (err < 0 && err != -EINTR)
    report_error_at (seek_err, _("%s: cannot seek"), dd->output_name);
  if (err == 0)
    err = write_zeros (way, buf);
  free (buf);
  return err;
}

int
dd_skip_output (struct dd *dd)
{
  struct way way
      = { dd, dd->output_fd, dd->policy->output.block_size, dd->policy->seek };
  int64_t bytes;
  int err;
  if (way.left.records == 0 && way.left.bytes == 0)
    return 0;
  if (!dd_amount_bytes (way.left, way.block_size, &bytes))
    bytes = -1;
  switch (jump (&way, bytes, &err))
    {
    case JUMP_DONE:
      break;
    case JUMP_READ:
      err = read_over_output (&way, err);
      break;
    case JUMP_BEYOND:
      report_error_at (err, _("%s: cannot seek"), dd->output_name);
      break;
    }
  return err;
}

/* Move the input, which can seek, to input_offset, which is up to N bytes
   ahead.  Return 0 or -errno.  */
static int
catch_up (struct dd *dd, size_t n)
{
  int64_t offset;
  int err = call_seek (dd->engine, dd->input_fd, 0, SEEK_CUR, &offset);
  if (err < 0)
    return err;
  int64_t ahead = dd->input_offset - offset;
  if (ahead == 0)
    return 0;
  if ((ahead < 0 || (uint64_t) ahead > n)
      && dd->policy->status != DD_STATUS_NONE)
    report_warning (0, _("warning: invalid file offset after failed read"),
                    NULL, NULL);
  return seek_by (dd, dd->input_fd, ahead, SEEK_CUR);
}

int
dd_skip_unreadable (struct dd *dd, size_t n)
{
  int err = -dd->input_seek_error;
  if (err == -ESPIPE)
    return 0;
  if (err == 0)
    {
      dd_advance_input (dd, n);
      if (dd->input_offset < 0)
        {
          report_error (0, _("offset overflow while reading file %s"),
                        dd->input_name, NULL);
          return -EOVERFLOW;
        }
      err = catch_up (dd, n);
    }
  if (err < 0)
    report_error_at (err, _("%s: cannot seek"), dd->input_name);
  return err;
}
