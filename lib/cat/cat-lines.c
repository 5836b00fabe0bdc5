/* Lines: files read, formatted as cat's options say, and written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-lines.h"

#include <errno.h>
#include <stdlib.h>

#include "cat/cat-io.h"

enum
{
  READ_SIZE = 128 << 10,  /* bytes: input and output stay in the cache */
  WRITE_SIZE = 256 << 10, /* room: nothing but many short lines, or bytes that
                             are shown as several, needs more than one write
                             for a read */
  ALIGNMENT = 4096        /* for O_DIRECT */
};

struct cat_lines
{
  struct cat_format format;
  cat_lines_moved *moved;
  void *arg;
  unsigned char *in;  /* READ_SIZE */
  unsigned char *out; /* WRITE_SIZE */
};

int
cat_lines_open (const struct cat_format_options *options,
                cat_lines_moved *moved, void *arg, struct cat_lines **ret_lines)
{
  struct cat_lines *lines = calloc (1, sizeof *lines);

  if (lines == NULL)
    return -ENOMEM;
  cat_format_begin (&lines->format, options);
  lines->moved = moved;
  lines->arg = arg;
  lines->in = aligned_alloc (ALIGNMENT, READ_SIZE);
  lines->out = aligned_alloc (ALIGNMENT, WRITE_SIZE);
  if (lines->in == NULL || lines->out == NULL)
    {
      cat_lines_close (lines);
      return -ENOMEM;
    }
  *ret_lines = lines;
  return 0;
}

void
cat_lines_close (struct cat_lines *lines)
{
  if (lines == NULL)
    return;
  free (lines->in);
  free (lines->out);
  free (lines);
}

/* Format LEN bytes of the input buffer, and write what comes of it.  Return
   0 or -errno.  */
static int
format_block (struct cat_lines *lines, struct engine *engine,
              struct endpoint *output, size_t len)
{
  struct cat_format_piece piece
      = { .in = lines->in, .in_end = lines->in + len };
  int err = 0;

  while (err == 0 && piece.in < piece.in_end)
    {
      piece.out = lines->out;
      piece.out_end = lines->out + WRITE_SIZE;
      cat_format_run (&lines->format, &piece);
      err = cat_io_write (engine, output, lines->out,
                          (size_t) (piece.out - lines->out));
    }
  return err;
}

int
cat_lines_copy (struct cat_lines *lines, struct engine *engine,
                struct endpoint *input, struct endpoint *output,
                enum transfer_side *ret_side)
{
  for (;;)
    {
      int n = cat_io_read (engine, input, lines->in, READ_SIZE);
      *ret_side = SIDE_SOURCE;
      if (n <= 0)
        return n;
      *ret_side = SIDE_TARGET;
      int err = format_block (lines, engine, output, (size_t) n);
      if (err != 0)
        return err;
      if (lines->moved != NULL)
        lines->moved (lines->arg, (uint64_t) n);
    }
}

int
cat_lines_finish (struct cat_lines *lines, struct engine *engine,
                  struct endpoint *output)
{
  return cat_io_write (engine, output, lines->out,
                       cat_format_end (&lines->format, lines->out));
}
