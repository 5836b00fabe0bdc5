/* Ops by plain system calls.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One small function per kind, and the table that finds it.  */

#include <config.h>

#include "engine/op.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Newer than the headers of Debian 12 (Linux 6.6); the same number on all
   architectures but alpha.  */
#ifndef SYS_fchmodat2
#ifdef __alpha__
#define SYS_fchmodat2 562
#else
#define SYS_fchmodat2 452
#endif
#endif

/* A count must fit into op.result; no call moves more at once anyway.  */
enum
{
  COUNT_MAX = 1 << 30
};

static int
result_of (long int value)
{
  return value < 0 ? -errno : (int) value;
}

static size_t
count_of (size_t len)
{
  return len < COUNT_MAX ? len : COUNT_MAX;
}

static int
perform_nop (struct op *op)
{
  (void) op;
  return 0;
}

static int
perform_read (struct op *op)
{
  void *buf = op->u.rw.buf;
  size_t len = op->u.rw.len;
  int64_t offset = op->u.rw.offset;

  if (op->u.rw.rw_flags != 0)
    {
      struct iovec iov = { buf, len };
      return result_of (preadv2 (op->fd, &iov, 1, offset, op->u.rw.rw_flags));
    }
  if (offset == OP_CURRENT_OFFSET)
    return result_of (read (op->fd, buf, len));
  return result_of (pread (op->fd, buf, len, offset));
}

static int
perform_write (struct op *op)
{
  void *buf = op->u.rw.buf;
  size_t len = op->u.rw.len;
  int64_t offset = op->u.rw.offset;

  if (op->u.rw.rw_flags != 0)
    {
      struct iovec iov = { buf, len };
      return result_of (pwritev2 (op->fd, &iov, 1, offset, op->u.rw.rw_flags));
    }
  if (offset == OP_CURRENT_OFFSET)
    return result_of (write (op->fd, buf, len));
  return result_of (pwrite (op->fd, buf, len, offset));
}

static int
perform_splice (struct op *op)
{
  off64_t in = op->u.splice.offset_in;
  off64_t out = op->u.splice.offset_out;

  return result_of (splice (op->u.splice.fd_in,
                            in == OP_CURRENT_OFFSET ? NULL : &in, op->fd,
                            out == OP_CURRENT_OFFSET ? NULL : &out,
                            count_of (op->u.splice.len), op->u.splice.flags));
}

static int
perform_open (struct op *op)
{
  struct open_how *how = &op->u.open.how;

  if (how->resolve == 0)
    return result_of (
        openat (op->fd, op->u.open.path, (int) how->flags, (mode_t) how->mode));
  return result_of (
      syscall (SYS_openat2, op->fd, op->u.open.path, how, sizeof *how));
}

static int
perform_statx (struct op *op)
{
  return result_of (syscall (SYS_statx, op->fd, op->u.statx.path,
                             op->u.statx.flags, op->u.statx.mask,
                             op->u.statx.buf));
}

static int
perform_close (struct op *op)
{
  return result_of (close (op->fd));
}

static int
perform_fsync (struct op *op)
{
  return result_of (op->u.fsync.data_only ? fdatasync (op->fd)
                                          : fsync (op->fd));
}

static int
perform_sync_range (struct op *op)
{
  return result_of (sync_file_range (op->fd, op->u.range.offset,
                                     op->u.range.len, op->u.range.flags));
}

static int
perform_fallocate (struct op *op)
{
  return result_of (fallocate (op->fd, op->u.fallocate.mode,
                               op->u.fallocate.offset, op->u.fallocate.len));
}

static int
perform_ftruncate (struct op *op)
{
  return result_of (ftruncate (op->fd, op->u.ftruncate.size));
}

static int
perform_fadvise (struct op *op)
{
  return -posix_fadvise (op->fd, op->u.range.offset, op->u.range.len,
                         (int) op->u.range.flags);
}

static int
perform_mkdir (struct op *op)
{
  return result_of (mkdirat (op->fd, op->u.name.path, op->u.name.mode));
}

static int
perform_symlink (struct op *op)
{
  return result_of (
      symlinkat (op->u.rename.old_path, op->fd, op->u.rename.new_path));
}

static int
perform_link (struct op *op)
{
  return result_of (linkat (op->fd, op->u.rename.old_path, op->u.rename.new_fd,
                            op->u.rename.new_path, (int) op->u.rename.flags));
}

static int
perform_unlink (struct op *op)
{
  return result_of (unlinkat (op->fd, op->u.name.path, op->u.name.flags));
}

static int
perform_rename (struct op *op)
{
  return result_of (syscall (SYS_renameat2, op->fd, op->u.rename.old_path,
                             op->u.rename.new_fd, op->u.rename.new_path,
                             op->u.rename.flags));
}

