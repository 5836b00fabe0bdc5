/* A chain goes on only while each op does all it was asked.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engines.h"

enum
{
  LEN = 4096
};

static unsigned char buffer[LEN];
static unsigned int done;

/* Queue the N ops as one chain and run it to its end.  */
static void
run_chain (struct engine *engine, struct op *ops, unsigned int n)
{
  done = 0;
  for (unsigned int i = 0; i < n; i++)
    {
      ops[i].owner = &done;
      ops[i].done = unit_count_done;
      ops[i].result = 12345;
      if (i + 1 < n)
        ops[i].flags |= OP_F_LINK;
      engine_queue (engine, &ops[i]);
    }
  CHECK_EQ (engine_inflight (engine), n);
  unit_run_all (engine);
  CHECK_EQ (done, n);
}

static void
whole_pair_copies (struct engine *engine, int in, int out)
{
  struct op ops[2];

  unit_rw (&ops[0], OP_READ, in, buffer, LEN, LEN);
  unit_rw (&ops[1], OP_WRITE, out, buffer, LEN, 0);
  run_chain (engine, ops, 2);
  CHECK_EQ (ops[0].result, LEN);
  CHECK_EQ (ops[1].result, LEN);

  unsigned char wanted[LEN];
  unsigned char got[LEN];
  CHECK_EQ (pread (in, wanted, LEN, LEN), LEN);
  CHECK_EQ (pread (out, got, LEN, 0), LEN);
  CHECK (memcmp (wanted, got, LEN) == 0);
}

static void
short_read_cancels_the_write (struct engine *engine, int in, int out)
{
  struct op ops[3];

  CHECK_EQ (ftruncate (out, 0), 0);
  /* The file ends 100 bytes after this.  */
  unit_rw (&ops[0], OP_READ, in, buffer, LEN, 2 * LEN);
  unit_rw (&ops[1], OP_WRITE, out, buffer, LEN, 0);
  op_init (&ops[2], OP_FSYNC, out, NULL, NULL);
  run_chain (engine, ops, 3);
  CHECK_EQ (ops[0].result, 100);
  CHECK_EQ (ops[1].result, -ECANCELED);
  CHECK_EQ (ops[2].result, -ECANCELED);
  CHECK_EQ (lseek (out, 0, SEEK_END), 0);
}

static void
failure_cancels_the_rest (struct engine *engine, int out)
{
  struct op ops[3];

  CHECK_EQ (ftruncate (out, 0), 0);
  op_init (&ops[0], OP_NOP, -1, NULL, NULL);
  op_init (&ops[1], OP_OPEN, AT_FDCWD, NULL, NULL);
  ops[1].u.open.path = "missing";
  unit_rw (&ops[2], OP_WRITE, out, buffer, LEN, 0);
  run_chain (engine, ops, 3);
  CHECK_EQ (ops[0].result, 0);
  CHECK_EQ (ops[1].result, -ENOENT);
  CHECK_EQ (ops[2].result, -ECANCELED);
  CHECK_EQ (lseek (out, 0, SEEK_END), 0);
}

/* The same with a kind that no ring knows in the chain's middle.  */
static void
plain_kind_takes_its_place (struct engine *engine, int out)
{
  struct op ops[3];

  CHECK_EQ (ftruncate (out, 0), 0);
  unit_rw (&ops[0], OP_WRITE, out, buffer, LEN, 0);
  op_init (&ops[1], OP_CHMOD, out, NULL, NULL);
  ops[1].u.meta.mode = 0640;
  op_init (&ops[2], OP_SEEK, out, NULL, NULL);
  ops[2].u.seek.whence = SEEK_END;
  run_chain (engine, ops, 3);
  CHECK_EQ (ops[0].result, LEN);
  CHECK_EQ (ops[1].result, 0);
  CHECK_EQ (ops[2].u.seek.ret_offset, LEN);

  ops[1].fd = -1;
  run_chain (engine, ops, 3);
  CHECK_EQ (ops[1].result, -EBADF);
  CHECK_EQ (ops[2].result, -ECANCELED);
}

static void
next_chain_is_untouched (struct engine *engine, int in)
{
  struct op ops[2];

  done = 0;
  unit_rw (&ops[0], OP_READ, in, buffer, LEN, 1 << 20);
  unit_rw (&ops[1], OP_READ, in, buffer, LEN, 0);
  for (int i = 0; i < 2; i++)
    {
      ops[i].owner = &done;
      ops[i].done = unit_count_done;
      engine_queue (engine, &ops[i]);
    }
  unit_run_all (engine);
  CHECK_EQ (ops[0].result, 0);
  CHECK_EQ (ops[1].result, LEN);
}

int
main (void)
{
  unit_enter_tmpdir ();
  int in = unit_make_file ("in", 2 * LEN + 100);
  int out = open ("out", O_RDWR | O_CREAT, 0600);

  for (int i = 0; i < UNIT_MODES; i++)
    {
      struct engine *engine = unit_open (unit_modes[i].mode, 0);

      if (engine == NULL)
        continue;
      unit_context = unit_modes[i].name;
      whole_pair_copies (engine, in, out);
      short_read_cancels_the_write (engine, in, out);
      failure_cancels_the_rest (engine, out);
      plain_kind_takes_its_place (engine, out);
      next_chain_is_untouched (engine, in);
      engine_close (engine);
    }
  return unit_end ();
}
