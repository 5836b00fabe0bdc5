/* Transfers into a part of a file that others write to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"

enum
{
  BEFORE = 12288,   /* bytes that the target has already */
  LEN = 5000000,    /* of the source */
  BEHIND = 1000000, /* of what others have written behind the claim */
  VARIANTS = 16
};

/* The part to be filled is CLAIMED bytes long, and lies in a hole between bytes
   that must stay.  */
static void
set_up (struct rig *rig, enum engine_mode mode, int variant, uint64_t claimed)
{
  rig_init (rig, mode);
  rig->policy.reflink = variant & 1 ? REFLINK_AUTO : REFLINK_NEVER;
  rig->policy.ring_from = variant & 2 ? 0 : UINT64_MAX;
  rig->policy.preallocate = variant & 4;
  rig->policy.direct = variant & 8;
  rig->claimed = claimed;
  rig->target_offset = BEFORE;
  rig_make_dense ("before", BEFORE, 3);
  rig_make_dense ("behind", BEHIND, 4);
  rig->target_fd = rig_open ("dst", O_RDWR | O_CREAT | O_TRUNC);
  rig_write (rig->target_fd, 0, BEFORE, 3);
  int behind = rig_open ("behind", O_RDONLY);
  static char buf[BEHIND];
  if (read (behind, buf, BEHIND) != BEHIND
      || pwrite (rig->target_fd, buf, BEHIND, (off_t) (BEFORE + claimed))
             != BEHIND
      || lseek (rig->target_fd, 77, SEEK_SET) != 77)
    unit_die ("dst");
  close (behind);
}

/* What others wrote is there, the position is where it was, and COPIED bytes
   of the source are in between.  */
static void
check (struct rig *rig, uint64_t copied)
{
  CHECK_EQ (rig->transfer.copied, copied);
  CHECK_EQ (rig_stat ("dst").st_size, BEFORE + rig->claimed + BEHIND);
  CHECK_EQ (rig_difference ("before", 0, "dst", 0, BEFORE), -1);
  CHECK_EQ (rig_difference ("src", 0, "dst", BEFORE, copied), -1);
  CHECK_EQ (rig_difference ("behind", 0, "dst", BEFORE + rig->claimed, BEHIND),
            -1);
  CHECK_EQ (lseek (rig->target_fd, 0, SEEK_CUR), 77);
  close (rig->target_fd);
}

/* A source that has just what is claimed, more, or less.  */
static void
test_lengths (enum engine_mode mode)
{
  static const uint64_t claims[] = { LEN, 3000000, 1, LEN + 700000 };
  for (int i = 0; i < VARIANTS * 4; i++)
    {
      struct rig rig;
      uint64_t claimed = claims[i / VARIANTS];
      rig_say ("lengths", mode, (uint64_t) i);
      rig_make_dense ("src", LEN, 5);
      set_up (&rig, mode, i % VARIANTS, claimed);
      CHECK_EQ (rig_copy (&rig), 0);
      check (&rig, claimed < LEN ? claimed : LEN);
    }
}

static void
test_holes (enum engine_mode mode)
{
  for (int i = 0; i < VARIANTS; i++)
    {
      struct rig rig;
      rig_say ("holes", mode, (uint64_t) i);
      rig_make_sparse ("src", LEN, 300000, (uint64_t) i);
      set_up (&rig, mode, i, LEN);
      CHECK_EQ (rig_copy (&rig), 0);
      check (&rig, LEN);
    }
}

static void
test_failure (enum engine_mode mode)
{
  for (int i = 0; i < VARIANTS; i++)
    {
      struct rig rig;
      const struct fault_config fault = { .fail_at = fault_count () + 5,
                                          .fail_kind = OP_WRITE,
                                          .fail_errno = ENOSPC };
      rig_say ("failure", mode, (uint64_t) i);
      rig_make_dense ("src", LEN, 6);
      set_up (&rig, mode, i & ~1, LEN);
      rig.fault = &fault;
      CHECK_EQ (rig_copy (&rig), -ENOSPC);
      CHECK_EQ (rig.transfer.failed, SIDE_TARGET);
      CHECK (rig.transfer.copied < LEN);
      check (&rig, rig.transfer.copied);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_lengths);
  rig_for_each_mode (test_holes);
  rig_for_each_mode (test_failure);
  return unit_end ();
}
