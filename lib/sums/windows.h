/* Windows: a file's sums, one for each MiB, so that what differs between
   two readings of it can be told where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Bytes are taken in the order of the file, holes as so many zeros.  A
   window that was a hole from end to end is passed over, whatever the size
   of the hole, and compares equal to one of zeros.

   The owner keeps one for each reading and compares them at the end.  */

#ifndef UU_WINDOWS_H
#define UU_WINDOWS_H

#include <stdint.h>

#include "sums/digest.h"

enum
{
  WINDOWS_SIZE = 1 << 20, /* bytes */
  WINDOWS_SUM = 16        /* bytes of an XXH3's 128 bits */
};

struct windows
{
  struct digest *digest; /* the caller's, of WINDOWS_SUM bytes */
  struct window *list;   /* the memory is kept for the next file */
  size_t count, room;
  uint64_t taken; /* bytes */
  bool summing;   /* in a window that is to be listed */
  int error;
};

/* Begin a file; WINDOWS is zero or was used before.  */
void windows_begin (struct windows *windows, struct digest *digest);

/* Take LEN bytes more, or so many zeros of a hole where DATA is NULL.  */
void windows_take (struct windows *windows, const void *data, uint64_t len);

/* End it.  Return 0, or -ENOMEM or -EIO if any step failed.  */
int windows_end (struct windows *windows);

/* Compare two readings, of which both are ended well.  Call DIFFERS for each
   stretch of windows that do, with the offsets of its first and behind its
   last byte.  Return 0 or -EIO.  */
int windows_compare (const struct windows *one, const struct windows *other,
                     void (*differs) (void *arg, uint64_t from, uint64_t to),
                     void *arg);

/* Free the list.  */
void windows_free (struct windows *windows);

#endif /* UU_WINDOWS_H */
