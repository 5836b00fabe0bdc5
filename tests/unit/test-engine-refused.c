/* Where a ring cannot be had, or is taken away, the work is done all the
   same, or an error says why not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A seccomp filter, as containers have it, refuses the system calls of
   io_uring in a child process.  */

#include <config.h>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "engines.h"

/* The filter sees 64 bits, and loads 32 of them at a time.  */
enum
{
  LOW_HALF_OF_FIRST_ARGUMENT
  = offsetof (struct seccomp_data, args)
    + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? sizeof (uint32_t) : 0)
};

static void
install (struct sock_filter *code, unsigned short int n)
{
  struct sock_fprog program = { n, code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    unit_skip ("no seccomp filters here");
}

/* From now on, system call NUMBER gives ERROR in this process, if its first
   argument is above LIMIT.  */
static void
forbid_above (long int number, uint32_t limit, int error)
{
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (uint32_t) number, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, LOW_HALF_OF_FIRST_ARGUMENT),
    BPF_JUMP (BPF_JMP | BPF_JGT | BPF_K, limit, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t) error),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  install (code, sizeof code / sizeof code[0]);
}

/* The same, whatever the argument.  */
static void
forbid (long int number, int error)
{
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (uint32_t) number, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t) error),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  install (code, sizeof code / sizeof code[0]);
}

/* Run TEST (ARG) in a child, and take its failures for ours.  */
static void
in_child (void (*test) (int), int arg)
{
  int status;
  pid_t child = fork ();

  if (child < 0)
    unit_die ("fork");
  if (child == 0)
    {
      alarm (60); /* instead of hanging */
      test (arg);
      _exit (unit_end ());
    }
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    exit (77);
  CHECK_EQ (status, 0);
}

/* In a child like the rest, since a process learns about rings only once.  */
static void
ring_is_there (int unused)
{
  (void) unused;
  struct engine *engine = unit_need_ring (ENGINE_AUTO, 0);

  CHECK (strcmp (engine_name (engine), "uring") == 0);
  engine_close (engine);
}

