/* Parts: a stretch of a file, taken from those who share its position.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An open file that several processes have, as by 'cat & cat & wait' below one
   redirection, has one position for all of them.  read () and write () take
   what they move by moving it on under a lock; splice (), sendfile () and
   whatever has offsets of its own do not.  So the position is moved first, in
   one step, over as much as is wanted.  What was passed over is nobody else's,
   and is read or written at leisure, by its offsets.

   For cat-move.c and cat-claim.c.  */

#ifndef UU_CAT_PART_H
#define UU_CAT_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"

struct cat_part
{
  int64_t start, end; /* offsets */
};

/* Take LEN bytes of FD from where it stands.  Return 0, or -errno with nothing
   taken.  */
int cat_part_take (struct engine *engine, int fd, uint64_t len,
                   struct cat_part *ret_part);

/* Leave FD at AT, which lies in PART, in place of its end.  False, with nothing
   done, if others have moved on from there, or it cannot be told.  */
bool cat_part_end (struct engine *engine, int fd, const struct cat_part *part,
                   int64_t at);

#endif /* UU_CAT_PART_H */
