/* Fuzz target: block maps.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A map, which is tried as it is, and with the right sum in it if it has room
   for one: else hardly any would come through.  */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "image/bmap.h"
#include "fuzz.h"

/* Ranges are in order, apart, and in the image.  */
static void
check_ranges (const struct bmap *map)
{
  uint64_t mapped = 0;
  FUZZ_CHECK (map->block_size > 0);
  for (size_t i = 0; i < map->count; i++)
    {
      const struct bmap_range *range = &map->ranges[i];
      FUZZ_CHECK (range->first <= range->last);
      FUZZ_CHECK (range->last < bmap_blocks (map));
      FUZZ_CHECK (i == 0 || range[-1].last < range->first);
      FUZZ_CHECK (bmap_start (map, range) < bmap_end (map, range));
      FUZZ_CHECK (bmap_end (map, range) <= map->image_size);
      mapped += range->last - range->first + 1;
    }
  FUZZ_CHECK (mapped == map->mapped);
}

static bool
all_summed (const struct bmap *map)
{
  for (size_t i = 0; i < map->count; i++)
    if (!map->ranges[i].summed)
      return false;
  return true;
}

/* What is written of MAP reads as MAP.  */
static void
check_round_trip (const struct bmap *map)
{
  char *text;
  size_t len;
  struct bmap again;
  struct bmap_fault fault;
  FUZZ_CHECK (bmap_write (map, &text, &len) == 0);
  FUZZ_CHECK (bmap_parse (text, len, &again, &fault) == 0);
  FUZZ_CHECK (again.image_size == map->image_size);
  FUZZ_CHECK (again.block_size == map->block_size);
  FUZZ_CHECK (again.kind == map->kind && again.count == map->count);
  for (size_t i = 0; i < map->count; i++)
    {
      FUZZ_CHECK (again.ranges[i].first == map->ranges[i].first);
      FUZZ_CHECK (again.ranges[i].last == map->ranges[i].last);
      FUZZ_CHECK (memcmp (again.ranges[i].sum, map->ranges[i].sum,
                          sizeof map->ranges[i].sum)
                  == 0);
    }
  bmap_free (&again);
  free (text);
}

static void
try_text (const char *text, size_t len)
{
  struct bmap map;
  struct bmap_fault fault;
  if (bmap_parse (text, len, &map, &fault) == 0)
    {
      check_ranges (&map);
      if (all_summed (&map))
        check_round_trip (&map);
      bmap_free (&map);
    }
}

/* Put the right sum where TEXT has room for one of KIND; false if it has
   not.  */
static bool
repair (enum digest_kind kind, size_t size, char *text, size_t len)
{
  static const char element[] = "<BmapFileChecksum>";
  char sum[2 * DIGEST_SIZE_MAX + 1];
  char *at = memmem (text, len, element, sizeof element - 1);
  if (!at)
    return false;
  at += sizeof element - 1;
  at += strspn (at, " \t\r\n");
  size_t digits = strspn (at, "0123456789abcdef");
  if (digits != 2 * size
      || bmap_sum_text (kind, text, len, (size_t) (at - text), sum) < 0)
    return false;
  memcpy (at, sum, digits);
  return true;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  static const char nothing[] = "<none/>";
  struct bmap map;
  struct bmap_fault fault;
  int err = bmap_parse (nothing, sizeof nothing - 1, &map, &fault);
  if (err == -ENOSYS)
    fuzz_skip ("built without libexpat");
  if (err == -ELIBACC)
    fuzz_skip ("libexpat is not installed");
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const struct
  {
    enum digest_kind kind;
    size_t size;
  } sums[] = { { DIGEST_SHA256, 32 }, { DIGEST_SHA1, 20 } };
  char *text = fuzz_text (data, size);
  try_text (text, size);
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
    if (repair (sums[i].kind, sums[i].size, text, size))
      try_text (text, size);
  free (text);
  return 0;
}
