/* Start one program many times over and say what all calls took together.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

/* A script that calls cp in a loop pays for the start of a process each time.
   posix_spawn and wait4 are all that is added to it here.  "{}" in an argument
   stands for the number of the call.  */

#include <err.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figures.h"

extern char **environ;

/* ARG with "{}" replaced by NUMBER, in new memory.  */
static char *
numbered (const char *arg, long number)
{
  const char *hole = strstr (arg, "{}");
  char *ret;
  int n = hole ? asprintf (&ret, "%.*s%06ld%s", (int) (hole - arg), arg, number,
                           hole + 2)
               : asprintf (&ret, "%s", arg);
  if (n < 0)
    err (125, "asprintf");
  return ret;
}

/* Run ARGV with its numbers filled in; return the exit status.  */
static int
call (int argc, char **argv, long number, struct figures *f)
{
  char *filled[argc + 1];
  struct rusage ru;
  int wait_status;
  pid_t pid;
  int error;

  for (int i = 0; i < argc; i++)
    filled[i] = numbered (argv[i], number);
  filled[argc] = NULL;

  double start = figures_now ();
  error = posix_spawnp (&pid, filled[0], NULL, NULL, filled, environ);
  if (error)
    errx (127, "%s: %s", filled[0], strerror (error));
  if (wait4 (pid, &wait_status, 0, &ru) < 0)
    err (125, "wait4");
  f->wall += figures_now () - start;

  figures_add_usage (f, &ru);
  for (int i = 0; i < argc; i++)
    free (filled[i]);
  return figures_exit_status (wait_status);
}

int
main (int argc, char **argv)
{
  struct figures f = { 0 };
  const char *out = NULL;
  long count = 1;
  int c;

  while ((c = getopt (argc, argv, "+n:o:")) != -1)
    switch (c)
      {
      case 'n':
        count = strtol (optarg, NULL, 10);
        break;
      case 'o':
        out = optarg;
        break;
      default:
        return 125;
      }
  if (optind == argc || count < 1)
    errx (125, "usage: spawn [-n COUNT] [-o OUTPUT] PROGRAM [ARGUMENT]...");
  while (f.calls < count && f.status == 0)
    {
      f.status = call (argc - optind, argv + optind, f.calls, &f);
      f.calls++;
    }
  if (figures_write (&f, out) != 0)
    err (125, "%s", out ? out : "standard output");
  return 0;
}
