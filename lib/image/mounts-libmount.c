/* The kernel's lists of mounts and swap areas, read by libmount.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/mounts.h"

#include <errno.h>
#include <libmount/libmount.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/library.h"

static struct
{
  __typeof__ (mnt_new_table) *new_table;
  __typeof__ (mnt_unref_table) *unref_table;
  __typeof__ (mnt_table_parse_file) *parse_file;
  __typeof__ (mnt_table_parse_swaps) *parse_swaps;
  __typeof__ (mnt_new_iter) *new_iter;
  __typeof__ (mnt_free_iter) *free_iter;
  __typeof__ (mnt_table_next_fs) *next;
  __typeof__ (mnt_fs_get_devno) *devno;
  __typeof__ (mnt_fs_get_source) *source;
  __typeof__ (mnt_fs_get_target) *target;
  __typeof__ (mnt_fs_get_fstype) *type;
} mnt;

static const struct library_symbol symbols[] = {
  { "mnt_new_table", &mnt.new_table },
  { "mnt_unref_table", &mnt.unref_table },
  { "mnt_table_parse_file", &mnt.parse_file },
  { "mnt_table_parse_swaps", &mnt.parse_swaps },
  { "mnt_new_iter", &mnt.new_iter },
  { "mnt_free_iter", &mnt.free_iter },
  { "mnt_table_next_fs", &mnt.next },
  { "mnt_fs_get_devno", &mnt.devno },
  { "mnt_fs_get_source", &mnt.source },
  { "mnt_fs_get_target", &mnt.target },
  { "mnt_fs_get_fstype", &mnt.type },
};

static int
take_table (struct mounts *mounts, struct libmnt_table *table, bool swaps)
{
  struct libmnt_iter *iter = mnt.new_iter (MNT_ITER_FORWARD);
  if (!iter)
    return -ENOMEM;
  struct libmnt_fs *fs;
  int err = 0;
  while (err == 0 && mnt.next (table, iter, &fs) == 0)
    err = swaps ? mounts_add (mounts, 0, mnt.source (fs), NULL, "swap")
                : mounts_add (mounts, mnt.devno (fs), mnt.source (fs),
                              mnt.target (fs), mnt.type (fs));
  mnt.free_iter (iter);
  return err;
}

static int
read_list (struct mounts *mounts, const char *root, bool swaps)
{
  char *path;
  if (asprintf (&path, "%s/proc/%s", root, swaps ? "swaps" : "self/mountinfo")
      < 0)
    return -ENOMEM;
  struct libmnt_table *table = mnt.new_table ();
  int err = -ENOMEM;
  if (table && access (path, R_OK) < 0)
    err = -errno;
  else if (table)
    err = swaps ? mnt.parse_swaps (table, path) : mnt.parse_file (table, path);
  /* Positive: some lines were not understood.  */
  if (err >= 0)
    err = take_table (mounts, table, swaps);
  if (table)
    mnt.unref_table (table);
  free (path);
  return err;
}

int
mounts_read_libmount (const char *root, struct mounts *ret_mounts)
{
  struct mounts mounts = { .list = NULL };
  int err = library_link ("libmount.so.1", symbols,
                          sizeof symbols / sizeof *symbols);
  if (err < 0)
    return err;
  err = read_list (&mounts, root, false);
  if (err == 0)
    {
      err = read_list (&mounts, root, true);
      if (err == -ENOENT)
        err = 0;
    }
  if (err < 0)
    mounts_free (&mounts);
  else
    *ret_mounts = mounts;
  return err;
}
