/* Transfers from and to pipes, sockets and devices.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The other end of a stream is a child process.  */

#include <config.h>

#include "data-rig.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum
{
  SIZE = 1234567
};

/* A child that writes the file "src" into FD in pieces that are no round
   numbers, with pauses; the parent closes FD.  */
static pid_t
start_writer (int fd)
{
  pid_t child = fork ();
  if (child != 0)
    {
      close (fd);
      return child;
    }

  static char data[SIZE];
  int in = rig_open ("src", O_RDONLY);
  size_t piece = 1;
  if (read (in, data, SIZE) != SIZE)
    _exit (1);
  for (size_t at = 0; at < SIZE;)
    {
      size_t len = piece < SIZE - at ? piece : SIZE - at;
      ssize_t n = write (fd, data + at, len);
      if (n < 0)
        _exit (1);
      at += (size_t) n;
      piece = piece * 3 % 50021;
      if (piece % 7 == 0)
        usleep (2000);
    }
  _exit (0);
}

/* A child that reads FD to its end, slowly at first, into "got"; the
   parent closes FD.  */
static pid_t
start_reader (int fd, int other_end)
{
  pid_t child = fork ();
  if (child != 0)
    {
      close (fd);
      return child;
    }

  static char data[30011];
  int out = rig_open ("got", O_WRONLY | O_CREAT | O_TRUNC);
  ssize_t n;
  int pauses = 10;
  close (other_end);
  while ((n = read (fd, data, sizeof data)) > 0)
    {
      if (write (out, data, (size_t) n) != n)
        _exit (1);
      if (pauses-- > 0)
        usleep (5000);
    }
  _exit (n < 0);
}

static void
expect_child (pid_t child)
{
  int status;
  waitpid (child, &status, 0);
  CHECK_EQ (status, 0);
}

static void
make_stream (bool is_socket, int ends[2])
{
  if (is_socket ? socketpair (AF_UNIX, SOCK_STREAM, 0, ends) : pipe (ends))
    unit_die ("stream");
}

/* Prepare RIG for a copy, called NAME, out of or into a stream of which ENDS
   are made and OURS is the one to be given to the copy.  Variants: 1
   nonblocking, 2 sockets, 4 sparse=always, which splice cannot do.  */
static void
begin_stream (struct rig *rig, const char *name, enum engine_mode mode,
              int variant, int ends[2], int *ours)
{
  rig_say (name, mode, variant);
  rig_init (rig, mode);
  make_stream (variant & 2, ends);
  if (variant & 1)
    fcntl (*ours, F_SETFL, O_NONBLOCK);
  rig->policy.sparse = variant & 4 ? SPARSE_ALWAYS : SPARSE_AUTO;
}

static void
test_from_stream (enum engine_mode mode)
{
  for (int variant = 0; variant < 8; variant++)
    {
      struct rig rig;
      int ends[2];

      begin_stream (&rig, "from", mode, variant, ends, &ends[0]);
      rig.source_fd = ends[0];
      rig.source_offset = 99; /* means nothing for a stream */
      pid_t child = start_writer (ends[1]);
      rig_copy (&rig);
      rig_check_copy (&rig);
      CHECK_EQ (rig.transfer.method,
                variant & 6 ? TRANSFER_INLINE : TRANSFER_SPLICE);
      expect_child (child);
      close (ends[0]);
    }
}

static void
test_to_stream (enum engine_mode mode)
{
  for (int variant = 0; variant < 8; variant++)
    {
      struct rig rig;
      int ends[2];

      begin_stream (&rig, "to", mode, variant, ends, &ends[1]);
      rig.policy.direct = variant & 1;
      rig.target_fd = ends[1];
      pid_t child = start_reader (ends[0], ends[1]);
      CHECK_EQ (rig_copy (&rig), 0);
      close (ends[1]);
      expect_child (child);
      CHECK_EQ (rig.transfer.copied, SIZE);
      CHECK_EQ (rig.moved, SIZE);
      CHECK_EQ (rig_stat ("got").st_size, SIZE);
      CHECK_EQ (rig_difference ("src", 0, "got", 0, SIZE), -1);
    }
}

static void
test_between_streams (enum engine_mode mode)
{
  for (int variant = 0; variant < 4; variant++)
    {
      struct rig rig;
      int in[2], out[2];

      rig_say ("between", mode, variant);
      rig_init (&rig, mode);
      make_stream (variant & 1, in);
      make_stream (variant & 2, out);
      rig.source_fd = in[0];
      rig.target_fd = out[1];
      pid_t writer = start_writer (in[1]);
      pid_t reader = start_reader (out[0], out[1]);
      CHECK_EQ (rig_copy (&rig), 0);
      close (out[1]);
      expect_child (writer);
      expect_child (reader);
      CHECK_EQ (rig.transfer.copied, SIZE);
      CHECK_EQ (rig_difference ("src", 0, "got", 0, SIZE), -1);
      close (in[0]);
    }
}

/* splice () does not write to a file opened for appending, nor read what
   /proc makes up; the pipeline does.  */
