/* System calls that fail, as where a container's filter is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include "seccomp.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>

enum
{
  CALLS_MAX = 64
};

static struct
{
  char const *name;
  int number;
} const errors[] = {
  { "EPERM", EPERM },   { "ENOSYS", ENOSYS }, { "ENOMEM", ENOMEM },
  { "EMFILE", EMFILE }, { "ENFILE", ENFILE }, { "EINVAL", EINVAL },
};

int
seccomp_errno (char const *name)
{
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp (name, errors[i].name) == 0)
      return errors[i].number;
  return 0;
}

int
seccomp_deny (int error, int const *numbers, size_t count, int from)
{
  /* The number is loaded; each pair that follows is a comparison, and what is
     returned if it holds.  */
  struct sock_filter filter[2 * CALLS_MAX + 4];
  unsigned short len = 0;
  struct sock_filter const give_error
      = BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error);

  if (count > CALLS_MAX)
    return -E2BIG;
  filter[len++] = (struct sock_filter) BPF_STMT (
      BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  for (size_t i = 0; i < count; i++)
    {
      filter[len++] = (struct sock_filter) BPF_JUMP (
          BPF_JMP | BPF_JEQ | BPF_K, (unsigned int) numbers[i], 0, 1);
      filter[len++] = give_error;
    }
  if (from != 0)
    {
      filter[len++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K,
                                                     (unsigned int) from, 0, 1);
      filter[len++] = give_error;
    }
  filter[len++]
      = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = { .len = len, .filter = filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
    return -errno;
  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
    return -errno;
  return 0;
}
