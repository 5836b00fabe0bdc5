/* Stored attributes: what only root could give a file, kept beside it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/fake-stat.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "file/metadata.h"

/* The number to BASE at *TEXT, and what comes behind it, where that has to be
   END unless that is NUL; then *TEXT is behind both.  False if there is none,
   or it is too large.  */
static bool
take_number (const char **text, int base, char end, uint32_t *ret_number)
{
  char *behind;
  if (**text < '0' || **text > '9')
    return false;
  errno = 0;
  unsigned long n = strtoul (*text, &behind, base);
  if (errno != 0 || n > UINT32_MAX || (end != '\0' && *behind != end))
    return false;
  *text = behind + (end != '\0');
  *ret_number = n;
  return true;
}

int
fake_stat_parse (const char *text, struct fake_stat *ret_stat)
{
  uint32_t mode, major, minor, uid, gid;
  if (!take_number (&text, 8, ' ', &mode)
      || !take_number (&text, 10, ',', &major)
      || !take_number (&text, 10, ' ', &minor)
      || !take_number (&text, 10, ':', &uid)
      || !take_number (&text, 10, '\0', &gid) || (mode & ~(S_IFMT | MODE_BITS)))
    return -EBADMSG;
  *ret_stat = (struct fake_stat) {
    .mode = mode, .major = major, .minor = minor, .uid = uid, .gid = gid
  };
  return 0;
}

int
fake_stat_print (const struct fake_stat *stat, char text[FAKE_STAT_MAX])
{
  return snprintf (text, FAKE_STAT_MAX, "%o %u,%u %u:%u",
                   (unsigned int) stat->mode, stat->major, stat->minor,
                   (unsigned int) stat->uid, (unsigned int) stat->gid);
}

/* Whether a file of MODE's kind may pass for one of OTHER's.  */
static bool
may_pass (mode_t mode, mode_t other)
{
  switch (other & S_IFMT)
    {
    case S_IFDIR:
      return S_ISDIR (mode);
    case S_IFREG:
    case S_IFLNK:
    case S_IFCHR:
    case S_IFBLK:
    case S_IFIFO:
    case S_IFSOCK:
      return S_ISREG (mode);
    }
  return false;
}

/* What is stored with HANDLE, of MODE.  0, -ENODATA for nothing, -EBADMSG, or
   another -errno.  */
static int
read_stored (struct engine *engine, struct handle handle, mode_t mode,
             struct fake_stat *ret_stat)
{
  char text[FAKE_STAT_MAX];
  struct fake_stat stat;
  if (!S_ISREG (mode) && !S_ISDIR (mode))
    return -ENODATA;
  int len
      = call_getxattr (engine, handle, FAKE_STAT_NAME, text, sizeof text - 1);
  if (len == -ENOTSUP || len == -ENOSYS)
    return -ENODATA;
  if (len < 0)
    return len == -ERANGE ? -EBADMSG : len;
  text[len] = '\0';
  int err = fake_stat_parse (text, &stat);
  if (err == 0 && !may_pass (mode, stat.mode))
    err = -EBADMSG;
  if (err == 0)
    *ret_stat = stat;
  return err;
}

int
fake_stat_fold (struct engine *engine, struct handle handle, struct statx *stx)
{
  struct fake_stat stat;
  int err = read_stored (engine, handle, stx->stx_mode, &stat);
  if (err < 0)
    return err == -ENODATA ? 0 : err;
  stx->stx_mode = stat.mode;
  stx->stx_rdev_major = stat.major;
  stx->stx_rdev_minor = stat.minor;
  stx->stx_uid = stat.uid;
  stx->stx_gid = stat.gid;
  return 0;
}

mode_t
fake_stat_safe_mode (mode_t stands, mode_t mode)
{
  return (stands & S_IFMT) | (mode & (S_IRWXU | S_IRWXG | S_IRWXO))
         | (S_ISDIR (stands) ? S_IRWXU : S_IRUSR | S_IWUSR);
}

static bool
is_equal (const struct fake_stat *a, const struct fake_stat *b)
{
  return a->mode == b->mode && a->major == b->major && a->minor == b->minor
         && a->uid == b->uid && a->gid == b->gid;
}

/* Have HANDLE, which is as REAL says and with which STORED is stored unless
   that is NULL, pass for WANTED.  1 if that had to be done, 0, or -errno.  */
static int
store (struct engine *engine, struct handle handle,
       const struct fake_stat *real, const struct fake_stat *stored,
       const struct fake_stat *wanted)
{
  char text[FAKE_STAT_MAX];
  if (is_equal (real, wanted))
    {
      if (!stored)
        return 0;
      int err = call_removexattr (engine, handle, FAKE_STAT_NAME);
      return err < 0 && err != -ENODATA ? err : 1;
    }
  if (stored && is_equal (stored, wanted))
    return 0;
  int len = fake_stat_print (wanted, text);
  int err = call_setxattr (engine, handle, FAKE_STAT_NAME, text, len);
  return err < 0 ? err : 1;
}

int
fake_stat_store (struct engine *engine, struct handle handle,
                 const struct fake_stat *wanted)
{
  struct statx stx;
  struct fake_stat stored, all = *wanted;
  int err = call_fstatx (engine, handle.fd, &stx);
  if (err < 0)
    return err;
  int found = read_stored (engine, handle, stx.stx_mode, &stored);
  if (found < 0 && found != -ENODATA && found != -EBADMSG)
    return found;
  struct fake_stat real
      = { .mode = fake_stat_safe_mode (stx.stx_mode, wanted->mode),
          .major = stx.stx_rdev_major,
          .minor = stx.stx_rdev_minor,
          .uid = stx.stx_uid,
          .gid = stx.stx_gid };
  const struct fake_stat *now = found == 0 ? &stored : &real;
  if (all.uid == (uid_t) -1)
    all.uid = now->uid;
  if (all.gid == (gid_t) -1)
    all.gid = now->gid;
  bool changes_mode = stx.stx_mode != real.mode;
  if (changes_mode)
    err = call_chmod (engine, handle, real.mode & MODE_BITS);
  if (err < 0)
    return err;
  /* What makes no sense is there, too, and goes.  */
  err = store (engine, handle, &real, found == -ENODATA ? NULL : now, &all);
  return err < 0 ? err : err || changes_mode;
}
