/* dd: getting to where skip= and seek= say.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   By lseek where that works; else by reading, from the output too, of which
   what is missing is written as zeros.  */

#ifndef UU_DD_SKIP_H
#define UU_DD_SKIP_H

#include "dd/dd.h"

/* Pass over the start of the input.  To find less than that there is worth a
   warning and no failure.  Return 0 or -errno, which was said, but for -EINTR:
   that is SIGINT.  */
int dd_skip_input (struct dd *dd);

/* The same for the output.  */
int dd_skip_output (struct dd *dd);

/* Pass over N bytes of input that could not be read.  Return 0 or -errno,
   which was said.  Where that is unknown to a kind of file, it is no
   failure.  */
int dd_skip_unreadable (struct dd *dd, size_t n);

#endif /* UU_DD_SKIP_H */
