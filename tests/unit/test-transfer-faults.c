/* Transfers on bad days: short counts, signals, delays, disorder, errors.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What can be recovered from must leave a right copy, with whatever options
   and in whatever order things happen; and whatever else fails, once or for
   good, must leave either a right copy or an error.  */

#include <config.h>

#include "data-rig.h"

static bool has_holes;
static char context[300];

static const enum op_kind fail_kinds[]
    = { OP_READ,  OP_WRITE, OP_FTRUNCATE, OP_FALLOCATE, OP_SEEK,
        OP_GETFL, OP_SETFL, OP_STATFS,    OP_CLONE,     OP_FADVISE };
enum
{
  N_KINDS = sizeof fail_kinds / sizeof *fail_kinds
};

/* Options as the dice fall.  */
static void
random_rig (struct rig *rig, enum engine_mode mode, uint64_t *state)
{
  static const uint64_t ring_from[] = { 0, 300000, UINT64_MAX };

  rig_init (rig, mode);
  rig->n_buffers = 1 + (unsigned int) (rig_random (state) % 6);
  rig->buffer_size = (size_t) 8 * RIG_KIB << rig_random (state) % 5;
  rig->policy.sparse = (enum sparse_mode) (rig_random (state) % 3);
  rig->policy.reflink = rig_random (state) % 2 ? REFLINK_NEVER : REFLINK_AUTO;
  rig->policy.direct = rig_random (state) % 3 == 0;
  rig->policy.nocache = rig_random (state) % 4 == 0;
  rig->policy.preallocate = rig_random (state) % 2;
  rig->policy.ring_from = ring_from[rig_random (state) % 3];
  rig->takes = rig_random (state) % 2;
  rig->keep_target = rig_random (state) % 4 == 0;
  rig->engine.depth = rig_random (state) % 4
                          ? 0
                          : 2 + (unsigned int) (rig_random (state) % 3);
}

static void
random_faults (struct fault_config *fault, uint64_t *state)
{
  memset (fault, 0, sizeof *fault);
  fault->seed = rig_random (state);
  fault->fail_any_kind = true;
  fault->short_percent = (unsigned int) (rig_random (state) % 60);
  fault->delay_percent = (unsigned int) (rig_random (state) % 60);
  fault->eintr_percent = (unsigned int) (rig_random (state) % 40);
  fault->reorder = rig_random (state) % 2;
  fault->unregistered = rig_random (state) % 4 == 0;
}

static void
random_files (const struct rig *rig, uint64_t seed, uint64_t *state)
{
  uint64_t size = rig_random (state) % 2 ? rig_random (state) % 1500000
                                         : rig_random (state) % 100000;
  if (rig_random (state) % 2)
    rig_make_dense ("src", size, seed);
  else
    rig_make_sparse ("src", size, 1 + rig_random (state) % 150000, seed);
  if (rig->keep_target)
    rig_make_dense ("dst", rig_random (state) % 1000000, seed + 1);
}

static void
test_recoverable (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 100; seed++)
    {
      uint64_t state = seed * 7919;
      struct fault_config fault;
      struct rig rig;

      random_rig (&rig, mode, &state);
      random_faults (&fault, &state);
      random_files (&rig, seed, &state);
      rig.fault = &fault;
      snprintf (context, sizeof context, "[%s, seed %ju]", rig_mode_names[mode],
                (uintmax_t) seed);
      rig_copy (&rig);
      rig_check_copy (&rig);
      if (has_holes && rig.policy.sparse != SPARSE_NEVER && !rig.keep_target)
        CHECK (rig_keeps_holes ("src", "dst", 4096));
    }
}

/* ---- Errors ------------------------------------------------------------- */

/* A source with data and holes, the last one at its end.  */
static void
make_source (bool holes)
{
  if (holes)
    {
      int fd = rig_open ("src", O_RDWR | O_CREAT | O_TRUNC);
      rig_write (fd, 0, 200000, 1);
      rig_write (fd, 400000, 100000, 1);
      if (ftruncate (fd, 600001) < 0)
        unit_die ("ftruncate");
      fsync (fd);
      close (fd);
    }
  else
    rig_make_dense ("src", 5000001, 2);
}

/* The copy may have failed, if it says so.  */
static void
check_right_or_failed (struct rig *rig)
{
  if (rig->result == 0)
    {
      rig_check_copy (rig);
      return;
    }
  CHECK_EQ (rig->result, -rig->fault->fail_errno);
  CHECK (rig->transfer.failed != SIDE_NONE);

  /* What is said to be there, is.  */
  uint64_t there = (uint64_t) rig_stat ("dst").st_size;
  if (there > rig->transfer.copied)
    there = rig->transfer.copied;
  CHECK_EQ (rig_difference ("src", 0, "dst", 0, there), -1);
  if (rig->fault->fail_any_kind)
    return;
  if (rig->fault->fail_kind == OP_READ
      || (rig->fault->fail_kind == OP_SEEK
          && rig->policy.reflink == REFLINK_NEVER))
    CHECK_EQ (rig->transfer.failed, SIDE_SOURCE);
  if (rig->fault->fail_kind == OP_WRITE)
    CHECK_EQ (rig->transfer.failed, SIDE_TARGET);
  if (rig->fault->fail_kind == OP_FTRUNCATE)
    CHECK (rig->transfer.failed == SIDE_EXTEND
           || rig->transfer.failed == SIDE_TARGET);
}

