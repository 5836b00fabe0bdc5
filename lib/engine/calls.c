/* Calls: each op as a function, done now.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine/calls.h"

#include <errno.h>
#include <stdlib.h>
#include <fcntl.h>
#include <stdio.h>

#include "base/stop.h"

int
call_open (struct engine *engine, int dirfd, const char *path, int flags,
           mode_t mode)
{
  struct op op;
  op_init (&op, OP_OPEN, dirfd, NULL, NULL);
  op.u.open.path = path;
  op.u.open.how.flags = flags | O_CLOEXEC;
  op.u.open.how.mode = mode;
  return engine_call (engine, &op);
}

int
call_close (struct engine *engine, int fd)
{
  struct op op;
  op_init (&op, OP_CLOSE, fd, NULL, NULL);
  return engine_call (engine, &op);
}

int
call_statx (struct engine *engine, int dirfd, const char *path, int flags,
            struct statx *stx)
{
  struct op op;
  op_init (&op, OP_STATX, dirfd, NULL, NULL);
  op.u.statx.path = path;
  op.u.statx.flags = flags;
  op.u.statx.mask = STATX_BASIC_STATS | STATX_DIOALIGN;
  op.u.statx.buf = stx;
  return engine_call (engine, &op);
}

int
call_fstatx (struct engine *engine, int fd, struct statx *stx)
{
  return call_statx (engine, fd, "", AT_EMPTY_PATH, stx);
}

/* The ops that work on one name, NAME in DIRFD.  */
static int
name_op (struct engine *engine, enum op_kind kind, int dirfd,
         struct op_name name)
{
  struct op op;
  op_init (&op, kind, dirfd, NULL, NULL);
  op.u.name = name;
  return engine_call (engine, &op);
}

int
call_mkdir (struct engine *engine, int dirfd, const char *path, mode_t mode)
{
  return name_op (engine, OP_MKDIR, dirfd,
                  (struct op_name) { .path = path, .mode = mode });
}

int
call_mknod (struct engine *engine, int dirfd, const char *path, mode_t mode,
            dev_t rdev)
{
  return name_op (
      engine, OP_MKNOD, dirfd,
      (struct op_name) { .path = path, .mode = mode, .rdev = rdev });
}

int
call_unlink (struct engine *engine, int dirfd, const char *path, int flags)
{
  return name_op (engine, OP_UNLINK, dirfd,
                  (struct op_name) { .path = path, .flags = flags });
}

/* The ops that make one name of another, NAMES, of which the old one is
   relative to DIRFD, or, for a symbolic link, the new one.  */
static int
names_op (struct engine *engine, enum op_kind kind, int dirfd,
          struct op_rename names)
{
  struct op op;
  op_init (&op, kind, dirfd, NULL, NULL);
  op.u.rename = names;
  return engine_call (engine, &op);
}

int
call_symlink (struct engine *engine, const char *content, int dirfd,
              const char *path)
{
  return names_op (
      engine, OP_SYMLINK, dirfd,
      (struct op_rename) { .old_path = content, .new_path = path });
}

int
call_link (struct engine *engine, int old_dirfd, const char *old_path,
           int new_dirfd, const char *new_path, int flags)
{
  return names_op (engine, OP_LINK, old_dirfd,
                   (struct op_rename) { old_path, new_dirfd, new_path, flags });
}

int
call_rename (struct engine *engine, int old_dirfd, const char *old_path,
             int new_dirfd, const char *new_path, unsigned int flags)
{
  return names_op (engine, OP_RENAME, old_dirfd,
                   (struct op_rename) { old_path, new_dirfd, new_path, flags });
}

int
call_statfs (struct engine *engine, int fd, struct statfs *fs)
{
  struct op op;
  op_init (&op, OP_STATFS, fd, NULL, NULL);
  op.u.statfs.buf = fs;
  return engine_call (engine, &op);
}

int
call_readlink (struct engine *engine, int dirfd, const char *path, char *buf,
               size_t len)
{
  struct op op;
  op_init (&op, OP_READLINK, dirfd, NULL, NULL);
  op.u.readlink.path = path;
  op.u.readlink.buf = buf;
  op.u.readlink.len = len;
  return engine_call (engine, &op);
}

int
call_getdents (struct engine *engine, int fd, void *buf, size_t len)
{
  struct op op;
  op_init (&op, OP_GETDENTS, fd, NULL, NULL);
  op.u.getdents.buf = buf;
  op.u.getdents.len = len;
  return engine_call (engine, &op);
}

int
call_seek (struct engine *engine, int fd, int64_t offset, int whence,
           int64_t *ret_offset)
{
  struct op op;
  op_init (&op, OP_SEEK, fd, NULL, NULL);
  op.u.seek.offset = offset;
  op.u.seek.whence = whence;
  int result = engine_call (engine, &op);
  if (result >= 0)
    *ret_offset = op.u.seek.ret_offset;
  return result;
}

int
call_ftruncate (struct engine *engine, int fd, int64_t size)
{
  struct op op;
  op_init (&op, OP_FTRUNCATE, fd, NULL, NULL);
  op.u.ftruncate.size = size;
  return engine_call (engine, &op);
}

int
call_write_upto (struct engine *engine, int fd, const void *buf, size_t len,
                 int64_t offset, size_t *ret_done)
{
  size_t done = 0;
  int err = 0;
  while (err == 0 && done < len)
    {
      struct op op;
      op_init (&op, OP_WRITE, fd, NULL, NULL);
      op.u.rw.buf = (char *) buf + done;
      op.u.rw.len = len - done;
      op.u.rw.offset = offset < 0 ? offset : offset + (int64_t) done;
      int n = engine_call (engine, &op);
      if ((n == -EINTR && !stop_requested ()) || n == -EAGAIN)
        continue;
      if (n > 0)
        done += (size_t) n;
      else
        err = n < 0 ? n : -ENOSPC;
    }
  *ret_done = done;
  return err;
}

