/* Making a block map of an image while it is read.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What is a hole in a regular file is not mapped; of other input all is,
   zeros too, since nobody says that they do not matter.  The bytes are taken
   in order from the first on, and each range is summed as it goes by.  */

#ifndef UU_BMAP_MAKE_H
#define UU_BMAP_MAKE_H

#include <stddef.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "engine/engine.h"
#include "image/bmap.h"

struct bmap_make
{
  struct bmap map;
  struct digest *digest;
  size_t range;    /* the one in hand, or the next */
  uint64_t taken;  /* bytes */
  bool all_mapped; /* one range, as long as there is input */
  bool summing;
};

/* Begin a map of what INPUT has up to its end, with sums of KIND.  0, -ENOMEM,
   what digest_load () gives, or -errno.  */
int bmap_make_open (struct bmap_make *make, struct engine *engine,
                    const struct endpoint *input, enum digest_kind kind);

/* Take LEN bytes more.  0 or -EIO.  */
int bmap_make_take (struct bmap_make *make, const void *data, size_t len);

/* That was all: set *RET_TEXT to the map, to be freed.  0; -ESTALE where there
   was more or less than the input had at first; or -errno.  */
int bmap_make_end (struct bmap_make *make, char **ret_text, size_t *ret_len);

void bmap_make_close (struct bmap_make *make);

#endif /* UU_BMAP_MAKE_H */
