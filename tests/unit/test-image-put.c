/* An image that is put is all there, and no more was written than had to be.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With the name of a block device as its argument, which is then overwritten,
   the program looks at what devices can do; device-put.sh does so.  */

#include <config.h>

#include "data-rig.h"
#include "image/image-put.h"

enum
{
  SIZE = 3 * RIG_MIB + 777,
  BLOCK = 4096
};

_Alignas(4096) static char image[SIZE];
_Alignas(4096) static char target[SIZE + RIG_MIB];

/* Data with zeros in it: single bytes, blocks, and long runs.  */
static void
fill (char *data, size_t size, uint64_t seed)
{
  uint64_t state = seed * 2654435761U + 1;
  for (size_t i = 0; i < size; i++)
    data[i] = (char) rig_random (&state);
  for (int i = 0; i < 20; i++)
    memset (data + rig_random (&state) % (size / BLOCK) * BLOCK, 0, BLOCK);
  memset (data + size / 2, 0, size / 4);
}

/* Put the image to FD in pieces of odd sizes.  */
static void
put_all (struct image_put *put, struct engine *engine, int fd, uint64_t offset,
         uint64_t seed)
{
  uint64_t state = seed * 99991 + 1;
  if (!CHECK_EQ (image_put_open (put, engine, fd, 256 * RIG_KIB), 0))
    return;
  for (size_t at = 0; at < SIZE;)
    {
      size_t len = 1 + rig_random (&state) % (300 * RIG_KIB);
      if (seed == 0)
        len = RIG_MIB;
      if (len > SIZE - at)
        len = SIZE - at;
      CHECK_EQ (image_put (put, image + at, len, offset + at), 0);
      at += len;
    }
  CHECK_EQ (image_put_end (put), 0);
  CHECK_EQ (put->end, offset + SIZE);
  CHECK_EQ (put->written + put->same + put->passed + put->zeroed, SIZE);
}

/* A target of SIZE bytes: what is in `target'.  */
static int
make_target (size_t size)
{
  int fd = rig_open ("dst", O_RDWR | O_CREAT | O_TRUNC);
  if (pwrite (fd, target, size, 0) != (ssize_t) size)
    unit_die ("dst");
  return fd;
}

static bool
has_image (int fd, uint64_t offset)
{
  static char found[SIZE];
  return pread (fd, found, SIZE, (off_t) offset) == SIZE
         && memcmp (found, image, SIZE) == 0;
}

static void
test_diff (enum engine_mode mode)
{
  struct rig rig;
  rig_init (&rig, mode);
  rig_say ("diff", mode, 0);
  struct engine *engine = rig_open_engine (&rig);
  fill (image, SIZE, 3);
  memcpy (target, image, SIZE);
  memset (target + SIZE, 'x', RIG_MIB);

  /* What is the same is not written.  */
  int fd = make_target (SIZE);
  struct image_put put = { .diff = true };
  put_all (&put, engine, fd, 0, 0);
  CHECK_EQ (put.written, 0);
  CHECK_EQ (put.same, SIZE);
  image_put_close (&put);
  close (fd);

  /* A byte here and there: those blocks, and what follows is kept.  */
  for (int i = 0; i < 8; i++)
    target[i * 100 * BLOCK + i] ^= 1;
  fd = make_target (SIZE + 1000);
  put = (struct image_put) { .diff = true };
  put_all (&put, engine, fd, 0, 0);
  CHECK_EQ (put.written, 8 * BLOCK);
  CHECK (has_image (fd, 0));
  CHECK_EQ (rig_stat ("dst").st_size, SIZE + 1000);
  image_put_close (&put);
  close (fd);

  /* A target that is too short, at an odd offset; zeros are not passed over
     where they differ.  */
  memset (target, 'x', sizeof target);
  fd = make_target (SIZE / 3 * 2);
  put = (struct image_put) { .diff = true, .sparse = true };
  put_all (&put, engine, fd, 123, 5);
  CHECK (has_image (fd, 123));
  CHECK_EQ (put.passed, 0);
  image_put_close (&put);
  close (fd);
  engine_close (engine);
}

static void
test_sparse (enum engine_mode mode)
{
  struct rig rig;
  rig_init (&rig, mode);
  rig_say ("sparse", mode, 0);
  struct engine *engine = rig_open_engine (&rig);
  fill (image, SIZE, 4);
  memset (image + SIZE - 200 * RIG_KIB, 0, 200 * RIG_KIB);
  int fd = make_target (0);
  struct image_put put = { .sparse = true };
  put_all (&put, engine, fd, 0, 0);
  CHECK (has_image (fd, 0));
  CHECK_EQ (rig_stat ("dst").st_size, SIZE);
  CHECK (put.passed > SIZE / 4);
  image_put_close (&put);
  close (fd);
  engine_close (engine);
}

