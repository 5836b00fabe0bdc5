/* Numbers as rsync writes them: plain, with separators, or in units.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_NUMBER_H
#define UU_USYNC_NUMBER_H

#include <stdint.h>

/* How numbers are written: the level of --human-readable.  More than
   NUMBER_BINARY is the same as that.  */
enum usync_number_level
{
  NUMBER_PLAIN,   /* digits: --no-human-readable */
  NUMBER_GROUPED, /* 1,234,567: the default */
  NUMBER_DECIMAL, /* 1.23M, of 1000: -h */
  NUMBER_BINARY   /* 1.18M, of 1024: -hh */
};

enum
{
  NUMBER_SIZE = 40 /* bytes that any number needs */
};

/* Write N, at LEVEL, to BUF of NUMBER_SIZE bytes.  Return BUF.  */
const char *usync_number (uint64_t n, int level, char *buf);

/* The same for X, which is not negative, with as many DECIMALS.  */
const char *usync_number_real (double x, int decimals, int level, char *buf);

#endif /* UU_USYNC_NUMBER_H */