int
call_write_all (struct engine *engine, int fd, const void *buf, size_t len,
                int64_t offset)
{
  size_t done;
  return call_write_upto (engine, fd, buf, len, offset, &done);
}

enum
{
  FIRST_ROOM = 64 << 10 /* bytes for a file of unknown size */
};

/* Let *TEXT have room for a byte and a NUL behind LEN bytes.  0 or -errno.  */
static int
make_room (char **text, size_t len, size_t *room)
{
  if (*room - len >= 2)
    return 0;
  size_t wanted = *room > 0 ? 2 * *room : FIRST_ROOM;
  char *larger = realloc (*text, wanted);
  if (!larger)
    return -ENOMEM;
  *text = larger;
  *room = wanted;
  return 0;
}

int
call_read_all (struct engine *engine, int fd, size_t most, char **ret_text,
               size_t *ret_len)
{
  char *text = NULL;
  size_t len = 0, room = 0;
  for (;;)
    {
      struct op op;
      int n = len > most ? -EFBIG : make_room (&text, len, &room);
      if (n == 0)
        {
          op_init (&op, OP_READ, fd, NULL, NULL);
          op.u.rw.buf = text + len;
          op.u.rw.len = room - len - 1;
          op.u.rw.offset = (int64_t) len;
          n = engine_call (engine, &op);
          if ((n == -EINTR && !stop_requested ()) || n == -EAGAIN)
            continue;
        }
      if (n < 0)
        {
          free (text);
          return n;
        }
      if (n == 0)
        break;
      len += (size_t) n;
    }
  text[len] = '\0';
  *ret_text = text;
  *ret_len = len;
  return 0;
}

struct proc_name
{
  char name[sizeof "/proc/self/fd/" + 12];
};

/* The name under which /proc knows HANDLE's descriptor, put in PROC, if it
   is an O_PATH descriptor; else NULL.  Calls that follow the name reach the
   very inode that is pinned, a symbolic link included.  */
static const char *
proc_path (struct handle handle, struct proc_name *proc)
{
  if (!handle.is_path)
    return NULL;
  snprintf (proc->name, sizeof proc->name, "/proc/self/fd/%d", handle.fd);
  return proc->name;
}

int
call_link_fd (struct engine *engine, int fd, int new_dirfd,
              const char *new_path)
{
  /* By itself a descriptor can be linked only with a privilege, up to Linux
     6.9; by its name in /proc anybody may.  */
  int err = call_link (engine, fd, "", new_dirfd, new_path, AT_EMPTY_PATH);
  if (err != -ENOENT && err != -EPERM && err != -EINVAL)
    return err;
  struct proc_name proc;
  return call_link (engine, AT_FDCWD,
                    proc_path ((struct handle) { fd, true }, &proc), new_dirfd,
                    new_path, AT_SYMLINK_FOLLOW);
}

int
call_chmod (struct engine *engine, struct handle handle, mode_t mode)
{
  struct op op;
  struct proc_name proc;
  op_init (&op, OP_CHMOD, handle.is_path ? AT_FDCWD : handle.fd, NULL, NULL);
  op.u.meta.path = proc_path (handle, &proc);
  op.u.meta.mode = mode;
  return engine_call (engine, &op);
}

int
call_chown (struct engine *engine, struct handle handle, uid_t uid, gid_t gid)
{
  struct op op;
  op_init (&op, OP_CHOWN, handle.fd, NULL, NULL);
  op.u.meta.path = handle.is_path ? "" : NULL;
  op.u.meta.flags = handle.is_path ? AT_EMPTY_PATH : 0;
  op.u.meta.uid = uid;
  op.u.meta.gid = gid;
  return engine_call (engine, &op);
}

int
call_utimens (struct engine *engine, struct handle handle,
              const struct timespec times[2])
{
  struct op op;
  op_init (&op, OP_UTIMENS, handle.fd, NULL, NULL);
  op.u.meta.path = handle.is_path ? "" : NULL;
  op.u.meta.flags = handle.is_path ? AT_EMPTY_PATH : 0;
  op.u.meta.times[0] = times[0];
  op.u.meta.times[1] = times[1];
  return engine_call (engine, &op);
}

/* The part that the three xattr calls share: LEN bytes at VALUE of
   attribute NAME of HANDLE.  */
static int
call_xattr (struct engine *engine, enum op_kind kind, struct handle handle,
            const char *name, void *value, size_t len)
{
  struct op op;
  struct proc_name proc;
  op_init (&op, kind, handle.fd, NULL, NULL);
  op.u.xattr.path = proc_path (handle, &proc);
  op.u.xattr.name = name;
  op.u.xattr.value = value;
  op.u.xattr.len = len;
  return engine_call (engine, &op);
}

int
call_listxattr (struct engine *engine, struct handle handle, char *names,
                size_t len)
{
  return call_xattr (engine, OP_LISTXATTR, handle, NULL, names, len);
}

int
call_getxattr (struct engine *engine, struct handle handle, const char *name,
               void *value, size_t len)
{
  return call_xattr (engine, OP_GETXATTR, handle, name, value, len);
}

int
call_setxattr (struct engine *engine, struct handle handle, const char *name,
               const void *value, size_t len)
{
  return call_xattr (engine, OP_SETXATTR, handle, name, (void *) value, len);
}

int
call_removexattr (struct engine *engine, struct handle handle, const char *name)
{
  return call_xattr (engine, OP_REMOVEXATTR, handle, name, NULL, 0);
}
