/* dd's words: what conv=, iflag=, oflag= and status= are lists of.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UDD_SYMBOLS_H
#define UU_UDD_SYMBOLS_H

#include "dd/dd-policy.h"

/* A word, and the bits or the number that it stands for.  */
struct udd_symbol
{
  const char *word; /* NULL ends a table */
  unsigned int value;
};

/* The words of conv= stand for enum dd_conv, those of status= for enum
   dd_status, those of iflag= and oflag= for these.  */
enum udd_flag
{
  UDD_APPEND = 1 << 0,
  UDD_DIRECT = 1 << 1,
  UDD_DIRECTORY = 1 << 2,
  UDD_DSYNC = 1 << 3,
  UDD_NOATIME = 1 << 4,
  UDD_NOCACHE = 1 << 5,
  UDD_NOCTTY = 1 << 6,
  UDD_NOFOLLOW = 1 << 7,
  UDD_NONBLOCK = 1 << 8,
  UDD_SYNC = 1 << 9,
  UDD_FULLBLOCK = 1 << 10,
  UDD_COUNT_BYTES = 1 << 11,
  UDD_SKIP_BYTES = 1 << 12,
  UDD_SEEK_BYTES = 1 << 13,
  UDD_IOPOLL = 1 << 14,
  UDD_MOUNTED = 1 << 15
};

/* The words of LIST, which commas separate, looked up in the table of the
   operand: their bits together, and of status= the last.  Exits with a
   message when one is unknown.  */
unsigned int udd_symbols_conv (const char *list);
unsigned int udd_symbols_iflag (const char *list);
unsigned int udd_symbols_oflag (const char *list);
enum dd_status udd_symbols_status (const char *list);

/* The flags of open(2) that FLAGS of one side stand for.  */
int udd_symbols_open_flags (unsigned int flags);

#endif /* UU_UDD_SYMBOLS_H */
