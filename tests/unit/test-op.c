/* What op_perform () and its helpers promise beyond the system calls.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>

#include "engine/op.h"
#include "unit.h"

static void
every_kind_has_its_own_name (void)
{
  for (int a = 0; a < OP_KINDS; a++)
    {
      CHECK (op_kind_name (a) != NULL && op_kind_name (a)[0] != '\0');
      for (int b = 0; b < a; b++)
        CHECK (strcmp (op_kind_name (a), op_kind_name (b)) != 0);
    }
}

static void
op_init_clears_all_else (void)
{
  int owner;
  struct op op;

  memset (&op, 0xff, sizeof op);
  op_init (&op, OP_READ, 7, &owner, NULL);
  CHECK (op.kind == OP_READ && op.fd == 7 && op.owner == &owner);
  CHECK_EQ (op.slot, OP_NO_SLOT);
  CHECK (op.flags == 0 && op.u.rw.rw_flags == 0 && op.u.rw.offset == 0);
}

static void
short_counts_are_not_all (void)
{
  struct op op;

  op_init (&op, OP_READ, -1, NULL, NULL);
  CHECK (op_moves_data (&op));
  op.u.rw.len = 10;
  op.result = 9;
  CHECK (!op_did_all (&op));
  op.result = 10;
  CHECK (op_did_all (&op));
  op.result = -EIO;
  CHECK (!op_did_all (&op));
  op_init (&op, OP_SPLICE, -1, NULL, NULL);
  CHECK (!op_moves_data (&op));
  op.u.splice.len = 10;
  op.result = 9;
  CHECK (!op_did_all (&op));
  op_init (&op, OP_OPEN, -1, NULL, NULL);
  op.result = 3;
  CHECK (op_did_all (&op));
}

/* A symlink's descriptor, pinned: it cannot be opened.  */
static int
pin (const char *name)
{
  int fd = open (name, O_PATH | O_NOFOLLOW);

  if (fd < 0)
    unit_die (name);
  return fd;
}

static void
pinned_files_can_be_changed (void)
{
  struct stat st;
  struct op op;

  if (mkfifo ("fifo", 0600) != 0 || symlink ("nowhere", "sym") != 0)
    unit_die ("fifo, sym");

  int fd = pin ("fifo");
  op_init (&op, OP_CHMOD, fd, NULL, NULL);
  op.u.meta.path = "";
  op.u.meta.flags = AT_EMPTY_PATH;
  op.u.meta.mode = 0451;
  CHECK_EQ (op_perform (&op), 0);
  CHECK (stat ("fifo", &st) == 0 && (st.st_mode & 07777) == 0451);
  close (fd);

  fd = pin ("sym");
  op_init (&op, OP_UTIMENS, fd, NULL, NULL);
  op.u.meta.path = "";
  op.u.meta.flags = AT_EMPTY_PATH;
  op.u.meta.times[1].tv_sec = 1234;
  op.u.meta.times[1].tv_nsec = 56789;
  CHECK_EQ (op_perform (&op), 0);
  CHECK (lstat ("sym", &st) == 0 && st.st_mtim.tv_sec == 1234
         && st.st_mtim.tv_nsec == 56789);
  op_init (&op, OP_CHOWN, fd, NULL, NULL);
  op.u.meta.path = "";
  op.u.meta.flags = AT_EMPTY_PATH;
  op.u.meta.uid = geteuid ();
  op.u.meta.gid = getegid ();
  CHECK_EQ (op_perform (&op), 0);
  op_init (&op, OP_CHMOD, fd, NULL, NULL);
  op.u.meta.path = "";
  op.u.meta.flags = AT_EMPTY_PATH;
  op.u.meta.mode = 0600;
  CHECK_EQ (op_perform (&op), -EOPNOTSUPP);
  close (fd);
}

static void
seek_sets_its_offset_on_success_only (void)
{
  int fd = open ("holes", O_RDWR | O_CREAT, 0600);
  struct op op;

  if (fd < 0 || ftruncate (fd, 1 << 20) != 0)
    unit_die ("holes");
  op_init (&op, OP_SEEK, fd, NULL, NULL);
  op.u.seek.whence = SEEK_HOLE;
  op.u.seek.offset = 4096;
  op.u.seek.ret_offset = -7;
  CHECK_EQ (op_perform (&op), 0);
  CHECK_EQ (op.u.seek.ret_offset, 4096);
  op.u.seek.offset = 1 << 21;
  op.u.seek.ret_offset = -7;
  CHECK_EQ (op_perform (&op), -ENXIO);
  CHECK_EQ (op.u.seek.ret_offset, -7);
  /* Further than an int reaches.  */
  op.u.seek.whence = SEEK_SET;
  op.u.seek.offset = INT64_C (1) << 40;
  CHECK_EQ (op_perform (&op), 0);
  CHECK_EQ (op.u.seek.ret_offset, INT64_C (1) << 40);
  close (fd);
}

int
main (void)
{
  unit_enter_tmpdir ();
  every_kind_has_its_own_name ();
  op_init_clears_all_else ();
  short_counts_are_not_all ();
  pinned_files_can_be_changed ();
  seek_sets_its_offset_on_success_only ();
  return unit_end ();
}
