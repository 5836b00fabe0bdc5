/* What the tests of the data layer share: files, copies, comparisons.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A rig is one copy: set what differs from rig_init (), make the source,
   call rig_copy () and look at the outcome.  */

#ifndef UU_DATA_RIG_H
#define UU_DATA_RIG_H

#include "unit.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "data/transfer.h"
#include "engine-fault.h"

enum
{
  RIG_KIB = 1 << 10,
  RIG_MIB = 1 << 20,
  RIG_MODES = 3
};

static const enum engine_mode rig_modes[RIG_MODES]
    = { ENGINE_AUTO, ENGINE_URING, ENGINE_SYNC };
static const char *const rig_mode_names[RIG_MODES]
    = { "auto", "uring", "sync" };

struct rig
{
  struct engine_config engine;
  const struct fault_config *fault; /* or NULL */
  struct transfer_policy policy;
  unsigned int n_buffers;
  size_t buffer_size;
  const char *source; /* file names */
  const char *target;
  int source_fd; /* or -1: open SOURCE */
  int target_fd; /* or -1: create TARGET anew */
  bool keep_target;
  bool takes; /* have the bytes given to "taken" too */
  uint64_t source_offset;
  uint64_t target_offset;
  uint64_t claimed; /* as in struct transfer */

  /* Called as bytes arrive, beside the counting.  */
  void (*on_moved) (struct rig *);
  bool (*stop) (void *);

  /* The outcome.  */
  int result;
  uint64_t moved;
  unsigned int moves;
  uint64_t taken;
  struct transfer transfer;
  struct engine_stats stats;
};

static inline void
rig_init (struct rig *rig, enum engine_mode mode)
{
  memset (rig, 0, sizeof *rig);
  rig->engine.mode = mode;
  rig->policy.ring_from = UINT64_MAX;
  rig->n_buffers = 4;
  rig->buffer_size = 64 * RIG_KIB;
  rig->source = "src";
  rig->target = "dst";
  rig->source_fd = -1;
  rig->target_fd = -1;
}

/* Whether a ring can be had here.  */
static inline bool
rig_has_ring (void)
{
  struct engine_config config = { .mode = ENGINE_URING };
  struct engine *engine;

  if (engine_open (&config, &engine, NULL) < 0)
    return false;
  engine_close (engine);
  return true;
}

/* Run TEST for each kind of engine that can be had here.  */
static inline void
rig_for_each_mode (void (*test) (enum engine_mode))
{
  for (int i = 0; i < RIG_MODES; i++)
    if (rig_modes[i] != ENGINE_URING || rig_has_ring ())
      test (rig_modes[i]);
    else
      fprintf (stderr, "note: no io_uring here\n");
}

/* Say what is being tested, for the messages of failed checks.  */
static inline void
rig_say (const char *what, enum engine_mode mode, uint64_t number)
{
  static char context[200];

  snprintf (context, sizeof context, "[%s, %s, %ju]", what,
            rig_mode_names[mode], (uintmax_t) number);
  unit_context = context;
}

static inline uint64_t
rig_random (uint64_t *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C (2685821657736338717) >> 20;
}

/* ---- Files ------------------------------------------------------------- */

/* Write LEN bytes that no other seed gives at OFFSET of FD, and none of
   them zero.  */
static inline void
rig_write (int fd, uint64_t offset, size_t len, uint64_t seed)
{
  unsigned char *data = malloc (len + 1);
  uint64_t state = seed * 2654435761U + offset + 1;

  if (data == NULL)
    unit_die ("malloc");
  for (size_t i = 0; i < len; i++)
    data[i] = (unsigned char) (1 + rig_random (&state) % 255);
  if (pwrite (fd, data, len, (off_t) offset) != (ssize_t) len)
    unit_die ("pwrite");
  free (data);
}

static inline int
rig_open (const char *name, int flags)
{
  int fd = open (name, flags, 0600);
  if (fd < 0)
    unit_die (name);
  return fd;
}

/* Make NAME a dense file of SIZE bytes.  */
static inline void
rig_make_dense (const char *name, size_t size, uint64_t seed)
{
  int fd = rig_open (name, O_WRONLY | O_CREAT | O_TRUNC);
  if (size > 0)
    rig_write (fd, 0, size, seed);
  close (fd);
}

