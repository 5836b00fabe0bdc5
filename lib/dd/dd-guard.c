/* The guard before a block device that is to be written to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-guard.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/messages.h"
#include "engine/calls.h"
#include "image/device-type.h"
#include "image/device-use.h"
#include "user/report.h"

typedef void say_function (int err, const char *format, const char *name1,
                           const char *name2);

static void
say_use (const struct device_use *use, say_function *say)
{
  switch (use->kind)
    {
    case DEVICE_USE_MOUNTED:
      say (0, _("%s is mounted at %s"), use->device, use->where);
      break;
    case DEVICE_USE_SWAP:
      say (0, _("%s is swapped to"), use->device, NULL);
      break;
    case DEVICE_USE_HELD:
      say (0, _("%s belongs to %s"), use->device, use->where);
      if (use->type)
        say (0, _("%s has %s on it"), use->device, use->type);
      break;
    case DEVICE_USE_NONE:
      break;
    }
}

/* Somebody has claimed NAME, and nothing tells who.  */
static void
say_claimed (int err, const char *name, say_function *say)
{
  char *type = device_type_find (name);
  say (-err, _("cannot claim %s for writing"), name, NULL);
  if (type)
    say (0, _("%s has %s on it"), name, type);
  free (type);
}

static int
refuse (const char *name)
{
  report_error (0, _("refusing to write to %s; oflag=mounted permits it"), name,
                NULL);
  return -EBUSY;
}

/* Look at the block device DEVICE.  */
static int
guard_device (struct engine *engine, int fd, dev_t device, const char *name,
              bool warn_only, int *ret_claim)
{
  struct device_use use;
  say_function *say = warn_only ? report_warning : report_error;
  int err = device_use_find ("", device, &use);
  if (err < 0)
    {
      report_error (-err, _("cannot find out who uses %s"), name, NULL);
      return err;
    }
  bool used = use.kind != DEVICE_USE_NONE;
  say_use (&use, say);
  device_use_forget (&use);
  if (warn_only)
    {
      if (used)
        report_warning (0, _("warning: writing to %s all the same"), name,
                        NULL);
      return 0;
    }
  if (!used)
    {
      err = device_use_claim (engine, fd, ret_claim);
      if (err == 0)
        return 0;
      say_claimed (err, name, say);
    }
  return refuse (name);
}

int
dd_guard (struct engine *engine, int fd, const char *name, bool warn_only,
          int *ret_claim)
{
  struct statx stx;
  *ret_claim = -1;
  int err = call_fstatx (engine, fd, &stx);
  /* What is closed is no device; to write to it will fail.  */
  if (err == -EBADF)
    return 0;
  if (err < 0)
    {
      report_error (-err, _("cannot find out who uses %s"), name, NULL);
      return err;
    }
  if (!S_ISBLK (stx.stx_mode))
    return 0;
  return guard_device (engine, fd,
                       makedev (stx.stx_rdev_major, stx.stx_rdev_minor), name,
                       warn_only, ret_claim);
}
