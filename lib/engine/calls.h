/* Calls: each op as a function, done now.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Thin typed wrappers over engine_call () for code that does one thing
   after the other.  All return a count or descriptor or 0, or -errno, and
   mean what the call of the same name means (see its man page).  Code that
   keeps many ops under way fills a struct op itself.  */

#ifndef UU_CALLS_H
#define UU_CALLS_H

#include <sys/stat.h>
#include <sys/vfs.h>

#include "engine/engine.h"

int call_open (struct engine *engine, int dirfd, const char *path, int flags,
               mode_t mode);
int call_close (struct engine *engine, int fd);

/* statx () with STATX_BASIC_STATS and STATX_DIOALIGN, of a name and of
   what FD has open.  */
int call_statx (struct engine *engine, int dirfd, const char *path, int flags,
                struct statx *stx);
int call_fstatx (struct engine *engine, int fd, struct statx *stx);
int call_mkdir (struct engine *engine, int dirfd, const char *path,
                mode_t mode);
int call_mknod (struct engine *engine, int dirfd, const char *path, mode_t mode,
                dev_t rdev);
int call_symlink (struct engine *engine, const char *content, int dirfd,
                  const char *path);
int call_link (struct engine *engine, int old_dirfd, const char *old_path,
               int new_dirfd, const char *new_path, int flags);
/* Give what FD has open, be it an O_PATH descriptor or a file without a name,
   the name NEW_PATH.  */
int call_link_fd (struct engine *engine, int fd, int new_dirfd,
                  const char *new_path);
int call_unlink (struct engine *engine, int dirfd, const char *path, int flags);
int call_rename (struct engine *engine, int old_dirfd, const char *old_path,
                 int new_dirfd, const char *new_path, unsigned int flags);
int call_statfs (struct engine *engine, int fd, struct statfs *fs);
int call_readlink (struct engine *engine, int dirfd, const char *path,
                   char *buf, size_t len);
int call_getdents (struct engine *engine, int fd, void *buf, size_t len);
int call_seek (struct engine *engine, int fd, int64_t offset, int whence,
               int64_t *ret_offset);
int call_ftruncate (struct engine *engine, int fd, int64_t size);

/* Write all of BUF at OFFSET, or OP_CURRENT_OFFSET, however often that
   takes.  Return 0 or -errno; a write of nothing is -ENOSPC.  */
int call_write_all (struct engine *engine, int fd, const void *buf, size_t len,
                    int64_t offset);

/* The same.  *RET_DONE is how many were written, also on failure.  */
int call_write_upto (struct engine *engine, int fd, const void *buf, size_t len,
                     int64_t offset, size_t *ret_done);

/* Read the regular file FD from its beginning to its end into *RET_TEXT, to be
   freed, with a NUL behind it that does not count in *RET_LEN.  Return 0 or
   -errno; more than MOST bytes are -EFBIG.  */
int call_read_all (struct engine *engine, int fd, size_t most, char **ret_text,
                   size_t *ret_len);

/* A file to change or ask: a descriptor, or what an O_PATH descriptor
   pins.  */
struct handle
{
  int fd;
  bool is_path; /* opened with O_PATH */
};

int call_chmod (struct engine *engine, struct handle handle, mode_t mode);
int call_chown (struct engine *engine, struct handle handle, uid_t uid,
                gid_t gid);
int call_utimens (struct engine *engine, struct handle handle,
                  const struct timespec times[2]);
int call_listxattr (struct engine *engine, struct handle handle, char *names,
                    size_t len);
int call_getxattr (struct engine *engine, struct handle handle,
                   const char *name, void *value, size_t len);
int call_setxattr (struct engine *engine, struct handle handle,
                   const char *name, const void *value, size_t len);
int call_removexattr (struct engine *engine, struct handle handle,
                      const char *name);

#endif /* UU_CALLS_H */
