/* Transfers of files that change meanwhile, and transfers that end early.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* ---- A source that changes ------------------------------------------------
 */

static int change_fd;
static uint64_t change_at;
static int64_t change_to;

/* When the bytes moved pass change_at: make the source change_to long.  */
static void
change_source (struct rig *rig)
{
  if (change_to < 0 || rig->moved < change_at)
    return;
  int64_t size = rig_stat ("src").st_size;
  if (change_to > size)
    rig_write (change_fd, (uint64_t) size, (size_t) (change_to - size), 77);
  else if (ftruncate (change_fd, change_to) < 0)
    unit_die ("ftruncate");
  change_to = -1;
}

static void
test_growth (enum engine_mode mode)
{
  static const uint64_t more[] = { 1, 100, 5000, 400000 };

  for (int i = 0; i < 16; i++)
    {
      struct rig rig;

      rig_say ("growth", mode, (uint64_t) i);
      rig_make_dense ("src", 500000, 14);
      rig_init (&rig, mode);
      rig.policy.reflink = REFLINK_NEVER;
      rig.policy.ring_from = i % 2 ? 0 : UINT64_MAX;
      rig.policy.direct = i / 2 % 2;
      change_fd = rig_open ("src", O_RDWR);
      change_at = 300000;
      change_to = (int64_t) (500000 + more[i / 4]);
      rig.on_moved = change_source;
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK_EQ (rig.transfer.copied, 500000 + more[i / 4]);
      close (change_fd);
    }
}

/* What was copied before the cut is there, and nothing after it.  */
static void
test_shrinking (enum engine_mode mode)
{
  static const int64_t cuts[] = { 0, 1, 262144, 499999, 4700000, 4999999 };

  for (int i = 0; i < 48; i++)
    {
      struct rig rig;
      int64_t cut = cuts[i / 8];

      rig_say ("shrinking", mode, (uint64_t) i);
      rig_make_dense ("src", 5000000, 15);
      rig_make_dense ("was", 5000000, 15);
      rig_init (&rig, mode);
      rig.policy.reflink = REFLINK_NEVER;
      rig.policy.ring_from = i % 2 ? 0 : UINT64_MAX;
      rig.policy.direct = i / 2 % 2;
      rig.policy.preallocate = i / 4 % 2;
      change_fd = rig_open ("src", O_RDWR);
      change_at = 100000;
      change_to = cut;
      rig.on_moved = change_source;
      CHECK_EQ (rig_copy (&rig), 0);

      uint64_t size = (uint64_t) rig_stat ("dst").st_size;
      CHECK_EQ (rig.transfer.copied, size);
      CHECK (size >= (uint64_t) cut && size < 5000000);
      CHECK_EQ (rig_difference ("was", 0, "dst", 0, size), -1);
      /* Allocated beforehand and not needed: given back.  */
      CHECK (rig_allocated ("dst") <= size + 131072);
      close (change_fd);
    }
}

/* ---- Stopping and failing -------------------------------------------------
 */

static bool
stop_halfway (void *arg)
{
  struct rig *rig = arg;
  return rig->moved >= 1000000;
}

static void
test_stop (enum engine_mode mode)
{
  for (int i = 0; i < 4; i++)
    {
      struct rig rig;

      rig_say ("stop", mode, (uint64_t) i);
      rig_make_dense ("src", 8000000, 16);
      rig_init (&rig, mode);
      rig.policy.reflink = REFLINK_NEVER;
      rig.policy.preallocate = true;
      rig.policy.ring_from = i % 2 ? 0 : UINT64_MAX;
      rig.policy.direct = i / 2 % 2;
      rig.stop = stop_halfway;
      CHECK_EQ (rig_copy (&rig), -ECANCELED);
      CHECK_EQ (rig.transfer.failed, SIDE_NONE);
      CHECK (rig.transfer.copied >= 1000000 && rig.transfer.copied < 4000000);
      CHECK_EQ (rig_difference ("src", 0, "dst", 0, rig.transfer.copied), -1);
      /* No blocks or length beyond what was written.  */
      CHECK (rig_stat ("dst").st_size < 4000000);
      CHECK (rig_allocated ("dst") < 4000000);
    }
}

/* In a process that may write files of 1 MB only.  */
static void
test_file_size_limit (enum engine_mode mode)
{
  rig_say ("limit", mode, 0);
  rig_make_dense ("src", 3000000, 17);
  pid_t child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 1000000, 1000000 };
      struct rig rig;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      rig_init (&rig, mode);
      rig.policy.reflink = REFLINK_NEVER;
      rig.policy.ring_from = 0;
      rig_copy (&rig);
      _exit (rig.result == -EFBIG && rig.transfer.failed == SIDE_TARGET
                     && rig.transfer.copied == 1000000
                     && rig_stat ("dst").st_size == 1000000
                     && rig_difference ("src", 0, "dst", 0, 1000000) == -1
                 ? 0
                 : 1);
    }
  int status;
  waitpid (child, &status, 0);
  CHECK_EQ (status, 0);
}

static void
test_wrong_descriptors (enum engine_mode mode)
{
  struct rig rig;

  rig_say ("wrong descriptors", mode, 0);
  rig_make_dense ("src", 300000, 18);
  rig_init (&rig, mode);
  rig.source_fd = rig_open ("src", O_WRONLY);
  CHECK_EQ (rig_copy (&rig), -EBADF);
  CHECK_EQ (rig.transfer.failed, SIDE_SOURCE);
  close (rig.source_fd);

  rig_init (&rig, mode);
  rig.target_fd = rig_open ("dst", O_RDONLY);
  CHECK_EQ (rig_copy (&rig), -EBADF);
  CHECK_EQ (rig.transfer.failed, SIDE_TARGET);
  close (rig.target_fd);
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_growth);
  rig_for_each_mode (test_shrinking);
  rig_for_each_mode (test_stop);
  rig_for_each_mode (test_file_size_limit);
  rig_for_each_mode (test_wrong_descriptors);
  return unit_end ();
}
