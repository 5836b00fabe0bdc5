/* dd's imaging: what goes beyond moving records.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Where one of its words is given, dd_run () hands over to
   dd_image_run () what it would have moved itself: from where the files
   stand, as much as count= says.  Bytes are read in large pieces, summed,
   and put (image-put.h); records are counted as if each had been moved
   alone.  dd-image.c begins and ends, dd-image-copy.c moves a range,
   dd-image-map.c goes by a block map, dd-image-rescue.c from one good place
   to another, dd-image-verify.c reads back.  */

#ifndef UU_DD_IMAGE_H
#define UU_DD_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sums/digest.h"
#include "sums/hash-log.h"

enum
{
  DD_IMAGE_TEES = 16 /* at most */
};

/* What is asked for; const once it is parsed.  */
struct dd_imaging
{
  bool rescue;          /* conv=rescue */
  const char *map_file; /* mapfile=, or NULL */

  bool diff;     /* conv=diff */
  bool zero_out; /* conv=zeroout */
  bool discard;  /* conv=discard */

  struct hash_log_config hash; /* hash=, hashwindow=; none: n is 0 */
  const char *hash_log;        /* hashlog=; NULL: standard error */

  const char *tees[DD_IMAGE_TEES]; /* tee=, each */
  size_t n_tees;

  const char *bmap; /* bmap=, or NULL */
  bool bmap_auto;   /* bmap=auto: the one beside the input */

  const char *bmap_out; /* bmapout=, or NULL */

  /* verify=readback: what sums by windows; or NULL.  */
  const struct digest_algorithm *verify;
};

struct dd;

/* Move what is to be moved.  0; -EINTR when SIGINT came, of which nothing was
   said; or -errno, which was said.  */
int dd_image_run (struct dd *dd);

#endif /* UU_DD_IMAGE_H */
