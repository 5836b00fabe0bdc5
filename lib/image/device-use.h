/* Device use: whether somebody would miss what is on a block device.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A device is in use when it, a partition of it, or the disk that it is a
   partition of is mounted, swapped to, or part of another device: a device
   mapper's, a RAID's, a loop device.  sysfs says what belongs together,
   mounts.h what is mounted.

   What is found so is a reason to be told.  The kernel itself knows better
   (other mount namespaces, file systems of several devices), and says so
   when a device is claimed: what one opens with O_EXCL nobody else can
   mount, and the other way round.  dd-guard.h does both.  */

#ifndef UU_DEVICE_USE_H
#define UU_DEVICE_USE_H

#include <sys/types.h>

#include "engine/engine.h"

enum device_use_kind
{
  DEVICE_USE_NONE,
  DEVICE_USE_MOUNTED,
  DEVICE_USE_SWAP,
  DEVICE_USE_HELD
};

struct device_use
{
  enum device_use_kind kind;
  char *device; /* which it is: the device's own name, or a partition's */
  char *where;  /* mounted: the mount point; held: the device that holds it */
  char *type;   /* what is on it, or NULL */
};

/* Find out who uses DEVICE.  ROOT is where /proc and /sys are: "", but for
   tests.  Where they are not, nobody is found.  0 or -ENOMEM.  */
int device_use_find (const char *root, dev_t device,
                     struct device_use *ret_use);
void device_use_forget (struct device_use *use);

/* Claim the block device that FD has open until the descriptor *RET_CLAIM is
   closed.  0, -EBUSY where somebody else has, or -errno.  */
int device_use_claim (struct engine *engine, int fd, int *ret_claim);

#endif /* UU_DEVICE_USE_H */
