/* Which blocks of a disk image matter.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/bmap.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FIRST_ROOM = 64
};

uint64_t
bmap_blocks (const struct bmap *map)
{
  return map->image_size / map->block_size
         + (map->image_size % map->block_size != 0);
}

uint64_t
bmap_start (const struct bmap *map, const struct bmap_range *range)
{
  return range->first * map->block_size;
}

uint64_t
bmap_end (const struct bmap *map, const struct bmap_range *range)
{
  /* The last block may end with the image; to multiply might overflow.  */
  return range->last + 1 >= bmap_blocks (map)
             ? map->image_size
             : (range->last + 1) * map->block_size;
}

int
bmap_add (struct bmap *map, const struct bmap_range *range)
{
  if (range->last < range->first || range->last >= bmap_blocks (map)
      || (map->count > 0 && range->first <= map->ranges[map->count - 1].last))
    return -EBADMSG;
  if (map->count == map->room)
    {
      size_t room = map->room ? 2 * map->room : FIRST_ROOM;
      void *ranges = reallocarray (map->ranges, room, sizeof *map->ranges);
      if (!ranges)
        return -ENOMEM;
      map->ranges = ranges;
      map->room = room;
    }
  map->ranges[map->count++] = *range;
  map->mapped += range->last - range->first + 1;
  return 0;
}

void
bmap_free (struct bmap *map)
{
  free (map->ranges);
  *map = (struct bmap) { .ranges = NULL };
}

/* ---- writing ---------------------------------------------------------------
 */

static void
put_hex (char *to, const unsigned char *sum, size_t size)
{
  for (size_t i = 0; i < size; i++)
    sprintf (to + 2 * i, "%02x", sum[i]);
}

int
bmap_sum_text (enum digest_kind kind, const char *text, size_t len, size_t at,
               char sum[2 * DIGEST_SIZE_MAX + 1])
{
  const struct digest_algorithm *algorithm;
  struct digest *digest;
  unsigned char bytes[DIGEST_SIZE_MAX];
  char zeros[2 * DIGEST_SIZE_MAX];
  int err = digest_load (kind, &algorithm);
  if (err == 0)
    err = digest_open (algorithm, &digest);
  if (err < 0)
    return err;
  size_t size = digest_size (algorithm);
  memset (zeros, '0', sizeof zeros);
  digest_begin (digest);
  digest_add (digest, text, at);
  digest_add (digest, zeros, 2 * size);
  digest_add (digest, text + at + 2 * size, len - at - 2 * size);
  err = digest_end (digest, bytes);
  digest_close (digest);
  if (err == 0)
    put_hex (sum, bytes, size);
  return err;
}

static const char head[]
    = "<?xml version=\"1.0\" ?>\n"
      "<!-- A block map: the blocks of a disk image that have to be written."
      " -->\n"
      "<bmap version=\"2.0\">\n";

/* All of the text; where the sum of the whole is to be put stands
   ZEROS_AT.  */
static void
put_all (FILE *stream, const struct bmap *map, size_t size, long *ret_zeros_at)
{
  fputs (head, stream);
  fprintf (stream, "    <ImageSize> %" PRIu64 " </ImageSize>\n",
           map->image_size);
  fprintf (stream, "    <BlockSize> %" PRIu64 " </BlockSize>\n",
           map->block_size);
  fprintf (stream, "    <BlocksCount> %" PRIu64 " </BlocksCount>\n",
           bmap_blocks (map));
  fprintf (stream, "    <MappedBlocksCount> %" PRIu64 " </MappedBlocksCount>\n",
           map->mapped);
  fprintf (stream, "    <ChecksumType> %s </ChecksumType>\n",
           digest_name (map->kind));
  fputs ("    <BmapFileChecksum> ", stream);
  *ret_zeros_at = ftell (stream);
  for (size_t i = 0; i < 2 * size; i++)
    fputc ('0', stream);
  fputs (" </BmapFileChecksum>\n    <BlockMap>\n", stream);
  for (size_t i = 0; i < map->count; i++)
    {
      const struct bmap_range *range = &map->ranges[i];
      char sum[2 * DIGEST_SIZE_MAX + 1];
      put_hex (sum, range->sum, size);
      fprintf (stream, "        <Range chksum=\"%s\"> %" PRIu64, sum,
               range->first);
      if (range->last > range->first)
        fprintf (stream, "-%" PRIu64, range->last);
      fputs (" </Range>\n", stream);
    }
  fputs ("    </BlockMap>\n</bmap>\n", stream);
}

int
bmap_write (const struct bmap *map, char **ret_text, size_t *ret_len)
{
  const struct digest_algorithm *algorithm;
  char sum[2 * DIGEST_SIZE_MAX + 1];
  long zeros_at;
  char *text;
  size_t len;
  int err = digest_load (map->kind, &algorithm);
  if (err < 0)
    return err;
  FILE *stream = open_memstream (&text, &len);
  if (!stream)
    return -ENOMEM;
  put_all (stream, map, digest_size (algorithm), &zeros_at);
  bool failed = ferror (stream);
  failed |= fclose (stream) != 0;
  err = failed ? -ENOMEM
               : bmap_sum_text (map->kind, text, len, (size_t) zeros_at, sum);
  if (err < 0)
    {
      free (text);
      return err;
    }
  memcpy (text + zeros_at, sum, 2 * digest_size (algorithm));
  *ret_text = text;
  *ret_len = len;
  return 0;
}
