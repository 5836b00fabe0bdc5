/* dd's conversions, against slow ones, with the stream cut anywhere.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <ctype.h>
#include <errno.h>

#include "dd/dd-convert.h"
#include "unit.h"

enum
{
  SIZE = 3000,
  OUT_SIZE = 100 * SIZE
};

struct stream
{
  unsigned char data[OUT_SIZE];
  size_t len;
  size_t room; /* put fails when that is used up */
};

static int
append (void *owner, const unsigned char *data, size_t len)
{
  struct stream *stream = owner;
  if (!CHECK (len > 0) || len > stream->room - stream->len)
    return -ENOSPC;
  memcpy (stream->data + stream->len, data, len);
  stream->len += len;
  return 0;
}

/* ---- The slow way ------------------------------------------------------ */

static void
add (struct stream *stream, unsigned char byte)
{
  stream->data[stream->len++] = byte;
}

/* POSIX: lines are padded with blanks to the record's size, or cut.  */
static uint64_t
slow_block (const unsigned char *data, size_t len, size_t size,
            unsigned char newline, unsigned char blank, struct stream *out)
{
  uint64_t truncated = 0;
  size_t start = 0;
  while (start < len)
    {
      size_t end = start;
      while (end < len && data[end] != newline)
        end++;
      for (size_t i = 0; i < size; i++)
        add (out, start + i < end ? data[start + i] : blank);
      truncated += end - start > size;
      start = end + 1;
    }
  return truncated;
}

/* POSIX: each record loses its trailing blanks and gets a newline.  */
static void
slow_unblock (const unsigned char *data, size_t len, size_t size,
              struct stream *out)
{
  for (size_t start = 0; start < len; start += size)
    {
      size_t end = start + size < len ? start + size : len;
      while (end > start && data[end - 1] == ' ')
        end--;
      for (size_t i = start; i < end; i++)
        add (out, data[i]);
      add (out, '\n');
    }
}

static void
slow_swab (unsigned char *data, size_t len)
{
  for (size_t i = 0; i + 1 < len; i += 2)
    {
      unsigned char byte = data[i];
      data[i] = data[i + 1];
      data[i + 1] = byte;
    }
}

/* What CONV and SIZE make of LEN bytes at DATA; the number of truncated
   records.  */
static uint64_t
slowly (unsigned int conv, size_t size, const unsigned char *data, size_t len,
        struct stream *out)
{
  static unsigned char copy[SIZE];
  unsigned char table[256];
  unsigned int codes = conv & (DD_ASCII | DD_EBCDIC | DD_IBM);
  unsigned char newline = '\n';
  unsigned char blank = ' ';
  uint64_t truncated = 0;

  memcpy (copy, data, len);
  if (codes != 0)
    dd_tables_get (codes, table);
  for (size_t i = 0; i < len; i++)
    {
      if (codes == DD_ASCII)
        copy[i] = table[copy[i]];
      if (conv & DD_UCASE)
        copy[i] = (unsigned char) toupper (copy[i]);
      if (conv & DD_LCASE)
        copy[i] = (unsigned char) tolower (copy[i]);
      if (codes != 0 && codes != DD_ASCII)
        copy[i] = table[copy[i]];
    }
  if (codes != 0 && codes != DD_ASCII)
    {
      newline = table['\n'];
      blank = table[' '];
    }
  if (conv & DD_SWAB)
    slow_swab (copy, len);
  out->len = 0;
  if (conv & DD_BLOCK)
    truncated = slow_block (copy, len, size, newline, blank, out);
  else if (conv & DD_UNBLOCK)
    slow_unblock (copy, len, size, out);
  else
    for (size_t i = 0; i < len; i++)
      add (out, copy[i]);
  return truncated;
}

/* ---- Tests ------------------------------------------------------------- */

/* Convert DATA in pieces of random length, up to MOST.  */
static int
in_pieces (unsigned int conv, size_t size, const unsigned char *data,
           size_t len, size_t most, struct stream *out, uint64_t *truncated)
{
  static unsigned char copy[SIZE];
  struct dd_convert convert;
  int err = 0;

  memcpy (copy, data, len);
  *truncated = 0;
  dd_convert_init (&convert, conv, size, append, out, truncated);
  for (size_t at = 0; err == 0 && at < len;)
    {
      size_t n = 1 + (size_t) rand () % most;
      n = n < len - at ? n : len - at;
      err = dd_convert_feed (&convert, copy + at, n);
      at += n;
    }
  return err == 0 ? dd_convert_end (&convert) : err;
}

