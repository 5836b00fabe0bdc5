/* Reads and writes at a file's own position share it with others.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   `{ cat a & cat b; } > out' loses nothing, because read () and write ()
   lock the position; a ring does not, so that such ops must not go there.
   Pipes have no position, and do go there.  */

#include <config.h>

#include <sys/wait.h>

#include "engines.h"

enum
{
  RECORDS = 3000,
  WRITERS = 3
};

static void
write_records (enum engine_mode mode, int fd, char letter)
{
  struct engine *engine = unit_open (mode, 0);
  char record[8];
  struct op op;

  memset (record, letter, sizeof record);
  unit_rw (&op, OP_WRITE, fd, record, sizeof record, OP_CURRENT_OFFSET);
  for (int i = 0; i < RECORDS; i++)
    {
      int r = i % 2 ? engine_call (engine, &op) : unit_queue_one (engine, &op);
      if (r != sizeof record)
        _exit (1);
    }
  engine_close (engine);
}

static void
writers_share_the_position (enum engine_mode mode)
{
  int fd = open ("shared", O_RDWR | O_CREAT | O_TRUNC, 0600);
  unsigned int counts[WRITERS] = { 0 };
  char record[8];
  int status;

  for (int i = 0; i < WRITERS; i++)
    {
      pid_t child = fork ();
      if (child < 0)
        unit_die ("fork");
      if (child == 0)
        {
          write_records (mode, fd, (char) ('a' + i));
          _exit (0);
        }
    }
  for (int i = 0; i < WRITERS; i++)
    {
      CHECK (wait (&status) > 0);
      CHECK_EQ (status, 0);
    }
  CHECK_EQ (lseek (fd, 0, SEEK_CUR), WRITERS * RECORDS * 8);
  for (off_t at = 0; pread (fd, record, sizeof record, at) == sizeof record;
       at += sizeof record)
    if (record[0] >= 'a' && record[0] < 'a' + WRITERS)
      counts[record[0] - 'a']++;
  for (int i = 0; i < WRITERS; i++)
    CHECK_EQ (counts[i], RECORDS);
  close (fd);
}

static void
pipes_go_to_the_ring (void)
{
  struct engine *engine = unit_open (ENGINE_URING, 0);
  int ends[2];
  char buf[4];
  struct op op;

  if (engine == NULL)
    return;
  if (pipe (ends) != 0)
    unit_die ("pipe");
  unit_rw (&op, OP_WRITE, ends[1], buf, sizeof buf, OP_CURRENT_OFFSET);
  CHECK_EQ (unit_queue_one (engine, &op), sizeof buf);
  unit_rw (&op, OP_READ, ends[0], buf, sizeof buf, OP_CURRENT_OFFSET);
  CHECK_EQ (engine_call (engine, &op), sizeof buf);
  CHECK_EQ (engine_stats (engine)->ringed[OP_WRITE], 1);
  CHECK_EQ (engine_stats (engine)->ringed[OP_READ], 1);
  engine_close (engine);
  close (ends[0]);
  close (ends[1]);
}

int
main (void)
{
  unit_enter_tmpdir ();
  for (int i = 0; i < UNIT_MODES; i++)
    {
      struct engine *engine = unit_open (unit_modes[i].mode, 0);

      if (engine == NULL)
        continue;
      engine_close (engine);
      unit_context = unit_modes[i].name;
      writers_share_the_position (unit_modes[i].mode);
    }
  pipes_go_to_the_ring ();
  return unit_end ();
}
