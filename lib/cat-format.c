/* Formatting: what cat's options make of the bytes of its files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What no option changes is copied block by block and looked at on the way;
   only what was found there is dealt with byte by byte.  Copying stores whole
   blocks and whole escapes, of which some bytes do not count: `full' is where
   the room ends for whoever begins a step, and MARGIN what a step may need.  */

#include <config.h>

#include "cat-format.h"

#include <assert.h>
#include <string.h>

#include "byte-block.h"

enum
{
  LAST_DIGIT = 22,  /* of the number; a tab is next */
  NUMBER_WIDTH = 6, /* blanks and digits, at the least */
  MARGIN = 128      /* a number (24), or a block of escapes (64), and "^M$\n" */
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

/* A blank line, whose newline AT's input begins with.  */
static INLINE void
blank_line (struct cat_format *format, struct cat_format_piece *at,
            enum cat_place *place)
{
  at->in++;
  if (*place == CAT_PLACE_BLANK && format->options.squeeze_blank)
    return;
  *place = CAT_PLACE_BLANK;
  if (format->options.numbers == CAT_NUMBERS_ALL)
    at->out = put_number (format, at->out);
  if (format->options.show_ends)
    *at->out++ = '$';
  *at->out++ = '\n';
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

/* Whether so many bytes are marked that to go from one to the next would be
   slower than to go through them all.  */
static inline bool
is_dense (byte_mask special)
{
  special &= special - 1;
  special &= special - 1;
  return special != 0;
}

/* Write the bytes of BLOCK, which AT's input begins with, one by one as far as
   a newline.  */
static INLINE void
escape_block (const struct cat_format *format, struct cat_format_piece *at,
              byte_block block)
{
  byte_mask newline = byte_block_mask (byte_block_equal (block, '\n'));
  unsigned int n = newline != 0 ? byte_block_first (newline) : BYTE_BLOCK_SIZE;

  for (unsigned int i = 0; i < n; i++)
    at->out = put_escape (format, at->out, at->in[i]);
  at->in += n;
}

/* Copy from AT up to the next newline, as far as the input goes, and as long
   as there is room before FULL.  Whether it stands at a newline then.  */
static INLINE bool
copy_to_newline (const struct cat_format *format, struct cat_format_piece *at,
                 const unsigned char *full, bool tabs, bool visible)
{
  bool newlines_only = !tabs && !visible;

  while (at->in_end - at->in >= BYTE_BLOCK_SIZE && at->out <= full)
    {
      byte_block block = byte_block_load (at->in);
      byte_mask special = find_special (block, tabs, visible);
      unsigned int plain
          = special == 0 ? BYTE_BLOCK_SIZE : byte_block_first (special);

      memcpy (at->out, at->in, BYTE_BLOCK_SIZE);
      if (special == 0 || newlines_only || at->in[plain] == '\n'
          || !is_dense (special))
        {
          at->in += plain;
          at->out += plain;
          if (special == 0)
            continue;
          if (newlines_only || *at->in == '\n')
            return true;
          at->out = put_escape (format, at->out, *at->in++);
        }
      else
        escape_block (format, at, block);
    }

  if (at->out > full)
    return false;
  for (; at->in < at->in_end && *at->in != '\n'; at->in++)
    at->out = put_escape (format, at->out, *at->in);
  return at->in < at->in_end;
}

/* The newline that AT's input begins with ends a line that is not blank, and
   BEFORE is what the input has before it, or 0.  */
static INLINE void
end_line (const struct cat_format *format, struct cat_format_piece *at,
          unsigned char before, bool visible)
{
  if (format->options.show_ends)
    {
      if (before == '\r' && !visible)
        {
          at->out[-1] = '^';
          *at->out++ = 'M';
        }
      *at->out++ = '$';
    }
  *at->out++ = '\n';
  at->in++;
}

/* cat_format_run () with TABS and VISIBLE as the options have them.  */
static INLINE void
run (struct cat_format *format, struct cat_format_piece *piece, bool tabs,
     bool visible)
{
  struct cat_format_piece at = *piece;
  const unsigned char *full = at.out_end - MARGIN;
  enum cat_place place = format->place;

  while (at.in < at.in_end && at.out <= full)
    {
      if (place != CAT_PLACE_WITHIN)
        {
          if (*at.in == '\n')
            {
              blank_line (format, &at, &place);
              continue;
            }
          if (format->options.numbers != CAT_NUMBERS_NONE)
            at.out = put_number (format, at.out);
          place = CAT_PLACE_WITHIN;
        }
      if (copy_to_newline (format, &at, full, tabs, visible))
        {
          end_line (format, &at, at.in > piece->in ? at.in[-1] : 0, visible);
          place = CAT_PLACE_START;
        }
    }

  if (format->options.show_ends && !visible && at.in > piece->in
      && at.in[-1] == '\r')
    {
      format->held_return = true;
      at.out--;
    }
  format->place = place;
  piece->in = at.in;
  piece->out = at.out;
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
    run (format, piece, true, true);
  else if (options->show_nonprinting)
    run (format, piece, false, true);
  else if (options->show_tabs)
    run (format, piece, true, false);
  else
    run (format, piece, false, false);
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
