/* Cat: files, one after the other, to standard output.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file-limit.h"
#include "base/messages.h"
#include "base/stop.h"
#include "cat/cat-lines.h"
#include "cat/cat-move.h"
#include "engine/calls.h"
#include "user/report.h"

/* What a file is, beside being open.  */
struct identity
{
  uint32_t dev_major, dev_minor;
  uint64_t ino;
};

struct cat
{
  struct engine *engine;
  const struct cat_policy *policy;
  struct endpoint output;
  struct identity output_is;
  struct cat_move move;
  struct cat_lines *lines; /* null: nothing is formatted */
  struct cat_ahead *ahead; /* while cat_run () runs */
  struct meter meter;
  bool used_stdin;
  bool lacks_stdin; /* it is closed, and a place holder there */
};

static struct identity
identify (const struct statx *stx)
{
  return (struct identity) { stx->stx_dev_major, stx->stx_dev_minor,
                             stx->stx_ino };
}

/* ---- Standard output ---------------------------------------------------- */

static void
count_moved (void *arg, uint64_t bytes)
{
  struct cat *cat = arg;
  meter_add (&cat->meter.bytes, bytes);
}

static bool
is_null_device (const struct statx *stx)
{
  return S_ISCHR (stx->stx_mode) && stx->stx_rdev_major == 1
         && stx->stx_rdev_minor == 3;
}

static bool
appends (struct cat *cat)
{
  struct op op;
  op_init (&op, OP_GETFL, cat->output.fd, NULL, NULL);
  int flags = engine_call (cat->engine, &op);
  return flags < 0 || (flags & O_APPEND) != 0;
}

