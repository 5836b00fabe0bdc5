/* Run a program that cannot have an io_uring, or say whether we could.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   deny-uring ERRNO PROGRAM [ARG]...
     Run PROGRAM with io_uring_setup failing with ERRNO (a name such as
     EPERM), the way container profiles, hardened hosts and kernels built
     without it do.
   deny-uring --probe
     Exit 0 if a ring can be set up here, else print why not and exit 1.  */

#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/io_uring.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct
{
  char const *name;
  int number;
} const errors[] = {
  { "EPERM", EPERM },   { "ENOSYS", ENOSYS }, { "ENOMEM", ENOMEM },
  { "EMFILE", EMFILE }, { "ENFILE", ENFILE }, { "EINVAL", EINVAL },
};

static int
probe (void)
{
  struct io_uring_params params = { .flags = 0 };

  if (syscall (SYS_io_uring_setup, 4, &params) >= 0)
    return 0;
  printf ("io_uring_setup: %s\n", strerror (errno));
  return 1;
}

/* Make io_uring_setup fail with NUMBER here and in all that we run.  */
static int
deny (int number)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program
      = { .len = sizeof filter / sizeof *filter, .filter = filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
    return -errno;
  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
    return -errno;
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--probe") == 0)
    return probe ();
  for (size_t i = 0; argc > 2 && i < sizeof errors / sizeof *errors; i++)
    if (strcmp (argv[1], errors[i].name) == 0)
      {
        int err = deny (errors[i].number);
        if (err < 0)
          {
            fprintf (stderr, "deny-uring: seccomp: %s\n", strerror (-err));
            return 125;
          }
        execvp (argv[2], argv + 2);
        perror (argv[2]);
        return 127;
      }
  fputs ("Usage: deny-uring ERRNO PROGRAM [ARG]... | --probe\n", stderr);
  return 125;
}