/* Make NAME a file of SIZE bytes in stretches of up to MOST bytes, data and
   holes in turn as the dice fall.  */
static inline void
rig_make_sparse (const char *name, uint64_t size, uint64_t most, uint64_t seed)
{
  int fd = rig_open (name, O_WRONLY | O_CREAT | O_TRUNC);
  uint64_t state = seed + 1;
  uint64_t at = 0;

  if (ftruncate (fd, (off_t) size) < 0)
    unit_die ("ftruncate");
  while (at < size)
    {
      uint64_t len = 1 + rig_random (&state) % most;
      if (rig_random (&state) % 3 != 0)
        len = (len + 4095) / 4096 * 4096;
      if (len > size - at)
        len = size - at;
      if (rig_random (&state) % 2 != 0)
        rig_write (fd, at, (size_t) len, seed);
      at += len;
    }
  fsync (fd);
  close (fd);
}

static inline struct stat
rig_stat (const char *name)
{
  struct stat st;
  if (stat (name, &st) < 0)
    unit_die (name);
  return st;
}

static inline uint64_t
rig_allocated (const char *name)
{
  return (uint64_t) rig_stat (name).st_blocks * 512;
}

/* The offset of the first byte in which A from A_OFFSET and B from
   B_OFFSET differ within LEN bytes, or -1.  */
static inline int64_t
rig_difference (const char *a, uint64_t a_offset, const char *b,
                uint64_t b_offset, uint64_t len)
{
  enum
  {
    STEP = 1 << 16
  };
  static unsigned char x[STEP], y[STEP];
  int fa = rig_open (a, O_RDONLY), fb = rig_open (b, O_RDONLY);
  int64_t found = -1;

  for (uint64_t at = 0; at < len && found < 0;)
    {
      size_t n = len - at < STEP ? (size_t) (len - at) : STEP;
      ssize_t nx = pread (fa, x, n, (off_t) (a_offset + at));
      ssize_t ny = pread (fb, y, n, (off_t) (b_offset + at));
      if (nx != (ssize_t) n || ny != (ssize_t) n)
        found = (int64_t) at;
      else if (memcmp (x, y, n) != 0)
        for (size_t i = 0; i < n && found < 0; i++)
          if (x[i] != y[i])
            found = (int64_t) (at + i);
      at += n;
    }
  close (fa);
  close (fb);
  return found;
}

/* Whether the file system of the current directory makes and tells holes of
   4 KiB.  */
static inline bool
rig_has_holes (void)
{
  int fd = rig_open ("probe", O_RDWR | O_CREAT | O_TRUNC);
  bool has = ftruncate (fd, 64 * RIG_KIB) == 0
             && pwrite (fd, "x", 1, 32 * RIG_KIB) == 1
             && lseek (fd, 0, SEEK_DATA) == 32 * RIG_KIB
             && lseek (fd, 32 * RIG_KIB, SEEK_HOLE) <= 36 * RIG_KIB;
  close (fd);
  unlink ("probe");
  return has;
}

/* Whether every hole of at least MIN bytes of A is a hole of B, in whole
   blocks.  */
static inline bool
rig_keeps_holes (const char *a, const char *b, off_t min)
{
  int fa = rig_open (a, O_RDONLY), fb = rig_open (b, O_RDONLY);
  off_t size = lseek (fa, 0, SEEK_END);
  bool keeps = true;

  for (off_t hole = lseek (fa, 0, SEEK_HOLE); hole >= 0 && hole < size;)
    {
      off_t data = lseek (fa, hole, SEEK_DATA);
      off_t end = data < 0 ? size : data;
      off_t in_b = lseek (fb, hole, SEEK_DATA);
      if (end - hole >= min && in_b >= 0 && in_b < end - end % 4096)
        keeps = false;
      if (data < 0)
        break;
      hole = lseek (fa, data, SEEK_HOLE);
    }
  close (fa);
  close (fb);
  return keeps;
}

/* ---- Copies ------------------------------------------------------------ */

static inline void
rig_count_moved (void *arg, uint64_t bytes)
{
  struct rig *rig = arg;
  rig->moved += bytes;
  rig->moves++;
  if (rig->on_moved != NULL)
    rig->on_moved (rig);
}

