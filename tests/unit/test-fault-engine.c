/* The fault engine keeps its promises: what it makes go wrong goes wrong as
   a kernel would have it, and nothing else does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine-fault.h"
#include "engines.h"

static struct fault_config config;

static int
decorate (struct engine *inner, struct engine **ret_outer)
{
  return engine_fault_open (&config, inner, ret_outer);
}

static struct engine *
open_faulty (enum engine_mode mode, const char *settings)
{
  CHECK_EQ (fault_parse (settings, &config), 0);
  /* Count from here.  */
  if (config.fail_at > 0)
    config.fail_at += fault_count ();
  return unit_open (mode, 8);
}

static void
settings_are_understood (void)
{
  struct fault_config got;

  CHECK_EQ (fault_parse ("", &got), 0);
  CHECK (got.fail_at == 0 && got.fail_any_kind && !got.reorder);
  CHECK_EQ (fault_parse ("seed=7,short=10,delay=20,reorder,eintr=5,"
                         "fail=3:ENOSPC:forever:write,unregistered",
                         &got),
            0);
  CHECK_EQ (got.seed, 7);
  CHECK_EQ (got.short_percent, 10);
  CHECK_EQ (got.delay_percent, 20);
  CHECK_EQ (got.eintr_percent, 5);
  CHECK (got.reorder && got.unregistered);
  CHECK_EQ (got.fail_at, 3);
  CHECK_EQ (got.fail_errno, ENOSPC);
  CHECK (got.fail_forever && !got.fail_any_kind);
  CHECK_EQ (got.fail_kind, OP_WRITE);
  CHECK_EQ (fault_parse ("fail=0", &got), 0);
  CHECK_EQ (fault_parse ("fail=1:5", &got), 0);
  CHECK_EQ (got.fail_errno, 5);

  static const char *const wrong[]
      = { "what",         "seed",     "short=91",    "fail=1",
          "fail=1:EWHAT", "reorders", "fail=1:EIO:x" };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    {
      unit_context = wrong[i];
      CHECK_EQ (fault_parse (wrong[i], &got), -EINVAL);
    }
}

static int
nop (struct engine *engine, bool queued)
{
  struct op op;

  op_init (&op, OP_NOP, -1, NULL, NULL);
  return queued ? unit_queue_one (engine, &op) : engine_call (engine, &op);
}

static void
nth_op_fails_once_or_for_good (enum engine_mode mode)
{
  for (int queued = 0; queued < 2; queued++)
    {
      struct engine *engine = open_faulty (mode, "fail=3:EDQUOT");
      uint64_t before = fault_count ();

      CHECK_EQ (nop (engine, queued), 0);
      CHECK_EQ (nop (engine, queued), 0);
      CHECK_EQ (nop (engine, queued), -EDQUOT);
      CHECK_EQ (nop (engine, queued), 0);
      CHECK_EQ (fault_count () - before, 4);
      engine_close (engine);

      engine = open_faulty (mode, "fail=2:EIO:forever");
      CHECK_EQ (nop (engine, queued), 0);
      for (int i = 0; i < 5; i++)
        CHECK_EQ (nop (engine, !queued), -EIO);
      engine_close (engine);
    }
}

static void
only_the_kind_named_counts_and_fails (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "fail=2:ENOSPC:mkdirat");
  struct op op;

  op_init (&op, OP_MKDIR, AT_FDCWD, NULL, NULL);
  op.u.name.path = "a";
  op.u.name.mode = 0700;
  CHECK_EQ (nop (engine, false), 0);
  CHECK_EQ (engine_call (engine, &op), 0);
  CHECK_EQ (nop (engine, true), 0);
  op.u.name.path = "b";
  CHECK_EQ (unit_queue_one (engine, &op), -ENOSPC);
  /* Not performed.  */
  CHECK_EQ (access ("b", F_OK), -1);
  CHECK_EQ (rmdir ("a"), 0);
  engine_close (engine);
}

static void
failed_close_still_closes (enum engine_mode mode)
{
  for (int queued = 0; queued < 2; queued++)
    {
      struct engine *engine = open_faulty (mode, "fail=1:EIO:close");
      int fd = open ("/dev/null", O_RDONLY);
      struct op op;

      op_init (&op, OP_CLOSE, fd, NULL, NULL);
      int r = queued ? unit_queue_one (engine, &op) : engine_call (engine, &op);
      CHECK_EQ (r, -EIO);
      CHECK_EQ (fcntl (fd, F_GETFD), -1);
      engine_close (engine);
    }
}

enum
{
  LEN = 10000
};

/* The unread part of a shortened read is not what the file has, and what
   was linked to it never ran.  */
