/* One operation on the kernel: what is asked, and how it came out.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Every system call that touches a user's data or names is a `struct op`,
   so that one place can run it inline, another can send it to a ring, and
   a third can make it fail in a test.  The caller owns the op and all that
   it points to until the op is done; nothing is allocated for it.

   op_perform() in op.c is the blocking way to do any op; uring-sqe.c holds
   the only other table of the kinds, which turns an op into a request to
   the ring.  Next read engine.h, which says who runs an op and when.  */

#ifndef UU_OP_H
#define UU_OP_H

#include <linux/openat2.h>
#include <linux/stat.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

enum op_kind
{
  /* Kinds that have an io_uring opcode.  */
  OP_NOP,
  OP_READ,
  OP_WRITE,
  OP_SPLICE,
  OP_OPEN,
  OP_STATX,
  OP_CLOSE,
  OP_FSYNC,
  OP_SYNC_RANGE,
  OP_FALLOCATE,
  OP_FTRUNCATE,
  OP_FADVISE,
  OP_MKDIR,
  OP_SYMLINK,
  OP_LINK,
  OP_UNLINK,
  OP_RENAME,
  OP_GETXATTR,
  OP_SETXATTR,
  /* Kinds that exist as plain calls only (kernel 6.18).  */
  OP_LISTXATTR,
  OP_REMOVEXATTR,
  OP_READLINK,
  OP_MKNOD,
  OP_CHMOD,
  OP_CHOWN,
  OP_UTIMENS,
  OP_SEEK,
  OP_GETDENTS,
  OP_STATFS,
  OP_SYNCFS,
  OP_CLONE,
  OP_COPY_RANGE,
  OP_SENDFILE,
  OP_GETFL,
  OP_SETFL,
  OP_IOCTL,
  OP_KINDS
};

enum op_flags
{
  /* The next op queued starts only if this one does all it was asked.  */
  OP_F_LINK = 1,
  /* OP_READ, OP_WRITE: rw.buf lies in registered buffer rw.buf_index.  */
  OP_F_FIXED_BUFFER = 2,
  /* Do not waste time on an inline attempt in the kernel: IOSQE_ASYNC.  */
  OP_F_ASYNC = 4
};

/* An op's position when the file has none, or its own is to be used:
   pipes, terminals, and descriptors shared with other processes.  */
enum
{
  OP_CURRENT_OFFSET = -1
};

/* No slot in the engine's table of registered files.  */
enum
{
  OP_NO_SLOT = -1
};

/* The arguments of the kinds.  */

struct op_rw /* OP_READ, OP_WRITE */
{
  void *buf;              /* OP_WRITE does not change it */
  size_t len;             /* bytes, at most 0x7ffff000: what Linux moves */
  int64_t offset;         /* bytes, or OP_CURRENT_OFFSET */
  int rw_flags;           /* RWF_* */
  unsigned int buf_index; /* with OP_F_FIXED_BUFFER */
};

struct op_splice /* OP_SPLICE, OP_COPY_RANGE, OP_SENDFILE */
{
  int fd_in;          /* op.fd is the output */
  int64_t offset_in;  /* or OP_CURRENT_OFFSET */
  int64_t offset_out; /* OP_SENDFILE has none */
  size_t len;
  unsigned int flags; /* SPLICE_F_*; others: 0 */
};

struct op_open /* result: the new descriptor */
{
  const char *path;
  struct open_how how; /* resolve == 0: openat () does it; else openat2 (),
                          whose refusal is the result */
};

struct op_statx
{
  const char *path;  /* "" with AT_EMPTY_PATH: op.fd itself */
  int flags;         /* AT_* */
  unsigned int mask; /* STATX_* */
  struct statx *buf;
};

struct op_fsync
{
  bool data_only; /* fdatasync () */
};

struct op_range /* OP_SYNC_RANGE, OP_FADVISE */
{
  int64_t offset;
  int64_t len;
  unsigned int flags; /* SYNC_FILE_RANGE_*, or POSIX_FADV_* */
};

struct op_fallocate
{
  int mode; /* FALLOC_FL_* */
  int64_t offset;
  int64_t len;
};

struct op_ftruncate
{
  int64_t size;
};

struct op_name /* OP_MKDIR, OP_MKNOD, OP_UNLINK */
{
  const char *path;
  mode_t mode; /* OP_MKNOD: type and permissions */
  dev_t rdev;  /* OP_MKNOD */
  int flags;   /* OP_UNLINK: AT_REMOVEDIR */
};

