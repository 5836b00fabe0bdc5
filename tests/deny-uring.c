/* Run a program that cannot have an io_uring, or say whether we could.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   deny-uring ERRNO PROGRAM [ARG]...
     Run PROGRAM with the calls of io_uring failing with ERRNO (a name such as
     EPERM), the way container profiles, hardened hosts and kernels built
     without it do.
   deny-uring --probe
     Exit 0 if a ring can be set up here, else print why not and exit 1.  */

#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "seccomp.h"

static int
probe (void)
{
  struct io_uring_params params = { .flags = 0 };

  if (syscall (SYS_io_uring_setup, 4, &params) >= 0)
    return 0;
  printf ("io_uring_setup: %s\n", strerror (errno));
  return 1;
}

int
main (int argc, char **argv)
{
  static int const calls[]
      = { SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register };

  if (argc == 2 && strcmp (argv[1], "--probe") == 0)
    return probe ();
  int error = argc > 2 ? seccomp_errno (argv[1]) : 0;
  if (error == 0)
    {
      fputs ("Usage: deny-uring ERRNO PROGRAM [ARG]... | --probe\n", stderr);
      return 125;
    }
  int err = seccomp_deny (error, calls, sizeof calls / sizeof *calls, 0);
  if (err < 0)
    {
      fprintf (stderr, "deny-uring: seccomp: %s\n", strerror (-err));
      return 125;
    }
  execvp (argv[2], argv + 2);
  perror (argv[2]);
  return 127;
}
