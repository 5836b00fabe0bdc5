/* From an op to a request on the ring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine/uring-sqe.h"

#include <string.h>
#include <unistd.h>

/* Since Linux 6.9, newer than the oldest liburing that will do.  */
enum
{
  OPCODE_FTRUNCATE = 55
};

static void
prepare_nop (struct io_uring_sqe *sqe, struct op *op)
{
  (void) op;
  io_uring_prep_nop (sqe);
}

static void
prepare_read (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_read (sqe, op->fd, op->u.rw.buf, op->u.rw.len, op->u.rw.offset);
  sqe->rw_flags = op->u.rw.rw_flags;
}

static void
prepare_write (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_write (sqe, op->fd, op->u.rw.buf, op->u.rw.len,
                       op->u.rw.offset);
  sqe->rw_flags = op->u.rw.rw_flags;
}

static void
prepare_splice (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_splice (sqe, op->u.splice.fd_in, op->u.splice.offset_in, op->fd,
                        op->u.splice.offset_out, op->u.splice.len,
                        op->u.splice.flags);
}

static void
prepare_open (struct io_uring_sqe *sqe, struct op *op)
{
  struct open_how *how = &op->u.open.how;

  if (how->resolve == 0)
    io_uring_prep_openat (sqe, op->fd, op->u.open.path, how->flags, how->mode);
  else
    io_uring_prep_openat2 (sqe, op->fd, op->u.open.path, how);
  /* What may wait is left to a kernel thread.  The ring itself would first
     try with O_NONBLOCK, and take for an answer what a fifo says to that:
     that nobody is at its other end.  */
  if ((how->flags & (O_NONBLOCK | O_PATH | O_DIRECTORY)) == 0)
    sqe->flags |= IOSQE_ASYNC;
}

static void
prepare_statx (struct io_uring_sqe *sqe, struct op *op)
{
  /* Valgrind does not see a ring write, and would call all of it
     uninitialised.  */
  memset (op->u.statx.buf, 0, sizeof *op->u.statx.buf);
  io_uring_prep_statx (sqe, op->fd, op->u.statx.path, op->u.statx.flags,
                       op->u.statx.mask, op->u.statx.buf);
}

static void
prepare_close (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_close (sqe, op->fd);
}

static void
prepare_fsync (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_fsync (sqe, op->fd,
                       op->u.fsync.data_only ? IORING_FSYNC_DATASYNC : 0);
}

static void
prepare_sync_range (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_sync_file_range (sqe, op->fd, op->u.range.len,
                                 op->u.range.offset, op->u.range.flags);
}

static void
prepare_fallocate (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_fallocate (sqe, op->fd, op->u.fallocate.mode,
                           op->u.fallocate.offset, op->u.fallocate.len);
}

static void
prepare_ftruncate (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_rw (OPCODE_FTRUNCATE, sqe, op->fd, NULL, 0,
                    op->u.ftruncate.size);
}

static void
prepare_fadvise (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_fadvise (sqe, op->fd, op->u.range.offset, op->u.range.len,
                         op->u.range.flags);
}

static void
prepare_mkdir (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_mkdirat (sqe, op->fd, op->u.name.path, op->u.name.mode);
}

static void
prepare_symlink (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_symlinkat (sqe, op->u.rename.old_path, op->fd,
                           op->u.rename.new_path);
}

static void
prepare_link (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_linkat (sqe, op->fd, op->u.rename.old_path, op->u.rename.new_fd,
                        op->u.rename.new_path, op->u.rename.flags);
}

static void
prepare_unlink (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_unlinkat (sqe, op->fd, op->u.name.path, op->u.name.flags);
}

static void
prepare_rename (struct io_uring_sqe *sqe, struct op *op)
{
  io_uring_prep_renameat (sqe, op->fd, op->u.rename.old_path,
                          op->u.rename.new_fd, op->u.rename.new_path,
                          op->u.rename.flags);
}

static void
prepare_getxattr (struct io_uring_sqe *sqe, struct op *op)
{
  const char *name = op->u.xattr.name;
  char *value = op->u.xattr.value;

  if (op->u.xattr.path == NULL)
    io_uring_prep_fgetxattr (sqe, op->fd, name, value, op->u.xattr.len);
  else
    io_uring_prep_getxattr (sqe, name, value, op->u.xattr.path,
                            op->u.xattr.len);
}

