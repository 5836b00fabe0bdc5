/* Every kind of op gives the same on every engine, called and queued, as it
   does by plain calls.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A script of ops is played in an empty directory, once per way; what each
   op gave, and what it left in its buffers, is noted and compared.  */

#include <config.h>

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>

#include "engines.h"

enum
{
  NOTES = 100
};

struct play
{
  struct engine *engine; /* NULL: op_perform () */
  bool queued;
  int dir;
  int n;
  int results[NOTES];
  uint64_t sums[NOTES]; /* of what was read */
  const char *names[NOTES];
};

static unsigned int seen[OP_KINDS];

static uint64_t
sum_of (const void *data, size_t len)
{
  const unsigned char *bytes = data;
  uint64_t sum = 14695981039346656037u;

  for (size_t i = 0; i < len; i++)
    sum = (sum ^ bytes[i]) * 1099511628211u;
  return sum;
}

static int
act (struct play *play, struct op *op)
{
  seen[op->kind]++;
  if (play->engine == NULL)
    return op_perform (op);
  if (!play->queued)
    return engine_call (play->engine, op);
  return unit_queue_one (play->engine, op);
}

static void
note (struct play *play, const char *name, int result, const void *data,
      size_t len)
{
  if (play->n == NOTES)
    unit_die ("too many notes");
  play->names[play->n] = name;
  play->results[play->n] = result;
  play->sums[play->n] = data == NULL ? 0 : sum_of (data, len);
  play->n++;
}

static int
do_noted (struct play *play, const char *name, struct op *op)
{
  int r = act (play, op);

  note (play, name, r, NULL, 0);
  return r;
}

static int
do_open (struct play *play, const char *path, uint64_t flags, uint64_t resolve)
{
  struct op op;

  op_init (&op, OP_OPEN, play->dir, NULL, NULL);
  op.u.open.path = path;
  op.u.open.how.flags = flags;
  op.u.open.how.mode = (flags & O_CREAT) != 0 ? 0640 : 0;
  op.u.open.how.resolve = resolve;
  int fd = act (play, &op);
  note (play, path, fd < 0 ? fd : 0, NULL, 0);
  return fd;
}

static void
do_close (struct play *play, int fd)
{
  struct op op;

  op_init (&op, OP_CLOSE, fd, NULL, NULL);
  do_noted (play, "close", &op);
  CHECK_EQ (fcntl (fd, F_GETFD), -1);
}

static void
play_statx (struct play *play, int fd, const char *path, int flags)
{
  struct statx stx = { 0 };
  struct op op;

  op_init (&op, OP_STATX, fd, NULL, NULL);
  op.u.statx.path = path;
  op.u.statx.flags = flags;
  op.u.statx.mask = STATX_BASIC_STATS;
  op.u.statx.buf = &stx;
  int r = act (play, &op);
  uint64_t facts[4] = { stx.stx_mode, stx.stx_size, stx.stx_nlink, 0 };
  note (play, "statx", r, facts, sizeof facts);
}

static void
play_data (struct play *play, int fd)
{
  char buf[8192];
  struct op op;

  memset (buf, 'x', sizeof buf);
  unit_rw (&op, OP_WRITE, fd, buf, 5000, 100);
  do_noted (play, "write at", &op);
  unit_rw (&op, OP_WRITE, fd, buf, 10, OP_CURRENT_OFFSET);
  do_noted (play, "write on", &op);
  unit_rw (&op, OP_WRITE, fd, buf, 10, 0);
  op.u.rw.rw_flags = RWF_DSYNC;
  do_noted (play, "write with a flag", &op);

  memset (buf, 0, sizeof buf);
  unit_rw (&op, OP_READ, fd, buf, sizeof buf, 50);
  int r = act (play, &op);
  note (play, "read at", r, buf, sizeof buf);
  memset (buf, 0, sizeof buf);
  unit_rw (&op, OP_READ, fd, buf, 100, OP_CURRENT_OFFSET);
  r = act (play, &op);
  note (play, "read on", r, buf, sizeof buf);
  unit_rw (&op, OP_READ, fd, buf, 100, 1 << 20);
  do_noted (play, "read past the end", &op);
  unit_rw (&op, OP_READ, -1, buf, 100, 0);
  do_noted (play, "read from nothing", &op);
  unit_rw (&op, OP_READ, play->dir, buf, 100, 0);
  do_noted (play, "read a directory", &op);

  op_init (&op, OP_SEEK, fd, NULL, NULL);
  op.u.seek.whence = SEEK_CUR;
  r = act (play, &op);
  note (play, "seek", r, &op.u.seek.ret_offset, sizeof (int64_t));
  op.u.seek.whence = 99;
  do_noted (play, "seek wrongly", &op);
}

