/* What dd's operands ask for; const once they are parsed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   udd-operands.c fills it in and has refused what contradicts itself.
   dd.h reads it.  */

#ifndef UU_DD_POLICY_H
#define UU_DD_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* conv=, as bits.  What one implies is set too: ascii sets UNBLOCK; ebcdic
   and ibm set BLOCK.  Without cbs=, BLOCK and UNBLOCK are cleared.  */
enum dd_conv
{
  DD_ASCII = 1 << 0,
  DD_EBCDIC = 1 << 1,
  DD_IBM = 1 << 2,
  DD_BLOCK = 1 << 3,
  DD_UNBLOCK = 1 << 4,
  DD_LCASE = 1 << 5,
  DD_UCASE = 1 << 6,
  DD_SWAB = 1 << 7,
  DD_SYNC = 1 << 8,
  DD_NOERROR = 1 << 9,
  DD_SPARSE = 1 << 10,
  DD_NOTRUNC = 1 << 11,
  DD_NOCREAT = 1 << 12,
  DD_EXCL = 1 << 13,
  DD_FDATASYNC = 1 << 14,
  DD_FSYNC = 1 << 15,
  /* For dd-image.h, which has them by other names.  */
  DD_RESCUE = 1 << 16,
  DD_DIFF = 1 << 17,
  DD_ZEROOUT = 1 << 18,
  DD_DISCARD = 1 << 19
};

/* An amount: RECORDS whole records and BYTES more.  What was given in bytes
   is already divided by the record's size.  As in dd, some rules look at
   RECORDS alone: seek=2B truncates, seek=1 with obs=2 does not.  Either may
   be up to INT64_MAX, and their sum in bytes more than that.  */
struct dd_amount
{
  uint64_t records;
  uint64_t bytes; /* below the record's size */
};

enum dd_status
{
  DD_STATUS_DEFAULT,
  DD_STATUS_NONE,
  DD_STATUS_NOXFER,
  DD_STATUS_PROGRESS,
  DD_STATUS_JSON
};

/* One side.  */
struct dd_side
{
  const char *name;  /* as given; NULL: standard input or output */
  size_t block_size; /* ibs, obs: the size of a record in bytes, never 0 */
  int open_flags;    /* O_APPEND, O_DIRECT, ... for open and fcntl */
  bool nocache;      /* iflag=nocache, oflag=nocache */
};

/* What becomes of an output that is a block device in use.  */
enum dd_guarding
{
  DD_GUARD_REFUSE,
  DD_GUARD_WARN,
  DD_GUARD_OFF
};

struct dd_imaging;

struct dd_policy
{
  enum dd_guarding guarding;
  const struct dd_imaging *imaging; /* dd-image.h; NULL: none of it */
  struct dd_side input;
  struct dd_side output;
  bool fullblock;         /* iflag=fullblock */
  bool one_size;          /* bs= without a conv= that looks at bytes (one up
                             to SWAB, were it cleared for want of cbs=): what
                             is read is written as it comes, a short read as
                             a short write.  Else reads are collected into
                             writes of obs, even if it equals ibs.  */
  size_t conversion_size; /* cbs; 0: none */
  unsigned int conv;      /* enum dd_conv */
  struct dd_amount skip;  /* records of input.block_size */
  struct dd_amount seek;  /* records of output.block_size */
  bool counts;            /* count= was given */
  struct dd_amount count; /* records of input.block_size */
  size_t chunk_size;      /* many records at a time: bytes; 0: a default */
  unsigned int depth;     /* ... and chunks of them in flight; likewise */
  enum dd_status status;
};

#endif /* UU_DD_POLICY_H */