static void
copies (struct engine *engine)
{
  static char buf[1000];
  int in = unit_make_file ("in", sizeof buf);
  int out = open ("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
  struct op read;
  struct op write;
  unsigned int done = 0;

  unit_rw (&read, OP_READ, in, buf, sizeof buf, 0);
  unit_rw (&write, OP_WRITE, out, buf, sizeof buf, 0);
  read.flags = OP_F_LINK;
  read.owner = write.owner = &done;
  read.done = write.done = unit_count_done;
  engine_queue (engine, &read);
  engine_queue (engine, &write);
  unit_run_all (engine);
  CHECK_EQ (done, 2);
  CHECK (unit_same_bytes (in, out));
}

static void
auto_does_without (int error)
{
  forbid (SYS_io_uring_setup, error);
  struct engine *engine = unit_open (ENGINE_AUTO, 0);

  /* Nothing was tried yet.  */
  CHECK_EQ (engine_why (engine).error, 0);
  copies (engine);
  CHECK_EQ (engine_why (engine).error, error);
  CHECK (engine_why (engine).stage != NULL);
  CHECK (strcmp (engine_name (engine), "sync") == 0);
  CHECK (!engine_is_async (engine));
  CHECK_EQ (engine_register_file (engine, 0, 0), -EOPNOTSUPP);
  CHECK_EQ (engine_stats (engine)->rings, 0);
  CHECK_EQ (engine_stats (engine)->queued_plain[OP_WRITE], 1);

  /* What would wait may as well be done.  */
  struct op op;
  op_init (&op, OP_MKDIR, AT_FDCWD, NULL, NULL);
  op.u.name.path = "made";
  op.u.name.mode = 0700;
  CHECK_EQ (engine_try (engine, &op), 0);
  CHECK_EQ (rmdir ("made"), 0);
  engine_close (engine);
}

static void
uring_is_an_error (int error)
{
  struct engine_config config = { .mode = ENGINE_URING };
  struct engine *engine = NULL;
  struct engine_why why = { 0, NULL };

  forbid (SYS_io_uring_setup, error);
  CHECK_EQ (engine_open (&config, &engine, &why), -error);
  CHECK (engine == NULL);
  CHECK_EQ (why.error, error);
  CHECK (why.stage != NULL && strcmp (why.stage, "io_uring_setup") == 0);
  CHECK (engine_hint (why.error) != NULL);
}

/* Memory for a ring of so many entries, but not for one of the usual size.  */
static void
smaller_ring_will_do (int entries)
{
  forbid_above (SYS_io_uring_setup, (uint32_t) entries, ENOMEM);
  struct engine *engine = unit_open (ENGINE_URING, 1000);

  if (!CHECK (engine != NULL))
    return;
  copies (engine);
  CHECK_EQ (engine_why (engine).error, 0);
  CHECK_EQ (engine_stats (engine)->ringed[OP_WRITE], 1);
  engine_close (engine);
}

static void
forbidden_registration_is_no_ring (int error)
{
  forbid (SYS_io_uring_register, error);
  struct engine *engine = unit_open (ENGINE_AUTO, 0);

  copies (engine);
  CHECK_EQ (engine_why (engine).error, error);
  CHECK (strcmp (engine_name (engine), "sync") == 0);
  engine_close (engine);
}

/* The ring is there, but then it does not answer.  */
static void
broken_ring_fails_its_ops (int error)
{
  static char buf[16];
  struct engine *engine = unit_need_ring (ENGINE_AUTO, 0);
  int ends[2];
  struct op reads[3];
  unsigned int done = 0;

  if (pipe (ends) != 0)
    unit_die ("pipe");
  for (int i = 0; i < 3; i++)
    {
      unit_rw (&reads[i], OP_READ, ends[0], buf, sizeof buf, OP_CURRENT_OFFSET);
      reads[i].owner = &done;
      reads[i].done = unit_count_done;
      engine_queue (engine, &reads[i]);
      if (i < 2)
        CHECK_EQ (engine_run (engine, false), 0);
    }
  forbid (SYS_io_uring_enter, error);
  unit_run_all (engine);
  CHECK_EQ (done, 3);
  for (int i = 0; i < 3; i++)
    CHECK_EQ (reads[i].result, -EIO);
  CHECK_EQ (engine_why (engine).error, error);
  CHECK (strcmp (engine_why (engine).stage, "io_uring_enter") == 0);
  /* Life goes on without it.  */
  copies (engine);
  engine_close (engine);
}

static void
broken_ring_fails_a_call (int error)
{
  struct engine *engine = unit_need_ring (ENGINE_URING, 0);
  struct op op;

  forbid (SYS_io_uring_enter, error);
  op_init (&op, OP_MKDIR, AT_FDCWD, NULL, NULL);
  op.u.name.path = "made";
  CHECK_EQ (engine_call (engine, &op), -EIO);
  engine_close (engine);
}

/* A filter that knows no openat2 () must not make files unreadable.  */
static void
forbidden_openat2_is_no_error (int error)
{
  forbid (SYS_openat2, error);
  struct engine *engine = unit_need_ring (ENGINE_AUTO, 0);
  struct op op;

  close (unit_make_file ("in", 10));
  op_init (&op, OP_OPEN, AT_FDCWD, NULL, NULL);
  op.u.open.path = "in";
  CHECK_EQ (engine_try (engine, &op), -EAGAIN);
  int fd = unit_queue_one (engine, &op);
  CHECK (fd >= 0);
  close (fd);
  fd = engine_call (engine, &op);
  CHECK (fd >= 0);
  close (fd);
  CHECK_EQ (engine_stats (engine)->tried[OP_OPEN], 0);
  engine_close (engine);
}

int
main (void)
{
  static const int errors[] = { EPERM, ENOSYS, ENOMEM, EMFILE };

  unit_enter_tmpdir ();
  in_child (ring_is_there, 0);
  for (unsigned int i = 0; i < sizeof errors / sizeof errors[0]; i++)
    {
      char where[64];

      snprintf (where, sizeof where, "[%s]", strerror (errors[i]));
      unit_context = where;
      in_child (auto_does_without, errors[i]);
      in_child (uring_is_an_error, errors[i]);
    }
  unit_context = "";
  in_child (smaller_ring_will_do, 500);
  in_child (smaller_ring_will_do, 16);
  in_child (forbidden_registration_is_no_ring, EPERM);
  in_child (broken_ring_fails_its_ops, EPERM);
  in_child (broken_ring_fails_its_ops, ENXIO);
  in_child (broken_ring_fails_its_ops, EAGAIN);
  in_child (broken_ring_fails_a_call, EPERM);
  in_child (forbidden_openat2_is_no_error, EPERM);
  in_child (forbidden_openat2_is_no_error, ENOSYS);
  CHECK (engine_hint (0) == NULL);
  return unit_end ();
}
