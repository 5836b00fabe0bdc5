/* Two files are compared block by block, and what differs is told, whatever
   the files and the day.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "data/differ.h"

enum
{
  BLOCK = 4096
};

/* One run: "src" and "dst" are compared, and "dst" is patched.  */
struct patcher
{
  struct rig rig;
  int fd;         /* of "dst" */
  bool only_asks; /* end at the first difference */
  uint64_t from;
  uint64_t written; /* bytes */
  uint64_t moved;
  struct differ differ;
};

static int
patch (void *arg, const void *data, size_t len, uint64_t offset)
{
  struct patcher *patcher = arg;
  if (patcher->only_asks)
    return 1;
  if (pwrite (patcher->fd, data, len, (off_t) offset) != (ssize_t) len)
    unit_die ("pwrite");
  patcher->written += len;
  return 0;
}

static void
count (void *arg, uint64_t bytes)
{
  struct patcher *patcher = arg;
  patcher->moved += bytes;
}

static uint64_t
size_of (const char *name)
{
  return (uint64_t) rig_stat (name).st_size;
}

/* Compare the two from PATCHER's start up to where the source ends.  */
static int
run (struct patcher *patcher)
{
  struct engine *engine = rig_open_engine (&patcher->rig);
  struct bufpool *pool;
  int in = rig_open ("src", O_RDONLY);
  patcher->fd = rig_open ("dst", O_RDWR);
  if (bufpool_open (patcher->rig.n_buffers, patcher->rig.buffer_size, &pool)
      < 0)
    unit_die ("bufpool_open");
  patcher->written = 0;
  patcher->moved = 0;
  patcher->differ = (struct differ) { .engine = engine,
                                      .pool = pool,
                                      .fd = { in, patcher->fd },
                                      .from = patcher->from,
                                      .to = size_of ("src"),
                                      .has_holes = true,
                                      .may_queue = true,
                                      .arg = patcher,
                                      .differs = patch,
                                      .moved = count,
                                      .stop = patcher->rig.stop };
  int err = differ_run (&patcher->differ);
  CHECK_EQ (engine_inflight (engine), 0);
  CHECK_EQ (patcher->moved, patcher->differ.at - patcher->differ.from);
  engine_close (engine);
  bufpool_close (pool);
  close (in);
  close (patcher->fd);
  return err;
}

/* How many bytes of whole blocks differ in the first LEN of both.  */
static uint64_t
differing (uint64_t from, uint64_t len)
{
  uint64_t found = 0;
  for (uint64_t at = from; at < len;)
    {
      uint64_t block = BLOCK - at % BLOCK;
      if (block > len - at)
        block = len - at;
      if (rig_difference ("src", at, "dst", at, block) >= 0)
        found += block;
      at += block;
    }
  return found;
}

/* Run, and see that what was to be written was, and nothing else.  */
static void
check_patched (struct patcher *patcher)
{
  uint64_t both
      = size_of ("src") < size_of ("dst") ? size_of ("src") : size_of ("dst");
  uint64_t want = differing (patcher->from, both);
  uint64_t size = size_of ("dst");
  CHECK_EQ (run (patcher), 0);
  CHECK_EQ (patcher->differ.at, both);
  CHECK_EQ (patcher->written, want);
  CHECK_EQ (patcher->differ.same, both - patcher->from - want);
  CHECK_EQ (size_of ("dst"), size);
  CHECK_EQ (rig_difference ("src", patcher->from, "dst", patcher->from,
                            both - patcher->from),
            -1);
}

/* Spoil N places of "dst".  */
static void
spoil (unsigned int n, uint64_t size, uint64_t *state)
{
  int fd = rig_open ("dst", O_RDWR);
  for (unsigned int i = 0; i < n && size > 0; i++)
    {
      uint64_t at = rig_random (state) % size;
      uint64_t len = 1 + rig_random (state) % 9000;
      rig_write (fd, at, len < size - at ? len : size - at, 99 + i);
    }
  close (fd);
}

static void
test_sizes (enum engine_mode mode)
{
  static const size_t sizes[] = { 1,      4095,   4096,   4097,    65536,
                                  131072, 131073, 262144, 1000000, 3000001 };
  uint64_t state = 17;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (unsigned int n = 0; n < 4; n++)
      {
        struct patcher patcher = { .from = n == 3 ? sizes[i] / 3 : 0 };
        rig_init (&patcher.rig, mode);
        rig_say ("size", mode, sizes[i]);
        rig_make_dense ("src", sizes[i], i);
        rig_make_dense ("dst", sizes[i], i);
        spoil (n * 3, sizes[i], &state);
        check_patched (&patcher);
      }
}