static void
play_splice (struct play *play, int fd)
{
  int ends[2];
  char buf[100];
  struct op op;

  if (pipe (ends) != 0)
    unit_die ("pipe");
  op_init (&op, OP_SPLICE, ends[1], NULL, NULL);
  op.u.splice.fd_in = fd;
  op.u.splice.offset_in = 120;
  op.u.splice.offset_out = OP_CURRENT_OFFSET;
  op.u.splice.len = 100;
  do_noted (play, "splice", &op);
  unit_rw (&op, OP_READ, ends[0], buf, sizeof buf, OP_CURRENT_OFFSET);
  int r = act (play, &op);
  note (play, "read the pipe", r, buf, sizeof buf);

  op_init (&op, OP_SENDFILE, ends[1], NULL, NULL);
  op.u.splice.fd_in = fd;
  op.u.splice.offset_in = 130;
  op.u.splice.len = 50;
  do_noted (play, "sendfile", &op);
  op.u.splice.offset_in = OP_CURRENT_OFFSET;
  do_noted (play, "sendfile from the position", &op);
  unit_rw (&op, OP_READ, ends[0], buf, sizeof buf, OP_CURRENT_OFFSET);
  r = act (play, &op);
  note (play, "read what was sent", r, buf, r > 0 ? r : 0);
  close (ends[0]);
  close (ends[1]);
}

static void
play_size (struct play *play, int fd)
{
  struct op op;

  op_init (&op, OP_FALLOCATE, fd, NULL, NULL);
  op.u.fallocate.mode = FALLOC_FL_KEEP_SIZE;
  op.u.fallocate.len = 65536;
  do_noted (play, "fallocate", &op);
  op.u.fallocate.len = -1;
  do_noted (play, "fallocate wrongly", &op);
  op_init (&op, OP_FTRUNCATE, fd, NULL, NULL);
  op.u.ftruncate.size = 3000;
  do_noted (play, "ftruncate", &op);
  op_init (&op, OP_FADVISE, fd, NULL, NULL);
  op.u.range.flags = POSIX_FADV_SEQUENTIAL;
  do_noted (play, "fadvise", &op);
  op.u.range.len = INT64_MAX;
  do_noted (play, "fadvise far", &op);
  op.u.range.flags = 999;
  do_noted (play, "fadvise wrongly", &op);
  op_init (&op, OP_SYNC_RANGE, fd, NULL, NULL);
  op.u.range.len = 4096;
  op.u.range.flags = SYNC_FILE_RANGE_WRITE;
  do_noted (play, "sync_file_range", &op);
  op_init (&op, OP_FSYNC, fd, NULL, NULL);
  do_noted (play, "fsync", &op);
  op.u.fsync.data_only = true;
  do_noted (play, "fdatasync", &op);
  op_init (&op, OP_SYNCFS, fd, NULL, NULL);
  do_noted (play, "syncfs", &op);
}

static void
play_names (struct play *play)
{
  struct op op;

  op_init (&op, OP_MKDIR, play->dir, NULL, NULL);
  op.u.name.path = "d";
  op.u.name.mode = 0750;
  do_noted (play, "mkdir", &op);
  do_noted (play, "mkdir again", &op);
  op_init (&op, OP_MKNOD, play->dir, NULL, NULL);
  op.u.name.path = "fifo";
  op.u.name.mode = S_IFIFO | 0600;
  do_noted (play, "mknod", &op);
  op_init (&op, OP_SYMLINK, play->dir, NULL, NULL);
  op.u.rename.old_path = "target";
  op.u.rename.new_path = "sym";
  do_noted (play, "symlink", &op);
  op_init (&op, OP_LINK, play->dir, NULL, NULL);
  op.u.rename.old_path = "file";
  op.u.rename.new_fd = play->dir;
  op.u.rename.new_path = "file2";
  do_noted (play, "link", &op);
  op_init (&op, OP_RENAME, play->dir, NULL, NULL);
  op.u.rename.old_path = "file2";
  op.u.rename.new_fd = play->dir;
  op.u.rename.new_path = "file";
  op.u.rename.flags = RENAME_NOREPLACE;
  do_noted (play, "rename onto", &op);
  op.u.rename.new_path = "d/file3";
  do_noted (play, "rename", &op);
  play_statx (play, play->dir, "d/file3", AT_SYMLINK_NOFOLLOW);
  play_statx (play, play->dir, "sym", AT_SYMLINK_NOFOLLOW);
  play_statx (play, play->dir, "nothing", 0);
  op_init (&op, OP_UNLINK, play->dir, NULL, NULL);
  op.u.name.path = "d";
  do_noted (play, "unlink a directory", &op);
  op.u.name.flags = AT_REMOVEDIR;
  do_noted (play, "rmdir a full directory", &op);
  op.u.name.flags = 0;
  op.u.name.path = "d/file3";
  do_noted (play, "unlink", &op);
}

