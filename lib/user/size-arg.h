/* Sizes as rsync takes them from its command line: "1.5m", "2GB-1".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A number, with a fraction or without; a letter of BKMGTP, small or large,
   for the unit: powers of 1024, or with a `B' after it of 1000 ("iB" changes
   nothing); and at the end +1 or -1, for a byte more or less.  */

#ifndef UU_SIZE_ARG_H
#define UU_SIZE_ARG_H

#include <stdint.h>

/* Take TEXT for a size in bytes, in units of the letter UNIT where it names
   none.  0, -EINVAL, or -ERANGE.  */
int size_arg_parse (const char *text, char unit, uint64_t *ret_size);

#endif /* UU_SIZE_ARG_H */
