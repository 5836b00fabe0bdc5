/* Extents: a file's data and holes are what was laid out.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "data/extents.h"

static struct engine *engine;

struct piece
{
  uint64_t start, end;
};

/* Make a file of SIZE with data in the N pieces DATA, and describe it.  */
static int
lay_out (uint64_t size, const struct piece *data, unsigned int n,
         struct endpoint *endpoint)
{
  int fd = rig_open ("file", O_RDWR | O_CREAT | O_TRUNC);

  if (ftruncate (fd, (off_t) size) < 0)
    unit_die ("ftruncate");
  for (unsigned int i = 0; i < n; i++)
    rig_write (fd, data[i].start, (size_t) (data[i].end - data[i].start), i);
  fsync (fd);
  rig_describe (endpoint, fd);
  return fd;
}

static void
expect (struct extents *extents, uint64_t start, uint64_t end, bool hole)
{
  struct extent extent;

  if (!CHECK_EQ (extents_next (extents, &extent), 1))
    return;
  CHECK_EQ (extent.start, start);
  CHECK_EQ (extent.end, end);
  CHECK_EQ (extent.hole, hole);
}

static void
expect_end (struct extents *extents)
{
  struct extent extent;
  CHECK_EQ (extents_next (extents, &extent), 0);
}

static void
test_dense (void)
{
  struct endpoint file;
  struct extents extents;
  int fd = lay_out (100001, &(struct piece) { 0, 100001 }, 1, &file);
  uint64_t seeks = engine_stats (engine)->called[OP_SEEK];

  CHECK (!extents_worth_asking (&file));
  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 100001, false);
  expect_end (&extents);
  extents_init (&extents, engine, &file, 5000, 90000, 1, true);
  expect (&extents, 5000, 90000, false);
  expect_end (&extents);
  CHECK_EQ (engine_stats (engine)->called[OP_SEEK], seeks);

  /* It has grown: once that is known, so is the rest.  */
  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 100001, false);
  rig_write (fd, 100001, 999, 5);
  expect_end (&extents);
  CHECK_EQ (extents_grown (&extents, 100500), 0);
  expect (&extents, 100500, 101000, false);
  expect_end (&extents);
  close (fd);
}

static void
test_empty (void)
{
  struct endpoint file;
  struct extents extents;
  int fd = lay_out (0, NULL, 0, &file);

  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect_end (&extents);
  close (fd);
}

static void
test_holes (void)
{
  static const struct piece data[]
      = { { 65536, 131072 }, { 262144, 262144 + 8192 } };
  struct endpoint file;
  struct extents extents;
  int fd = lay_out (1000001, data, 2, &file);

  CHECK (extents_worth_asking (&file));
  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 65536, true);
  expect (&extents, 65536, 131072, false);
  expect (&extents, 131072, 262144, true);
  expect (&extents, 262144, 270336, false);
  expect (&extents, 270336, 1000001, true);
  expect_end (&extents);

  /* From within a hole and to within one.  */
  extents_init (&extents, engine, &file, 1000, 200000, 1, true);
  expect (&extents, 1000, 65536, true);
  expect (&extents, 65536, 131072, false);
  expect (&extents, 131072, 200000, true);
  expect_end (&extents);

  /* Widened to whole granules, and never overlapping.  */
  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 100000, true);
  expect (&extents, 0, 200000, false);
  expect (&extents, 200000, 300000, false);
  expect (&extents, 300000, 1000001, true);
  expect_end (&extents);

  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, false);
  CHECK (!extents.seeks);
  expect (&extents, 0, 1000001, false);
  expect_end (&extents);
  close (fd);
}

/* Bytes appended to a file with holes, and bytes cut off, meanwhile.  */
static void
test_changes (void)
{
  static const struct piece data[] = { { 65536, 131072 } };
  struct endpoint file;
  struct extents extents;
  int fd = lay_out (262144, data, 1, &file);

  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 65536, true);
  expect (&extents, 65536, 131072, false);
  rig_write (fd, 327680, 65536, 9);
  expect (&extents, 131072, 327680, true);
  expect (&extents, 327680, 393216, false);
  if (ftruncate (fd, 524288) < 0)
    unit_die ("ftruncate");
  expect (&extents, 393216, 524288, true);
  expect_end (&extents);

  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 65536, true);
  expect (&extents, 65536, 131072, false);
  if (ftruncate (fd, 200000) < 0)
    unit_die ("ftruncate");
  expect (&extents, 131072, 200000, true);
  expect_end (&extents);

  extents_init (&extents, engine, &file, 0, EXTENTS_NO_LIMIT, 1, true);
  expect (&extents, 0, 65536, true);
  if (ftruncate (fd, 1000) < 0)
    unit_die ("ftruncate");
  expect_end (&extents);
  close (fd);
}

static void
test_stream (void)
{
  struct endpoint endpoint;
  struct extents extents;
  int ends[2];

  if (pipe (ends) < 0)
    unit_die ("pipe");
  rig_describe (&endpoint, ends[0]);
  CHECK (!extents_worth_asking (&endpoint));
  extents_init (&extents, engine, &endpoint, 0, EXTENTS_NO_LIMIT, 1, true);
  expect_end (&extents);
  CHECK_EQ (extents_grown (&extents, 100), 0);
  expect_end (&extents);
  close (ends[0]);
  close (ends[1]);
}

int
main (void)
{
  struct engine_config config = { .mode = ENGINE_SYNC };

  unit_enter_tmpdir ();
  if (engine_open (&config, &engine, NULL) < 0)
    unit_die ("engine_open");
  test_dense ();
  test_empty ();
  test_stream ();
  if (rig_has_holes ())
    {
      test_holes ();
      test_changes ();
    }
  else
    fprintf (stderr, "note: no holes of 4 KiB here\n");
  engine_close (engine);
  return unit_end ();
}
