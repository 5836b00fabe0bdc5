/* Formatting, against a model that goes line by line and byte by byte; the
   input comes in one piece or in many, with much room or little.

   Built a second time with BYTE_BLOCK_PORTABLE, for what is done where there
   is no SSE2.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-format.h"
#include "unit.h"

enum
{
  INPUT_MAX = 3000,
  OUTPUT_MAX = INPUT_MAX * 16 + 64, /* a blank line: "     1\t$\n" */
  CHOICES = 3 * 16,                 /* kinds of numbers, and four switches */
  GUARD = 0xa5
};

struct bytes
{
  unsigned char data[OUTPUT_MAX];
  size_t len;
};

static struct cat_format_options
choose (unsigned int choice)
{
  struct cat_format_options options
      = { .numbers = (enum cat_numbers) (choice / 16),
          .squeeze_blank = (choice & 1) != 0,
          .show_ends = (choice & 2) != 0,
          .show_tabs = (choice & 4) != 0,
          .show_nonprinting = (choice & 8) != 0 };
  return options;
}

/* ---- The model ------------------------------------------------------------
 */

static void
say (struct bytes *out, const char *text)
{
  for (; *text != '\0'; text++)
    out->data[out->len++] = (unsigned char) *text;
}

static void
say_byte (struct bytes *out, const struct cat_format_options *options,
          unsigned int c)
{
  char text[8] = { (char) c };

  if (c == '\t' ? options->show_tabs : options->show_nonprinting)
    {
      const char *meta = c >= 128 ? "M-" : "";
      unsigned int low = c % 128;
      bool control = low < 32 || low == 127;
      snprintf (text, sizeof text, "%s%s%c", meta, control ? "^" : "",
                low == 127 ? '?'
                : control  ? (int) low + '@'
                           : (int) low);
    }
  if (text[0] == '\0')
    out->data[out->len++] = 0;
  say (out, text);
}

static void
say_number (struct bytes *out, unsigned int *number)
{
  char text[32];

  snprintf (text, sizeof text, "%6u\t", ++*number);
  say (out, text);
}

/* What is to come of the LEN bytes at DATA, several files or one.  */
static void
model (const struct cat_format_options *options, const unsigned char *data,
       size_t len, struct bytes *out)
{
  unsigned int number = 0;
  bool after_blank = false;

  out->len = 0;
  for (size_t at = 0; at < len;)
    {
      const unsigned char *newline = memchr (data + at, '\n', len - at);
      size_t end = newline != NULL ? (size_t) (newline - data) : len;
      bool blank = end == at;

      if (!(blank && after_blank && options->squeeze_blank))
        {
          if (options->numbers == CAT_NUMBERS_ALL
              || (options->numbers == CAT_NUMBERS_NONBLANK && !blank))
            say_number (out, &number);
          for (size_t i = at; i < end; i++)
            if (data[i] == '\r' && i + 1 == end && newline != NULL
                && options->show_ends)
              say (out, "^M");
            else
              say_byte (out, options, data[i]);
          if (newline != NULL)
            say (out, options->show_ends ? "$\n" : "\n");
        }
      after_blank = blank;
      at = end + 1;
    }
}

/* ---- The real thing -------------------------------------------------------
 */

static unsigned int
random_below (unsigned int n)
{
  return (unsigned int) rand () % n;
}

/* Format LEN bytes, which nothing may be read behind, in rooms that are hardly
   larger than the least.  */
static void
format_piece (struct cat_format *format, const unsigned char *data, size_t len,
              struct bytes *out)
{
  unsigned char *copy = malloc (len > 0 ? len : 1);
  struct cat_format_piece piece = { .in = copy, .in_end = copy + len };

  if (copy == NULL)
    unit_die ("malloc");
  memcpy (copy, data, len);
  do
    {
      size_t room = CAT_FORMAT_ROOM + random_below (40);
      unsigned char *into = malloc (room + 1);
      const unsigned char *before = piece.in;

      if (into == NULL)
        unit_die ("malloc");
      into[room] = GUARD;
      piece.out = into;
      piece.out_end = into + room;
      cat_format_run (format, &piece);
      CHECK (into[room] == GUARD);
      CHECK (piece.out >= into && piece.out <= piece.out_end);
      CHECK (piece.in > before || len == 0);
      memcpy (out->data + out->len, into, (size_t) (piece.out - into));
      out->len += (size_t) (piece.out - into);
      free (into);
    }
  while (piece.in < piece.in_end);
  free (copy);
}

/* Format the LEN bytes at DATA in pieces of less than PIECE bytes, empty ones
   too, or in one if it is 0.  */
static void
format_all (const struct cat_format_options *options, const unsigned char *data,
            size_t len, unsigned int piece, struct bytes *out)
{
  struct cat_format format;

  cat_format_begin (&format, options);
  out->len = 0;
  for (size_t at = 0; at < len;)
    {
      size_t n = piece == 0 ? len : random_below (piece);
      if (n > len - at)
        n = len - at;
      format_piece (&format, data + at, n, out);
      at += n;
    }
  out->len += cat_format_end (&format, out->data + out->len);
  CHECK_EQ (cat_format_end (&format, out->data + out->len), 0);
}

