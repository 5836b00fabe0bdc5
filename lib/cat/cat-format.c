/* Formatting: what cat's options make of the bytes of its files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What no option changes is copied block by block and looked at on the way;
   only what was found there is dealt with byte by byte.  Copying stores whole
   blocks and whole escapes, of which some bytes do not count: `full' is where
   the room ends for whoever begins a step, and MARGIN what a step may need.  */

#include <config.h>

#include "cat/cat-format.h"

#include <assert.h>
#include <string.h>

#include "cat/byte-block.h"

enum
{
  LAST_DIGIT = 22,  /* of the number; a tab is next */
  NUMBER_WIDTH = 6, /* blanks and digits, at the least */
  MARGIN = 640      /* BYTE_BLOCK_SIZE times a number (24) and "^M$\n", and what
                       may be stored beyond the end of it */
};

/* These take constants, by which the compiler makes a loop of its own for each
   kind of formatting.  */
#define INLINE inline __attribute__ ((always_inline))

bool
cat_format_changes (const struct cat_format_options *options)
{
  return options->numbers != CAT_NUMBERS_NONE || options->squeeze_blank
         || options->show_ends || options->show_tabs
         || options->show_nonprinting;
}

/* What is written for C.  Newlines are dealt with elsewhere.  */
static struct cat_format_escape
escape_for (unsigned char c, const struct cat_format_options *options)
{
  struct cat_format_escape escape = { .len = 0 };
  bool changes = c == '\t' ? options->show_tabs : options->show_nonprinting;

  if (changes && c >= 128)
    {
      escape.text[escape.len++] = 'M';
      escape.text[escape.len++] = '-';
      c -= 128;
    }
  if (changes && (c < ' ' || c == 127))
    {
      escape.text[escape.len++] = '^';
      c ^= 64;
    }
  escape.text[escape.len++] = (char) c;
  return escape;
}

void
cat_format_begin (struct cat_format *format,
                  const struct cat_format_options *options)
{
  format->options = *options;
  format->place = CAT_PLACE_START;
  format->held_return = false;
  memset (format->number, ' ', sizeof format->number);
  format->number[LAST_DIGIT] = '0';
  format->number[LAST_DIGIT + 1] = '\t';
  format->number_start = LAST_DIGIT + 1 - NUMBER_WIDTH;
  for (unsigned int c = 0; c < 256; c++)
    format->escapes[c] = escape_for ((unsigned char) c, options);
}

/* Put the next number to OUT.  Return where it ends.  */
static inline unsigned char *
put_number (struct cat_format *format, unsigned char *out)
{
  unsigned int at = LAST_DIGIT;

  /* There are blanks enough before the first digit for all lines that can
     ever be counted.  */
  while (format->number[at] == '9')
    format->number[at--] = '0';
  if (format->number[at] != ' ')
    format->number[at]++;
  else
    {
      format->number[at] = '1';
      if (at < format->number_start)
        format->number_start = at;
    }

  const char *from = format->number + format->number_start;
  unsigned int len = LAST_DIGIT + 2 - format->number_start;
  memcpy (out, from, 8);
  if (len > 8)
    memcpy (out + 8, from + 8, 16);
  return out + len;
}

static inline unsigned char *
put_escape (const struct cat_format *format, unsigned char *out,
            unsigned char c)
{
  memcpy (out, format->escapes[c].text, sizeof format->escapes[c].text);
  return out + format->escapes[c].len;
}

/* What run () has in hand.  It is never stored, so that all of it stays in
   registers.  */
struct run
{
  struct cat_format *format;
  const unsigned char *begin; /* of the input */
  struct cat_format_piece at;
  enum cat_place place;
};

/* More of a line, or the beginning of one, is to be written.  */
static INLINE void
be_within_line (struct run *run)
{
  if (run->place == CAT_PLACE_WITHIN)
    return;
  run->place = CAT_PLACE_WITHIN;
  if (run->format->options.numbers != CAT_NUMBERS_NONE)
    run->at.out = put_number (run->format, run->at.out);
}

/* The newline that the input begins with ends a blank line, or one that is
   not.  */
static INLINE void
take_newline (struct run *run, bool visible)
{
  const struct cat_format_options *options = &run->format->options;
  struct cat_format_piece *at = &run->at;

  if (run->place == CAT_PLACE_WITHIN)
    {
      if (options->show_ends && !visible && at->in > run->begin
          && at->in[-1] == '\r')
        {
          at->out[-1] = '^';
          *at->out++ = 'M';
        }
      run->place = CAT_PLACE_START;
    }
  else if (run->place == CAT_PLACE_BLANK && options->squeeze_blank)
    {
      at->in++;
      return;
    }
  else
    {
      if (options->numbers == CAT_NUMBERS_ALL)
        at->out = put_number (run->format, at->out);
      run->place = CAT_PLACE_BLANK;
    }
  if (options->show_ends)
    *at->out++ = '$';
  *at->out++ = '\n';
  at->in++;
}