static int
perform_getxattr (struct op *op)
{
  const char *name = op->u.xattr.name;
  void *value = op->u.xattr.value;
  size_t len = op->u.xattr.len;

  return result_of (op->u.xattr.path != NULL
                        ? getxattr (op->u.xattr.path, name, value, len)
                        : fgetxattr (op->fd, name, value, len));
}

static int
perform_setxattr (struct op *op)
{
  const char *name = op->u.xattr.name;
  const void *value = op->u.xattr.value;
  size_t len = op->u.xattr.len;
  int flags = op->u.xattr.flags;

  return result_of (op->u.xattr.path != NULL
                        ? setxattr (op->u.xattr.path, name, value, len, flags)
                        : fsetxattr (op->fd, name, value, len, flags));
}

static int
perform_listxattr (struct op *op)
{
  char *names = op->u.xattr.value;
  size_t len = op->u.xattr.len;

  return result_of (op->u.xattr.path != NULL
                        ? listxattr (op->u.xattr.path, names, len)
                        : flistxattr (op->fd, names, len));
}

static int
perform_removexattr (struct op *op)
{
  const char *name = op->u.xattr.name;

  return result_of (op->u.xattr.path != NULL
                        ? removexattr (op->u.xattr.path, name)
                        : fremovexattr (op->fd, name));
}

static int
perform_readlink (struct op *op)
{
  return result_of (readlinkat (op->fd, op->u.readlink.path, op->u.readlink.buf,
                                op->u.readlink.len));
}

static int
perform_mknod (struct op *op)
{
  return result_of (
      mknodat (op->fd, op->u.name.path, op->u.name.mode, op->u.name.rdev));
}

/* "/proc/self/fd/N", through which a descriptor that pins a file without
   opening it can be changed.  */
struct fd_path
{
  char text[sizeof "/proc/self/fd/-2147483648"];
};

static struct fd_path
path_of_fd (int fd)
{
  struct fd_path path;

  snprintf (path.text, sizeof path.text, "/proc/self/fd/%d", fd);
  return path;
}

/* chmod with flags is a system call since Linux 6.6.  Where it is unknown,
   or a container's filter that does not know it says EPERM, the older ways
   give the answer.  */
static int
perform_chmod_at (struct op *op)
{
  const char *path = op->u.meta.path;
  mode_t mode = op->u.meta.mode;
  int flags = op->u.meta.flags;

  int r = result_of (syscall (SYS_fchmodat2, op->fd, path, mode, flags));
  if (r != -ENOSYS && r != -EPERM)
    return r;
  if ((flags & AT_EMPTY_PATH) != 0 && path[0] == '\0')
    {
      struct fd_path self = path_of_fd (op->fd);
      return result_of (chmod (self.text, mode));
    }
  return result_of (fchmodat (op->fd, path, mode, flags & ~AT_EMPTY_PATH));
}

static int
perform_chmod (struct op *op)
{
  if (op->u.meta.path == NULL)
    return result_of (fchmod (op->fd, op->u.meta.mode));
  if (op->u.meta.flags != 0)
    return perform_chmod_at (op);
  return result_of (fchmodat (op->fd, op->u.meta.path, op->u.meta.mode, 0));
}

static int
perform_chown (struct op *op)
{
  if (op->u.meta.path == NULL)
    return result_of (fchown (op->fd, op->u.meta.uid, op->u.meta.gid));
  return result_of (fchownat (op->fd, op->u.meta.path, op->u.meta.uid,
                              op->u.meta.gid, op->u.meta.flags));
}

static int
perform_utimens (struct op *op)
{
  const char *path = op->u.meta.path;
  const struct timespec *times = op->u.meta.times;
  int flags = op->u.meta.flags;

  if (path == NULL)
    return result_of (futimens (op->fd, times));

  int r = result_of (utimensat (op->fd, path, times, flags));
  if (r != -EINVAL || (flags & AT_EMPTY_PATH) == 0 || path[0] != '\0')
    return r;
  /* AT_EMPTY_PATH is unknown here before Linux 5.8.  */
  struct fd_path self = path_of_fd (op->fd);
  return result_of (utimensat (AT_FDCWD, self.text, times, 0));
}

static int
perform_seek (struct op *op)
{
  off_t offset = lseek (op->fd, op->u.seek.offset, op->u.seek.whence);

  if (offset < 0)
    return -errno;
  op->u.seek.ret_offset = offset;
  return 0;
}

static int
perform_getdents (struct op *op)
{
  return result_of (syscall (SYS_getdents64, op->fd, op->u.getdents.buf,
                             count_of (op->u.getdents.len)));
}

static int
perform_statfs (struct op *op)
{
  return result_of (fstatfs (op->fd, op->u.statfs.buf));
}

static int
perform_syncfs (struct op *op)
{
  return result_of (syncfs (op->fd));
}

