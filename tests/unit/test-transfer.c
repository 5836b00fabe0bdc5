/* Transfers of files: contents, holes, lengths, allocation, ways.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Runs in TMPDIR, so that it can be pointed at any file system.  */

#include <config.h>

#include "data-rig.h"
#include "data/transfer-impl.h"

#include <sys/mman.h>

static bool has_holes;

static const uint64_t sizes[]
    = { 0,     1,     511,    4096,    65535,   65536,
        65537, 70000, 300000, 1048576, 1048577, 5 * RIG_MIB + 12345 };
enum
{
  N_SIZES = sizeof sizes / sizeof *sizes
};

/* ---- Plain files --------------------------------------------------------- */

static void
test_sizes (enum engine_mode mode)
{
  for (int i = 0; i < N_SIZES; i++)
    for (int variant = 0; variant < 8; variant++)
      {
        struct rig rig;

        rig_init (&rig, mode);
        rig.policy.ring_from = variant & 1 ? 0 : UINT64_MAX;
        rig.policy.preallocate = variant & 2;
        rig.policy.sparse = variant & 4 ? SPARSE_NEVER : SPARSE_AUTO;
        rig.policy.reflink = REFLINK_NEVER;
        rig_say ("sizes", mode, sizes[i]);
        rig_make_dense ("src", sizes[i], 1);
        rig_copy (&rig);
        rig_check_copy (&rig);
        CHECK (rig_allocated ("dst") <= rig_allocated ("src") + 65536);
        CHECK_EQ (rig.transfer.saw_clone, SEEN_NO);
        CHECK_EQ (rig.transfer.saw_offload, SEEN_AVOIDED);
        CHECK_EQ (rig.transfer.saw_holes, SEEN_NO);
        CHECK (!rig.transfer.saw_zeros);
        CHECK_EQ (rig.transfer.failed, SIDE_NONE);
      }
}

/* Whether the test runs on the file system of TYPE.  */
static bool
is_on (uint32_t type)
{
  struct statfs buf;
  return statfs (".", &buf) == 0 && (uint32_t) buf.f_type == type;
}

/* Which way the bytes go: inline below ring_from and where a ring does not
   pay, and linked over registered buffers and files what is on the ring.  */
static void
test_ways (enum engine_mode mode)
{
  struct rig rig;
  uint64_t size = 5 * RIG_MIB + 100;

  rig_say ("ways", mode, size);
  rig_make_dense ("src", size, 2);
  rig_init (&rig, mode);
  rig.policy.reflink = REFLINK_NEVER;
  rig.policy.ring_from = 0;
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK_EQ (rig.stats.bytes_written, size);
  if (mode == ENGINE_SYNC || !rig_has_ring ())
    {
      CHECK_EQ (rig.transfer.method, TRANSFER_INLINE);
      CHECK_EQ (rig.stats.bytes_ring, 0);
      return;
    }
  CHECK_EQ (rig.transfer.method, TRANSFER_RING);
  CHECK (rig.stats.bytes_linked_fixed >= size - size / 100);
  CHECK_EQ (rig.stats.rings, 1);
  if (mode != ENGINE_AUTO)
    return;

  /* In `auto' it depends on the file system.  */
  rig.policy.ring_from = size;
  rig_copy (&rig);
  rig_check_copy (&rig);
  bool pays = is_on (TRANSFER_FS_EXT4);
  CHECK_EQ (rig.transfer.method, pays ? TRANSFER_RING : TRANSFER_INLINE);
  CHECK_EQ (rig.stats.rings, pays);

  rig.policy.ring_from = size + 1;
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK_EQ (rig.transfer.method, TRANSFER_INLINE);
  CHECK_EQ (rig.stats.rings, 0);
}

/* The window: as many chunks as there are buffers, however many.  */
static void
test_windows (enum engine_mode mode)
{
  static const unsigned int counts[] = { 1, 2, 3, 8, 70 };

  rig_make_dense ("src", 3 * RIG_MIB + 1, 3);
  for (int i = 0; i < 5; i++)
    {
      struct rig rig;

      rig_say ("window", mode, counts[i]);
      rig_init (&rig, mode);
      rig.policy.ring_from = 0;
      rig.n_buffers = counts[i];
      rig.buffer_size = 16 * RIG_KIB;
      rig.engine.depth = i == 3 ? 2 : 0;
      rig_copy (&rig);
      rig_check_copy (&rig);
    }
}