/* Whether what goes to a socket is for the same machine.  */
static bool
is_local_socket (const struct endpoint *output)
{
  int domain;
  socklen_t size = sizeof domain;
  return output->type == ENDPOINT_SOCKET
         && getsockopt (output->fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0
         && domain == AF_UNIX;
}

static int
look_at_output (struct cat *cat)
{
  const struct cat_policy *policy = cat->policy;
  struct statx stx;
  int error = call_fstatx (cat->engine, STDOUT_FILENO, &stx);
  if (error < 0)
    return error;
  endpoint_from_statx (&cat->output, STDOUT_FILENO, &stx);
  cat->output_is = identify (&stx);
  bool file = cat->output.type == ENDPOINT_FILE;
  if (policy->nocache && file)
    cat->output.cache = CACHE_DONTCACHE;
  cat->move
      = (struct cat_move) { .engine = cat->engine,
                            .output = &cat->output,
                            .output_appends = file && appends (cat),
                            .output_discards = is_null_device (&stx),
                            .output_is_local = is_local_socket (&cat->output),
                            .direct = policy->direct,
                            .nocache = policy->nocache,
                            .chunk_size = policy->chunk_size,
                            .meter = &cat->meter };
  return 0;
}

/* Where standard input is closed, what is opened next would get its place and
   be taken for it.  */
static void
hold_stdin (struct cat *cat)
{
  if (fcntl (STDIN_FILENO, F_GETFD) >= 0)
    return;
  cat->lacks_stdin = true;
  int fd = open ("/", O_PATH | O_CLOEXEC);
  if (fd != STDIN_FILENO && fd >= 0)
    close (fd);
}

int
cat_open (struct engine *engine, const struct cat_policy *policy,
          struct cat **ret_cat)
{
  struct cat *cat = calloc (1, sizeof *cat);
  if (cat == NULL)
    return -ENOMEM;
  cat->engine = engine;
  cat->policy = policy;
  int error = look_at_output (cat);
  hold_stdin (cat);
  if (error == 0 && cat_format_changes (&policy->format))
    error = cat_lines_open (&policy->format, count_moved, cat, &cat->lines);
  if (error < 0)
    {
      cat_close (cat);
      return error;
    }
  *ret_cat = cat;
  return 0;
}

void
cat_close (struct cat *cat)
{
  if (cat == NULL)
    return;
  cat_lines_close (cat->lines);
  cat_move_close (&cat->move);
  free (cat);
}

const struct meter *
cat_meter (const struct cat *cat)
{
  return &cat->meter;
}

/* ---- One file ----------------------------------------------------------- */

/* Whether files may be brought into the page cache before it is their turn.  */
static bool
may_read_ahead (const struct cat *cat)
{
  return !cat->policy->direct && !cat->policy->nocache;
}

/* Open NAME to be read.  If that has to wait, others may have to, too.  */
static int
open_input (struct cat *cat, const char *name)
{
  struct op op;
  op_init (&op, OP_OPEN, AT_FDCWD, NULL, NULL);
  op.u.open.path = name;
  op.u.open.how.flags = O_RDONLY | O_CLOEXEC;
  int fd = engine_try (cat->engine, &op);
  if (fd == -EAGAIN)
    {
      if (may_read_ahead (cat))
        cat_ahead_begin (cat->ahead);
      fd = engine_call (cat->engine, &op);
    }
  if ((fd == -EMFILE || fd == -ENFILE) && cat_ahead_give_way (cat->ahead))
    fd = engine_call (cat->engine, &op);
  return fd;
}

/* Whether what is written would be read again, without end: INPUT is the
   output, and its position is below that of the output.  */
static bool
feeds_itself (struct cat *cat, const struct cat_input *input)
{
  int64_t in, out;
  if (!input->is_output || input->end.type == ENDPOINT_PIPE
      || input->end.type == ENDPOINT_SOCKET)
    return false;
  return call_seek (cat->engine, input->end.fd, 0, SEEK_CUR, &in) >= 0
         && call_seek (cat->engine, cat->output.fd, 0,
                       appends (cat) ? SEEK_END : SEEK_CUR, &out)
                >= 0
         && in < out;
}

/* What --direct and --nocache make of INPUT.  Others may read standard input,
   too, and find it as it was.  */
static void
set_up_input (struct cat *cat, struct cat_input *input)
{
  bool file = input->end.type == ENDPOINT_FILE;
  if (cat->policy->nocache && file)
    input->end.cache = CACHE_DONTCACHE;
  if (cat->policy->direct && input->is_ours
      && (file || input->end.type == ENDPOINT_BLOCK))
    endpoint_set_direct (cat->engine, &input->end, true);
}

/* Have the bytes of INPUT go their way.  */
static int
move (struct cat *cat, struct cat_input *input, enum transfer_side *ret_side)
{
  set_up_input (cat, input);
  int error = cat->lines != NULL ? cat_lines_copy (
                  cat->lines, cat->engine, &input->end, &cat->output, ret_side)
                                 : cat_move_file (&cat->move, input, ret_side);
  /* What could not be kept out of the page cache is taken out of it.  */
  if (input->end.cache == CACHE_FADVISE)
    endpoint_drop_cache (cat->engine, &input->end, false, 0, 0);
  if (error == 0)
    meter_add (input->end.type == ENDPOINT_FILE ? &cat->meter.files
                                                : &cat->meter.others,
               1);
  return error;
}

/* Bytes of INPUT, which is open.  Return 0, also when an error with it was
   said, or -errno when that ends all.  */
static int
copy_open (struct cat *cat, const char *name, struct cat_input *input)
{
  struct statx stx;
  int error = call_fstatx (cat->engine, input->end.fd, &stx);
  if (error < 0)
    {
      report_error_at (error, "%s", name);
      return 0;
    }
  struct identity is = identify (&stx);
  endpoint_from_statx (&input->end, input->end.fd, &stx);
  input->is_output = is.ino == cat->output_is.ino
                     && is.dev_major == cat->output_is.dev_major
                     && is.dev_minor == cat->output_is.dev_minor;
  if (feeds_itself (cat, input))
    {
      report_error_at (0, _("%s: input file is output file"), name);
      return 0;
    }

  if (input->is_ours && input->end.type == ENDPOINT_FILE && input->end.size > 0
      && may_read_ahead (cat))
    cat_ahead_look (cat->ahead, input->end.fd);
  enum transfer_side side;
  error = move (cat, input, &side);
  if (error == 0 || error == -ECANCELED)
    return error;
  if (side == SIDE_SOURCE)
    {
      report_error_at (error, "%s", name);
      return 0;
    }
  return error;
}

static int
copy_stdin (struct cat *cat, const char *name)
{
  struct cat_input input = { .end.fd = STDIN_FILENO };
  cat->used_stdin = true;
  if (cat->lacks_stdin)
    {
      report_error_at (EBADF, "%s", name);
      return 0;
    }
  return copy_open (cat, name, &input);
}

static int
copy_file (struct cat *cat, const char *name)
{
  struct cat_input input = { .is_ours = true };
  int fd = open_input (cat, name);
  if (fd == -EINTR && stop_requested ())
    return -ECANCELED;
  if (fd < 0)
    {
      report_error_at (fd, "%s", name);
      return 0;
    }
  input.end.fd = fd;
  int error = copy_open (cat, name, &input);
  int closing = call_close (cat->engine, fd);
  if (closing < 0)
    report_error_at (closing, "%s", name);
  return error;
}

/* ---- All of them -------------------------------------------------------- */

static int
copy_all (struct cat *cat)
{
  const char *name;
  int error = 0;
  while (error == 0 && (name = cat_ahead_next (cat->ahead)) != NULL)
    error = strcmp (name, "-") == 0 ? copy_stdin (cat, name)
                                    : copy_file (cat, name);
  if (error == 0 && stop_requested ())
    error = -ECANCELED;
  if (error == 0 && cat->lines != NULL)
    error = cat_lines_finish (cat->lines, cat->engine, &cat->output);
  return error;
}

int
cat_run (struct cat *cat, const struct cat_names *names, unsigned int depth)
{
  int error = cat_ahead_open (cat->engine, names, depth, &cat->ahead);
  if (error == 0)
    error = copy_all (cat);
  cat_ahead_close (cat->ahead);
  cat->ahead = NULL;
  if (cat->output.cache == CACHE_FADVISE)
    endpoint_drop_cache (cat->engine, &cat->output, true, 0, 0);
  if (error == -ECANCELED)
    return error;
  if (error < 0)
    {
      /* A ring sends no signal.  */
      if (error == -EPIPE)
        raise (SIGPIPE);
      report_error (error, _("write error"), NULL, NULL);
      if (file_limit_met (error))
        file_limit_die ();
      return error;
    }
  if (cat->used_stdin)
    {
      error
          = cat->lacks_stdin ? -EBADF : call_close (cat->engine, STDIN_FILENO);
      if (error < 0)
        report_error (error, _("closing standard input"), NULL, NULL);
    }
  return error;
}
