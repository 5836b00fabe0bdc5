/* Descriptors: how many files this process may have open.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "base/descriptors.h"

#include <sys/resource.h>

unsigned int
descriptors_raise (void)
{
  struct rlimit limit;
  if (getrlimit (RLIMIT_NOFILE, &limit) < 0)
    return 256;
  struct rlimit raised = { limit.rlim_max, limit.rlim_max };
  if (limit.rlim_cur < limit.rlim_max
      && setrlimit (RLIMIT_NOFILE, &raised) == 0)
    limit = raised;
  return limit.rlim_cur > 1 << 20 ? 1 << 20 : limit.rlim_cur;
}
