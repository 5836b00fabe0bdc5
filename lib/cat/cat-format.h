/* Formatting: what cat's options make of the bytes of its files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure functions over memory: bytes of the input in, formatted ones out, in
   pieces of any size.  What goes on from piece to piece, and from file to
   file, is in a struct cat_format: the number of the line, whether a line has
   begun, whether the last one was blank, and a carriage return whose line may
   be about to end.  So one is used for all files of a run.

   cat-lines.h reads and writes; byte-block.h looks at many bytes at once.  */

#ifndef UU_CAT_FORMAT_H
#define UU_CAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cat_numbers
{
  CAT_NUMBERS_NONE,
  CAT_NUMBERS_ALL,     /* -n */
  CAT_NUMBERS_NONBLANK /* -b */
};

/* What the user asked for.  */
struct cat_format_options
{
  enum cat_numbers numbers;
  bool squeeze_blank;    /* -s: one blank line for several in a row */
  bool show_ends;        /* -E: $ at the end of a line; with a carriage return
                            before it ^M$ */
  bool show_tabs;        /* -T: ^I */
  bool show_nonprinting; /* -v: ^X, M-X and so on, but for tabs and
                            newlines */
};

/* What stands before the place that was reached.  */
enum cat_place
{
  CAT_PLACE_START, /* nothing, or the end of a line that was not blank */
  CAT_PLACE_BLANK, /* the end of a blank line */
  CAT_PLACE_WITHIN /* part of a line */
};

enum
{
  CAT_FORMAT_NUMBER = 40, /* room for a line's number */
  CAT_FORMAT_ROOM = 1024  /* the least room that cat_format_run () takes */
};

struct cat_format_escape
{
  char text[4]; /* what is written for a byte, */
  uint8_t len;  /*   and how much of it */
};

struct cat_format
{
  struct cat_format_options options;
  enum cat_place place;
  bool held_return;               /* a carriage return is not written yet */
  char number[CAT_FORMAT_NUMBER]; /* of the last line that has one */
  unsigned int number_start;      /* what is printed of it begins here */
  struct cat_format_escape escapes[256];
};

/* Whether OPTIONS change anything at all.  */
bool cat_format_changes (const struct cat_format_options *options);

/* Begin with line 1.  */
void cat_format_begin (struct cat_format *format,
                       const struct cat_format_options *options);

/* Bytes to be formatted, and room for the result.  */
struct cat_format_piece
{
  const unsigned char *in, *in_end;
  unsigned char *out, *out_end;
};

/* Format as much of PIECE's input as there is room for, and move its `in' and
   `out' on.  There must be room for CAT_FORMAT_ROOM bytes; any byte of it may
   be overwritten.  When `in' has reached its end, `out' stands behind all that
   can be said of it: all but a carriage return that may yet turn out to stand
   before a newline.  */
void cat_format_run (struct cat_format *format, struct cat_format_piece *piece);

/* End the last file: what was held back (a byte or none) goes to OUT.  Return
   its length.  */
size_t cat_format_end (struct cat_format *format, unsigned char *out);

#endif /* UU_CAT_FORMAT_H */