/* What is given to who asked for the bytes goes to a file.  */
static inline void
rig_take (void *arg, const void *data, uint64_t len)
{
  struct rig *rig = arg;
  int fd = rig_open ("taken", O_WRONLY);
  if (data != NULL
      && pwrite (fd, data, (size_t) len, (off_t) rig->taken) != (ssize_t) len)
    unit_die ("pwrite");
  rig->taken += len;
  if (ftruncate (fd, (off_t) rig->taken) < 0)
    unit_die ("ftruncate");
  close (fd);
}

static inline struct engine *
rig_open_engine (struct rig *rig)
{
  struct engine *engine, *outer;

  if (engine_open (&rig->engine, &engine, NULL) < 0)
    unit_die ("engine_open");
  if (rig->fault == NULL)
    return engine;
  if (engine_fault_open (rig->fault, engine, &outer) < 0)
    unit_die ("engine_fault_open");
  return outer;
}

static inline int
rig_open_side (const char *name, int given, int flags)
{
  return given >= 0 ? given : rig_open (name, flags);
}

static inline void
rig_describe (struct endpoint *endpoint, int fd)
{
  struct statx stx;
  if (statx (fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_DIOALIGN, &stx)
      < 0)
    unit_die ("statx");
  endpoint_from_statx (endpoint, fd, &stx);
}

/* Copy as RIG says.  Its result is in rig->result, too.  */
static inline int
rig_copy (struct rig *rig)
{
  struct transfer *transfer = &rig->transfer;
  struct engine *engine = rig_open_engine (rig);
  struct bufpool *pool;
  int target_flags = rig->keep_target ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC;
  if (!rig->keep_target && rig->target_fd < 0)
    unlink (rig->target);
  int in = rig_open_side (rig->source, rig->source_fd, O_RDONLY);
  int out = rig_open_side (rig->target, rig->target_fd, target_flags);

  if (bufpool_open (rig->n_buffers, rig->buffer_size, &pool) < 0)
    unit_die ("bufpool_open");
  rig->moved = 0;
  rig->moves = 0;
  transfer_init (transfer, engine, pool, &rig->policy);
  rig_describe (&transfer->source, in);
  rig_describe (&transfer->target, out);
  transfer->source_offset = rig->source_offset;
  transfer->target_offset = rig->target_offset;
  transfer->target_is_new = !rig->keep_target;
  transfer->claimed = rig->claimed;
  transfer->moved = rig_count_moved;
  transfer->moved_arg = rig;
  rig->taken = 0;
  if (rig->takes)
    {
      close (rig_open ("taken", O_WRONLY | O_CREAT | O_TRUNC));
      transfer->taken = rig_take;
      transfer->taken_arg = rig;
    }
  transfer->stop = rig->stop;
  transfer->stop_arg = rig;
  rig->result = transfer_run (transfer);

  CHECK_EQ (engine_inflight (engine), 0);
  rig->stats = *engine_stats (engine);
  engine_close (engine);
  bufpool_close (pool);
  if (rig->source_fd < 0)
    close (in);
  if (rig->target_fd < 0)
    close (out);
  return rig->result;
}

/* Check that the bytes that were given are the source's.  */
static inline bool
rig_check_taken (struct rig *rig, uint64_t size)
{
  return !rig->takes || rig->transfer.method == TRANSFER_CLONE
         || (CHECK_EQ (rig->taken, size)
             && CHECK_EQ (rig_difference (rig->source, 0, "taken", 0, size),
                          -1));
}

/* Check that the copy came out right and all of it was told of.  */
static inline bool
rig_check_copy (struct rig *rig)
{
  uint64_t size = (uint64_t) rig_stat (rig->source).st_size;

  return CHECK_EQ (rig->result, 0) && CHECK_EQ (rig->transfer.copied, size)
         && CHECK_EQ (rig_stat (rig->target).st_size, size)
         && CHECK_EQ (rig_difference (rig->source, 0, rig->target, 0, size), -1)
         && CHECK_EQ (rig->moved, size) && rig_check_taken (rig, size);
}

#endif /* UU_DATA_RIG_H */
