/* Files formatted on their way: nothing is lost on a bad day, nothing is held
   back, and errors say which side they came from.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-lines.h"
#include "data-rig.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/stop.h"

/* What is formatted, and what is to come of it by way of memory.  */
struct text
{
  unsigned char *data, *formatted;
  size_t len, formatted_len;
};

static const struct cat_format_options show_all = { .numbers = CAT_NUMBERS_ALL,
                                                    .show_ends = true,
                                                    .show_tabs = true,
                                                    .show_nonprinting = true };
static const struct cat_format_options ends_only = { .show_ends = true };

/* Lines with a bit of everything in them, LEN bytes.  */
static struct text
make_text (size_t len, const struct cat_format_options *options)
{
  struct text text = { .data = malloc (len + 1),
                       .formatted = malloc (16 * len + CAT_FORMAT_ROOM),
                       .len = len };
  struct cat_format format;
  uint64_t state = len + 1;

  if (text.data == NULL || text.formatted == NULL)
    unit_die ("malloc");
  for (size_t i = 0; i < len; i++)
    {
      uint64_t dice = rig_random (&state) % 1000;
      text.data[i] = (unsigned char) (dice < 20   ? '\n'
                                      : dice < 30 ? dice % 256
                                      : dice < 40 ? '\r'
                                                  : ' ' + dice % 95);
    }

  struct cat_format_piece piece
      = { .in = text.data, .in_end = text.data + len };
  piece.out = text.formatted;
  piece.out_end = piece.out + 16 * len + CAT_FORMAT_ROOM;
  cat_format_begin (&format, options);
  cat_format_run (&format, &piece);
  piece.out += cat_format_end (&format, piece.out);
  text.formatted_len = (size_t) (piece.out - text.formatted);
  return text;
}

static void
free_text (struct text *text)
{
  free (text->data);
  free (text->formatted);
}

static void
write_file (const char *name, const unsigned char *data, size_t len)
{
  int fd = rig_open (name, O_WRONLY | O_CREAT | O_TRUNC);
  if (write (fd, data, len) != (ssize_t) len)
    unit_die (name);
  close (fd);
}

static void
count_moved (void *arg, uint64_t bytes)
{
  uint64_t *moved = arg;
  *moved += bytes;
}

/* One run: its files are "one" and, if it is there, "two", with FLAGS to open
   them; its output is "out".  */
struct run
{
  struct rig rig;
  const struct cat_format_options *options;
  int flags;
  struct engine *engine;
  struct cat_lines *lines;
  struct endpoint input, output;
  uint64_t moved;
  enum transfer_side side;
};

static void
run_init (struct run *run, enum engine_mode mode)
{
  memset (run, 0, sizeof *run);
  rig_init (&run->rig, mode);
  run->options = &show_all;
}

static void
run_begin (struct run *run, int output)
{
  run->engine = rig_open_engine (&run->rig);
  run->moved = 0;
  rig_describe (&run->output, output);
  if (cat_lines_open (run->options, count_moved, &run->moved, &run->lines) != 0)
    unit_die ("cat_lines_open");
}

static int
run_copy (struct run *run, int input)
{
  rig_describe (&run->input, input);
  run->input.direct = (fcntl (input, F_GETFL) & O_DIRECT) != 0;
  return cat_lines_copy (run->lines, run->engine, &run->input, &run->output,
                         &run->side);
}

static void
run_end (struct run *run)
{
  cat_lines_close (run->lines);
  engine_close (run->engine);
}

static int
copy_one (struct run *run, const char *name)
{
  int fd = open (name, O_RDONLY | run->flags);

  if (fd < 0 && run->flags == O_DIRECT)
    fd = open (name, O_RDONLY);
  if (fd < 0)
    return 0;
  int err = run_copy (run, fd);
  close (fd);
  return err;
}

static int
format_files (struct run *run)
{
  int out = rig_open ("out", O_WRONLY | O_CREAT | O_TRUNC);

  run_begin (run, out);
  int err = copy_one (run, "one");
  if (err == 0)
    err = copy_one (run, "two");
  if (err == 0)
    err = cat_lines_finish (run->lines, run->engine, &run->output);
  run_end (run);
  close (out);
  return err;
}

/* Check that "out" is the first LEN bytes of what is to come of TEXT.  */
static void
check_output (const struct text *text, size_t len)
{
  write_file ("expected", text->formatted, len);
  CHECK_EQ (rig_stat ("out").st_size, len);
  CHECK_EQ (rig_difference ("expected", 0, "out", 0, len), -1);
}

