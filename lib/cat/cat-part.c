/* Parts: a stretch of a file, taken from those who share its position.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-part.h"

#include <unistd.h>

#include "engine/calls.h"

/* What one process adds to a position at a time is never given to another
   (Linux locks it, since 3.14).  */
int
cat_part_take (struct engine *engine, int fd, uint64_t len,
               struct cat_part *ret_part)
{
  int64_t end;
  int error = call_seek (engine, fd, (int64_t) len, SEEK_CUR, &end);
  if (error < 0)
    return error;
  *ret_part = (struct cat_part) { end - (int64_t) len, end };
  return 0;
}

bool
cat_part_end (struct engine *engine, int fd, const struct cat_part *part,
              int64_t at)
{
  int64_t now;
  if (call_seek (engine, fd, 0, SEEK_CUR, &now) < 0 || now != part->end)
    return false;
  return call_seek (engine, fd, at, SEEK_SET, &now) >= 0;
}