static void
play_link_text (struct play *play)
{
  char text[64] = "";
  struct op op;

  int fd = do_open (play, "sym", O_PATH | O_NOFOLLOW, 0);
  op_init (&op, OP_READLINK, fd, NULL, NULL);
  op.u.readlink.path = "";
  op.u.readlink.buf = text;
  op.u.readlink.len = sizeof text;
  int r = act (play, &op);
  note (play, "readlink", r, text, sizeof text);
  CHECK_EQ (r, 6);
  do_close (play, fd);
}

/* What is done to an xattr by descriptor, and, PATH not being null, by that
   path.  */
static void
play_xattr (struct play *play, int fd, const char *path, const char *name)
{
  char value[64] = "worth";
  struct op op;

  op_init (&op, OP_SETXATTR, fd, NULL, NULL);
  op.u.xattr.path = path;
  op.u.xattr.name = name;
  op.u.xattr.value = value;
  op.u.xattr.len = 5;
  op.u.xattr.flags = XATTR_CREATE;
  do_noted (play, "setxattr", &op);
  do_noted (play, "setxattr again", &op);

  memset (value, 0, sizeof value);
  op_init (&op, OP_GETXATTR, fd, NULL, NULL);
  op.u.xattr.path = path;
  op.u.xattr.name = name;
  op.u.xattr.value = value;
  op.u.xattr.len = sizeof value;
  int r = act (play, &op);
  note (play, "getxattr", r, value, sizeof value);
  op.u.xattr.value = NULL;
  op.u.xattr.len = 0;
  do_noted (play, "getxattr's length", &op);
  op.u.xattr.name = "user.none";
  do_noted (play, "getxattr of none", &op);

  op_init (&op, OP_LISTXATTR, fd, NULL, NULL);
  op.u.xattr.path = path;
  op.u.xattr.value = value;
  op.u.xattr.len = sizeof value;
  do_noted (play, "listxattr", &op);

  op_init (&op, OP_REMOVEXATTR, fd, NULL, NULL);
  op.u.xattr.path = path;
  op.u.xattr.name = name;
  do_noted (play, "removexattr", &op);
  do_noted (play, "removexattr again", &op);
}

static void
play_meta (struct play *play, int fd)
{
  struct op op;

  op_init (&op, OP_CHMOD, fd, NULL, NULL);
  op.u.meta.mode = 0604;
  do_noted (play, "fchmod", &op);
  op.fd = play->dir;
  op.u.meta.path = "file";
  op.u.meta.mode = 0624;
  do_noted (play, "chmod", &op);
  op.u.meta.path = "fifo";
  op.u.meta.flags = AT_SYMLINK_NOFOLLOW;
  do_noted (play, "chmod, not following", &op);
  op_init (&op, OP_CHOWN, fd, NULL, NULL);
  op.u.meta.uid = geteuid ();
  op.u.meta.gid = (gid_t) -1;
  do_noted (play, "fchown", &op);
  op.fd = play->dir;
  op.u.meta.path = "sym";
  op.u.meta.flags = AT_SYMLINK_NOFOLLOW;
  do_noted (play, "lchown", &op);
  op_init (&op, OP_UTIMENS, fd, NULL, NULL);
  op.u.meta.times[0].tv_sec = -5;
  op.u.meta.times[1].tv_nsec = 123456789;
  do_noted (play, "futimens", &op);
  op.fd = play->dir;
  op.u.meta.path = "sym";
  op.u.meta.flags = AT_SYMLINK_NOFOLLOW;
  do_noted (play, "utimens", &op);
  play_statx (play, fd, "", AT_EMPTY_PATH);
  play_statx (play, play->dir, "file", 0);
}