static void
set_variant (struct rig *rig, enum engine_mode mode, int variant)
{
  rig_init (rig, mode);
  rig->buffer_size = variant == 1 || variant == 2 ? RIG_MIB : 128 * RIG_KIB;
  rig->policy.ring_from = variant & 1 ? UINT64_MAX : 0;
  rig->policy.preallocate = true;
  rig->policy.reflink = variant % 2 ? REFLINK_AUTO : REFLINK_NEVER;
  rig->policy.direct = variant == 2;
  rig->policy.nocache = variant == 3;
  rig->policy.sparse = variant == 4 ? SPARSE_ALWAYS : SPARSE_AUTO;
  rig->keep_target = variant == 5;
  rig->takes = variant == 0 || variant == 3;
}

/* Let the first, the second, ... op of a copy fail, until the copy is over
   before.  KIND: OP_KINDS for any.  Return whether some copy failed.  */
static bool
fail_each (enum engine_mode mode, int variant, enum op_kind kind, int error,
           bool forever)
{
  bool failed = false;

  for (uint64_t n = 1;; n++)
    {
      struct fault_config fault = {
        .seed = n,
        .fail_at = fault_count () + n,
        .fail_forever = forever,
        .fail_any_kind = kind == OP_KINDS,
        .fail_kind = kind,
        .fail_errno = error,
      };
      struct rig rig;

      set_variant (&rig, mode, variant);
      snprintf (context, sizeof context, "[%s, variant %d, %s %ju: %s%s]",
                rig_mode_names[mode], variant,
                kind == OP_KINDS ? "any" : op_kind_name (kind), (uintmax_t) n,
                strerror (error), forever ? " for good" : "");
      rig.fault = &fault;
      if (rig.keep_target)
        rig_make_dense ("dst", 700000, 3);
      rig_copy (&rig);
      check_right_or_failed (&rig);
      failed |= rig.result < 0;
      if (fault_count () < fault.fail_at)
        return failed;
    }
}

static void
test_errors (enum engine_mode mode)
{
  static const int errors[] = { EIO, ENOSPC, EDQUOT, ENOMEM };

  for (int variant = 0; variant < 6; variant++)
    {
      make_source (variant != 2 && variant != 1);
      fail_each (mode, variant, OP_KINDS, errors[variant % 4], false);
      fail_each (mode, variant, OP_KINDS, errors[(variant + 1) % 4], true);
      for (int i = 0; i < N_KINDS; i++)
        fail_each (mode, variant, fail_kinds[i], EIO, true);
    }

  /* Some must fail for the above to say anything.  */
  make_source (true);
  CHECK (fail_each (mode, 0, OP_READ, EIO, false));
  CHECK (fail_each (mode, 0, OP_WRITE, ENOSPC, false));
  CHECK (fail_each (mode, 0, OP_FTRUNCATE, EIO, false));
}

/* What is no more than a help may fail.  */
static void
test_optional (enum engine_mode mode)
{
  static const enum op_kind kinds[]
      = { OP_FALLOCATE, OP_STATFS, OP_CLONE, OP_FADVISE, OP_SYNC_RANGE };

  make_source (false);
  for (int variant = 0; variant < 4; variant++)
    for (int i = 0; i < 5; i++)
      CHECK (!fail_each (mode, variant, kinds[i], EIO, true));
}

/* Of several errors, the one of the lowest offset counts, in whatever order
   they come in; and all before it is there.  */
static void
test_lowest_error (enum engine_mode mode)
{
  rig_make_dense ("src", 3000000, 4);
  for (uint64_t seed = 1; seed <= 20; seed++)
    {
      struct fault_config fault = {
        .seed = seed,
        .delay_percent = 50,
        .reorder = true,
        .fail_at = fault_count () + seed,
        .fail_forever = true,
        .fail_kind = seed % 2 ? OP_WRITE : OP_READ,
        .fail_errno = EIO,
      };
      struct rig rig;

      snprintf (context, sizeof context, "[%s, seed %ju]", rig_mode_names[mode],
                (uintmax_t) seed);
      rig_init (&rig, mode);
      rig.policy.ring_from = 0;
      rig.policy.reflink = REFLINK_NEVER;
      rig.n_buffers = 8;
      rig.fault = &fault;
      CHECK_EQ (rig_copy (&rig), -EIO);
      CHECK_EQ (rig.transfer.failed, seed % 2 ? SIDE_TARGET : SIDE_SOURCE);
      CHECK (rig.transfer.copied <= (seed - 1) * rig.buffer_size);
      CHECK (rig_stat ("dst").st_size >= (off_t) rig.transfer.copied);
      CHECK_EQ (rig_difference ("src", 0, "dst", 0, rig.transfer.copied), -1);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  unit_context = context;
  has_holes = rig_has_holes ();
  rig_for_each_mode (test_recoverable);
  rig_for_each_mode (test_errors);
  rig_for_each_mode (test_optional);
  rig_for_each_mode (test_lowest_error);
  return unit_end ();
}