static void
test_bad_days (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 30; seed++)
    {
      struct rig rig;
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 40,
                                    .eintr_percent = 20,
                                    .fail_any_kind = true };
      rig_init (&rig, mode);
      rig_say ("seed", mode, seed);
      rig.fault = &fault;
      struct engine *engine = rig_open_engine (&rig);
      fill (image, SIZE, seed);
      fill (target, sizeof target, seed + seed % 2);
      int fd = make_target (seed % 3 == 0 ? 0 : SIZE);
      struct image_put put = { .diff = seed % 3 != 0, .sparse = seed % 3 == 0 };
      put_all (&put, engine, fd, seed % 5 * 1000, seed);
      CHECK (has_image (fd, seed % 5 * 1000));
      image_put_close (&put);
      close (fd);
      engine_close (engine);
    }
}

/* What goes wrong is told.  */
static void
test_errors (enum engine_mode mode)
{
  for (uint64_t n = 1; n <= 4; n++)
    {
      struct rig rig;
      struct fault_config fault = { .fail_at = fault_count () + n,
                                    .fail_forever = true,
                                    .fail_kind = OP_WRITE,
                                    .fail_errno = ENOSPC };
      rig_init (&rig, mode);
      rig_say ("fail", mode, n);
      rig.fault = &fault;
      struct engine *engine = rig_open_engine (&rig);
      struct image_put put = { .sparse = false };
      int fd = make_target (0);
      int err = image_put_open (&put, engine, fd, 64 * RIG_KIB);
      CHECK_EQ (err, 0);
      for (size_t at = 0; err == 0 && at + RIG_MIB <= SIZE; at += 64 * RIG_KIB)
        err = image_put (&put, image + at, 64 * RIG_KIB, at);
      CHECK_EQ (err, -ENOSPC);
      image_put_close (&put);
      close (fd);
      engine_close (engine);
    }
  int ends[2];
  struct image_put put = { .diff = true };
  struct rig rig;
  rig_init (&rig, mode);
  struct engine *engine = rig_open_engine (&rig);
  if (pipe (ends) < 0)
    unit_die ("pipe");
  CHECK_EQ (image_put_open (&put, engine, ends[1], 4096), -ESPIPE);
  CHECK_EQ (image_discard (engine, ends[1], 0, 4096), -ENOTBLK);
  engine_close (engine);
  close (ends[0]);
  close (ends[1]);
}

static int
test_device (const char *name)
{
  struct rig rig;
  rig_init (&rig, ENGINE_AUTO);
  struct engine *engine = rig_open_engine (&rig);
  int fd = open (name, O_RDWR);
  if (fd < 0)
    unit_die (name);
  memset (target, 'x', sizeof target);
  fill (image, SIZE, 9);
  for (int direct = 0; direct <= 1; direct++)
    {
      if (pwrite (fd, target, sizeof target, 0) != (ssize_t) sizeof target)
        unit_die (name);
      struct image_put put = { .zero_out = true };
      int out = open (name, O_RDWR | (direct ? O_DIRECT : 0));
      if (out < 0)
        unit_die (name);
      put_all (&put, engine, out, 0, 0);
      CHECK (put.zeroed > 0);
      CHECK_EQ (put.left_direct, direct);
      CHECK (has_image (fd, 0));
      image_put_close (&put);
      close (out);
    }
  /* Others' bytes stay.  */
  char byte = 0;
  CHECK_EQ (pread (fd, &byte, 1, SIZE), 1);
  CHECK_EQ (byte, 'x');

  int err = image_discard (engine, fd, 5000, RIG_MIB);
  CHECK (err == 0 || err == -EOPNOTSUPP);
  static char found[SIZE];
  CHECK_EQ (pread (fd, found, SIZE, 0), SIZE);
  CHECK (memcmp (found, image, 5000) == 0);
  CHECK (memcmp (found + 5000 + RIG_MIB, image + 5000 + RIG_MIB,
                 SIZE - 5000 - RIG_MIB)
         == 0);
  close (fd);
  engine_close (engine);
  return unit_end ();
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    return test_device (argv[1]);
  unit_enter_tmpdir ();
  rig_for_each_mode (test_diff);
  rig_for_each_mode (test_sparse);
  rig_for_each_mode (test_bad_days);
  rig_for_each_mode (test_errors);
  return unit_end ();
}