static void
play_rest (struct play *play, int fd)
{
  struct statfs sfs;
  struct op op;
  int other = do_open (play, "other", O_RDWR | O_CREAT, 0);
  int value = 0;

  op_init (&op, OP_STATFS, fd, NULL, NULL);
  op.u.statfs.buf = &sfs;
  int r = act (play, &op);
  note (play, "statfs", r, &sfs.f_type, sizeof sfs.f_type);
  op_init (&op, OP_COPY_RANGE, other, NULL, NULL);
  op.u.splice.fd_in = fd;
  op.u.splice.len = 1000;
  do_noted (play, "copy_file_range", &op);
  op_init (&op, OP_CLONE, other, NULL, NULL);
  op.u.clone.fd_in = fd;
  do_noted (play, "clone", &op);
  op_init (&op, OP_SETFL, other, NULL, NULL);
  op.u.fl.flags = O_APPEND;
  do_noted (play, "setfl", &op);
  op_init (&op, OP_GETFL, other, NULL, NULL);
  r = act (play, &op);
  note (play, "getfl", r & O_APPEND, NULL, 0);
  op_init (&op, OP_IOCTL, fd, NULL, NULL);
  op.u.ioctl.request = FIONREAD;
  op.u.ioctl.arg = &value;
  do_noted (play, "ioctl", &op);
  op_init (&op, OP_NOP, -1, NULL, NULL);
  do_noted (play, "nop", &op);
  do_close (play, other);
}

static void
play_getdents (struct play *play)
{
  char buf[4096];
  struct op op;

  op_init (&op, OP_GETDENTS, play->dir, NULL, NULL);
  op.u.getdents.buf = buf;
  op.u.getdents.len = sizeof buf;
  do_noted (play, "getdents", &op);
  do_noted (play, "getdents at the end", &op);
}

static void
play_all (struct play *play, const char *dir_name)
{
  if (mkdir (dir_name, 0700) != 0
      || (play->dir = open (dir_name, O_RDONLY | O_DIRECTORY)) < 0)
    unit_die (dir_name);
  int fd = do_open (play, "file", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0);
  do_open (play, "file", O_RDWR | O_CREAT | O_EXCL, 0);
  do_open (play, "nowhere/file", O_RDONLY, 0);
  do_open (play, "../escape", O_RDONLY, RESOLVE_BENEATH);
  do_close (play, do_open (play, "file", O_RDONLY, RESOLVE_NO_SYMLINKS));

  play_data (play, fd);
  play_splice (play, fd);
  play_size (play, fd);
  play_names (play);
  play_link_text (play);
  play_meta (play, fd);
  char path[64];
  snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  play_xattr (play, fd, NULL, "user.uu");
  play_xattr (play, fd, path, "user.path");
  play_rest (play, fd);
  play_getdents (play);
  do_close (play, fd);
  close (play->dir);
}

static void
compare (const struct play *a, const struct play *b, const char *name)
{
  char where[128];

  CHECK_EQ (a->n, b->n);
  for (int i = 0; i < a->n && i < b->n; i++)
    {
      snprintf (where, sizeof where, "[%s, %s, note %d]", name, a->names[i], i);
      unit_context = where;
      CHECK (strcmp (a->names[i], b->names[i]) == 0);
      CHECK_EQ (b->results[i], a->results[i]);
      CHECK (a->sums[i] == b->sums[i]);
    }
  unit_context = "";
}

int
main (void)
{
  static struct play plain;
  unsigned int before;

  unit_enter_tmpdir ();
  play_all (&plain, "plain");
  before = unit_open_descriptors ();
  for (int kind = 0; kind < OP_KINDS; kind++)
    {
      unit_context = op_kind_name (kind);
      CHECK (seen[kind] > 0);
    }

  for (int i = 0; i < UNIT_MODES; i++)
    for (int queued = 0; queued < 2; queued++)
      {
        struct engine *engine = unit_open (unit_modes[i].mode, 0);
        struct play play = { .engine = engine, .queued = queued != 0 };
        char name[32];

        if (engine == NULL)
          continue;
        snprintf (name, sizeof name, "%s-%s", unit_modes[i].name,
                  queued ? "queued" : "called");
        play_all (&play, name);
        compare (&plain, &play, name);
        engine_close (engine);
      }
  CHECK_EQ (unit_open_descriptors (), before);
  return unit_end ();
}
