/* Rates as rsync's --bwlimit takes them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_RATE_ARG_H
#define UU_RATE_ARG_H

#include <stdbool.h>

#include "data/rate.h"

/* Take ARGUMENT of --bwlimit: KiB a second, or in the unit that it names.
   Make RATE ready and return true, or return false where it means no limit.
   Exits with a message when it is wrong.  */
bool rate_arg (struct rate *rate, const char *argument);

#endif /* UU_RATE_ARG_H */
