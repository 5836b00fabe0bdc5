/* Fuzz target: ddrescue's mapfiles, and what is done with a map.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A mapfile; or a byte 1 and then orders, of three bytes each, that mark ranges
   of a map.  */

#include <config.h>

#include <stdlib.h>

#include "fuzz.h"
#include "image/rescue-map.h"

static const enum rescue_status statuses[]
    = { RESCUE_UNTRIED, RESCUE_UNTRIMMED, RESCUE_UNSCRAPED, RESCUE_BAD,
        RESCUE_DONE };

enum
{
  STATUSES = sizeof statuses / sizeof *statuses
};

/* Blocks follow each other without gaps, and neighbours differ.  */
static void
check_order (const struct rescue_map *map)
{
  for (size_t i = 0; i < map->count; i++)
    {
      const struct rescue_block *block = &map->blocks[i];
      FUZZ_CHECK (block->size > 0);
      FUZZ_CHECK (block->start <= INT64_MAX - block->size);
      if (i == 0)
        continue;
      FUZZ_CHECK (block[-1].start + block[-1].size == block->start);
      FUZZ_CHECK (block[-1].status != block->status);
    }
}

/* What is found is where it was looked for; all of it together is the map.  */
static void
check_search (const struct rescue_map *map)
{
  uint64_t bytes = 0;
  for (int i = 0; i < STATUSES; i++)
    {
      uint64_t start, end, from = 0, found = 0;
      while (rescue_map_find (map, statuses[i], from, INT64_MAX, &start, &end))
        {
          FUZZ_CHECK (from <= start && start < end && end <= INT64_MAX);
          found += end - start;
          from = end;
        }
      FUZZ_CHECK (found == rescue_map_bytes (map, statuses[i]));
      FUZZ_CHECK (
          rescue_map_find_last (map, statuses[i], 0, INT64_MAX, &start, &end)
          == (found > 0));
      FUZZ_CHECK (found == 0 || end == from);
      bytes += found;
    }
  uint64_t size = 0;
  for (size_t i = 0; i < map->count; i++)
    size += map->blocks[i].size;
  FUZZ_CHECK (bytes == size);
}

static void
try_text (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  struct rescue_map map = { .blocks = NULL };
  size_t line = 0;
  if (rescue_map_parse (&map, text, &line) == 0)
    {
      check_order (&map);
      check_search (&map);
    }
  else
    FUZZ_CHECK (map.count == 0 && line <= size);
  rescue_map_free (&map);
  free (text);
}

/* A map of up to so many bytes, and beside it an array that says the same.  */
enum
{
  MODEL_BYTES = 512
};

static void
check_model (const struct rescue_map *map, const uint8_t *model, size_t size)
{
  size_t at = 0;
  for (size_t i = 0; i < map->count; i++)
    for (uint64_t left = map->blocks[i].size; left > 0; left--)
      FUZZ_CHECK (model[at++] == map->blocks[i].status);
  FUZZ_CHECK (at == size);
}

static void
try_orders (const uint8_t *data, size_t size)
{
  struct rescue_map map = { .blocks = NULL };
  uint8_t model[MODEL_BYTES];
  size_t end = 0;
  for (; size >= 3; data += 3, size -= 3)
    {
      size_t start = data[0], len = 1 + data[1] % 128;
      enum rescue_status status = statuses[data[2] % STATUSES];
      /* The first block begins at 0, for the model to be simple.  */
      if (end == 0)
        start = 0;
      FUZZ_CHECK (rescue_map_set (&map, start, len, status) == 0);
      while (end < start + len)
        model[end++] = RESCUE_UNTRIED;
      for (size_t i = 0; i < len; i++)
        model[start + i] = status;
      check_order (&map);
      check_model (&map, model, end);
    }
  check_search (&map);
  rescue_map_free (&map);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > 0 && data[0] == 1)
    try_orders (data + 1, size - 1);
  else
    try_text (data, size);
  return 0;
}