/* One of the two is shorter.  */
static void
test_lengths (enum engine_mode mode)
{
  static const size_t sizes[] = { 0, 1, 4096, 100000, 131072, 500001 };
  enum
  {
    N = sizeof sizes / sizeof *sizes
  };
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < N; j++)
      {
        struct patcher patcher = { .from = 0 };
        rig_init (&patcher.rig, mode);
        rig_say ("lengths", mode, i * N + j);
        rig_make_dense ("src", sizes[i], 3);
        rig_make_dense ("dst", sizes[j], i + j);
        check_patched (&patcher);
      }
}

/* Who only asks is told at once.  */
static void
test_question (enum engine_mode mode)
{
  struct patcher patcher = { .only_asks = true };
  rig_init (&patcher.rig, mode);
  rig_say ("question", mode, 0);
  rig_make_dense ("src", 2000000, 1);
  rig_make_dense ("dst", 2000000, 1);
  CHECK_EQ (run (&patcher), 0);
  CHECK_EQ (patcher.differ.same, 2000000);
  int fd = rig_open ("dst", O_RDWR);
  rig_write (fd, 1500000, 1, 77);
  rig_write (fd, 10, 1, 78);
  close (fd);
  CHECK_EQ (run (&patcher), 1);
  CHECK_EQ (patcher.differ.failed, DIFFER_CALLER);
  CHECK_EQ (patcher.differ.at, 0);
}

static bool
stop_at_once (void *arg)
{
  return true;
}

static void
test_stop (enum engine_mode mode)
{
  struct patcher patcher = { .from = 0 };
  rig_init (&patcher.rig, mode);
  rig_say ("stop", mode, 0);
  patcher.rig.stop = stop_at_once;
  CHECK_EQ (run (&patcher), -ECANCELED);
}

static void
random_files (uint64_t seed, uint64_t *state)
{
  uint64_t size = 1 + rig_random (state) % 1500000;
  rig_make_sparse ("src", size, 150000, seed);
  switch (rig_random (state) % 3)
    {
    case 0:
      rig_make_sparse ("dst", size, 150000, seed);
      break;
    case 1:
      rig_make_sparse ("dst", 1 + rig_random (state) % size, 90000, seed + 1);
      break;
    default:
      rig_make_dense ("dst", size, seed);
      break;
    }
  spoil (rig_random (state) % 5, size_of ("dst"), state);
}

static void
test_bad_days (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 60; seed++)
    {
      uint64_t state = seed * 7919;
      struct patcher patcher = { .from = 0 };
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 40,
                                    .delay_percent = 40,
                                    .eintr_percent = 20,
                                    .reorder = true,
                                    .fail_any_kind = true };
      rig_init (&patcher.rig, mode);
      rig_say ("seed", mode, seed);
      patcher.rig.n_buffers = 1 + (unsigned int) (seed % 5);
      patcher.rig.buffer_size = (size_t) 8 * RIG_KIB << seed % 6;
      if (seed % 3)
        patcher.rig.fault = &fault;
      random_files (seed, &state);
      check_patched (&patcher);
    }
}

/* An error is an error, and what was dealt with before it is right.  */
static void
test_errors (enum engine_mode mode)
{
  for (uint64_t n = 1; n <= 12; n++)
    {
      struct patcher patcher = { .from = 0 };
      struct fault_config fault = { .fail_at = n,
                                    .fail_forever = true,
                                    .fail_kind = OP_READ,
                                    .fail_errno = EIO };
      rig_init (&patcher.rig, mode);
      rig_say ("fail", mode, n);
      rig_make_dense ("src", 1000000, 7);
      rig_make_dense ("dst", 1000000, 8);
      patcher.rig.fault = &fault;
      CHECK_EQ (run (&patcher), -EIO);
      CHECK (patcher.differ.failed != DIFFER_CALLER);
      CHECK_EQ (rig_difference ("src", 0, "dst", 0, patcher.differ.at), -1);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_sizes);
  rig_for_each_mode (test_lengths);
  rig_for_each_mode (test_question);
  rig_for_each_mode (test_stop);
  rig_for_each_mode (test_bad_days);
  rig_for_each_mode (test_errors);
  return unit_end ();
}
