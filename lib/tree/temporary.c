/* Temporaries: names under which something stands that is not complete.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/temporary.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "tree/walk.h"

enum
{
  READ_SIZE = 32 * 1024,
  HEX_DIGITS = 16,

  /* How often to ask again for a lock, a millisecond each, that somebody
     has who cleans up.  */
  PATIENCE = 1000
};

static const char prefix[] = ".ucp-";
static const char part_suffix[] = ".part";

/* A number that no other run has begun with.  */
static uint64_t
first_number (void)
{
  uint64_t number;
  if (getrandom (&number, sizeof number, GRND_NONBLOCK) == sizeof number)
    return number;
  struct timespec now;
  clock_gettime (CLOCK_REALTIME, &now);
  return ((uint64_t) now.tv_sec << 32 ^ (uint64_t) now.tv_nsec)
         + ((uint64_t) getpid () << 40);
}

void
temporary_name (char name[TEMPORARY_SIZE])
{
  static atomic_ullong next;
  unsigned long long none = 0;
  if (atomic_load (&next) == 0)
    atomic_compare_exchange_strong (&next, &none, first_number () | 1);
  snprintf (name, TEMPORARY_SIZE, "%s%016llx", prefix,
            atomic_fetch_add (&next, 2));
}

void
temporary_part_name (char name[TEMPORARY_SIZE], const char *target)
{
  /* FNV-1a.  Two names that give one number are kept apart by the lock, and
     by the comparison of contents.  */
  uint64_t number = UINT64_C (0xcbf29ce484222325);
  for (; *target; target++)
    number = (number ^ (unsigned char) *target) * UINT64_C (0x100000001b3);
  snprintf (name, TEMPORARY_SIZE, "%s%016llx%s", prefix,
            (unsigned long long) number, part_suffix);
}

/* Whether NAME is one of ours; PARTS: of either kind.  */
static bool
is_temporary (const char *name, bool parts)
{
  size_t len = sizeof prefix - 1;
  if (strncmp (name, prefix, len) != 0
      || strspn (name + len, "0123456789abcdef") != HEX_DIGITS)
    return false;
  const char *rest = name + len + HEX_DIGITS;
  return *rest == '\0' || (parts && strcmp (rest, part_suffix) == 0);
}

bool
temporary_is_one (const char *name)
{
  return is_temporary (name, true);
}

void
temporary_lock (int fd)
{
  for (int i = 0; i < PATIENCE && flock (fd, LOCK_SH | LOCK_NB) < 0; i++)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return;
      nanosleep (&(struct timespec) { .tv_nsec = 1000000 }, NULL);
    }
}

/* Remove temporaries from the records of USED bytes in BUF.  */
static void
clean_records (struct engine *engine, int fd, bool parts, const char *buf,
               size_t used)
{
  for (size_t at = 0; at < used;)
    {
      const struct linux_dirent64 *record = (const void *) (buf + at);
      at += record->d_reclen;
      if (is_temporary (record->d_name, parts))
        call_unlink (engine, fd, record->d_name, 0);
    }
}

void
temporary_clean (struct engine *engine, int fd, bool parts)
{
  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    return;
  char *buf = malloc (READ_SIZE);
  int64_t start;
  int n = 0;
  if (buf && call_seek (engine, fd, 0, SEEK_SET, &start) == 0)
    while ((n = call_getdents (engine, fd, buf, READ_SIZE)) > 0)
      clean_records (engine, fd, parts, buf, n);
  free (buf);
  flock (fd, LOCK_UN);
}
