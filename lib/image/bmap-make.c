/* Making a block map of an image while it is read.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/bmap-make.h"

#include <errno.h>

#include "data/extents.h"
#include "minmax.h"

/* Add the blocks in which the bytes from START to END lie.  */
static int
add_data (struct bmap *map, uint64_t start, uint64_t end)
{
  struct bmap_range range = { .first = start / BMAP_BLOCK,
                              .last = (end - 1) / BMAP_BLOCK,
                              .summed = true };
  if (map->count > 0)
    {
      /* Neighbours become one.  */
      struct bmap_range *last = &map->ranges[map->count - 1];
      if (range.first <= last->last + 1)
        {
          if (range.last > last->last)
            {
              map->mapped += range.last - last->last;
              last->last = range.last;
            }
          return 0;
        }
    }
  return bmap_add (map, &range);
}

/* List what is no hole.  */
static int
find_data (struct bmap *map, struct engine *engine,
           const struct endpoint *input)
{
  struct extents extents;
  struct extent extent;
  int got;
  extents_init (&extents, engine, input, 0, input->size, BMAP_BLOCK, true);
  while ((got = extents_next (&extents, &extent)) > 0)
    {
      uint64_t end = MIN (extent.end, input->size);
      int err = extent.hole || extent.start >= end
                    ? 0
                    : add_data (map, extent.start, end);
      if (err < 0)
        return err;
    }
  return got;
}

int
bmap_make_open (struct bmap_make *make, struct engine *engine,
                const struct endpoint *input, enum digest_kind kind)
{
  const struct digest_algorithm *algorithm;
  *make = (struct bmap_make) {
    .map
    = { .image_size = input->size, .block_size = BMAP_BLOCK, .kind = kind },
    .all_mapped = input->type != ENDPOINT_FILE || !input->seekable,
  };
  int err = digest_load (kind, &algorithm);
  if (err == 0)
    err = digest_open (algorithm, &make->digest);
  if (err == 0 && !make->all_mapped)
    err = find_data (&make->map, engine, input);
  if (err < 0)
    {
      bmap_make_close (make);
      return err;
    }
  if (make->all_mapped)
    digest_begin (make->digest);
  return 0;
}

/* Take up to LEN bytes that lie in the range in hand, or before the next.  Set
 *RET_LEN to how many.  */
static int
take_part (struct bmap_make *make, const void *data, uint64_t len,
           uint64_t *ret_len)
{
  *ret_len = len;
  if (make->range == make->map.count)
    return 0;
  struct bmap_range *range = &make->map.ranges[make->range];
  uint64_t start = bmap_start (&make->map, range);
  uint64_t end = bmap_end (&make->map, range);
  if (make->taken < start)
    {
      *ret_len = MIN (len, start - make->taken);
      return 0;
    }
  if (!make->summing)
    digest_begin (make->digest);
  make->summing = true;
  *ret_len = MIN (len, end - make->taken);
  digest_add (make->digest, data, (size_t) *ret_len);
  if (make->taken + *ret_len < end)
    return 0;
  make->summing = false;
  make->range++;
  return digest_end (make->digest, range->sum);
}

int
bmap_make_take (struct bmap_make *make, const void *data, size_t len)
{
  uint64_t part;
  if (make->all_mapped)
    {
      digest_add (make->digest, data, len);
      make->taken += len;
      return 0;
    }
  for (uint64_t left = len; left > 0; left -= part)
    {
      int err = take_part (make, data, left, &part);
      if (err < 0)
        return err;
      data = (const char *) data + part;
      make->taken += part;
    }
  return 0;
}

int
bmap_make_end (struct bmap_make *make, char **ret_text, size_t *ret_len)
{
  if (make->all_mapped && make->taken > 0)
    {
      struct bmap_range range = { .summed = true };
      make->map.image_size = make->taken;
      range.last = (make->taken - 1) / BMAP_BLOCK;
      int err = digest_end (make->digest, range.sum);
      if (err == 0)
        err = bmap_add (&make->map, &range);
      if (err < 0)
        return err;
    }
  else if (make->all_mapped)
    make->map.image_size = 0;
  else if (make->taken != make->map.image_size)
    return -ESTALE;
  return bmap_write (&make->map, ret_text, ret_len);
}

void
bmap_make_close (struct bmap_make *make)
{
  bmap_free (&make->map);
  digest_close (make->digest);
  make->digest = NULL;
}
