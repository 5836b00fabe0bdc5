/* File limits: what becomes of who writes beyond RLIMIT_FSIZE.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "base/file-limit.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

bool
file_limit_met (int err)
{
  struct rlimit limit;
  return err == -EFBIG && getrlimit (RLIMIT_FSIZE, &limit) == 0
         && limit.rlim_cur != RLIM_INFINITY;
}

void
file_limit_die (void)
{
  raise (SIGXFSZ);
}
