/* --lock: one mirror at a time into a directory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/stop.h"

/* Wait for the lock, asking again and again: a signal that comes just before a
   call that waits would not end it.  */
static int
take_turn (int fd)
{
  static const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
  while (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return -errno;
      if (stop_requested ())
        return -EINTR;
      nanosleep (&pause, NULL);
    }
  return 0;
}

static int
lock (int fd, enum lock_how how, void (*waiting) (const char *name),
      const char *name)
{
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return 0;
  if (errno != EWOULDBLOCK || how == LOCK_FAIL)
    return -errno;
  if (waiting)
    waiting (name);
  return take_turn (fd);
}

int
usync_lock (int fd, enum lock_how how, void (*waiting) (const char *name),
            const char *name, int *ret_lock)
{
  /* FD may be good for names only, which is not enough for a lock.  */
  int own = openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (own < 0)
    return -errno;
  int err = lock (own, how, waiting, name);
  if (err < 0)
    close (own);
  else
    *ret_lock = own;
  return err;
}
