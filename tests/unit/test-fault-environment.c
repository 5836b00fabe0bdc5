/* A program linked with the fault engine is told by its environment.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The program runs itself: the child does five ops, and its exit status is
   a bit mask of those that failed with ENOSPC.  */

#include <config.h>

#include <sys/wait.h>

#include "engines.h"

enum
{
  OPS = 5
};

static int
work (void)
{
  struct engine *engine = unit_open (ENGINE_SYNC, 0);
  struct op op;
  int failed = 0;

  for (int i = 0; i < OPS; i++)
    {
      op_init (&op, OP_NOP, -1, NULL, NULL);
      if (engine_call (engine, &op) == -ENOSPC)
        failed |= 1 << i;
    }
  engine_close (engine);
  return failed;
}

static int
run (const char *program, const char *fault)
{
  int status;
  pid_t child = fork ();

  if (child < 0)
    unit_die ("fork");
  if (child == 0)
    {
      unlink ("count");
      setenv ("URINGUTILS_FAULT_COUNT", "count", 1);
      if (fault != NULL)
        setenv ("URINGUTILS_FAULT", fault, 1);
      execl (program, program, "work", (char *) NULL);
      _exit (255);
    }
  waitpid (child, &status, 0);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static unsigned int
count (void)
{
  unsigned int n = 12345;
  FILE *file = fopen ("count", "r");

  CHECK (file != NULL && fscanf (file, "%u", &n) == 1);
  if (file != NULL)
    fclose (file);
  return n;
}

int
main (int argc, char **argv)
{
  char program[4096];

  (void) argv;
  if (argc > 1)
    return work ();
  unsetenv ("URINGUTILS_FAULT");
  ssize_t n = readlink ("/proc/self/exe", program, sizeof program - 1);
  if (n < 0)
    unit_die ("/proc/self/exe");
  program[n] = '\0';
  unit_enter_tmpdir ();

  CHECK_EQ (run (program, NULL), 0);
  CHECK_EQ (count (), OPS);
  CHECK_EQ (run (program, "fail=2:ENOSPC"), 2);
  CHECK_EQ (run (program, "fail=2:ENOSPC:forever"), 30);
  CHECK_EQ (run (program, "fail=1:ENOSPC:forever:nop"), 31);
  CHECK_EQ (count (), OPS);
  CHECK_EQ (run (program, "fail=1:ENOSPC:read"), 0);
  CHECK_EQ (count (), 0);
  CHECK_EQ (run (program, "nonsense"), 99);
  return unit_end ();
}