static void
test_refused_splice (enum engine_mode mode)
{
  struct rig rig;
  int ends[2];

  rig_say ("append", mode, 0);
  rig_init (&rig, mode);
  make_stream (false, ends);
  rig.source_fd = ends[0];
  rig.target_fd = rig_open ("dst", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  pid_t child = start_writer (ends[1]);
  rig_copy (&rig);
  rig_check_copy (&rig);
  CHECK_EQ (rig.transfer.method, TRANSFER_INLINE);
  expect_child (child);
  close (ends[0]);
  close (rig.target_fd);

  rig_say ("/proc", mode, 0);
  rig_init (&rig, mode);
  make_stream (false, ends);
  rig.source = "/proc/version";
  rig.target_fd = ends[1];
  CHECK_EQ (rig_copy (&rig), 0);
  CHECK (rig.transfer.copied > 0);
  char got[1000];
  CHECK_EQ (read (ends[0], got, sizeof got), rig.transfer.copied);
  CHECK_EQ (strncmp (got, "Linux version ", 14), 0);
  close (ends[0]);
  close (ends[1]);
}

static void
test_no_reader (enum engine_mode mode)
{
  struct rig rig;
  int ends[2];

  rig_say ("no reader", mode, 0);
  rig_init (&rig, mode);
  make_stream (false, ends);
  close (ends[0]);
  rig.target_fd = ends[1];
  CHECK_EQ (rig_copy (&rig), -EPIPE);
  CHECK_EQ (rig.transfer.failed, SIDE_TARGET);
  close (ends[1]);
}

/* ---- Stopping, and signals ----------------------------------------------- */

static volatile sig_atomic_t alarms;

static void
on_alarm (int sig)
{
  alarms++;
}

static bool
stop_after_alarm (void *arg)
{
  return alarms > 0;
}

/* Nobody writes; a signal comes, and it is to stop.  */
static void
test_stop (enum engine_mode mode)
{
  for (int variant = 0; variant < 4; variant++)
    {
      struct sigaction action = { .sa_handler = on_alarm };
      struct rig rig;
      int ends[2];

      rig_say ("stop", mode, variant);
      rig_init (&rig, mode);
      make_stream (variant & 1, ends);
      if (variant & 2)
        fcntl (ends[0], F_SETFL, O_NONBLOCK);
      rig.source_fd = ends[0];
      rig.stop = stop_after_alarm;
      alarms = 0;
      sigaction (SIGALRM, &action, NULL);
      ualarm (50000, 50000);
      CHECK_EQ (rig_copy (&rig), -ECANCELED);
      ualarm (0, 0);
      CHECK_EQ (rig.transfer.failed, SIDE_NONE);
      CHECK_EQ (rig.transfer.copied, 0);
      close (ends[0]);
      close (ends[1]);
    }
}

/* Signals without end while bytes come; none is lost.  */
static void
test_signals (enum engine_mode mode)
{
  for (int variant = 0; variant < 2; variant++)
    {
      struct sigaction action = { .sa_handler = on_alarm };
      struct rig rig;
      int ends[2];

      rig_say ("signals", mode, variant);
      rig_init (&rig, mode);
      make_stream (variant & 1, ends);
      rig.source_fd = ends[0];
      pid_t child = start_writer (ends[1]);
      sigaction (SIGALRM, &action, NULL);
      ualarm (500, 500);
      rig_copy (&rig);
      ualarm (0, 0);
      rig_check_copy (&rig);
      expect_child (child);
      close (ends[0]);
    }
}

static void
test_faults (enum engine_mode mode)
{
  for (int variant = 0; variant < 12; variant++)
    {
      struct fault_config fault = {
        .seed = (uint64_t) variant + 1,
        .fail_any_kind = true,
        .short_percent = 40,
        .eintr_percent = 30,
        .delay_percent = 30,
        .reorder = true,
      };
      struct rig rig;
      int ends[2];

      rig_say ("faults", mode, variant);
      rig_init (&rig, mode);
      rig.fault = &fault;
      make_stream (variant & 1, ends);
      pid_t child;
      if (variant & 2)
        {
          rig.target_fd = ends[1];
          child = start_reader (ends[0], ends[1]);
          CHECK_EQ (rig_copy (&rig), 0);
          close (ends[1]);
          expect_child (child);
          CHECK_EQ (rig_difference ("src", 0, "got", 0, SIZE), -1);
          CHECK_EQ (rig_stat ("got").st_size, SIZE);
        }
      else
        {
          rig.source_fd = ends[0];
          child = start_writer (ends[1]);
          rig_copy (&rig);
          rig_check_copy (&rig);
          expect_child (child);
          close (ends[0]);
        }
    }
}

static void
test_null (enum engine_mode mode)
{
  struct rig rig;

  rig_say ("null", mode, 0);
  rig_init (&rig, mode);
  rig.target_fd = rig_open ("/dev/null", O_WRONLY);
  CHECK_EQ (rig_copy (&rig), 0);
  CHECK_EQ (rig.transfer.copied, SIZE);
  close (rig.target_fd);

  rig.source_fd = rig_open ("/dev/null", O_RDONLY);
  rig.target_fd = -1;
  CHECK_EQ (rig_copy (&rig), 0);
  CHECK_EQ (rig_stat ("dst").st_size, 0);
  CHECK_EQ (rig.transfer.method, TRANSFER_NONE);
  close (rig.source_fd);

  rig.source_fd = -1;
  rig.target_fd = rig_open ("/dev/full", O_WRONLY);
  CHECK_EQ (rig_copy (&rig), -ENOSPC);
  CHECK_EQ (rig.transfer.failed, SIDE_TARGET);
  CHECK_EQ (rig.transfer.copied, 0);
  close (rig.target_fd);
}

int
main (void)
{
  unit_enter_tmpdir ();
  signal (SIGPIPE, SIG_IGN);
  rig_make_dense ("src", SIZE, 1);
  rig_for_each_mode (test_from_stream);
  rig_for_each_mode (test_to_stream);
  rig_for_each_mode (test_between_streams);
  rig_for_each_mode (test_refused_splice);
  rig_for_each_mode (test_no_reader);
  rig_for_each_mode (test_stop);
  rig_for_each_mode (test_signals);
  rig_for_each_mode (test_faults);
  rig_for_each_mode (test_null);
  return unit_end ();
}
