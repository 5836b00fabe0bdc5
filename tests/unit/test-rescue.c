/* Rescue reads all that can be read, and nothing else.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "image/rescue.h"

enum
{
  SIZE = 2 * RIG_MIB + 1000,
  CHUNK = 256 * RIG_KIB
};

static char source[SIZE], found[SIZE + 4096];

/* Read all of "src" in chunks.  */
static int
read_all (struct rescue *rescue)
{
  char *buf = aligned_alloc (4096, CHUNK);
  int err = 0;
  for (size_t at = 0; err == 0 && at < SIZE; at += CHUNK)
    {
      size_t len = SIZE - at < CHUNK ? SIZE - at : CHUNK;
      size_t got = 0;
      err = rescue_read (rescue, buf, at, len, &got);
      if (err == 0 && CHECK_EQ (got, len))
        memcpy (found + at, buf, len);
    }
  free (buf);
  return err;
}

/* What FAULT makes bad, in whole pieces, and nothing but that, is zero, and
   in the map.  */
static void
check_found (const struct fault_config *fault, const struct rescue *rescue)
{
  uint64_t bad = 0;
  bool same = true;
  for (size_t at = 0; at < SIZE; at += rescue->smallest)
    {
      size_t end = at + rescue->smallest < SIZE ? at + rescue->smallest : SIZE;
      bool is_bad = false;
      for (unsigned int i = 0; i < fault->n_bad; i++)
        is_bad |= at < fault->bad[i].to && end > fault->bad[i].from;
      for (size_t k = at; k < end; k++)
        same &= found[k] == (is_bad ? 0 : source[k]);
      bad += is_bad ? end - at : 0;
    }
  CHECK (same);
  CHECK_EQ (rescue_map_bytes (rescue->map, RESCUE_BAD), bad);
  CHECK_EQ (rescue_map_bytes (rescue->map, RESCUE_DONE), SIZE - bad);
}

static void
run (enum engine_mode mode, const struct fault_config *fault, size_t smallest,
     int flags, uint64_t most_failures)
{
  struct rig rig;
  struct rescue_map map = { .blocks = NULL };
  rig_init (&rig, mode);
  rig.fault = fault;
  int fd = open ("src", O_RDONLY | flags);
  if (fd < 0 && flags)
    fd = open ("src", O_RDONLY);
  if (fd < 0)
    unit_die ("src");
  struct rescue rescue = { .engine = rig_open_engine (&rig),
                           .fd = fd,
                           .smallest = smallest,
                           .map = &map };
  memset (found, 1, sizeof found);
  CHECK_EQ (read_all (&rescue), 0);
  check_found (fault, &rescue);
  CHECK (rescue.failures <= most_failures);
  rescue_map_free (&map);
  engine_close (rescue.engine);
  close (fd);
}

static void
test_places (enum engine_mode mode)
{
  struct fault_config fault = { .fail_any_kind = true };
  rig_say ("nothing bad", mode, 0);
  run (mode, &fault, 512, 0, 0);

  /* One bad byte costs few tries.  */
  fault.n_bad = 1;
  fault.bad[0] = (struct fault_place) { 700000, 700001 };
  rig_say ("one byte", mode, 0);
  run (mode, &fault, 512, 0, 40);
  run (mode, &fault, 4096, 0, 30);
  run (mode, &fault, 4096, O_DIRECT, 30);

  /* The first, the last, a chunk and more.  */
  fault.n_bad = 3;
  fault.bad[0] = (struct fault_place) { 0, 1 };
  fault.bad[1] = (struct fault_place) { CHUNK - 1, 2 * CHUNK + 5000 };
  fault.bad[2] = (struct fault_place) { SIZE - 1, SIZE };
  rig_say ("several", mode, 0);
  run (mode, &fault, 512, 0, UINT64_MAX);
  run (mode, &fault, 4096, O_DIRECT, UINT64_MAX);
}

static void
test_bad_days (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 20; seed++)
    {
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 40,
                                    .eintr_percent = 20,
                                    .fail_any_kind = true,
                                    .n_bad = 2 };
      fault.bad[0] = (struct fault_place) { seed * 99991, seed * 99999 };
      fault.bad[1] = (struct fault_place) { SIZE - 3000, SIZE - 2999 };
      rig_say ("seed", mode, seed);
      run (mode, &fault, 4096, seed % 2 ? O_DIRECT : 0, UINT64_MAX);
    }
}