struct op_rename /* OP_RENAME, OP_LINK, OP_SYMLINK */
{
  const char *old_path; /* OP_SYMLINK: the target */
  int new_fd;           /* not OP_SYMLINK, which uses op.fd */
  const char *new_path;
  unsigned int flags; /* AT_* of linkat (), RENAME_* */
};

struct op_xattr /* result: length of value or names */
{
  /* A path to follow instead of op.fd, or NULL; "/proc/self/fd/N" reaches
     what an O_PATH descriptor pins.  */
  const char *path;
  const char *name; /* not OP_LISTXATTR */
  void *value;      /* OP_LISTXATTR: the names; not OP_REMOVEXATTR */
  size_t len;
  int flags; /* OP_SETXATTR: XATTR_* */
};

struct op_readlink /* result: length, not terminated */
{
  const char *path; /* "" reads the link op.fd pins */
  char *buf;
  size_t len;
};

struct op_meta /* OP_CHMOD, OP_CHOWN, OP_UTIMENS */
{
  const char *path; /* NULL: op.fd itself; else relative to it, by FLAGS */
  int flags;        /* AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW */
  mode_t mode;      /* OP_CHMOD */
  uid_t uid;        /* OP_CHOWN; -1: leave */
  gid_t gid;
  struct timespec times[2]; /* OP_UTIMENS: access, modification */
};

struct op_seek
{
  int64_t offset;
  int whence;
  int64_t ret_offset; /* set on success */
};

struct op_getdents /* result: bytes, 0 at the end */
{
  void *buf; /* struct linux_dirent64 records */
  size_t len;
};

struct op_statfs
{
  struct statfs *buf;
};

struct op_clone /* FICLONE */
{
  int fd_in; /* op.fd becomes a clone of it */
};

struct op_fl /* OP_GETFL: flags in result */
{
  int flags; /* OP_SETFL: new O_* status flags */
};

struct op_ioctl
{
  unsigned long request;
  void *arg;
};

struct op
{
  enum op_kind kind;
  unsigned int flags; /* enum op_flags */

  /* The descriptor or directory descriptor that most kinds work on, and
     the slot of the engine's file table that holds the same file, or
     OP_NO_SLOT.  A slot only ever speeds an op up.  */
  int fd;
  int slot;

  /* The count or 0 that the call gave, or -errno.  */
  int result;

  /* Called when the op is done, never from within engine_queue ().  May
     queue, try and call further ops; must not call engine_run ().  */
  void (*done) (struct op *);
  void *owner; /* the caller's own */

  /* The engine's, while it has the op.  */
  struct op *next;
  uint64_t engine_data;

  union
  {
    struct op_rw rw;
    struct op_splice splice;
    struct op_open open;
    struct op_statx statx;
    struct op_fsync fsync;
    struct op_range range;
    struct op_fallocate fallocate;
    struct op_ftruncate ftruncate;
    struct op_name name;
    struct op_rename rename;
    struct op_xattr xattr;
    struct op_readlink readlink;
    struct op_meta meta;
    struct op_seek seek;
    struct op_getdents getdents;
    struct op_statfs statfs;
    struct op_clone clone;
    struct op_fl fl;
    struct op_ioctl ioctl;
  } u;
};

/* Do OP by plain calls, blocking as long as it takes, and set and return
   its result.  EINTR is returned, not retried.  Uses op->fd, never the
   slot.  */
int op_perform (struct op *op);

/* The name of KIND for statistics and tests: "read", "openat", ...  */
const char *op_kind_name (enum op_kind kind);

/* Whether OP moves bytes from one file to another: u.splice has the count.  */
bool op_moves_between (const struct op *op);

/* Whether OP is an OP_READ or OP_WRITE.  */
bool op_moves_data (const struct op *op);

/* Whether OP, being done, did all it was asked: no error, and no short
   count where it moves bytes.  What is linked after it runs only then.  */
bool op_did_all (const struct op *op);

/* Initialise OP as KIND on FD with everything else zero, OP_NO_SLOT, and
   OWNER and DONE as given.  */
void op_init (struct op *op, enum op_kind kind, int fd, void *owner,
              void (*done) (struct op *));

#endif /* UU_OP_H */