static int
perform_clone (struct op *op)
{
  return result_of (ioctl (op->fd, FICLONE, op->u.clone.fd_in));
}

static int
perform_copy_range (struct op *op)
{
  off64_t in = op->u.splice.offset_in;
  off64_t out = op->u.splice.offset_out;

  return result_of (
      copy_file_range (op->u.splice.fd_in, in == OP_CURRENT_OFFSET ? NULL : &in,
                       op->fd, out == OP_CURRENT_OFFSET ? NULL : &out,
                       count_of (op->u.splice.len), op->u.splice.flags));
}

static int
perform_sendfile (struct op *op)
{
  off64_t in = op->u.splice.offset_in;

  return result_of (sendfile (op->fd, op->u.splice.fd_in,
                              in == OP_CURRENT_OFFSET ? NULL : &in,
                              count_of (op->u.splice.len)));
}

static int
perform_getfl (struct op *op)
{
  return result_of (fcntl (op->fd, F_GETFL));
}

static int
perform_setfl (struct op *op)
{
  return result_of (fcntl (op->fd, F_SETFL, op->u.fl.flags));
}

static int
perform_ioctl (struct op *op)
{
  return result_of (ioctl (op->fd, op->u.ioctl.request, op->u.ioctl.arg));
}

static const struct
{
  const char *name;
  int (*perform) (struct op *);
} kinds[OP_KINDS] = {
  [OP_NOP] = { "nop", perform_nop },
  [OP_READ] = { "read", perform_read },
  [OP_WRITE] = { "write", perform_write },
  [OP_SPLICE] = { "splice", perform_splice },
  [OP_OPEN] = { "openat", perform_open },
  [OP_STATX] = { "statx", perform_statx },
  [OP_CLOSE] = { "close", perform_close },
  [OP_FSYNC] = { "fsync", perform_fsync },
  [OP_SYNC_RANGE] = { "sync_file_range", perform_sync_range },
  [OP_FALLOCATE] = { "fallocate", perform_fallocate },
  [OP_FTRUNCATE] = { "ftruncate", perform_ftruncate },
  [OP_FADVISE] = { "fadvise", perform_fadvise },
  [OP_MKDIR] = { "mkdirat", perform_mkdir },
  [OP_SYMLINK] = { "symlinkat", perform_symlink },
  [OP_LINK] = { "linkat", perform_link },
  [OP_UNLINK] = { "unlinkat", perform_unlink },
  [OP_RENAME] = { "renameat2", perform_rename },
  [OP_GETXATTR] = { "getxattr", perform_getxattr },
  [OP_SETXATTR] = { "setxattr", perform_setxattr },
  [OP_LISTXATTR] = { "listxattr", perform_listxattr },
  [OP_REMOVEXATTR] = { "removexattr", perform_removexattr },
  [OP_READLINK] = { "readlinkat", perform_readlink },
  [OP_MKNOD] = { "mknodat", perform_mknod },
  [OP_CHMOD] = { "chmod", perform_chmod },
  [OP_CHOWN] = { "chown", perform_chown },
  [OP_UTIMENS] = { "utimens", perform_utimens },
  [OP_SEEK] = { "lseek", perform_seek },
  [OP_GETDENTS] = { "getdents", perform_getdents },
  [OP_STATFS] = { "statfs", perform_statfs },
  [OP_SYNCFS] = { "syncfs", perform_syncfs },
  [OP_CLONE] = { "clone", perform_clone },
  [OP_COPY_RANGE] = { "copy_file_range", perform_copy_range },
  [OP_SENDFILE] = { "sendfile", perform_sendfile },
  [OP_GETFL] = { "getfl", perform_getfl },
  [OP_SETFL] = { "setfl", perform_setfl },
  [OP_IOCTL] = { "ioctl", perform_ioctl },
};

int
op_perform (struct op *op)
{
  op->result = kinds[op->kind].perform (op);
  return op->result;
}

const char *
op_kind_name (enum op_kind kind)
{
  return kinds[kind].name;
}

bool
op_moves_data (const struct op *op)
{
  return op->kind == OP_READ || op->kind == OP_WRITE;
}

bool
op_moves_between (const struct op *op)
{
  return op->kind == OP_SPLICE || op->kind == OP_COPY_RANGE
         || op->kind == OP_SENDFILE;
}

bool
op_did_all (const struct op *op)
{
  if (op->result < 0)
    return false;
  if (op_moves_data (op))
    return (size_t) op->result == op->u.rw.len;
  if (op_moves_between (op))
    return (size_t) op->result == op->u.splice.len;
  return true;
}

void
op_init (struct op *op, enum op_kind kind, int fd, void *owner,
         void (*done) (struct op *))
{
  memset (op, 0, sizeof *op);
  op->kind = kind;
  op->fd = fd;
  op->slot = OP_NO_SLOT;
  op->owner = owner;
  op->done = done;
}
