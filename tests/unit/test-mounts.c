/* The lists of mounts: whoever reads them, they say the same.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "image/mounts.h"
#include "unit.h"

static void
write_file (const char *name, const char *text)
{
  FILE *file = fopen (name, "w");
  if (!file || fputs (text, file) < 0 || fclose (file) != 0)
    unit_die (name);
}

static const struct mounts_entry *
entry_at (const struct mounts *mounts, const char *point)
{
  for (size_t i = 0; i < mounts->count; i++)
    if (mounts->list[i].point && strcmp (mounts->list[i].point, point) == 0)
      return &mounts->list[i];
  return NULL;
}

/* What the file in root/proc says.  */
static void
check_made (const struct mounts *mounts)
{
  CHECK_EQ (mounts->count, 5);
  const struct mounts_entry *entry = entry_at (mounts, "/");
  if (CHECK (entry != NULL))
    {
      CHECK_EQ (entry->device, makedev (8, 1));
      CHECK (strcmp (entry->type, "ext4") == 0);
    }
  entry = entry_at (mounts, "/a name\twith \\ in it");
  if (CHECK (entry != NULL))
    {
      CHECK_EQ (entry->device, makedev (259, 70000));
      CHECK (strcmp (entry->type, "xfs") == 0);
    }
  entry = entry_at (mounts, "/many");
  if (CHECK (entry != NULL))
    CHECK_EQ (entry->device, makedev (0, 40));
  size_t swaps = 0;
  for (size_t i = 0; i < mounts->count; i++)
    swaps += !mounts->list[i].point;
  CHECK_EQ (swaps, 2);
}

static void
make_lists (void)
{
  mkdir ("root", 0700);
  mkdir ("root/proc", 0700);
  mkdir ("root/proc/self", 0700);
  write_file ("root/proc/self/mountinfo",
              "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
              "30 21 259:70000 / /a\\040name\\011with\\040\\134\\040in\\040it"
              " rw - xfs /dev/disk\\040one rw\n"
              "31 21 0:40 /sub /many rw shared:2 master:3 propagate_from:4 -"
              " btrfs /dev/nowhere rw,subvol=/sub\n");
  write_file ("root/proc/swaps",
              "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
              "/dev/nosuchthing                        partition\t1048572\t"
              "\t0\t\t-2\n"
              "/swap\\040file                           file\t\t1048572\t"
              "\t0\t\t-3\n");
}

/* This system's own lists: both ways give the same.  */
static void
compare_real (void)
{
  struct mounts plain, other;
  if (!CHECK_EQ (mounts_read_plain ("", &plain), 0))
    return;
  CHECK (plain.count > 0);
  if (mounts_read_libmount ("", &other) == 0)
    {
      CHECK_EQ (other.count, plain.count);
      for (size_t i = 0; i < plain.count && i < other.count; i++)
        {
          const struct mounts_entry *a = &plain.list[i];
          const struct mounts_entry *b = &other.list[i];
          CHECK_EQ (b->device, a->device);
          CHECK_EQ (b->source, a->source);
          CHECK ((a->point == NULL) == (b->point == NULL));
          CHECK (!a->point || strcmp (a->point, b->point) == 0);
          CHECK (strcmp (a->type, b->type) == 0);
        }
      mounts_free (&other);
    }
  mounts_free (&plain);
}

int
main (void)
{
  struct mounts mounts;
  unit_enter_tmpdir ();
  make_lists ();
  CHECK_EQ (mounts_read_plain ("root", &mounts), 0);
  check_made (&mounts);
  mounts_free (&mounts);

  int err = mounts_read_libmount ("root", &mounts);
  CHECK (err == 0 || err == -ENOSYS || err == -ELIBACC);
  if (err == 0)
    {
      check_made (&mounts);
      mounts_free (&mounts);
    }
  CHECK_EQ (mounts_read ("root", &mounts), 0);
  check_made (&mounts);
  mounts_free (&mounts);

  CHECK_EQ (mounts_read ("nowhere", &mounts), -ENOENT);
  unlink ("root/proc/swaps");
  CHECK_EQ (mounts_read ("root", &mounts), 0);
  CHECK_EQ (mounts.count, 3);
  mounts_free (&mounts);
  compare_real ();
  return unit_end ();
}
