/* Whether somebody would miss what is on a block device.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/device-use.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "engine/calls.h"
#include "image/device-type.h"
#include "image/mounts.h"

/* What the steps of a search share.  */
struct search
{
  const char *root;
  struct mounts mounts;
  struct device_use use; /* what was found */
  int error;             /* no memory */
};

/* ---- sysfs ------------------------------------------------------------- */

/* A path, to be freed, or NULL with the error in SEARCH.  */
static char *
path_of (struct search *search, const char *format, ...)
{
  va_list args;
  char *path;
  va_start (args, format);
  if (vasprintf (&path, format, args) < 0)
    {
      path = NULL;
      search->error = -ENOMEM;
    }
  va_end (args);
  return path;
}

/* The line that the file DIR/NAME has, to be freed, or NULL.  */
static char *
line_in (struct search *search, const char *dir, const char *name)
{
  char *path = path_of (search, "%s/%s", dir, name);
  FILE *file = path ? fopen (path, "re") : NULL;
  free (path);
  if (!file)
    return NULL;
  char *line = NULL;
  size_t room = 0;
  ssize_t len = getline (&line, &room, file);
  fclose (file);
  if (len <= 0)
    {
      free (line);
      return NULL;
    }
  line[strcspn (line, "\n")] = '\0';
  return line;
}

static bool
device_in (struct search *search, const char *dir, dev_t *ret_device)
{
  unsigned int major, minor;
  char *line = line_in (search, dir, "dev");
  bool found = line && sscanf (line, "%u:%u", &major, &minor) == 2;
  if (found)
    *ret_device = makedev (major, minor);
  free (line);
  return found;
}

static bool
is_partition (struct search *search, const char *dir)
{
  char *number = line_in (search, dir, "partition");
  free (number);
  return number != NULL;
}

/* The name in /dev of what sysfs has in DIR, where `!' stands for `/'.  */
static char *
device_name (struct search *search, const char *dir)
{
  char *name = path_of (search, "/dev/%s", strrchr (dir, '/') + 1);
  for (char *p = name; p && *p; p++)
    if (*p == '!')
      *p = '/';
  return name;
}

/* ---- one device ---------------------------------------------------------- */

/* The device with DIR in sysfs, or without (NULL), is used as KIND says by
   WHERE, which may be NULL.  */
static void
found (struct search *search, enum device_use_kind kind, dev_t device,
       const char *dir, const char *where, const char *type)
{
  struct device_use *use = &search->use;
  use->kind = kind;
  use->device = dir ? device_name (search, dir)
                    : path_of (search, "/dev/block/%u:%u", major (device),
                               minor (device));
  if (where)
    use->where = path_of (search, "%s", where);
  if (type)
    use->type = path_of (search, "%s", type);
  else if (use->device)
    use->type = device_type_find (use->device);
}

static void
find_mount (struct search *search, dev_t device, const char *dir)
{
  for (size_t i = 0; i < search->mounts.count; i++)
    {
      const struct mounts_entry *entry = &search->mounts.list[i];
      if (entry->device != device && entry->source != device)
        continue;
      found (search, entry->point ? DEVICE_USE_MOUNTED : DEVICE_USE_SWAP,
             device, dir, entry->point, entry->type);
      return;
    }
}

/* Device mappers and RAIDs are listed with what they are made of.  */
static void
find_holder (struct search *search, dev_t device, const char *dir)
{
  char *holders = path_of (search, "%s/holders", dir);
  DIR *list = holders ? opendir (holders) : NULL;
  struct dirent *entry;
  while (list && search->use.kind == DEVICE_USE_NONE
         && (entry = readdir (list)) != NULL)
    {
      if (entry->d_name[0] == '.')
        continue;
      char *holder = path_of (search, "%s/%s", holders, entry->d_name);
      char *name = holder ? line_in (search, holder, "dm/name") : NULL;
      char *where = name ? path_of (search, "/dev/mapper/%s", name)
                         : path_of (search, "/dev/%s", entry->d_name);
      if (where)
        found (search, DEVICE_USE_HELD, device, dir, where, NULL);
      free (where);
      free (name);
      free (holder);
    }
  if (list)
    closedir (list);
  free (holders);
}

