/* dd's numbers: "4k", "2x1MiB", "0x10".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One or more factors with an `x' between them.  Each is decimal digits and
   a suffix, or one of the two: c is 1, w 2, b 512, k and K 1024, and M G T P
   E Z Y R Q the further powers of 1024; with a B behind it (kB, MB) a power
   of 1000, with iB one of 1024.  A B that belongs to no such suffix ends the
   factor and says that bytes are counted; one factor may have that, or the
   last.  */

#ifndef UU_UDD_NUMBERS_H
#define UU_UDD_NUMBERS_H

#include <stdint.h>

/* Take TEXT for a number from 0 to INT64_MAX.  0, -EINVAL, or -EOVERFLOW
   where it is one and too large.  Warns of "0x", which is not hexadecimal
   here.  */
int udd_number_parse (const char *text, uint64_t *ret_number);

#endif /* UU_UDD_NUMBERS_H */