/* Files that do not tell their size.  */
static void
test_proc (enum engine_mode mode)
{
  static const char *const names[]
      = { "/proc/version", "/proc/self/status", "/proc/kallsyms",
          "/sys/kernel/mm/transparent_hugepage/enabled" };

  for (int i = 0; i < 4; i++)
    {
      struct rig rig;
      char command[200];

      if (access (names[i], R_OK) < 0)
        continue;
      rig_say (names[i], mode, 0);
      rig_init (&rig, mode);
      rig.source = names[i];
      CHECK_EQ (rig_copy (&rig), 0);
      CHECK_EQ (rig.transfer.copied, rig_stat ("dst").st_size);
      CHECK (rig.transfer.copied > 0);
      snprintf (command, sizeof command, "cmp %s dst >/dev/null", names[i]);
      if (i != 1)
        CHECK_EQ (system (command), 0);
    }
}

/* ---- Holes --------------------------------------------------------------- */

static void
test_random_holes (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 24; seed++)
    {
      struct rig rig;
      uint64_t size = (seed * 7919 * 977) % (3 * RIG_MIB);

      rig_say ("holes", mode, seed);
      rig_make_sparse ("src", size, 200000, seed);
      rig_init (&rig, mode);
      rig.policy.reflink = seed % 2 ? REFLINK_NEVER : REFLINK_AUTO;
      rig.policy.ring_from = seed % 3 ? 0 : UINT64_MAX;
      rig.policy.preallocate = seed % 4 < 2;
      rig_copy (&rig);
      rig_check_copy (&rig);
      if (!has_holes)
        continue;
      CHECK (rig_keeps_holes ("src", "dst", 4096));
      CHECK (rig_allocated ("dst") <= rig_allocated ("src") + 65536);

      rig.policy.sparse = SPARSE_ALWAYS;
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK (rig.transfer.saw_zeros);
      CHECK (rig_keeps_holes ("src", "dst", 4096));

      rig.policy.sparse = SPARSE_NEVER;
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK (!rig.transfer.saw_zeros);
      CHECK_EQ (rig.transfer.saw_holes, SEEN_NO);
    }
}

static void
test_hole_at_end (enum engine_mode mode)
{
  struct rig rig;
  uint64_t size = 10 * (uint64_t) RIG_MIB + 1;
  int fd = rig_open ("src", O_RDWR | O_CREAT | O_TRUNC);

  rig_say ("hole at the end", mode, size);
  rig_write (fd, 0, 10000, 4);
  if (ftruncate (fd, (off_t) size) < 0)
    unit_die ("ftruncate");
  close (fd);
  for (int sparse = SPARSE_AUTO; sparse <= SPARSE_ALWAYS; sparse++)
    {
      rig_init (&rig, mode);
      rig.policy.sparse = sparse;
      rig.policy.preallocate = true;
      rig_copy (&rig);
      rig_check_copy (&rig);
      if (has_holes)
        CHECK (rig_allocated ("dst") <= 65536);
    }

  /* Nothing but a hole.  */
  if (truncate ("src", 0) < 0 || truncate ("src", 12345678) < 0)
    unit_die ("truncate");
  rig_init (&rig, mode);
  rig.policy.reflink = REFLINK_NEVER;
  rig_copy (&rig);
  rig_check_copy (&rig);
  if (has_holes)
    {
      CHECK_EQ (rig.stats.bytes_written, 0);
      CHECK_EQ (rig.transfer.saw_holes, SEEN_YES);
    }
}

/* sparse=always finds the zeros of a dense file.  */
static void
test_zeros (enum engine_mode mode)
{
  struct rig rig;
  int fd = rig_open ("src", O_RDWR | O_CREAT | O_TRUNC);
  static char zeros[300000];

  rig_say ("zeros", mode, 0);
  rig_write (fd, 0, 5000, 5);
  if (pwrite (fd, zeros, 300000, 5000) != 300000)
    unit_die ("pwrite");
  rig_write (fd, 305000, 70000, 6);
  if (pwrite (fd, zeros, 100000, 375000) != 100000)
    unit_die ("pwrite");
  fsync (fd);
  close (fd);

  rig_init (&rig, mode);
  rig.policy.sparse = SPARSE_ALWAYS;
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK (rig.transfer.saw_zeros);
  CHECK_EQ (rig.transfer.saw_offload, SEEN_AVOIDED);
  CHECK_EQ (rig.transfer.saw_clone, SEEN_UNKNOWN);
  if (has_holes)
    CHECK (rig_allocated ("dst") <= 100000);

  rig.policy.sparse = SPARSE_NEVER;
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK_EQ (rig.stats.bytes_written, 475000);
}

