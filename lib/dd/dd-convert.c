/* dd's conversions: what conv= makes of the bytes that pass.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-convert.h"

#include <ctype.h>
#include <string.h>

#include "minmax.h"

/* Have CONVERT's bytes go through TABLE, after what they go through
   already.  */
static void
translate_by (struct dd_convert *convert, const unsigned char table[256])
{
  for (int i = 0; i < 256; i++)
    convert->table[i] = table[convert->table[i]];
  convert->translates = true;
}

/* Letters are changed while they are letters: behind ASCII, before the other
   two.  */
static void
make_table (struct dd_convert *convert, unsigned int conv)
{
  unsigned char table[256];
  for (int i = 0; i < 256; i++)
    convert->table[i] = (unsigned char) i;
  if (conv & DD_ASCII)
    {
      dd_tables_get (DD_ASCII, table);
      translate_by (convert, table);
    }
  if (conv & (DD_LCASE | DD_UCASE))
    {
      for (int i = 0; i < 256; i++)
        table[i]
            = (unsigned char) (conv & DD_UCASE ? toupper (i) : tolower (i));
      translate_by (convert, table);
    }
  convert->blank = ' ';
  convert->newline = '\n';
  if (conv & (DD_EBCDIC | DD_IBM))
    {
      dd_tables_get (conv & DD_EBCDIC ? DD_EBCDIC : DD_IBM, table);
      translate_by (convert, table);
      convert->blank = table[' '];
      convert->newline = table['\n'];
    }
}

void
dd_convert_init (struct dd_convert *convert, unsigned int conv, size_t size,
                 dd_convert_put *put, void *owner, uint64_t *truncated)
{
  memset (convert, 0, sizeof *convert);
  convert->put = put;
  convert->owner = owner;
  convert->truncated = truncated;
  convert->swabs = (conv & DD_SWAB) != 0;
  convert->blocks = size > 0 && (conv & DD_BLOCK);
  convert->unblocks = size > 0 && (conv & DD_UNBLOCK);
  convert->size = size;
  make_table (convert, conv);
}

static int
put (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  return len > 0 ? convert->put (convert->owner, data, len) : 0;
}

/* Put N blanks.  */
static int
put_blanks (struct dd_convert *convert, size_t n)
{
  unsigned char blanks[512];
  int err = 0;
  memset (blanks, convert->blank, MIN (n, sizeof blanks));
  for (; err == 0 && n > 0; n -= MIN (n, sizeof blanks))
    err = put (convert, blanks, MIN (n, sizeof blanks));
  return err;
}

/* Fill the present record up.  */
static int
end_block (struct dd_convert *convert)
{
  size_t column = MIN (convert->column, convert->size);
  convert->column = 0;
  return put_blanks (convert, convert->size - column);
}

/* LEN bytes without a newline: put what there is room for in the present
   record.  */
static int
fill_block (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  size_t column = convert->column;
  size_t room = column < convert->size ? convert->size - column : 0;
  if (len <= room)
    convert->column += len;
  else
    {
      if (column <= convert->size)
        ++*convert->truncated;
      convert->column = convert->size + 1;
    }
  return put (convert, data, MIN (len, room));
}

/* Lines become records of one size.  */
static int
block (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  int err = 0;
  while (err == 0 && len > 0)
    {
      const unsigned char *newline = memchr (data, convert->newline, len);
      size_t run = newline ? (size_t) (newline - data) : len;
      err = fill_block (convert, data, run);
      if (err == 0 && newline)
        err = end_block (convert);
      run += newline ? 1 : 0;
      data += run;
      len -= run;
    }
  return err;
}

/* End the present line, without the blanks at its end.  */
static int
end_line (struct dd_convert *convert)
{
  convert->column = convert->blanks = 0;
  return put (convert, &convert->newline, 1);
}

/* LEN bytes that are within one record.  */
static int
fill_line (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  size_t text = len;
  while (text > 0 && data[text - 1] == convert->blank)
    text--;
  convert->column += len;
  if (text == 0)
    {
      convert->blanks += len;
      return 0;
    }
  int err = put_blanks (convert, convert->blanks);
  convert->blanks = len - text;
  return err < 0 ? err : put (convert, data, text);
}

/* Records of one size become lines.  A line is ended when it is known that
   another follows.  */
static int
unblock (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  int err = 0;
  while (err == 0 && len > 0)
    {
      if (convert->column == convert->size)
        err = end_line (convert);
      size_t run = MIN (len, convert->size - convert->column);
      if (err == 0)
        err = fill_line (convert, data, run);
      data += run;
      len -= run;
    }
  return err;
}

/* What comes after the tables and swab.  */
static int
shape (struct dd_convert *convert, const unsigned char *data, size_t len)
{
  if (convert->blocks)
    return block (convert, data, len);
  if (convert->unblocks)
    return unblock (convert, data, len);
  return put (convert, data, len);
}

/* Exchange the bytes of each pair.  One that is left over waits for the first
   of the next piece.  */
static int
swab_pairs (struct dd_convert *convert, unsigned char *data, size_t len)
{
  if (convert->carries && len > 0)
    {
      unsigned char pair[2] = { data[0], convert->carried };
      convert->carries = false;
      int err = shape (convert, pair, sizeof pair);
      if (err < 0)
        return err;
      data++;
      len--;
    }
  if (len % 2 != 0)
    {
      convert->carries = true;
      convert->carried = data[--len];
    }
  for (size_t i = 0; i < len; i += 2)
    {
      unsigned char byte = data[i];
      data[i] = data[i + 1];
      data[i + 1] = byte;
    }
  return shape (convert, data, len);
}

int
dd_convert_feed (struct dd_convert *convert, unsigned char *data, size_t len)
{
  if (convert->translates)
    for (size_t i = 0; i < len; i++)
      data[i] = convert->table[data[i]];
  return convert->swabs ? swab_pairs (convert, data, len)
                        : shape (convert, data, len);
}

int
dd_convert_end (struct dd_convert *convert)
{
  int err = 0;
  if (convert->carries)
    err = shape (convert, &convert->carried, 1);
  convert->carries = false;
  if (err == 0 && convert->column > 0 && convert->blocks)
    err = end_block (convert);
  if (err == 0 && convert->column > 0 && convert->unblocks)
    err = end_line (convert);
  return err;
}
