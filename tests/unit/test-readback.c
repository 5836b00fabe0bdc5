/* Reading back gives all bytes in order, whatever the file and the day.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "data/readback.h"

struct reader
{
  struct rig rig;
  uint64_t moved;
};

static void
take (void *arg, const void *data, uint64_t len)
{
  struct reader *reader = arg;
  rig_take (&reader->rig, data, len);
}

static void
count (void *arg, uint64_t bytes)
{
  struct reader *reader = arg;
  reader->moved += bytes;
}

/* Read "src" as READER's rig says, with FLAGS to open it.  Return what came
   of it.  */
static int
read_it (struct reader *reader, int flags)
{
  struct engine *engine = rig_open_engine (&reader->rig);
  struct bufpool *pool;
  int fd = open ("src", O_RDONLY | flags);
  if (fd < 0 && flags == O_DIRECT)
    fd = open ("src", O_RDONLY);
  if (fd < 0)
    unit_die ("src");
  if (bufpool_open (reader->rig.n_buffers, reader->rig.buffer_size, &pool) < 0)
    unit_die ("bufpool_open");
  close (rig_open ("taken", O_WRONLY | O_CREAT | O_TRUNC));
  reader->rig.taken = 0;
  reader->moved = 0;

  struct readback readback = { .engine = engine,
                               .pool = pool,
                               .fd = fd,
                               .cold = flags != 0,
                               .arg = reader,
                               .take = take,
                               .moved = count };
  int err = readback_run (&readback);
  CHECK_EQ (engine_inflight (engine), 0);
  engine_close (engine);
  bufpool_close (pool);
  close (fd);
  return err;
}

static void
check_read (struct reader *reader, int flags)
{
  uint64_t size = (uint64_t) rig_stat ("src").st_size;
  CHECK_EQ (read_it (reader, flags), 0);
  CHECK_EQ (reader->rig.taken, size);
  CHECK_EQ (reader->moved, size);
  CHECK_EQ (rig_difference ("src", 0, "taken", 0, size), -1);
}

/* Dense and sparse files of sizes around what matters.  */
static void
test_sizes (enum engine_mode mode)
{
  static const size_t sizes[]
      = { 0,      1,      511,     4096,    4097,   65536,
          131072, 131073, 1000000, 4194304, 5000001 };
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int direct = 0; direct <= 1; direct++)
      {
        struct reader reader;
        rig_init (&reader.rig, mode);
        rig_say ("size", mode, sizes[i]);
        rig_make_dense ("src", sizes[i], i);
        check_read (&reader, direct ? O_DIRECT : 0);
        rig_make_sparse ("src", sizes[i], 100000, i);
        check_read (&reader, direct ? O_DIRECT : 0);
      }
}

static void
test_bad_days (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 30; seed++)
    {
      struct reader reader;
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 40,
                                    .delay_percent = 40,
                                    .eintr_percent = 20,
                                    .reorder = true,
                                    .unregistered = seed % 3 == 0,
                                    .fail_any_kind = true };
      rig_init (&reader.rig, mode);
      rig_say ("seed", mode, seed);
      reader.rig.fault = &fault;
      if (seed % 2)
        rig_make_dense ("src", 300000 + seed * 100003, seed);
      else
        rig_make_sparse ("src", 300000 + seed * 100003, 90000, seed);
      check_read (&reader, seed % 4 < 2 ? O_DIRECT : 0);
    }
}

/* An error is an error.  */
static void
test_errors (enum engine_mode mode)
{
  rig_make_dense ("src", 2000000, 7);
  for (uint64_t n = 1; n <= 8; n++)
    {
      struct reader reader;
      struct fault_config fault = { .fail_at = n,
                                    .fail_forever = true,
                                    .fail_kind = OP_READ,
                                    .fail_errno = EIO };
      rig_init (&reader.rig, mode);
      rig_say ("fail", mode, n);
      reader.rig.fault = &fault;
      CHECK_EQ (read_it (&reader, n % 2 ? O_DIRECT : 0), -EIO);
      CHECK_EQ (rig_difference ("src", 0, "taken", 0, reader.rig.taken), -1);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_sizes);
  rig_for_each_mode (test_bad_days);
  rig_for_each_mode (test_errors);
  return unit_end ();
}
