/* Rates as rsync's --bwlimit takes them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/rate-arg.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "quote.h"
#include "user/size-arg.h"

bool
rate_arg (struct rate *rate, const char *argument)
{
  enum
  {
    RATE_MIN = 512 /* as in rsync */
  };
  uint64_t bytes;
  int err = size_arg_parse (argument, 'K', &bytes);
  /* What is less than a byte is not nothing, which would be no limit.  */
  bool is_zero = !strpbrk (argument, "123456789");
  if (err < 0 || (bytes < RATE_MIN && !is_zero))
    error (EXIT_FAILURE, err == -ERANGE ? ERANGE : 0,
           _("invalid --bwlimit argument %s: it must be 0, or at least %d bytes"
             " a second"),
           quote (argument), RATE_MIN);
  if (bytes > 0)
    rate_init (rate, bytes);
  return bytes > 0;
}
