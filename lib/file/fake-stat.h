/* Stored attributes: what only root could give a file, kept beside it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's --fake-super keeps the owner, the kind, the mode and the numbers of a
   device in the extended attribute user.rsync.%stat of a regular file or a
   directory, as "100644 0,0 1000:100": the mode in octal with the bits of the
   kind, major and minor number, user and group.  The file itself belongs to
   whoever made it, can be read and written by him, and is harmless.  Where it
   has nothing to hide it has no such attribute.  Symbolic links are regular
   files of their text, all else that is special is an empty file.

   mirror-fake.h says where a mirror uses this, fake-acl.h is about ACLs.  */

#ifndef UU_FAKE_STAT_H
#define UU_FAKE_STAT_H

#include "engine/calls.h"

#define FAKE_STAT_NAME "user.rsync.%stat"

enum
{
  FAKE_STAT_MAX = 256 /* bytes of a value, and a NUL */
};

struct fake_stat
{
  mode_t mode; /* with the kind */
  unsigned int major, minor;
  uid_t uid;
  gid_t gid;
};

/* Read TEXT.  0, or -EBADMSG if it is nothing of the kind.  */
int fake_stat_parse (const char *text, struct fake_stat *ret_stat);

/* Write STAT as TEXT, which a NUL ends.  Return its length.  */
int fake_stat_print (const struct fake_stat *stat, char text[FAKE_STAT_MAX]);

/* Have STX, what HANDLE is, be what is stored with it, if anything is.  0,
   -EBADMSG where that makes no sense, or another -errno.  */
int fake_stat_fold (struct engine *engine, struct handle handle,
                    struct statx *stx);

/* See to it that HANDLE, a regular file or a directory that belongs to whoever
   we are, passes for WANTED, and has a mode that harms nobody.  -1 as an owner
   is what it has, or passes for, now.  Changes only what is not so: 1 if
   anything was, 0, or -errno.  */
int fake_stat_store (struct engine *engine, struct handle handle,
                     const struct fake_stat *wanted);

/* The mode, with the kind of STANDS, of a file that passes for MODE.  */
mode_t fake_stat_safe_mode (mode_t stands, mode_t mode);

#endif /* UU_FAKE_STAT_H */