/* A device that is gone is no bad place.  */
static void
test_gone (enum engine_mode mode)
{
  struct fault_config fault = { .fail_at = fault_count () + 3,
                                .fail_forever = true,
                                .fail_kind = OP_READ,
                                .fail_errno = ENODEV };
  struct rescue_map map = { .blocks = NULL };
  struct rig rig;
  rig_init (&rig, mode);
  rig.fault = &fault;
  rig_say ("gone", mode, 0);
  int fd = rig_open ("src", O_RDONLY);
  struct rescue rescue = {
    .engine = rig_open_engine (&rig), .fd = fd, .smallest = 512, .map = &map
  };
  CHECK_EQ (read_all (&rescue), -ENODEV);
  CHECK (rescue_map_bytes (&map, RESCUE_DONE) > 0);
  CHECK_EQ (rescue_map_bytes (&map, RESCUE_BAD), 0);
  rescue_map_free (&map);
  engine_close (rescue.engine);
  close (fd);
}

static int
count_down (void *arg)
{
  int *left = arg;
  return (*left)-- > 0 ? 0 : -EINTR;
}

/* Whoever waits is heard between any two tries, also of one bad piece.  */
static void
test_poll (enum engine_mode mode)
{
  struct fault_config fault
      = { .fail_any_kind = true, .n_bad = 1, .bad = { { 0, SIZE } } };
  struct rescue_map map = { .blocks = NULL };
  struct rig rig;
  int left = 5;
  rig_init (&rig, mode);
  rig.fault = &fault;
  rig_say ("poll", mode, 0);
  int fd = rig_open ("src", O_RDONLY);
  struct rescue rescue = { .engine = rig_open_engine (&rig),
                           .fd = fd,
                           .smallest = 512,
                           .map = &map,
                           .poll = count_down,
                           .arg = &left };
  CHECK_EQ (read_all (&rescue), -EINTR);
  CHECK_EQ (rescue.failures, 5);
  rescue_map_free (&map);
  engine_close (rescue.engine);
  close (fd);
}

/* One try is one read.  */
static void
test_try (enum engine_mode mode)
{
  struct fault_config fault
      = { .fail_any_kind = true, .n_bad = 1, .bad = { { 5000, 5001 } } };
  struct rescue_map map = { .blocks = NULL };
  struct rig rig;
  char *buf = aligned_alloc (4096, 8192);
  size_t got = 99;
  rig_init (&rig, mode);
  rig.fault = &fault;
  rig_say ("try", mode, 0);
  int fd = rig_open ("src", O_RDONLY);
  struct rescue rescue = {
    .engine = rig_open_engine (&rig), .fd = fd, .smallest = 4096, .map = &map
  };
  CHECK_EQ (rescue_try (&rescue, buf, 0, 8192, &got), RESCUE_FAILED);
  CHECK_EQ (rescue.failures, 1);
  CHECK_EQ (rescue_try (&rescue, buf, 0, 4096, &got), 0);
  CHECK_EQ (got, 4096);
  CHECK (memcmp (buf, source, 4096) == 0);
  CHECK_EQ (rescue_try (&rescue, buf, SIZE / 4096 * 4096, SIZE % 4096, &got),
            0);
  CHECK_EQ (got, SIZE % 4096);
  CHECK_EQ (rescue_try (&rescue, buf, SIZE + 4096, 100, &got), 0);
  CHECK_EQ (got, 0);
  CHECK (map.blocks == NULL);
  engine_close (rescue.engine);
  close (fd);
  free (buf);
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_make_dense ("src", SIZE, 5);
  int fd = rig_open ("src", O_RDONLY);
  if (pread (fd, source, SIZE, 0) != SIZE)
    unit_die ("src");
  close (fd);
  rig_for_each_mode (test_places);
  rig_for_each_mode (test_bad_days);
  rig_for_each_mode (test_gone);
  rig_for_each_mode (test_poll);
  rig_for_each_mode (test_try);
  return unit_end ();
}
