/* Block maps: which blocks of a disk image matter, and their sums.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The format is that of bmaptool, version 2.0: XML that lists the ranges of
   blocks which have to be written.  What is not listed may be left as it
   is; it need not become zeros.

   bmap.c keeps a map and writes it; bmap-parse.c reads one, by libexpat,
   which is loaded for it.  */

#ifndef UU_BMAP_H
#define UU_BMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sums/digest.h"

enum
{
  BMAP_BLOCK = 4096 /* bytes of a block, in maps that are made here */
};

struct bmap_range
{
  uint64_t first, last; /* blocks, both included */
  bool summed;
  unsigned char sum[DIGEST_SIZE_MAX];
};

struct bmap
{
  uint64_t image_size; /* bytes */
  uint64_t block_size;
  uint64_t mapped;           /* blocks */
  enum digest_kind kind;     /* of the sums */
  struct bmap_range *ranges; /* in order, and apart from each other */
  size_t count, room;
};

/* How many blocks there are, the last of which may be in part.  */
uint64_t bmap_blocks (const struct bmap *map);

/* The offset of the RANGE's first byte, and of that behind its last.  */
uint64_t bmap_start (const struct bmap *map, const struct bmap_range *range);
uint64_t bmap_end (const struct bmap *map, const struct bmap_range *range);

/* Add RANGE, which lies behind all others.  0, -EBADMSG where it does not or
   is beyond the image, or -ENOMEM.  */
int bmap_add (struct bmap *map, const struct bmap_range *range);

/* What is wrong with a map, for whoever reads about it.  */
struct bmap_fault
{
  unsigned long line; /* 0: the whole */
  const char *text;   /* marked with N_ */
};

/* Read the LEN bytes of TEXT.  0; -ENOSYS where this program was built
   without libexpat, or without what sums the map itself; -ELIBACC where
   either cannot be loaded; -ENOMEM; or -EBADMSG with what is wrong.  */
int bmap_parse (const char *text, size_t len, struct bmap *ret_map,
                struct bmap_fault *ret_fault);

/* The text of MAP, of which all ranges are summed, to be freed.  0, -ENOMEM,
   or what digest_load () of its kind gives.  */
int bmap_write (const struct bmap *map, char **ret_text, size_t *ret_len);

/* Sum the LEN bytes of a map's TEXT, in which the sum itself, at AT, stands
   for as many characters "0".  SUM is in hexadecimal, with a NUL.  0 or
   -errno.  */
int bmap_sum_text (enum digest_kind kind, const char *text, size_t len,
                   size_t at, char sum[2 * DIGEST_SIZE_MAX + 1]);

void bmap_free (struct bmap *map);

#endif /* UU_BMAP_H */
