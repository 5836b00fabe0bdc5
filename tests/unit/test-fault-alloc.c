/* alloc-fault.c lets the Nth allocation fail, once or for good, and counts.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The program runs itself, with the environment set, to do a known number
   of allocations; its exit status is a bit mask of those that failed.  */

#include <config.h>

#include <sys/wait.h>

#include "unit.h"

enum
{
  ALLOCATIONS = 7
};

/* Not const, so that no compiler can drop a call.  */
static volatile size_t size = 16;

/* One allocation of each sort; those that fail.  */
static unsigned int
allocate (void)
{
  void *made[ALLOCATIONS] = { NULL };
  unsigned int failed = 0;

  made[0] = malloc (size);
  made[1] = calloc (size, size);
  made[2] = realloc (NULL, size);
  made[3] = strdup ("text");
  made[4] = strndup ("text", 2);
  made[5] = aligned_alloc (16, size);
  if (posix_memalign (&made[6], 16, size) != 0)
    made[6] = NULL;
  for (int i = 0; i < ALLOCATIONS; i++)
    {
      if (made[i] == NULL)
        failed |= 1U << i;
      free (made[i]);
    }
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
      setenv ("URINGUTILS_ALLOC_FAULT", fault, 1);
      setenv ("URINGUTILS_ALLOC_FAULT_COUNT", "count", 1);
      execl (program, program, "allocate", (char *) NULL);
      _exit (255);
    }
  waitpid (child, &status, 0);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

int
main (int argc, char **argv)
{
  char program[4096];
  unsigned int count = 0;

  (void) argv;
  if (argc > 1)
    return (int) allocate ();
  ssize_t n = readlink ("/proc/self/exe", program, sizeof program - 1);
  if (n < 0)
    unit_die ("/proc/self/exe");
  program[n] = '\0';
  unit_enter_tmpdir ();

  CHECK_EQ (run (program, "0"), 0);
  FILE *file = fopen ("count", "r");
  CHECK (file != NULL && fscanf (file, "%u", &count) == 1);
  if (file != NULL)
    fclose (file);
  CHECK_EQ (count, ALLOCATIONS);

  char fault[32];
  for (int i = 0; i < ALLOCATIONS; i++)
    {
      snprintf (fault, sizeof fault, "%d", i + 1);
      CHECK_EQ (run (program, fault), 1 << i);
      snprintf (fault, sizeof fault, "%d:forever", i + 1);
      CHECK_EQ (run (program, fault), (127 << i) & 127);
    }
  return unit_end ();
}
