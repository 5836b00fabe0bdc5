/* The map of an image lists its data and has the sums of it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/stat.h>

#include "engines.h"
#include "image/bmap-make.h"
#include "unit.h"

enum
{
  SIZE = 100 * 4096 + 123
};

static char image[SIZE];
static struct engine *engine;

/* Make the map of FD by steps of STEP; its text.  */
static char *
make_map (int fd, size_t step, int *ret_err)
{
  struct endpoint input;
  struct bmap_make make;
  char *text = NULL;
  size_t len;
  if (endpoint_open (engine, &input, fd) < 0)
    unit_die ("endpoint_open");
  *ret_err = bmap_make_open (&make, engine, &input, DIGEST_SHA256);
  if (*ret_err < 0)
    return NULL;
  for (size_t at = 0; at < SIZE; at += step)
    CHECK_EQ (
        bmap_make_take (&make, image + at, SIZE - at < step ? SIZE - at : step),
        0);
  *ret_err = bmap_make_end (&make, &text, &len);
  if (*ret_err < 0)
    text = NULL;
  bmap_make_close (&make);
  return text;
}

/* That each mapped range has the sum of its bytes, and that all that is not
   mapped is zero.  */
static void
check_sums (const struct bmap *map)
{
  const struct digest_algorithm *algorithm;
  struct digest *digest;
  uint64_t at = 0;
  if (digest_load (map->kind, &algorithm) < 0
      || digest_open (algorithm, &digest) < 0)
    unit_die ("digest");
  for (size_t i = 0; i < map->count; i++)
    {
      unsigned char sum[DIGEST_SIZE_MAX];
      uint64_t start = bmap_start (map, &map->ranges[i]);
      uint64_t end = bmap_end (map, &map->ranges[i]);
      for (; at < start; at++)
        if (image[at] != 0)
          {
            CHECK (!"a byte that matters is not mapped");
            break;
          }
      digest_begin (digest);
      digest_add (digest, image + start, end - start);
      CHECK_EQ (digest_end (digest, sum), 0);
      CHECK (map->ranges[i].summed);
      CHECK (memcmp (sum, map->ranges[i].sum, 32) == 0);
      at = end;
    }
  digest_close (digest);
}

static void
check_map (int fd, size_t step, bool has_holes)
{
  int err;
  char *text = make_map (fd, step, &err);
  if (!CHECK_EQ (err, 0))
    return;
  struct bmap map;
  struct bmap_fault fault;
  err = bmap_parse (text, strlen (text), &map, &fault);
  /* Without libexpat, that the text is a map has to do.  */
  if (err == -ENOSYS || err == -ELIBACC)
    CHECK (strstr (text, "<ImageSize> 409723 </ImageSize>") != NULL);
  else if (CHECK_EQ (err, 0))
    {
      CHECK_EQ (map.image_size, SIZE);
      CHECK (has_holes ? map.count > 1 && map.mapped < 60
                       : map.count == 1 && map.mapped == 101);
      check_sums (&map);
      bmap_free (&map);
    }
  free (text);
}

int
main (void)
{
  const struct digest_algorithm *algorithm;
  struct stat st;
  int err;
  if (digest_load (DIGEST_SHA256, &algorithm) < 0)
    unit_skip ("no libcrypto");
  unit_enter_tmpdir ();
  engine = unit_open (ENGINE_AUTO, 0);

  /* Data in blocks 0 to 15, 64 to 79 and at the end.  */
  int fd = open ("sparse", O_RDWR | O_CREAT, 0600);
  for (size_t i = 0; i < SIZE; i++)
    {
      size_t block = i / 4096;
      if (block < 16 || (block >= 64 && block < 80) || block == 100)
        image[i] = (char) (i % 251 + 1);
    }
  if (pwrite (fd, image, 16 * 4096, 0) != 16 * 4096
      || pwrite (fd, image + 64 * 4096, 16 * 4096, 64 * 4096) != 16 * 4096
      || pwrite (fd, image + 100 * 4096, 123, 100 * 4096) != 123
      || fstat (fd, &st) < 0)
    unit_die ("sparse");
  bool has_holes = st.st_blocks * 512 < SIZE - 40000;
  check_map (fd, SIZE, has_holes);
  check_map (fd, 1000, has_holes);
  check_map (fd, 65536, has_holes);

  /* Dense; and of what cannot be asked.  */
  int dense = open ("dense", O_RDWR | O_CREAT, 0600);
  if (pwrite (dense, image, SIZE, 0) != SIZE)
    unit_die ("dense");
  check_map (dense, 5000, false);
  int ends[2];
  if (pipe (ends) < 0)
    unit_die ("pipe");
  check_map (ends[0], 5000, false);

  /* What has grown since is not mapped as if it had not.  */
  if (ftruncate (dense, SIZE + 1) < 0)
    unit_die ("dense");
  free (make_map (dense, 5000, &err));
  CHECK_EQ (err, -ESTALE);
  close (ends[0]);
  close (ends[1]);
  close (dense);
  close (fd);
  engine_close (engine);
  return unit_end ();
}