static void
prepare_setxattr (struct io_uring_sqe *sqe, struct op *op)
{
  const char *name = op->u.xattr.name;
  const char *value = op->u.xattr.value;

  if (op->u.xattr.path == NULL)
    io_uring_prep_fsetxattr (sqe, op->fd, name, value, op->u.xattr.flags,
                             op->u.xattr.len);
  else
    io_uring_prep_setxattr (sqe, name, value, op->u.xattr.path,
                            op->u.xattr.flags, op->u.xattr.len);
}

/* NOP's number is 0, so that an unused second opcode is always there.  */
static const struct
{
  void (*prepare) (struct io_uring_sqe *, struct op *);
  uint8_t opcodes[2];
  bool takes_slot;
} kinds[OP_KINDS] = {
  [OP_NOP] = { prepare_nop, { IORING_OP_NOP } },
  [OP_READ] = { prepare_read, { IORING_OP_READ, IORING_OP_READ_FIXED }, true },
  [OP_WRITE]
  = { prepare_write, { IORING_OP_WRITE, IORING_OP_WRITE_FIXED }, true },
  [OP_SPLICE] = { prepare_splice, { IORING_OP_SPLICE }, true },
  [OP_OPEN] = { prepare_open, { IORING_OP_OPENAT, IORING_OP_OPENAT2 } },
  [OP_STATX] = { prepare_statx, { IORING_OP_STATX } },
  [OP_CLOSE] = { prepare_close, { IORING_OP_CLOSE } },
  [OP_FSYNC] = { prepare_fsync, { IORING_OP_FSYNC }, true },
  [OP_SYNC_RANGE] = { prepare_sync_range, { IORING_OP_SYNC_FILE_RANGE }, true },
  [OP_FALLOCATE] = { prepare_fallocate, { IORING_OP_FALLOCATE }, true },
  [OP_FTRUNCATE] = { prepare_ftruncate, { OPCODE_FTRUNCATE }, true },
  [OP_FADVISE] = { prepare_fadvise, { IORING_OP_FADVISE }, true },
  [OP_MKDIR] = { prepare_mkdir, { IORING_OP_MKDIRAT } },
  [OP_SYMLINK] = { prepare_symlink, { IORING_OP_SYMLINKAT } },
  [OP_LINK] = { prepare_link, { IORING_OP_LINKAT } },
  [OP_UNLINK] = { prepare_unlink, { IORING_OP_UNLINKAT } },
  [OP_RENAME] = { prepare_rename, { IORING_OP_RENAMEAT } },
  [OP_GETXATTR]
  = { prepare_getxattr, { IORING_OP_FGETXATTR, IORING_OP_GETXATTR } },
  [OP_SETXATTR]
  = { prepare_setxattr, { IORING_OP_FSETXATTR, IORING_OP_SETXATTR } },
};

bool
uring_has_opcode (enum op_kind kind)
{
  return kinds[kind].prepare != NULL;
}

bool
uring_probe_has (const struct io_uring_probe *probe, enum op_kind kind)
{
  return uring_has_opcode (kind)
         && io_uring_opcode_supported (probe, kinds[kind].opcodes[0])
         && io_uring_opcode_supported (probe, kinds[kind].opcodes[1]);
}

/* io_uring moves a file's own position without its lock (seen in Linux 5.6
   to 6.18), so that two processes writing to one open file would overwrite
   each other; read () and write () take the lock.  Pipes and terminals have
   no position, and are what is worth waiting for.  */
static bool
moves_position (const struct op *op)
{
  return op->u.rw.offset == OP_CURRENT_OFFSET
         && lseek (op->fd, 0, SEEK_CUR) >= 0;
}

bool
uring_takes (const struct op *op)
{
  switch (op->kind)
    {
    case OP_READ:
    case OP_WRITE:
      return !moves_position (op);
    case OP_SYNC_RANGE:
    case OP_FADVISE:
      /* The request has 32 bits for the length.  */
      return op->u.range.len >= 0 && op->u.range.len <= UINT32_MAX;
    default:
      return true;
    }
}

bool
uring_takes_slot (enum op_kind kind)
{
  return kinds[kind].takes_slot;
}

void
uring_prepare (struct io_uring_sqe *sqe, struct op *op,
               struct uring_means means)
{
  kinds[op->kind].prepare (sqe, op);
  if (means.buffer)
    {
      sqe->opcode = kinds[op->kind].opcodes[1];
      sqe->buf_index = op->u.rw.buf_index;
    }
  if (means.slot)
    {
      sqe->fd = op->slot;
      sqe->flags |= IOSQE_FIXED_FILE;
    }
  if ((op->flags & OP_F_ASYNC) != 0)
    sqe->flags |= IOSQE_ASYNC;
  io_uring_sqe_set_data (sqe, op);
}
