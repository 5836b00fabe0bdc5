/* Compare what stat and the extended attributes say of two entries.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "treecmp.h"

/* The kernel's bounds on the list and on one value (limits.h of linux).  */
enum
{
  LIST_SIZE = 65536,
  VALUE_SIZE = 65536,
};

static void
compare_mode (struct stat const st[SIDES])
{
  char text[SIDES][16];

  if (S_ISLNK (st[SRC].st_mode)
      || (st[SRC].st_mode & 07777) == (st[DST].st_mode & 07777))
    return;
  for (int side = SRC; side < SIDES; side++)
    snprintf (text[side], sizeof text[side], "%04o",
              (unsigned) st[side].st_mode & 07777);
  differs ("mode", text[SRC], text[DST]);
}

static bool
times_near (struct timespec a, struct timespec b)
{
  int64_t seconds = (int64_t) a.tv_sec - b.tv_sec;

  if (a.tv_sec >= opt.same_since && b.tv_sec >= opt.same_since)
    return true;

  /* Keep what follows within 64 bits.  */
  if (seconds > 1000000 || seconds < -1000000)
    return false;
  int64_t ns = seconds * 1000000000 + a.tv_nsec - b.tv_nsec;
  return ns <= opt.time_slack && -ns <= opt.time_slack;
}

static void
compare_time (char const *what, struct timespec source, struct timespec copy)
{
  struct timespec const times[SIDES] = { source, copy };
  char text[SIDES][48];

  if (times_near (source, copy))
    return;
  for (int side = SRC; side < SIDES; side++)
    snprintf (text[side], sizeof text[side], "%jd.%09ld",
              (intmax_t) times[side].tv_sec, times[side].tv_nsec);
  differs (what, text[SRC], text[DST]);
}

static void
compare_device (struct stat const st[SIDES])
{
  char text[SIDES][48];

  if (!(S_ISCHR (st[SRC].st_mode) || S_ISBLK (st[SRC].st_mode))
      || st[SRC].st_rdev == st[DST].st_rdev)
    return;
  for (int side = SRC; side < SIDES; side++)
    snprintf (text[side], sizeof text[side], "%u:%u", major (st[side].st_rdev),
              minor (st[side].st_rdev));
  differs ("device number", text[SRC], text[DST]);
}

void
compare_stat (struct pair const *pair)
{
  struct stat const *st = pair->st;

  if (opt.mode)
    compare_mode (st);
  if (opt.owner && st[SRC].st_uid != st[DST].st_uid)
    differs_number ("uid", st[SRC].st_uid, st[DST].st_uid);
  if (opt.owner && st[SRC].st_gid != st[DST].st_gid)
    differs_number ("gid", st[SRC].st_gid, st[DST].st_gid);
  if (opt.times)
    compare_time ("mtime", st[SRC].st_mtim, st[DST].st_mtim);
  if (opt.atime)
    compare_time ("atime", st[SRC].st_atim, st[DST].st_atim);
  if (S_ISREG (st[SRC].st_mode) && opt.data
      && st[SRC].st_size != st[DST].st_size)
    differs_number ("size", st[SRC].st_size, st[DST].st_size);
  compare_device (st);
  if (!opt.identical_ok && st[SRC].st_dev == st[DST].st_dev
      && st[SRC].st_ino == st[DST].st_ino)
    differs_number ("no copy, but the source's own inode", st[SRC].st_ino,
                    st[DST].st_ino);
}

/* Return the target of the link behind the O_PATH descriptor FD.  */
static char *
link_target (int fd)
{
  char *target = must_alloc (NULL, 65536);
  ssize_t n = readlinkat (fd, "", target, 65535);

  if (n < 0)
    {
      free (target);
      return NULL;
    }
  target[n] = '\0';
  return target;
}

void
compare_symlink (struct pair const *pair)
{
  char *target[SIDES] = { NULL, NULL };

  for (int side = SRC; side < SIDES; side++)
    {
      target[side] = link_target (pair->fd[side]);
      if (target[side] == NULL)
        {
          trouble (side, "readlink", errno);
          goto out;
        }
    }
  if (strcmp (target[SRC], target[DST]) != 0)
    differs ("link target", target[SRC], target[DST]);
out:
  for (int side = SRC; side < SIDES; side++)
    free (target[side]);
}

/* The attributes' names of one side: N strings within LIST.  */
struct names
{
  char *list;
  char **name;
  size_t n;
};

