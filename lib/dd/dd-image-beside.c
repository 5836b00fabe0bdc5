/* dd's imaging: what is written beside the output, as lists and further copies.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-image-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "dd/dd-guard.h"
#include "engine/calls.h"
#include "user/report.h"

enum
{
  ANYONE = 0666
};

static bool
is_same (const struct statx *a, const struct statx *b)
{
  return a->stx_ino == b->stx_ino && a->stx_dev_major == b->stx_dev_major
         && a->stx_dev_minor == b->stx_dev_minor;
}

/* Whether the file of STX is what is copied, or its copy.  */
static bool
is_a_side (const struct image *image, const struct statx *stx)
{
  const struct dd *dd = image->dd;
  struct statx side;
  if (!S_ISREG (stx->stx_mode) && !S_ISBLK (stx->stx_mode))
    return false;
  return (call_fstatx (dd->engine, dd->input_fd, &side) == 0
          && is_same (stx, &side))
         || (call_fstatx (dd->engine, dd->output_fd, &side) == 0
             && is_same (stx, &side));
}

static int
refuse (const char *name)
{
  report_error (0, _("%s is the input or the output, too"), name, NULL);
  return -EINVAL;
}

/* Look at what FD has open as NAME, and make it ready to be written.  0 or
   -errno, which was said.  */
static int
prepare (struct image *image, int fd, const char *name, int *ret_claim)
{
  struct engine *engine = image->dd->engine;
  enum dd_guarding guarding = image->dd->policy->guarding;
  struct statx stx;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && is_a_side (image, &stx))
    return refuse (name);
  if (err == 0 && S_ISBLK (stx.stx_mode) && guarding != DD_GUARD_OFF)
    return dd_guard (engine, fd, name, guarding == DD_GUARD_WARN, ret_claim);
  if (err == 0 && S_ISREG (stx.stx_mode))
    err = call_ftruncate (engine, fd, 0);
  if (err < 0)
    report_error (err, _("failed to open %s"), name, NULL);
  return err;
}

int
dd_image_open_beside (struct image *image, const char *name, int *ret_claim)
{
  struct engine *engine = image->dd->engine;
  *ret_claim = -1;
  /* It is looked at before it is emptied.  */
  int fd = call_open (engine, AT_FDCWD, name, O_WRONLY | O_CREAT, ANYONE);
  if (fd < 0)
    {
      report_error (fd, _("failed to open %s"), name, NULL);
      return fd;
    }
  int err = prepare (image, fd, name, ret_claim);
  if (err == 0)
    return fd;
  call_close (engine, fd);
  return err;
}

int
dd_image_close_beside (struct image *image, int *fd, const char *name)
{
  int err = *fd < 0 ? 0 : call_close (image->dd->engine, *fd);
  *fd = -1;
  if (err < 0)
    report_error (err, _("error writing %s"), name, NULL);
  return err;
}

int
dd_image_check_beside (struct image *image, const char *name)
{
  struct statx stx;
  int err = call_statx (image->dd->engine, AT_FDCWD, name, 0, &stx);
  if (err == -ENOENT)
    return 0;
  if (err == 0 && is_a_side (image, &stx))
    return refuse (name);
  /* A new file takes its place, which is no good for a device.  */
  if (err == 0 && !S_ISREG (stx.stx_mode))
    err = -EINVAL;
  if (err < 0)
    report_error (err, _("cannot write the map %s"), name, NULL);
  return err;
}

/* ---- tees ---------------------------------------------------------------- */

static void
feed (struct image *image, size_t i, size_t len)
{
  struct engine *engine = image->dd->engine;
  int err = call_write_all (engine, image->tees[i], image->buf, len,
                            OP_CURRENT_OFFSET);
  if (err == 0)
    return;
  if (err != -EINTR)
    report_error (err, _("error writing %s"), image->wanted->tees[i], NULL);
  call_close (engine, image->tees[i]);
  image->tees[i] = -1;
}

void
dd_image_feed_tees (struct image *image, size_t len)
{
  const struct sigaction ignore = { .sa_handler = SIG_IGN };
  struct sigaction before;
  if (image->wanted->n_tees == 0)
    return;
  /* That one's reader has left is no reason to die, unlike the output's.  */
  sigaction (SIGPIPE, &ignore, &before);
  for (size_t i = 0; i < image->wanted->n_tees; i++)
    if (image->tees[i] >= 0)
      feed (image, i, len);
  sigaction (SIGPIPE, &before, NULL);
}

/* Flush a tee as the output is.  */
static int
flush (struct image *image, int fd, const char *name)
{
  struct dd *dd = image->dd;
  struct op op;
  if (fd < 0 || (dd->conv & (DD_FSYNC | DD_FDATASYNC)) == 0)
    return 0;
  op_init (&op, OP_FSYNC, fd, NULL, NULL);
  op.u.fsync.data_only = (dd->conv & DD_FSYNC) == 0;
  int err = engine_call (dd->engine, &op);
  if (err == -EINVAL || err == -ENOSYS || err == -EROFS) /* a pipe */
    return 0;
  if (err < 0)
    report_error (err, _("fsync failed for %s"), name, NULL);
  return err;
}

int
dd_image_close_tees (struct image *image)
{
  const struct dd_imaging *wanted = image->wanted;
  int err = 0;
  for (size_t i = 0; i < wanted->n_tees; i++)
    {
      int flush_err = flush (image, image->tees[i], wanted->tees[i]);
      int tee_err
          = dd_image_close_beside (image, &image->tees[i], wanted->tees[i]);
      err = err < 0 ? err : flush_err < 0 ? flush_err : tee_err;
      dd_image_close_beside (image, &image->claims[i], wanted->tees[i]);
    }
  return err;
}
