/* Run a program some of whose system calls fail.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

     deny-calls ERRNO CALL[,CALL]... PROGRAM [ARG]...

   A CALL is one of those below, or a number with a plus sign: all calls that
   have this number or a higher one, as it is where a filter or a kernel is
   older than they are (424: what came after Linux 5.0).  Filters add up:

     deny-calls EPERM openat2 deny-calls ENOSYS statx PROGRAM  */

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "seccomp.h"

enum
{
  CALLS_MAX = 64
};

static struct
{
  char const *name;
  int number;
} const calls[] = {
  { "copy_file_range", SYS_copy_file_range },
  { "fadvise64", SYS_fadvise64 },
  { "fallocate", SYS_fallocate },
  { "io_uring_enter", SYS_io_uring_enter },
  { "io_uring_register", SYS_io_uring_register },
  { "io_uring_setup", SYS_io_uring_setup },
  { "linkat", SYS_linkat },
  { "openat2", SYS_openat2 },
  { "preadv2", SYS_preadv2 },
  { "pwritev2", SYS_pwritev2 },
  { "renameat2", SYS_renameat2 },
  { "sendfile", SYS_sendfile },
  { "splice", SYS_splice },
  { "statx", SYS_statx },
  { "sync_file_range", SYS_sync_file_range },
  { "unshare", SYS_unshare },
};

static int
number_of (char const *name)
{
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (strcmp (name, calls[i].name) == 0)
      return calls[i].number;
  fprintf (stderr, "deny-calls: no such call here: %s\n", name);
  exit (125);
}

/* Have the calls that LIST names fail with ERROR.  */
static int
deny (int error, char *list)
{
  int numbers[CALLS_MAX];
  size_t count = 0;
  int from = 0;

  for (char *name; (name = strsep (&list, ",")) != NULL;)
    if (strchr (name, '+'))
      from = atoi (name);
    else if (count < CALLS_MAX)
      numbers[count++] = number_of (name);
  return seccomp_deny (error, numbers, count, from);
}

int
main (int argc, char **argv)
{
  int error = argc > 3 ? seccomp_errno (argv[1]) : 0;
  if (error == 0)
    {
      fputs ("Usage: deny-calls ERRNO CALL[,CALL]... PROGRAM [ARG]...\n",
             stderr);
      return 125;
    }
  int err = deny (error, argv[2]);
  if (err < 0)
    {
      fprintf (stderr, "deny-calls: seccomp: %s\n", strerror (-err));
      return 125;
    }
  execvp (argv[3], argv + 3);
  perror (argv[3]);
  return 127;
}