static bool
attribute_counts (char const *name)
{
  bool acl = strncmp (name, "system.posix_acl_", 17) == 0;

  /* XFS shows root its ACLs a second time, in its own format.  */
  if (strncmp (name, "trusted.SGI_ACL_", 16) == 0)
    return false;
  return acl ? opt.acl : opt.xattr;
}

static int
compare_names (void const *a, void const *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Fill NAMES with the sorted names of the attributes of /proc/self/fd's
   LINK.  Return 0 or -errno.  */
static int
names_read (char const *link, struct names *names)
{
  *names = (struct names) { .list = must_alloc (NULL, LIST_SIZE) };
  ssize_t size = listxattr (link, names->list, LIST_SIZE);

  if (size < 0)
    return errno == ENOTSUP ? 0 : -errno;
  for (char *p = names->list; p < names->list + size; p += strlen (p) + 1)
    if (attribute_counts (p))
      {
        if (names->n % 16 == 0)
          names->name
              = must_alloc (names->name, (names->n + 16) * sizeof (char *));
        names->name[names->n++] = p;
      }
  if (names->n > 0)
    qsort (names->name, names->n, sizeof (char *), compare_names);
  return 0;
}

/* The first bytes of VALUE in hexadecimal, in a buffer of 64 bytes.  */
static void
value_text (char *text, unsigned char const *value, size_t size)
{
  int n = sprintf (text, "%zu bytes", size);

  for (size_t i = 0; i < size && i < 20; i++)
    n += sprintf (text + n, "%s%02x", i == 0 ? " " : "", value[i]);
}

static void
compare_value (char const *const link[SIDES], char const *name)
{
  static unsigned char value[SIDES][VALUE_SIZE];
  ssize_t size[SIDES];
  char text[SIDES][80], *what;

  for (int side = SRC; side < SIDES; side++)
    {
      size[side] = getxattr (link[side], name, value[side], VALUE_SIZE);
      if (size[side] < 0)
        {
          trouble (side, name, errno);
          return;
        }
    }
  if (size[SRC] == size[DST] && memcmp (value[SRC], value[DST], size[SRC]) == 0)
    return;
  for (int side = SRC; side < SIDES; side++)
    value_text (text[side], value[side], size[side]);
  if (asprintf (&what, "xattr %s", name) < 0)
    out_of_memory ();
  differs (what, text[SRC], text[DST]);
  free (what);
}

static void
report_attribute (char const *name, enum side has)
{
  char *what;

  if (asprintf (&what, "xattr %s", name) < 0)
    out_of_memory ();
  differs (what, has == SRC ? "present" : "none",
           has == DST ? "present" : "none");
  free (what);
}

/* Like strcmp of the next names of both; a list that is used up comes last.  */
static int
compare_heads (struct names const names[SIDES], size_t const i[SIDES])
{
  if (i[SRC] == names[SRC].n)
    return 1;
  if (i[DST] == names[DST].n)
    return -1;
  return strcmp (names[SRC].name[i[SRC]], names[DST].name[i[DST]]);
}

/* Merge the two sorted lists.  */
static void
compare_lists (struct names const names[SIDES], char const *const link[SIDES])
{
  size_t i[SIDES] = { 0, 0 };

  while (i[SRC] < names[SRC].n || i[DST] < names[DST].n)
    {
      int order = compare_heads (names, i);
      if (order < 0)
        report_attribute (names[SRC].name[i[SRC]++], SRC);
      else if (order > 0)
        report_attribute (names[DST].name[i[DST]++], DST);
      else
        {
          compare_value (link, names[SRC].name[i[SRC]]);
          count.xattrs++;
          i[SRC]++;
          i[DST]++;
        }
    }
}

void
compare_xattrs (struct pair const *pair)
{
  /* Not every object can be opened, and f*xattr refuse O_PATH descriptors;
     /proc/self/fd leads to the object itself, a symlink included.  */
  char text[SIDES][32];
  char const *const link[SIDES] = { text[SRC], text[DST] };
  struct names names[SIDES] = { { .n = 0 }, { .n = 0 } };
  bool readable = true;

  if (!opt.xattr && !opt.acl)
    return;
  for (int side = SRC; side < SIDES; side++)
    {
      snprintf (text[side], sizeof text[side], "/proc/self/fd/%d",
                pair->fd[side]);
      int err = names_read (text[side], &names[side]);
      if (err < 0)
        {
          trouble (side, "listxattr", -err);
          readable = false;
        }
    }
  if (readable)
    compare_lists (names, link);
  for (int side = SRC; side < SIDES; side++)
    {
      free (names[side].name);
      free (names[side].list);
    }
}
