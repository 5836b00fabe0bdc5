/* Mounts: which block devices file systems are mounted from, and which are
   swapped to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   libmount reads the kernel's lists where it can be loaded, and
   mounts-plain.c does elsewhere; both give the same.  device-use.h asks.  */

#ifndef UU_MOUNTS_H
#define UU_MOUNTS_H

#include <stddef.h>
#include <sys/types.h>

struct mounts_entry
{
  dev_t device; /* of the file system's files; 0 for swap */
  dev_t source; /* the block device that was named when it was mounted, or 0:
                   files on btrfs have a device number of their own */
  char *point;  /* where it is mounted; NULL for swap */
  char *type;
};

struct mounts
{
  struct mounts_entry *list;
  size_t count, room;
};

/* Read the lists in ROOT/proc, "" but for tests.  0 or -errno; without them
   -ENOENT.  */
int mounts_read (const char *root, struct mounts *ret_mounts);

/* The two ways.  That of libmount gives -ENOSYS where this program was built
   without, and -ELIBACC where it cannot be loaded.  */
int mounts_read_plain (const char *root, struct mounts *ret_mounts);
int mounts_read_libmount (const char *root, struct mounts *ret_mounts);

void mounts_free (struct mounts *mounts);

/* For the two: add what SOURCE, of the file system DEVICE, has at POINT.  0
   or -ENOMEM.  */
int mounts_add (struct mounts *mounts, dev_t device, const char *source,
                const char *point, const char *type);

#endif /* UU_MOUNTS_H */