/* Text with lines and records of many lengths.  */
static size_t
make_text (unsigned char *data)
{
  size_t len = (size_t) rand () % SIZE;
  int rare = 1 + rand () % 40;
  for (size_t i = 0; i < len; i++)
    data[i] = rand () % rare == 0 ? '\n'
              : rand () % 3 == 0  ? ' '
              : rand () % 50 == 0 ? (unsigned char) rand ()
                                  : (unsigned char) ('a' + rand () % 26);
  return len;
}

static void
test_random (void)
{
  static const unsigned int codes[] = { 0, 0, DD_ASCII, DD_EBCDIC, DD_IBM };
  static const unsigned int cases[] = { 0, DD_UCASE, DD_LCASE };
  static const unsigned int shapes[] = { 0, DD_BLOCK, DD_UNBLOCK };
  static unsigned char data[SIZE];
  static struct stream slow, fast;
  static char context[100];

  srand (3);
  for (int round = 0; round < 4000; round++)
    {
      unsigned int conv = codes[rand () % 5] | cases[rand () % 3]
                          | shapes[rand () % 3] | (rand () % 3 ? 0 : DD_SWAB);
      size_t size = 1 + (size_t) rand () % 90;
      size_t len = make_text (data);
      uint64_t truncated, fast_truncated;

      /* Unblocking looks for blanks of ASCII.  */
      if ((conv & DD_UNBLOCK) && (conv & (DD_EBCDIC | DD_IBM)))
        continue;
      snprintf (context, sizeof context, "[round %d, conv %#x, cbs %zu]", round,
                conv, size);
      unit_context = context;
      truncated = slowly (conv, size, data, len, &slow);
      fast.len = 0;
      fast.room = OUT_SIZE;
      CHECK_EQ (in_pieces (conv, size, data, len,
                           round % 2 ? 5 : 1 + (size_t) rand () % SIZE, &fast,
                           &fast_truncated),
                0);
      if (!CHECK_EQ (fast.len, slow.len)
          || !CHECK (memcmp (fast.data, slow.data, slow.len) == 0)
          || !CHECK_EQ (fast_truncated, truncated))
        break;

      /* An error of put's ends it, and is given back.  */
      if (slow.len == 0)
        continue;
      fast.len = 0;
      fast.room = (size_t) rand () % slow.len;
      CHECK_EQ (in_pieces (conv, size, data, len, 50, &fast, &fast_truncated),
                -ENOSPC);
    }
  unit_context = "";
}

/* Some characters that POSIX names, and that the way back is one.  */
static void
test_tables (void)
{
  static const struct
  {
    unsigned char ascii, ebcdic, ibm;
  } rows[] = {
    { ' ', 0x40, 0x40 },  { '\n', 0x25, 0x25 }, { '0', 0xf0, 0xf0 },
    { '9', 0xf9, 0xf9 },  { 'A', 0xc1, 0xc1 },  { 'Z', 0xe9, 0xe9 },
    { 'a', 0x81, 0x81 },  { 'z', 0xa9, 0xa9 },  { '!', 0x5a, 0x5a },
    { '|', 0x4f, 0x4f },  { '[', 0xad, 0xad },  { ']', 0xbd, 0xbd },
    { '^', 0x9a, 0x5f },  { '~', 0x5f, 0xa1 },  { 0xcb, 0x6a, 0x9a },
    { 0xd5, 0x4a, 0xad }, { 0xe5, 0xa1, 0xbd }, { 0xff, 0xff, 0xff },
  };
  unsigned char ascii[256], ebcdic[256], ibm[256];

  dd_tables_get (DD_ASCII, ascii);
  dd_tables_get (DD_EBCDIC, ebcdic);
  dd_tables_get (DD_IBM, ibm);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    {
      CHECK_EQ (ebcdic[rows[i].ascii], rows[i].ebcdic);
      CHECK_EQ (ibm[rows[i].ascii], rows[i].ibm);
    }
  for (int i = 0; i < 256; i++)
    CHECK_EQ (ascii[ebcdic[i]], i);
}

int
main (void)
{
  test_tables ();
  test_random ();
  return unit_end ();
}
