/* --lock: one mirror at a time into a directory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The lock is flock's, on the directory itself: nothing is made for it, and
   nothing stays behind however a run ends.  It binds those who ask for it.  */

#ifndef UU_USYNC_LOCK_H
#define UU_USYNC_LOCK_H

enum lock_how
{
  LOCK_NONE,
  LOCK_WAIT, /* for the end of the other run */
  LOCK_FAIL  /* where there is another */
};

/* Lock the directory that FD has open, for as long as *RET_LOCK is open, which
   no program that is started inherits.  WAITING, if not NULL, is called with
   NAME when there is another run to wait for.  0; -EWOULDBLOCK where LOCK_FAIL
   meets another run; -EINTR when a signal asks for the end; else -errno, of
   which -EBADF says that this file system does not lock directories.  */
int usync_lock (int fd, enum lock_how how, void (*waiting) (const char *name),
                const char *name, int *ret_lock);

#endif /* UU_USYNC_LOCK_H */