static bool
check_formats (const unsigned char *data, size_t len, unsigned int piece)
{
  static struct bytes expected, got;
  static char context[100];
  bool good = true;

  for (unsigned int choice = 0; choice < CHOICES && good; choice++)
    {
      struct cat_format_options options = choose (choice);

      snprintf (context, sizeof context, "[choice %u, %zu bytes, pieces %u]",
                choice, len, piece);
      unit_context = context;
      model (&options, data, len, &expected);
      format_all (&options, data, len, piece, &got);
      good = CHECK_EQ (got.len, expected.len)
             && CHECK (memcmp (got.data, expected.data, got.len) == 0);
      if (cat_format_changes (&options))
        continue;
      CHECK (got.len == len && memcmp (got.data, data, len) == 0);
      CHECK (choice == 0);
    }
  unit_context = "";
  return good;
}

/* ---- What is formatted ----------------------------------------------------
 */

/* Fill DATA with bytes of KIND.  */
static void
fill (unsigned char *data, size_t len, unsigned int kind)
{
  static const char few[] = "\n\n\n\r\t\177\200\211\212\215\237\240\376\377a\0";

  for (size_t i = 0; i < len; i++)
    switch (kind)
      {
      case 0: /* anything */
        data[i] = (unsigned char) random_below (256);
        break;
      case 1: /* nothing but what matters */
        data[i] = (unsigned char) few[random_below (sizeof few)];
        break;
      case 2: /* lines of text, long and short */
        data[i] = (unsigned char) (random_below (30) == 0
                                       ? few[random_below (5)]
                                       : (char) (' ' + random_below (95)));
        break;
      case 3: /* text with letters of two bytes */
        data[i] = (unsigned char) (random_below (40) == 0 ? '\n'
                                   : i % 2 != 0           ? 0xc3
                                                : 0x80 + random_below (64));
        break;
      default: /* ends of lines */
        data[i] = (unsigned char) "\r\n\n\n"[random_below (4)];
        break;
      }
}

static void
test_random (void)
{
  static unsigned char data[INPUT_MAX];
  static const unsigned int pieces[] = { 0, 2, 3, 8, 20, 50, 300, 2000 };

  for (unsigned int round = 0; round < 240; round++)
    {
      size_t len = random_below (round % 3 == 0 ? INPUT_MAX : 100);

      fill (data, len, round % 5);
      if (!check_formats (data, len, pieces[round % 8]))
        return;
    }
}

/* Each byte, at each place of a block, alone among others and among its
   like.  */
static void
test_each_byte (void)
{
  unsigned char data[40];

  for (unsigned int c = 0; c < 256; c++)
    for (unsigned int at = 0; at < 17; at++)
      {
        memset (data, 'x', sizeof data);
        data[at] = (unsigned char) c;
        if (at % 4 == 0)
          memset (data + at, (int) c, 5);
        if (!check_formats (data, sizeof data, 0))
          return;
      }
}

/* A carriage return at the end of a piece is held back, and nothing else.  */
static void
test_held (void)
{
  struct cat_format_options options = { .show_ends = true };
  struct cat_format format;
  unsigned char out[CAT_FORMAT_ROOM];
  struct cat_format_piece piece = { .out_end = out + sizeof out };
  static const char *const steps[][2]
      = { { "a\r", "a" }, { "", "" },       { "\n", "^M$\n" }, { "\r", "" },
          { "\r", "\r" }, { "b\r", "\rb" }, { "c", "\rc" },    { "\r", "" } };

  cat_format_begin (&format, &options);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    {
      piece.in = (const unsigned char *) steps[i][0];
      piece.in_end = piece.in + strlen (steps[i][0]);
      piece.out = out;
      piece.out_end = out + sizeof out;
      cat_format_run (&format, &piece);
      if (CHECK_EQ (piece.out - out, strlen (steps[i][1])))
        CHECK (memcmp (out, steps[i][1], strlen (steps[i][1])) == 0);
    }
  CHECK_EQ (cat_format_end (&format, out), 1);
  CHECK (out[0] == '\r');

  /* Where it is shown as ^M anyway, there is nothing to wait for.  */
  options.show_nonprinting = true;
  cat_format_begin (&format, &options);
  piece.in = (const unsigned char *) "\r";
  piece.in_end = piece.in + 1;
  piece.out = out;
  cat_format_run (&format, &piece);
  CHECK_EQ (piece.out - out, 2);
  CHECK_EQ (cat_format_end (&format, out), 0);
}

/* Numbers grow beyond their six places, and beyond the eight that are copied
   at once.  */
static void
test_numbers (void)
{
  enum
  {
    LINES = 4096
  };
  static unsigned char lines[LINES];
  static unsigned char out[LINES * 24 + CAT_FORMAT_ROOM];
  struct cat_format_options options = { .numbers = CAT_NUMBERS_ALL };
  struct cat_format format;
  unsigned int number = 0;

  memset (lines, '\n', sizeof lines);
  cat_format_begin (&format, &options);
  while (number < 10010000)
    {
      struct cat_format_piece piece = { .in = lines,
                                        .in_end = lines + LINES,
                                        .out = out,
                                        .out_end = out + sizeof out };
      unsigned int wanted_len = 0;
      char wanted[32];

      cat_format_run (&format, &piece);
      if (!CHECK (piece.in == piece.in_end))
        return;
      for (const unsigned char *at = out; at < piece.out; at += wanted_len)
        {
          ++number;
          /* Only where something happens; printf () is slow.  */
          if (number % 1000 < 2 || wanted_len == 0)
            wanted_len = (unsigned int) snprintf (wanted, sizeof wanted,
                                                  "%6u\t\n", number);
          else
            continue;
          if (!CHECK (memcmp (at, wanted, wanted_len) == 0))
            return;
        }
    }
}

int
main (void)
{
  srand (11);
  test_random ();
  test_each_byte ();
  test_held ();
  test_numbers ();
  return unit_end ();
}
