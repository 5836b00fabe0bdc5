/* dd: how both files are opened.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Output is opened after input, so that input that is not there costs nobody
   his output.  What is opened becomes descriptor 0 or 1: then no message can
   end up in a file because the caller had closed some of 0 to 2.  */

#include <config.h>

#include "dd/dd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/messages.h"
#include "dd/dd-guard.h"
#include "dd/dd-io.h"
#include "engine/calls.h"
#include "user/report.h"

enum
{
  /* What means nothing for a file that is open already.  */
  OPENING_FLAGS = O_NOCTTY | O_NOFOLLOW,
  ANYONE = 0666
};

/* Open NAME as descriptor FD.  Return 0 or -errno.  */
static int
open_as (struct engine *engine, int fd, const char *name, int flags)
{
  int got
      = call_open (engine, AT_FDCWD, name, flags, flags & O_CREAT ? ANYONE : 0);
  if (got < 0 || got == fd)
    return got < 0 ? got : 0;
  int err = dup2 (got, fd) < 0 ? -errno : 0;
  call_close (engine, got);
  return err;
}

/* Add FLAGS to those of FD, which the caller of this program opened.  */
static int
add_flags (struct engine *engine, int fd, int flags)
{
  struct op op;
  struct statx stx;
  flags &= ~OPENING_FLAGS;
  if (flags == 0)
    return 0;
  op_init (&op, OP_GETFL, fd, NULL, NULL);
  int old = engine_call (engine, &op);
  if (old < 0)
    return old;
  if (flags & ~old & O_DIRECTORY)
    {
      int err = call_fstatx (engine, fd, &stx);
      if (err < 0)
        return err;
      if (!S_ISDIR (stx.stx_mode))
        return -ENOTDIR;
    }
  flags = (old | flags) & ~O_DIRECTORY;
  if (flags == old)
    return 0;
  op_init (&op, OP_SETFL, fd, NULL, NULL);
  op.u.fl.flags = flags;
  return engine_call (engine, &op);
}

/* Say that NAME's flags could not be set, for ERR.  */
static int
flags_refused (const char *name, int err)
{
  report_error (err, _("setting flags for %s"), name, NULL);
  return err;
}

/* Say that NAME could not be opened, for ERR, unless it was given up.  */
static int
not_opened (const char *name, int err)
{
  if (err != -EINTR)
    report_error (err, _("failed to open %s"), name, NULL);
  return err;
}

static int
open_input (struct dd *dd)
{
  const struct dd_side *side = &dd->policy->input;
  int64_t offset = 0;
  int err;
  if (side->name == NULL)
    {
      dd->input_name = _("standard input");
      err = add_flags (dd->engine, dd->input_fd, side->open_flags);
      if (err < 0)
        return flags_refused (dd->input_name, err);
    }
  else
    {
      dd->input_name = side->name;
      err = open_as (dd->engine, dd->input_fd, side->name,
                     O_RDONLY | side->open_flags);
      if (err < 0)
        return not_opened (side->name, err);
    }
  dd->input_seek_error
      = -call_seek (dd->engine, dd->input_fd, 0, SEEK_CUR, &offset);
  dd->input_offset = offset;
  return 0;
}

/* Say that no file can be as long as seek= wants it.  */
static int
too_long (const struct dd *dd)
{
  char *text;
  if (asprintf (&text,
                _("offset too large: cannot truncate to a length of"
                  " seek=%jd (%zu-byte) blocks"),
                (intmax_t) dd->policy->seek.records,
                dd->policy->output.block_size)
      < 0)
    text = NULL;
  report_error (0, text ? text : _("offset too large"), NULL, NULL);
  free (text);
  return -EOVERFLOW;
}

/* Open the output's name.  As dd has it, seek= by less than a record cuts the
   file to nothing.  */
static int
open_named_output (struct dd *dd)
{
  const struct dd_policy *policy = dd->policy;
  const char *name = policy->output.name;
  bool seeks = policy->seek.records != 0;
  bool cuts = !(policy->conv & DD_NOTRUNC);
  int64_t length;
  if (!dd_amount_bytes (policy->seek, policy->output.block_size, &length)
      && cuts)
    return too_long (dd);
  int flags = policy->output.open_flags
              | (policy->conv & DD_NOCREAT ? 0 : O_CREAT)
              | (policy->conv & DD_EXCL ? O_EXCL : 0)
              | (seeks || !cuts ? 0 : O_TRUNC);
  /* Where output cannot seek, it is read up to the place.  */
  int err = -EACCES;
  if (seeks)
    err = open_as (dd->engine, dd->output_fd, name, O_RDWR | flags);
  if (err < 0 && err != -EINTR)
    err = open_as (dd->engine, dd->output_fd, name, O_WRONLY | flags);
  if (err < 0)
    return not_opened (name, err);
  if (seeks && cuts)
    dd_io_truncate (dd, length);
  return 0;
}

static int
open_output (struct dd *dd)
{
  const struct dd_side *side = &dd->policy->output;
  if (side->name != NULL)
    {
      dd->output_name = side->name;
      return open_named_output (dd);
    }
  dd->output_name = _("standard output");
  int err = add_flags (dd->engine, dd->output_fd, side->open_flags);
  return err < 0 ? flags_refused (dd->output_name, err) : 0;
}

/* Whether a short read is worth a word: records of one size are what POLICY
   is about.  */
static bool
counts_on_records (const struct dd_policy *policy)
{
  bool some = policy->counts && policy->count.records > 0
              && policy->count.records < INT64_MAX;
  bool direct
      = (policy->input.open_flags | policy->output.open_flags) & O_DIRECT;
  return policy->one_size && !policy->fullblock
         && (policy->skip.records > 0 || some || direct);
}

int
dd_open (struct dd *dd, const struct dd_policy *policy, struct engine *engine)
{
  memset (dd, 0, sizeof *dd);
  dd_begin_clock (dd);
  dd->policy = policy;
  dd->engine = engine;
  dd->input_fd = STDIN_FILENO;
  dd->output_fd = STDOUT_FILENO;
  dd->claim = -1;
  dd->conv = policy->conv;
  dd->warns = counts_on_records (policy);
  bool nothing = policy->counts && policy->count.records == 0
                 && policy->count.bytes == 0;
  dd->input_cache.wanted = policy->input.nocache;
  dd->input_cache.to_end = policy->input.nocache && nothing;
  dd->output_cache.wanted = policy->output.nocache;
  dd->output_cache.to_end = policy->output.nocache && nothing;
  int err = open_input (dd);
  if (err == 0)
    err = open_output (dd);
  if (err == 0 && policy->guarding != DD_GUARD_OFF)
    err = dd_guard (engine, dd->output_fd, dd->output_name,
                    policy->guarding == DD_GUARD_WARN, &dd->claim);
  return err;
}