/* Take the byte that the input begins with, of any kind.  */
static INLINE void
take_byte (struct run *run, bool visible)
{
  if (*run->at.in == '\n')
    take_newline (run, visible);
  else
    {
      be_within_line (run);
      run->at.out = put_escape (run->format, run->at.out, *run->at.in++);
    }
}

/* Take what the input has before END as it is, less than a block; a whole one
   may be read.  */
static INLINE void
take_plain (struct run *run, const unsigned char *end)
{
  if (run->at.in == end)
    return;
  be_within_line (run);
  memcpy (run->at.out, run->at.in, BYTE_BLOCK_SIZE);
  run->at.out += end - run->at.in;
  run->at.in = end;
}

/* What is to be looked at in BLOCK: newlines, and with TABS and VISIBLE
   what -T and -v change.  */
static INLINE byte_mask
find_special (byte_block block, bool tabs, bool visible)
{
  byte_block special = visible ? byte_block_unprintable (block)
                               : byte_block_equal (block, '\n');

  if (visible && !tabs)
    special = byte_block_without (special, byte_block_equal (block, '\t'));
  else if (tabs && !visible)
    special = byte_block_or (special, byte_block_equal (block, '\t'));
  return byte_block_mask (special);
}

/* Whether so many bytes are SPECIAL that to go from one to the next would be
   slower than to go through all of them.  */
static INLINE bool
is_dense (byte_mask special)
{
  for (int sparse = 4; sparse > 0; sparse--)
    special &= special - 1;
  return special != 0;
}

/* Take the block that the input begins with, of which some bytes are SPECIAL;
   another is behind it.  */
static INLINE void
take_block (struct run *run, byte_block block, byte_mask special, bool tabs,
            bool visible)
{
  const unsigned char *begin = run->at.in;

  if ((tabs || visible) && is_dense (special)
      && byte_block_mask (byte_block_equal (block, '\n')) == 0)
    {
      be_within_line (run);
      for (int i = 0; i < BYTE_BLOCK_SIZE; i++)
        run->at.out = put_escape (run->format, run->at.out, begin[i]);
      run->at.in += BYTE_BLOCK_SIZE;
      return;
    }

  for (; special != 0; special &= special - 1)
    {
      take_plain (run, begin + byte_block_first (special));
      if (tabs || visible)
        take_byte (run, visible);
      else
        take_newline (run, visible);
    }
  take_plain (run, begin + BYTE_BLOCK_SIZE);
}

/* cat_format_run () with TABS and VISIBLE as the options have them.  */
static INLINE void
format_piece (struct cat_format *format, struct cat_format_piece *piece,
              bool tabs, bool visible)
{
  struct run run = {
    .format = format, .begin = piece->in, .at = *piece, .place = format->place
  };
  const unsigned char *full = run.at.out_end - MARGIN;

  while (run.at.in_end - run.at.in >= 2 * BYTE_BLOCK_SIZE && run.at.out <= full)
    {
      byte_block block = byte_block_load (run.at.in);
      byte_mask special = find_special (block, tabs, visible);

      if (special != 0)
        take_block (&run, block, special, tabs, visible);
      else
        take_plain (&run, run.at.in + BYTE_BLOCK_SIZE);
    }
  while (run.at.in < run.at.in_end && run.at.out <= full)
    take_byte (&run, visible);

  if (format->options.show_ends && !visible && run.at.in > run.begin
      && run.at.in[-1] == '\r')
    {
      format->held_return = true;
      run.at.out--;
    }
  format->place = run.place;
  piece->in = run.at.in;
  piece->out = run.at.out;
}

void
cat_format_run (struct cat_format *format, struct cat_format_piece *piece)
{
  const struct cat_format_options *options = &format->options;

  assert (piece->out_end - piece->out >= CAT_FORMAT_ROOM);
  if (piece->in == piece->in_end)
    return;

  if (format->held_return)
    {
      format->held_return = false;
      if (*piece->in == '\n')
        {
          *piece->out++ = '^';
          *piece->out++ = 'M';
        }
      else
        *piece->out++ = '\r';
    }

  if (options->show_nonprinting && options->show_tabs)
    format_piece (format, piece, true, true);
  else if (options->show_nonprinting)
    format_piece (format, piece, false, true);
  else if (options->show_tabs)
    format_piece (format, piece, true, false);
  else
    format_piece (format, piece, false, false);
}

size_t
cat_format_end (struct cat_format *format, unsigned char *out)
{
  if (!format->held_return)
    return 0;
  format->held_return = false;
  *out = '\r';
  return 1;
}