/* ---- A target that is there already -------------------------------------- */

static void
test_existing_target (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 12; seed++)
    {
      struct rig rig;
      uint64_t size = (seed * 104729) % RIG_MIB;

      rig_say ("existing", mode, seed);
      rig_make_sparse ("src", size, 100000, seed);
      rig_make_dense ("dst", (seed * 92821 * 3) % RIG_MIB, seed + 99);
      rig_init (&rig, mode);
      rig.keep_target = true;
      rig.policy.sparse = seed % 3;
      rig.policy.ring_from = seed % 2 ? 0 : UINT64_MAX;
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK (rig.transfer.saw_clone != SEEN_YES);
      /* Some keep the block that the end of the old file was in.  */
      if (has_holes && rig.policy.sparse != SPARSE_NEVER)
        CHECK (rig_allocated ("dst") <= rig_allocated ("src") + 65536);
    }
}

static void
test_offsets (enum engine_mode mode)
{
  static const uint64_t starts[][2] = {
    { 1000, 0 }, { 0, 777 }, { 4097, 512 }, { 65536, 131072 }, { 4608, 512 }
  };

  rig_make_dense ("src", 700001, 8);
  for (int i = 0; i < 10; i++)
    {
      struct rig rig;
      const uint64_t *start = starts[i / 2];

      rig_say ("offsets", mode, (uint64_t) i);
      rig_make_dense ("dst", 200000, 9);
      rig_make_dense ("was", 200000, 9);
      rig_init (&rig, mode);
      rig.keep_target = true;
      rig.source_offset = start[0];
      rig.target_offset = start[1];
      rig.policy.ring_from = 0;
      rig.policy.direct = i % 2;
      CHECK_EQ (rig_copy (&rig), 0);
      CHECK_EQ (rig.transfer.copied, 700001 - start[0]);
      CHECK_EQ (rig.moved, 700001 - start[0]);
      CHECK_EQ (rig_stat ("dst").st_size, start[1] + 700001 - start[0]);
      CHECK_EQ (
          rig_difference ("src", start[0], "dst", start[1], 700001 - start[0]),
          -1);
      CHECK_EQ (rig_difference ("was", 0, "dst", 0, start[1]), -1);
    }
}

/* ---- Without the page cache -----------------------------------------------
 */

static void
test_direct (enum engine_mode mode)
{
  for (int i = 0; i < N_SIZES; i++)
    for (int variant = 0; variant < 4; variant++)
      {
        struct rig rig;

        rig_say ("direct", mode, sizes[i]);
        rig_init (&rig, mode);
        rig.policy.direct = true;
        rig.policy.reflink = REFLINK_NEVER;
        rig.policy.preallocate = variant & 1;
        rig.policy.sparse = variant & 2 ? SPARSE_ALWAYS : SPARSE_AUTO;
        if (variant & 2)
          rig_make_sparse ("src", sizes[i], 100000, 11);
        else
          rig_make_dense ("src", sizes[i], 11);
        rig_copy (&rig);
        rig_check_copy (&rig);
        CHECK (rig_allocated ("dst") <= rig_allocated ("src") + 65536);
        CHECK (!rig.transfer.source.direct);
        CHECK (!rig.transfer.target.direct);
      }
}

static void
test_nocache (enum engine_mode mode)
{
  for (int i = 0; i < N_SIZES; i++)
    {
      struct rig rig;

      rig_say ("nocache", mode, sizes[i]);
      rig_init (&rig, mode);
      rig.policy.nocache = true;
      rig.policy.reflink = REFLINK_NEVER;
      rig_make_dense ("src", sizes[i], 12);
      rig_copy (&rig);
      rig_check_copy (&rig);
    }
}