/* One file and two, on good days and bad ones.  */
static void
test_bad_days (enum engine_mode mode)
{
  for (uint64_t seed = 0; seed < 24; seed++)
    {
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 40,
                                    .delay_percent = 40,
                                    .eintr_percent = 20,
                                    .fail_any_kind = true };
      struct run run;
      run_init (&run, mode);
      rig_say ("seed", mode, seed);
      if (seed % 4 != 0)
        run.rig.fault = &fault;
      if (seed % 3 == 0)
        run.flags = O_DIRECT;
      if (seed % 2 == 0)
        run.options = &ends_only;

      struct text text = make_text (seed * 31013, run.options);
      size_t half = seed % 5 == 0 ? text.len : text.len / 3;
      write_file ("one", text.data, half);
      write_file ("two", text.data + half, text.len - half);
      CHECK_EQ (format_files (&run), 0);
      CHECK_EQ (run.moved, text.len);
      check_output (&text, text.formatted_len);
      free_text (&text);
    }
}

/* An error of either side is told as such, and what was read before it is
   written.  */
static void
test_errors (enum engine_mode mode)
{
  static const struct
  {
    enum op_kind kind;
    int error;
    enum transfer_side side;
  } faults[] = { { OP_READ, EIO, SIDE_SOURCE },
                 { OP_READ, EISDIR, SIDE_SOURCE },
                 { OP_WRITE, ENOSPC, SIDE_TARGET },
                 { OP_WRITE, EPIPE, SIDE_TARGET } };
  struct text text = make_text (700000, &show_all);

  write_file ("one", text.data, text.len);
  unlink ("two");
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    for (uint64_t n = 1; n <= 3; n++)
      {
        struct fault_config fault = { .fail_at = fault_count () + n,
                                      .fail_forever = true,
                                      .fail_kind = faults[i].kind,
                                      .fail_errno = faults[i].error };
        struct run run;
        run_init (&run, mode);
        rig_say ("fail", mode, i * 10 + n);
        run.rig.fault = &fault;
        CHECK_EQ (format_files (&run), -faults[i].error);
        CHECK_EQ (run.side, faults[i].side);
        CHECK_EQ (run.moved > 0, n > 1);
        CHECK (run.moved < text.len);

        size_t len = (size_t) rig_stat ("out").st_size;
        struct text part = { .formatted = text.formatted };
        CHECK (len < text.formatted_len);
        check_output (&part, len);
      }
  free_text (&text);
}

/* What came through a pipe goes on before more is waited for, and an output
   that does not take it at once is waited for.  */
static void
test_pipe (enum engine_mode mode)
{
  int in[2], out[2];
  char answer[32];

  if (pipe (in) < 0 || pipe (out) < 0 || fcntl (out[1], F_SETFL, O_NONBLOCK) < 0
      || fcntl (in[0], F_SETFL, O_NONBLOCK) < 0)
    unit_die ("pipe");
  rig_say ("pipe", mode, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      struct run run;

      close (in[1]);
      close (out[0]);
      run_init (&run, mode);
      run_begin (&run, out[1]);
      int err = run_copy (&run, in[0]);
      run_end (&run);
      _exit (err != 0);
    }
  close (in[0]);
  close (out[1]);
  CHECK_EQ (write (in[1], "a\tb", 3), 3);
  CHECK_EQ (read (out[0], answer, sizeof answer), 11);
  CHECK (memcmp (answer, "     1\ta^Ib", 11) == 0);
  CHECK_EQ (write (in[1], "\n", 1), 1);
  CHECK_EQ (read (out[0], answer, sizeof answer), 2);
  CHECK (memcmp (answer, "$\n", 2) == 0);

  /* Much more comes out of this than the pipe holds.  */
  static char blank[60000];
  size_t got = 0;
  ssize_t n;
  memset (blank, '\n', sizeof blank);
  CHECK_EQ (write (in[1], blank, sizeof blank), sizeof blank);
  close (in[1]);
  usleep (1000);
  while ((n = read (out[0], blank, sizeof blank)) > 0)
    got += (size_t) n;
  CHECK_EQ (got, sizeof blank * 9);
  close (out[0]);

  int status;
  CHECK_EQ (waitpid (child, &status, 0), child);
  CHECK_EQ (status, 0);
}

/* Being asked to stop ends a run that would wait for ever.  */
static void
test_stop (enum engine_mode mode)
{
  int in[2];
  int status;

  if (pipe (in) < 0)
    unit_die ("pipe");
  rig_say ("stop", mode, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      struct run run;

      stop_catch ();
      run_init (&run, mode);
      run_begin (&run, rig_open ("out", O_WRONLY | O_CREAT | O_TRUNC));
      raise (SIGTERM);
      int err = run_copy (&run, in[0]);
      run_end (&run);
      _exit (err != -ECANCELED);
    }
  CHECK_EQ (waitpid (child, &status, 0), child);
  CHECK_EQ (status, 0);
  close (in[0]);
  close (in[1]);
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_bad_days);
  rig_for_each_mode (test_errors);
  rig_for_each_mode (test_pipe);
  rig_for_each_mode (test_stop);
  return unit_end ();
}