static void
short_read_wipes_and_breaks (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "short=90,seed=3");
  static unsigned char buf[LEN];
  static unsigned char wanted[LEN];
  int in = unit_make_file ("in", LEN);
  unsigned int shortened = 0;

  CHECK_EQ (pread (in, wanted, LEN, 0), LEN);
  for (int i = 0; i < 40; i++)
    {
      int out = open ("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
      unsigned int done = 0;
      struct op ops[2];

      memcpy (buf, wanted, LEN);
      unit_rw (&ops[0], OP_READ, in, buf, LEN, 0);
      unit_rw (&ops[1], OP_WRITE, out, buf, LEN, 0);
      ops[0].flags = OP_F_LINK;
      for (int j = 0; j < 2; j++)
        {
          ops[j].owner = &done;
          ops[j].done = unit_count_done;
          engine_queue (engine, &ops[j]);
        }
      unit_run_all (engine);
      CHECK_EQ (done, 2);
      int n = ops[0].result;
      CHECK (n > 0 && n <= LEN);
      CHECK (memcmp (buf, wanted, n) == 0);
      CHECK_EQ (ops[0].u.rw.len, LEN);
      if (n < LEN)
        {
          shortened++;
          CHECK_EQ (ops[1].result, -ECANCELED);
          CHECK_EQ (lseek (out, 0, SEEK_END), 0);
          for (int j = n; j < LEN; j++)
            if (buf[j] != 0xa5)
              {
                CHECK_EQ (j, LEN);
                break;
              }
        }
      else
        CHECK_EQ (lseek (out, 0, SEEK_END), ops[1].result);
      close (out);
    }
  CHECK (shortened > 20 && shortened <= 40);
  engine_close (engine);
  close (in);
}

/* Calls and tries are shortened and interrupted, too.  */
static void
calls_and_tries_have_their_share (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "short=50,eintr=50,seed=5");
  static unsigned char buf[LEN];
  int in = unit_make_file ("in", LEN);
  unsigned int cut = 0;
  unsigned int blocked = 0;
  unsigned int interrupted = 0;
  struct op op;

  for (int i = 0; i < 100; i++)
    {
      unit_rw (&op, OP_READ, in, buf, LEN, 0);
      int r = engine_call (engine, &op);
      CHECK (r > 0);
      cut += r < LEN;
      blocked += engine_try (engine, &op) == -EAGAIN;
      CHECK_EQ (lseek (in, 0, SEEK_SET), 0);
      op.u.rw.offset = OP_CURRENT_OFFSET;
      interrupted += engine_call (engine, &op) == -EINTR;
    }
  CHECK (cut > 10 && blocked > 10 && interrupted > 10);
  engine_close (engine);
  close (in);
}

static unsigned int order[200];
static unsigned int n_order;

static void
note_order (struct op *op)
{
  unsigned int *number = op->owner;

  order[n_order++] = *number;
}

static void
late_and_odd_completions_all_come (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "delay=50,reorder,seed=9");
  struct op ops[200];
  unsigned int numbers[200];
  unsigned int moved = 0;

  n_order = 0;
  for (unsigned int i = 0; i < 200; i++)
    {
      numbers[i] = i;
      op_init (&ops[i], OP_NOP, -1, &numbers[i], note_order);
      ops[i].result = 77;
      engine_queue (engine, &ops[i]);
    }
  CHECK_EQ (engine_inflight (engine), 200);
  while (engine_inflight (engine) > 0)
    CHECK (engine_run (engine, true) > 0);
  CHECK_EQ (n_order, 200);
  for (unsigned int i = 0; i < 200; i++)
    {
      moved += order[i] != i;
      CHECK_EQ (ops[i].result, 0);
    }
  CHECK (moved > 100);
  engine_close (engine);
}

static void
nothing_registers (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "unregistered");
  char buf[4096];
  struct iovec iov = { buf, sizeof buf };

  CHECK_EQ (engine_register_buffers (engine, &iov, 1), -ENOMEM);
  CHECK_EQ (engine_register_buffers (engine, NULL, 0), 0);
  CHECK_EQ (engine_register_file (engine, 0, STDIN_FILENO), -ENOMEM);
  CHECK_EQ (engine_register_file (engine, 0, -1), 0);
  engine_close (engine);
}

/* Statistics, name and mode are those of the engine that does the work.  */
static void
inner_engine_shows_through (enum engine_mode mode)
{
  struct engine *engine = open_faulty (mode, "");

  nop (engine, true);
  CHECK_EQ (engine_mode (engine), mode);
  CHECK (
      strcmp (engine_name (engine), engine_is_async (engine) ? "uring" : "sync")
      == 0);
  CHECK_EQ (engine_stats (engine)->ringed[OP_NOP]
                + engine_stats (engine)->queued_plain[OP_NOP],
            1);
  engine_close (engine);
}

int
main (void)
{
  unit_enter_tmpdir ();
  settings_are_understood ();
  engine_set_decorator (decorate);
  for (int i = 0; i < UNIT_MODES; i++)
    {
      enum engine_mode mode = unit_modes[i].mode;
      struct engine *engine = open_faulty (mode, "");

      if (engine == NULL)
        continue;
      engine_close (engine);
      unit_context = unit_modes[i].name;
      nth_op_fails_once_or_for_good (mode);
      only_the_kind_named_counts_and_fails (mode);
      failed_close_still_closes (mode);
      short_read_wipes_and_breaks (mode);
      calls_and_tries_have_their_share (mode);
      late_and_odd_completions_all_come (mode);
      nothing_registers (mode);
      inner_engine_shows_through (mode);
    }
  return unit_end ();
}