/* How many bytes of NAME are in the page cache.  */
static uint64_t
cached (const char *name)
{
  static unsigned char pages[4096];
  int fd = rig_open (name, O_RDONLY);
  size_t size = (size_t) rig_stat (name).st_size;
  void *map = mmap (NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  uint64_t found = 0;

  fsync (fd);
  if (map == MAP_FAILED || mincore (map, size, pages) < 0)
    unit_die ("mincore");
  for (size_t i = 0; i < (size + 4095) / 4096; i++)
    found += pages[i] & 1 ? 4096 : 0;
  munmap (map, size);
  close (fd);
  return found;
}

static void
forget (const char *name)
{
  int fd = rig_open (name, O_RDONLY);
  fsync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

/* On an overlay nobody can wait for pages to be written but by fsync (),
   so the last ones stay.  */
static bool
keeps_last_pages (void)
{
  return is_on (0x794c7630);
}

/* With `direct' and with `nocache' the page cache stays as it was; but for
   a file system that is nothing else.  */
static void
test_cache (enum engine_mode mode)
{
  uint64_t size = 15 * RIG_MIB + 12345;

  rig_make_dense ("src", size, 20);
  forget ("src");
  if (cached ("src") > size / 10)
    return;
  for (int variant = 0; variant < 2; variant++)
    {
      struct rig rig;

      rig_say ("cache", mode, (uint64_t) variant);
      rig_init (&rig, mode);
      rig.policy.reflink = REFLINK_NEVER;
      rig.policy.direct = variant == 0;
      rig.policy.nocache = variant == 1;
      rig.policy.preallocate = true;
      rig_copy (&rig);
      CHECK (cached ("src") <= size / 10);
      if (variant == 0 || !keeps_last_pages ())
        CHECK (cached ("dst") <= size / 10);
      rig_check_copy (&rig);
      forget ("src");
    }
}

/* Polling asked for, on a device that most likely has no poll queues.  */
static void
test_polled (void)
{
  struct rig rig;

  rig_say ("polled", ENGINE_URING, 0);
  rig_init (&rig, ENGINE_URING);
  rig.engine.polled = true;
  rig.policy.direct = true;
  rig.policy.reflink = REFLINK_NEVER;
  rig_make_dense ("src", 5 * RIG_MIB + 12345, 13);
  rig_copy (&rig);
  rig_check_copy (&rig);
}

/* ---- Clones ----------------------------------------------------------------
 */

static void
test_clone (enum engine_mode mode)
{
  struct rig rig;

  rig_say ("clone", mode, 0);
  rig_make_sparse ("src", 3000001, 100000, 19);
  rig_init (&rig, mode);
  rig.policy.reflink = REFLINK_ALWAYS;
  int result = rig_copy (&rig);
  if (result == 0)
    {
      rig_check_copy (&rig);
      CHECK_EQ (rig.transfer.method, TRANSFER_CLONE);
      CHECK_EQ (rig.transfer.saw_clone, SEEN_YES);
      CHECK_EQ (rig.transfer.saw_offload, SEEN_UNKNOWN);
      CHECK_EQ (rig.stats.bytes_written, 0);
      CHECK (rig.transfer.may_clone);

      /* An existing file is not replaced by a clone, but may share what it
         gets.  */
      rig.keep_target = true;
      rig.policy.reflink = REFLINK_AUTO;
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK_EQ (rig.transfer.method, TRANSFER_RANGE);
      CHECK_EQ (rig.transfer.saw_offload, SEEN_YES);
      CHECK_EQ (rig.stats.bytes_written, 0);
      rig.keep_target = false;
    }
  else
    {
      CHECK (result == -EOPNOTSUPP || result == -ENOTTY || result == -EXDEV
             || result == -EINVAL);
      CHECK_EQ (rig.transfer.failed, SIDE_CLONE);
      CHECK_EQ (rig.transfer.saw_clone, SEEN_UNSUPPORTED);
    }

  /* Automatic: the same if it works, and quietly otherwise if not.  */
  rig.policy.reflink = REFLINK_AUTO;
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK_EQ (rig.transfer.method == TRANSFER_CLONE, result == 0);
  CHECK_EQ (rig.transfer.may_clone, result == 0);
  if (result != 0)
    {
      CHECK_EQ (rig.transfer.saw_clone, SEEN_UNSUPPORTED);
      CHECK_EQ (rig.transfer.saw_offload == SEEN_YES,
                rig.transfer.method == TRANSFER_RANGE);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  has_holes = rig_has_holes ();
  rig_for_each_mode (test_sizes);
  rig_for_each_mode (test_ways);
  rig_for_each_mode (test_windows);
  rig_for_each_mode (test_proc);
  rig_for_each_mode (test_random_holes);
  rig_for_each_mode (test_hole_at_end);
  rig_for_each_mode (test_zeros);
  rig_for_each_mode (test_existing_target);
  rig_for_each_mode (test_offsets);
  rig_for_each_mode (test_direct);
  rig_for_each_mode (test_nocache);
  rig_for_each_mode (test_cache);
  if (rig_has_ring ())
    test_polled ();
  rig_for_each_mode (test_clone);
  return unit_end ();
}
