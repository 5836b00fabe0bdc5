/* Which block devices file systems are mounted from.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/mounts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum
{
  FIRST_ROOM = 32
};

/* The block device SOURCE, or 0.  Only names in /dev are looked at: another
   may be that of a server which does not answer.  */
static dev_t
block_device (const char *source)
{
  struct stat st;
  if (!source || strncmp (source, "/dev/", 5) != 0 || stat (source, &st) < 0
      || !S_ISBLK (st.st_mode))
    return 0;
  return st.st_rdev;
}

static int
make_room (struct mounts *mounts)
{
  if (mounts->count < mounts->room)
    return 0;
  size_t room = mounts->room ? 2 * mounts->room : FIRST_ROOM;
  void *list = reallocarray (mounts->list, room, sizeof *mounts->list);
  if (!list)
    return -ENOMEM;
  mounts->list = list;
  mounts->room = room;
  return 0;
}

int
mounts_add (struct mounts *mounts, dev_t device, const char *source,
            const char *point, const char *type)
{
  struct mounts_entry entry = { .device = device };
  entry.source = block_device (source);
  int err = make_room (mounts);
  if (err < 0)
    return err;
  entry.type = strdup (type ? type : "");
  entry.point = point ? strdup (point) : NULL;
  if (!entry.type || (point && !entry.point))
    {
      free (entry.type);
      free (entry.point);
      return -ENOMEM;
    }
  mounts->list[mounts->count++] = entry;
  return 0;
}

int
mounts_read (const char *root, struct mounts *ret_mounts)
{
  int err = mounts_read_libmount (root, ret_mounts);
  return err == -ENOSYS || err == -ELIBACC
             ? mounts_read_plain (root, ret_mounts)
             : err;
}

#if !HAVE_LIBMOUNT
int
mounts_read_libmount (const char *root, struct mounts *ret_mounts)
{
  return -ENOSYS;
}
#endif

void
mounts_free (struct mounts *mounts)
{
  for (size_t i = 0; i < mounts->count; i++)
    {
      free (mounts->list[i].type);
      free (mounts->list[i].point);
    }
  free (mounts->list);
  *mounts = (struct mounts) { .list = NULL };
}
