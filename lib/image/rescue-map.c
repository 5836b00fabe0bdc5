/* Which ranges of an input were read.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/rescue-map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FIRST_ROOM = 16
};

static uint64_t
map_end (const struct rescue_map *map)
{
  if (map->count == 0)
    return 0;
  const struct rescue_block *last = &map->blocks[map->count - 1];
  return last->start + last->size;
}

static int
make_room (struct rescue_map *map, size_t more)
{
  if (map->count + more <= map->room)
    return 0;
  size_t room = map->room ? 2 * map->room : FIRST_ROOM;
  void *blocks = reallocarray (map->blocks, room, sizeof *map->blocks);
  if (!blocks)
    return -ENOMEM;
  map->blocks = blocks;
  map->room = room;
  return 0;
}

/* Insert a block before the one at INDEX; there is room.  */
static void
insert (struct rescue_map *map, size_t index, struct rescue_block block)
{
  memmove (&map->blocks[index + 1], &map->blocks[index],
           (map->count - index) * sizeof *map->blocks);
  map->blocks[index] = block;
  map->count++;
}

/* The first block that reaches beyond OFFSET, or the count.  */
static size_t
block_at (const struct rescue_map *map, uint64_t offset)
{
  size_t low = 0, high = map->count;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      const struct rescue_block *block = &map->blocks[middle];
      if (block->start + block->size <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Have a block begin at OFFSET, which is no farther than the end.  There is
   room.  Return its index.  */
static size_t
split_at (struct rescue_map *map, uint64_t offset)
{
  size_t index = block_at (map, offset);
  if (index == map->count || map->blocks[index].start == offset)
    return index;
  struct rescue_block rest = map->blocks[index];
  map->blocks[index].size = offset - rest.start;
  rest.size -= map->blocks[index].size;
  rest.start = offset;
  insert (map, index + 1, rest);
  return index + 1;
}

/* Make one of the block at INDEX and the next, if they are of a kind.  */
static void
join (struct rescue_map *map, size_t index)
{
  if (index + 1 >= map->count
      || map->blocks[index].status != map->blocks[index + 1].status)
    return;
  map->blocks[index].size += map->blocks[index + 1].size;
  map->count--;
  memmove (&map->blocks[index + 1], &map->blocks[index + 2],
           (map->count - index - 1) * sizeof *map->blocks);
}

int
rescue_map_extend (struct rescue_map *map, uint64_t size)
{
  uint64_t end = map_end (map);
  return size > end ? rescue_map_set (map, end, size - end, RESCUE_UNTRIED) : 0;
}

int
rescue_map_set (struct rescue_map *map, uint64_t start, uint64_t size,
                enum rescue_status status)
{
  if (size == 0)
    return 0;
  if (start + size < start)
    return -EOVERFLOW;
  int err = start > map_end (map) ? rescue_map_extend (map, start) : 0;
  if (err == 0)
    err = make_room (map, 3);
  if (err < 0)
    return err;
  size_t first = split_at (map, start);
  size_t behind = start + size < map_end (map) ? split_at (map, start + size)
                                               : map->count;
  /* Of the blocks from FIRST to BEHIND one is left.  */
  if (first == behind)
    insert (map, first, (struct rescue_block) { start, size, status });
  else
    {
      map->blocks[first] = (struct rescue_block) { start, size, status };
      memmove (&map->blocks[first + 1], &map->blocks[behind],
               (map->count - behind) * sizeof *map->blocks);
      map->count -= behind - first - 1;
    }
  join (map, first);
  if (first > 0)
    join (map, first - 1);
  return 0;
}

uint64_t
rescue_map_bytes (const struct rescue_map *map, enum rescue_status status)
{
  uint64_t bytes = 0;
  for (size_t i = 0; i < map->count; i++)
    if (map->blocks[i].status == status)
      bytes += map->blocks[i].size;
  return bytes;
}

/* Give the bounds of BLOCK, as far as it lies between FROM and TO.  */
static bool
give_bounds (const struct rescue_block *block, uint64_t from, uint64_t to,
             uint64_t *ret_start, uint64_t *ret_end)
{
  uint64_t end = block->start + block->size;
  *ret_start = block->start > from ? block->start : from;
  *ret_end = end < to ? end : to;
  return *ret_start < *ret_end;
}

bool
rescue_map_find (const struct rescue_map *map, enum rescue_status status,
                 uint64_t from, uint64_t to, uint64_t *ret_start,
                 uint64_t *ret_end)
{
  size_t i = block_at (map, from);
  while (i < map->count && map->blocks[i].status != status)
    i++;
  return i < map->count
         && give_bounds (&map->blocks[i], from, to, ret_start, ret_end);
}

bool
rescue_map_find_last (const struct rescue_map *map, enum rescue_status status,
                      uint64_t from, uint64_t to, uint64_t *ret_start,
                      uint64_t *ret_end)
{
  size_t i = to > 0 ? block_at (map, to - 1) : 0;
  i = i < map->count ? i + 1 : map->count;
  while (i > 0 && map->blocks[i - 1].status != status)
    i--;
  return i > 0
         && give_bounds (&map->blocks[i - 1], from, to, ret_start, ret_end);
}

void
rescue_map_free (struct rescue_map *map)
{
  free (map->blocks);
  *map = (struct rescue_map) { .blocks = NULL };
}