/* Whether the loop device of which sysfs has DIR is a view of DEVICE.  */
static bool
is_loop_of (struct search *search, const char *dir, dev_t device)
{
  struct stat st;
  char *file = line_in (search, dir, "loop/backing_file");
  bool is = file && strncmp (file, "/dev/", 5) == 0 && stat (file, &st) == 0
            && S_ISBLK (st.st_mode) && st.st_rdev == device;
  free (file);
  return is;
}

/* A loop device does not claim what it is a view of.  */
static void
find_loop (struct search *search, dev_t device, const char *dir)
{
  char *all = path_of (search, "%s/sys/block", search->root);
  DIR *list = all ? opendir (all) : NULL;
  struct dirent *entry;
  while (list && search->use.kind == DEVICE_USE_NONE
         && (entry = readdir (list)) != NULL)
    {
      if (strncmp (entry->d_name, "loop", 4) != 0)
        continue;
      char *loop = path_of (search, "%s/%s", all, entry->d_name);
      char *where = path_of (search, "/dev/%s", entry->d_name);
      if (loop && where && is_loop_of (search, loop, device))
        found (search, DEVICE_USE_HELD, device, dir, where, NULL);
      free (where);
      free (loop);
    }
  if (list)
    closedir (list);
  free (all);
}

static bool
look_at (struct search *search, dev_t device, const char *dir)
{
  find_mount (search, device, dir);
  if (search->use.kind == DEVICE_USE_NONE && dir)
    find_holder (search, device, dir);
  if (search->use.kind == DEVICE_USE_NONE)
    find_loop (search, device, dir);
  return search->use.kind != DEVICE_USE_NONE;
}

/* ---- and what belongs to it ---------------------------------------------- */

static void
look_at_partitions (struct search *search, const char *disk)
{
  DIR *list = opendir (disk);
  struct dirent *entry;
  bool done = false;
  while (list && !done && (entry = readdir (list)) != NULL)
    {
      dev_t device;
      char *dir = entry->d_name[0] == '.'
                      ? NULL
                      : path_of (search, "%s/%s", disk, entry->d_name);
      if (dir && is_partition (search, dir) && device_in (search, dir, &device))
        done = look_at (search, device, dir);
      free (dir);
    }
  if (list)
    closedir (list);
}

/* Look at the disk that the partition with DIR is one of.  */
static void
look_at_disk (struct search *search, char *dir)
{
  dev_t device;
  *strrchr (dir, '/') = '\0';
  if (device_in (search, dir, &device))
    look_at (search, device, dir);
}

int
device_use_find (const char *root, dev_t device, struct device_use *ret_use)
{
  struct search search = { .root = root };
  /* Without the lists, the kernel's word for a claim remains.  */
  if (mounts_read (root, &search.mounts) == -ENOMEM)
    return -ENOMEM;
  char *link = path_of (&search, "%s/sys/dev/block/%u:%u", root, major (device),
                        minor (device));
  char *dir = link ? realpath (link, NULL) : NULL;
  free (link);
  if (!look_at (&search, device, dir) && dir)
    {
      if (is_partition (&search, dir))
        look_at_disk (&search, dir);
      else
        look_at_partitions (&search, dir);
    }
  free (dir);
  mounts_free (&search.mounts);
  if (search.error < 0)
    device_use_forget (&search.use);
  else
    *ret_use = search.use;
  return search.error;
}

void
device_use_forget (struct device_use *use)
{
  free (use->device);
  free (use->where);
  free (use->type);
  *use = (struct device_use) { .kind = DEVICE_USE_NONE };
}

int
device_use_claim (struct engine *engine, int fd, int *ret_claim)
{
  char name[sizeof "/proc/self/fd/" + 12];
  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  /* With O_EXCL alone, without O_CREAT, a block device is claimed
     (open(2)); it stays so however this descriptor may be used.  */
  int claim
      = call_open (engine, AT_FDCWD, name,
                   O_EXCL | O_NONBLOCK | (fcntl (fd, F_GETFL) & O_ACCMODE), 0);
  if (claim < 0)
    return claim;
  *ret_claim = claim;
  return 0;
}
