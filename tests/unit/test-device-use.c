/* Who uses a block device, told from a made /proc and /sys.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With the name of a device as its argument, the program says instead who
   uses that one, and whether it could be claimed; device-in-use.sh has it
   look at real ones.  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "engines.h"
#include "image/device-use.h"
#include "unit.h"

static void
make_dirs (const char *path)
{
  char name[300];
  snprintf (name, sizeof name, "%s", path);
  for (char *p = name; *p; p++)
    if (*p == '/')
      {
        *p = '\0';
        mkdir (name, 0700);
        *p = '/';
      }
}

static void
write_file (const char *name, const char *text)
{
  make_dirs (name);
  FILE *file = fopen (name, "w");
  if (!file || fputs (text, file) < 0 || fclose (file) != 0)
    unit_die (name);
}

static void
link_device (const char *number, const char *dir)
{
  char name[300], target[300];
  snprintf (name, sizeof name, "root/sys/dev/block/%s", number);
  snprintf (target, sizeof target, "../../%s", dir);
  make_dirs (name);
  if (symlink (target, name) < 0)
    unit_die (name);
}

/* A disk without partitions, "sdb"; one with three, "c0!d0"; and one, "sdc",
   which a device mapper's holds, that has a partition as well.  */
static void
make_system (void)
{
  write_file ("root/sys/block/sdb/dev", "8:16\n");
  link_device ("8:16", "block/sdb");
  write_file ("root/sys/block/c0!d0/dev", "72:0\n");
  link_device ("72:0", "block/c0!d0");
  for (int i = 1; i <= 3; i++)
    {
      char name[100], text[20];
      snprintf (name, sizeof name, "root/sys/block/c0!d0/c0!d0p%d/dev", i);
      snprintf (text, sizeof text, "72:%d\n", i);
      write_file (name, text);
      snprintf (name, sizeof name, "root/sys/block/c0!d0/c0!d0p%d/partition",
                i);
      write_file (name, "1\n");
      snprintf (name, sizeof name, "block/c0!d0/c0!d0p%d", i);
      snprintf (text, sizeof text, "72:%d", i);
      link_device (text, name);
    }
  write_file ("root/sys/block/sdc/dev", "8:32\n");
  write_file ("root/sys/block/sdc/holders/dm-3/dm/name", "vault\n");
  write_file ("root/sys/block/sdc/sdc1/dev", "8:33\n");
  write_file ("root/sys/block/sdc/sdc1/partition", "1\n");
  link_device ("8:32", "block/sdc");
  link_device ("8:33", "block/sdc/sdc1");
  write_file ("root/sys/block/sdd/dev", "8:48\n");
  write_file ("root/sys/block/sdd/holders/md0/dev", "9:0\n");
  link_device ("8:48", "block/sdd");
  write_file ("root/proc/self/mountinfo",
              "21 1 72:2 / / rw - ext4 /dev/nowhere1 rw\n"
              "22 1 7:77 / /bare rw - vfat /dev/nowhere2 rw\n");
  write_file ("root/proc/swaps", "Filename Type Size Used Priority\n");
}

static void
check (dev_t device, enum device_use_kind kind, const char *name,
       const char *where, const char *type)
{
  struct device_use use = { .kind = DEVICE_USE_NONE };
  CHECK_EQ (device_use_find ("root", device, &use), 0);
  CHECK_EQ (use.kind, kind);
  CHECK (name ? use.device && strcmp (use.device, name) == 0 : !use.device);
  CHECK (where ? use.where && strcmp (use.where, where) == 0 : !use.where);
  CHECK (type ? use.type && strcmp (use.type, type) == 0 : !use.type);
  device_use_forget (&use);
}

static void
test_made (void)
{
  make_system ();
  check (makedev (8, 16), DEVICE_USE_NONE, NULL, NULL, NULL);
  /* A partition; its neighbours; their disk.  */
  check (makedev (72, 2), DEVICE_USE_MOUNTED, "/dev/c0/d0p2", "/", "ext4");
  check (makedev (72, 1), DEVICE_USE_NONE, NULL, NULL, NULL);
  check (makedev (72, 3), DEVICE_USE_NONE, NULL, NULL, NULL);
  check (makedev (72, 0), DEVICE_USE_MOUNTED, "/dev/c0/d0p2", "/", "ext4");
  /* Held, and a partition of what is held.  */
  check (makedev (8, 32), DEVICE_USE_HELD, "/dev/sdc", "/dev/mapper/vault",
         NULL);
  check (makedev (8, 33), DEVICE_USE_HELD, "/dev/sdc", "/dev/mapper/vault",
         NULL);
  check (makedev (8, 48), DEVICE_USE_HELD, "/dev/sdd", "/dev/md0", NULL);
  /* What sysfs does not know.  */
  check (makedev (7, 77), DEVICE_USE_MOUNTED, "/dev/block/7:77", "/bare",
         "vfat");
  check (makedev (7, 78), DEVICE_USE_NONE, NULL, NULL, NULL);
}

/* The names of swap areas are looked up in the real /dev.  */
static void
test_swap (void)
{
  static const char *const names[] = { "/dev/loop0", "/dev/vda", "/dev/sda" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      struct stat st;
      char text[200], wanted[60];
      if (stat (names[i], &st) < 0 || !S_ISBLK (st.st_mode))
        continue;
      snprintf (text, sizeof text,
                "Filename Type Size Used Priority\n"
                "%s partition 1048572 0 -2\n",
                names[i]);
      write_file ("root/proc/swaps", text);
      snprintf (wanted, sizeof wanted, "/dev/block/%u:%u", major (st.st_rdev),
                minor (st.st_rdev));
      check (st.st_rdev, DEVICE_USE_SWAP, wanted, NULL, "swap");
      return;
    }
}

/* Nothing to ask.  */
static void
test_nothing (void)
{
  struct device_use use = { .kind = DEVICE_USE_NONE };
  CHECK_EQ (device_use_find ("nowhere", makedev (8, 16), &use), 0);
  CHECK_EQ (use.kind, DEVICE_USE_NONE);
  device_use_forget (&use);
}

static int
look_at (const char *name)
{
  static const char *const kinds[] = { "none", "mounted", "swap", "held" };
  struct device_use use = { .kind = DEVICE_USE_NONE };
  struct stat st;
  struct engine *engine = unit_open (ENGINE_SYNC, 0);
  int claim = -1;
  int fd = open (name, O_WRONLY);
  if (fd < 0 || fstat (fd, &st) < 0)
    unit_die (name);
  if (device_use_find ("", st.st_rdev, &use) < 0)
    unit_die ("device_use_find");
  printf ("%s device=%s where=%s type=%s\n", kinds[use.kind],
          use.device ? use.device : "-", use.where ? use.where : "-",
          use.type ? use.type : "-");
  device_use_forget (&use);
  int err = device_use_claim (engine, fd, &claim);
  printf ("%s\n", err == -EBUSY ? "busy" : err < 0 ? "error" : "claimed");
  if (err == 0)
    {
      /* It is ours, so another cannot have it.  */
      int other;
      err = device_use_claim (engine, claim, &other);
      printf ("%s\n", err == -EBUSY ? "kept" : "not kept");
      close (claim);
    }
  close (fd);
  engine_close (engine);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    return look_at (argv[1]);
  unit_enter_tmpdir ();
  test_made ();
  test_swap ();
  test_nothing ();
  return unit_end ();
}
