/* dd's conversions: what conv= makes of the bytes that pass.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A stream goes in in pieces of any length and comes out, changed, through a
   function of the caller's.  How it was cut into pieces does not matter.  In
   this order: letters and code tables, swab, then block or unblock, which
   know blank and newline as they are by then.  Nothing here does I/O.  */

#ifndef UU_DD_CONVERT_H
#define UU_DD_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dd/dd-policy.h"

/* Take LEN bytes.  Return 0, or -errno to end it all.  */
typedef int dd_convert_put (void *owner, const unsigned char *data, size_t len);

struct dd_convert
{
  dd_convert_put *put;
  void *owner;
  uint64_t *truncated; /* counts records that conv=block cut */

  bool translates;
  unsigned char table[256];
  unsigned char blank;
  unsigned char newline;

  bool swabs;
  bool carries; /* a byte that waits for its partner: */
  unsigned char carried;

  bool blocks;
  bool unblocks;
  size_t size;   /* cbs */
  size_t column; /* bytes of the present record, up to size + 1 */
  size_t blanks; /* of these, those at its end: unblock has not put them */
};

/* What CONV and SIZE, cbs=, ask for, in the locale that is set.  */
void dd_convert_init (struct dd_convert *convert, unsigned int conv,
                      size_t size, dd_convert_put *put, void *owner,
                      uint64_t *truncated);

/* Convert LEN bytes at DATA, and change them there.  Return 0, or what put
   gave.  */
int dd_convert_feed (struct dd_convert *convert, unsigned char *data,
                     size_t len);

/* The stream is over: put what was held back.  Return as before.  */
int dd_convert_end (struct dd_convert *convert);

/* dd-tables.c: set TABLE to what DD_ASCII, DD_EBCDIC or DD_IBM makes of each
   byte.  */
void dd_tables_get (enum dd_conv code, unsigned char table[256]);

#endif /* UU_DD_CONVERT_H */
