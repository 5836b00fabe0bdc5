/* dd's imaging: what is written beside the output, as lists and further copies.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd-image-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "calls.h"
#include "messages.h"
#include "report.h"

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

int
dd_image_open_beside (struct image *image, const char *name)
{
  struct engine *engine = image->dd->engine;
  struct statx stx;
  /* It is looked at before it is emptied.  */
  int fd = call_open (engine, AT_FDCWD, name, O_WRONLY | O_CREAT, ANYONE);
  int err = fd < 0 ? fd : call_fstatx (engine, fd, &stx);
  bool refused = err == 0 && is_a_side (image, &stx);
  if (err == 0 && !refused && S_ISREG (stx.stx_mode))
    err = call_ftruncate (engine, fd, 0);
  if (err == 0 && !refused)
    return fd;
  if (fd >= 0)
    call_close (engine, fd);
  if (refused)
    return refuse (name);
  report_error (err, _("failed to open %s"), name, NULL);
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
