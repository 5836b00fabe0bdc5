/* Block maps, read by libexpat.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/bmap.h"

#include <errno.h>

#if !HAVE_EXPAT

int
bmap_parse (const char *text, size_t len, struct bmap *ret_map,
            struct bmap_fault *ret_fault)
{
  return -ENOSYS;
}

#else

#include <expat.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/library.h"
#include "base/messages.h"

static struct
{
  __typeof__ (XML_ParserCreate) *create;
  __typeof__ (XML_ParserFree) *destroy;
  __typeof__ (XML_SetUserData) *set_data;
  __typeof__ (XML_SetElementHandler) *on_element;
  __typeof__ (XML_SetCharacterDataHandler) *on_text;
  __typeof__ (XML_SetStartDoctypeDeclHandler) *on_doctype;
  __typeof__ (XML_Parse) *parse;
  __typeof__ (XML_StopParser) *stop;
  __typeof__ (XML_GetCurrentLineNumber) *line;
} xml;

static const struct library_symbol symbols[] = {
  { "XML_ParserCreate", &xml.create },
  { "XML_ParserFree", &xml.destroy },
  { "XML_SetUserData", &xml.set_data },
  { "XML_SetElementHandler", &xml.on_element },
  { "XML_SetCharacterDataHandler", &xml.on_text },
  { "XML_SetStartDoctypeDeclHandler", &xml.on_doctype },
  { "XML_Parse", &xml.parse },
  { "XML_StopParser", &xml.stop },
  { "XML_GetCurrentLineNumber", &xml.line },
};

/* The elements that matter, by name; all of them come once, but ranges.  */
enum element
{
  ROOT,
  IMAGE_SIZE,
  BLOCK_SIZE,
  BLOCKS,
  MAPPED,
  SUM_TYPE,
  SUM,
  BLOCK_MAP,
  RANGE,
  OTHER
};

static const char *const element_names[OTHER] = {
  [ROOT] = "bmap",
  [IMAGE_SIZE] = "ImageSize",
  [BLOCK_SIZE] = "BlockSize",
  [BLOCKS] = "BlocksCount",
  [MAPPED] = "MappedBlocksCount",
  [SUM_TYPE] = "ChecksumType",
  [SUM] = "BmapFileChecksum",
  [BLOCK_MAP] = "BlockMap",
  [RANGE] = "Range",
};

/* Which element each lies in, all but the root.  */
static const enum element parents[OTHER] = {
  [IMAGE_SIZE] = ROOT, [BLOCK_SIZE] = ROOT, [BLOCKS] = ROOT,
  [MAPPED] = ROOT,     [SUM_TYPE] = ROOT,   [SUM] = ROOT,
  [BLOCK_MAP] = ROOT,  [RANGE] = BLOCK_MAP,
};

enum
{
  DEEPEST = 8,     /* elements in one another */
  TEXT_ROOM = 200, /* bytes of what an element says */
  SUM_ROOM = 2 * DIGEST_SIZE_MAX + 1
};

struct reader
{
  XML_Parser parser;
  struct bmap map;
  enum element path[DEEPEST];
  unsigned int depth;
  bool seen[OTHER];
  char text[TEXT_ROOM]; /* of the element in hand */
  size_t len;
  uint64_t blocks, mapped; /* as the map tells them */
  const struct digest_algorithm *algorithm;
  char sum[SUM_ROOM]; /* of the map itself */
  char range_sum[SUM_ROOM];
  int error;
  struct bmap_fault fault;
};

/* The first thing that goes wrong counts.  */
static void
fail (struct reader *reader, int err, const char *text)
{
  if (reader->error < 0)
    return;
  reader->error = err;
  reader->fault
      = (struct bmap_fault) { .line = (unsigned long) xml.line (reader->parser),
                              .text = text };
  xml.stop (reader->parser, XML_FALSE);
}

/* ---- what elements say -----------------------------------------------------
 */

/* Take blanks away from either end of the text.  */
static char *
trimmed (struct reader *reader)
{
  static const char blanks[] = " \t\r\n";
  reader->text[reader->len] = '\0';
  char *begin = reader->text + strspn (reader->text, blanks);
  for (char *end = begin + strlen (begin);
       end > begin && strchr (blanks, end[-1]); end--)
    end[-1] = '\0';
  return begin;
}

/* Take the decimal number at *TEXT, and move behind it.  */
static bool
take_number (char **text, uint64_t *ret_number)
{
  char *end;
  errno = 0;
  if (**text < '0' || **text > '9')
    return false;
  uintmax_t number = strtoumax (*text, &end, 10);
  if (errno != 0 || number > INT64_MAX)
    return false;
  *text = end;
  *ret_number = number;
  return true;
}

static void
take_size (struct reader *reader, uint64_t *ret_size)
{
  char *text = trimmed (reader);
  if (!take_number (&text, ret_size) || *text)
    fail (reader, -EBADMSG, N_("this is not a number of bytes or blocks"));
}

static void
take_sum_type (struct reader *reader)
{
  const char *name = trimmed (reader);
  for (int kind = 0; kind < DIGEST_KINDS; kind++)
    if (strcmp (name, digest_name (kind)) == 0)
      {
        reader->map.kind = kind;
        int err = digest_load (kind, &reader->algorithm);
        if (err < 0)
          fail (reader, err, N_("its sums cannot be made here"));
        return;
      }
  fail (reader, -EBADMSG, N_("the type of its sums is not known"));
}

static int
hex_digit (char c)
{
  static const char digits[] = "0123456789abcdef";
  const char *found = c ? strchr (digits, c | 0x20) : NULL;
  return found ? (int) (found - digits) : -1;
}

static bool
take_hex (const char *text, unsigned char *sum, size_t size)
{
  if (strlen (text) != 2 * size)
    return false;
  for (size_t i = 0; i < size; i++)
    {
      int high = hex_digit (text[2 * i]);
      int low = hex_digit (text[2 * i + 1]);
      if (high < 0 || low < 0)
        return false;
      sum[i] = (unsigned char) (high << 4 | low);
    }
  return true;
}

static void
take_sum (struct reader *reader)
{
  const char *text = trimmed (reader);
  unsigned char sum[DIGEST_SIZE_MAX];
  if (!reader->algorithm
      || !take_hex (text, sum, digest_size (reader->algorithm)))
    fail (reader, -EBADMSG, N_("this is not a sum of the type announced"));
  else
    memcpy (reader->sum, text, strlen (text) + 1);
}

/* "7" or "3-5".  */
static void
take_range (struct reader *reader)
{
  struct bmap_range range = { .summed = reader->range_sum[0] != '\0' };
  char *text = trimmed (reader);
  if (range.summed
      && (!reader->algorithm
          || !take_hex (reader->range_sum, range.sum,
                        digest_size (reader->algorithm))))
    {
      fail (reader, -EBADMSG, N_("this is not a sum of the type announced"));
      return;
    }
  bool good = take_number (&text, &range.first);
  range.last = range.first;
  if (good && *text == '-')
    {
      text++;
      good = take_number (&text, &range.last);
    }
  if (!good || *text)
    {
      fail (reader, -EBADMSG, N_("this is not a range of blocks"));
      return;
    }
  int err = bmap_add (&reader->map, &range);
  if (err < 0)
    fail (reader, err,
          N_("this range is not behind the last one, or beyond the image"));
}

/* ---- expat's calls ---------------------------------------------------------
 */

static enum element
element_of (const struct reader *reader, const char *name)
{
  for (enum element element = ROOT; element < OTHER; element++)
    if (strcmp (name, element_names[element]) == 0
        && (element == ROOT
                ? reader->depth == 0
                : reader->depth > 0
                      && reader->path[reader->depth - 1] == parents[element]))
      return element;
  return OTHER;
}

/* What ranges are measured in must be known before they come.  */
static void
begin_block_map (struct reader *reader)
{
  if (!reader->seen[IMAGE_SIZE] || !reader->seen[BLOCK_SIZE]
      || !reader->seen[SUM_TYPE] || reader->map.block_size == 0)
    fail (reader, -EBADMSG,
          N_("sizes and the type of sums must come before the ranges"));
}

static const char *
attribute (const XML_Char **attributes, const char *name)
{
  for (size_t i = 0; attributes[i]; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1];
  return NULL;
}

static void XMLCALL
begin_element (void *arg, const XML_Char *name, const XML_Char **attributes)
{
  struct reader *reader = arg;
  if (reader->depth == DEEPEST)
    {
      fail (reader, -EBADMSG, N_("elements lie too deep in one another"));
      return;
    }
  enum element element = element_of (reader, name);
  if (reader->depth == 0 && element != ROOT)
    fail (reader, -EBADMSG, N_("this is not a block map"));
  if (element != OTHER && element != RANGE && reader->seen[element])
    fail (reader, -EBADMSG, N_("this element comes a second time"));
  if (element != OTHER)
    reader->seen[element] = true;
  reader->path[reader->depth++] = element;
  reader->len = 0;
  reader->range_sum[0] = '\0';
  if (element == ROOT)
    {
      const char *version = attribute (attributes, "version");
      if (!version || strncmp (version, "2.", 2) != 0)
        fail (reader, -EBADMSG, N_("only version 2 of the format can be read"));
    }
  if (element == BLOCK_MAP)
    begin_block_map (reader);
  if (element == RANGE)
    {
      const char *sum = attribute (attributes, "chksum");
      if (sum && strlen (sum) >= sizeof reader->range_sum)
        fail (reader, -EBADMSG, N_("this is not a sum of the type announced"));
      else if (sum)
        memcpy (reader->range_sum, sum, strlen (sum) + 1);
    }
}

static void XMLCALL
take_text (void *arg, const XML_Char *text, int len)
{
  struct reader *reader = arg;
  enum element element
      = reader->depth > 0 ? reader->path[reader->depth - 1] : OTHER;
  if (element == OTHER || element == ROOT || element == BLOCK_MAP)
    return;
  if (reader->len + (size_t) len >= sizeof reader->text)
    {
      fail (reader, -EBADMSG, N_("this element says too much"));
      return;
    }
  memcpy (reader->text + reader->len, text, (size_t) len);
  reader->len += (size_t) len;
}

static void XMLCALL
end_element (void *arg, const XML_Char *name)
{
  struct reader *reader = arg;
  if (reader->error < 0)
    return;
  switch (reader->path[--reader->depth])
    {
    case IMAGE_SIZE:
      take_size (reader, &reader->map.image_size);
      break;
    case BLOCK_SIZE:
      take_size (reader, &reader->map.block_size);
      break;
    case BLOCKS:
      take_size (reader, &reader->blocks);
      break;
    case MAPPED:
      take_size (reader, &reader->mapped);
      break;
    case SUM_TYPE:
      take_sum_type (reader);
      break;
    case SUM:
      take_sum (reader);
      break;
    case RANGE:
      take_range (reader);
      break;
    case ROOT:
    case BLOCK_MAP:
    case OTHER:
      break;
    }
}

/* Nothing in a map needs one, and entities may be meant to exhaust us.  */
static void XMLCALL
refuse_doctype (void *arg, const XML_Char *name, const XML_Char *system_id,
                const XML_Char *public_id, int internal)
{
  fail (arg, -EBADMSG, N_("a block map has no document type"));
}

/* ---- the whole
 * --------------------------------------------------------------- */

static void
check_sum (struct reader *reader, const char *text, size_t len)
{
  char sum[SUM_ROOM];
  const char *at = memmem (text, len, reader->sum, strlen (reader->sum));
  int err = at ? bmap_sum_text (reader->map.kind, text, len,
                                (size_t) (at - text), sum)
               : -EBADMSG;
  if (err < 0)
    fail (reader, err, N_("its own sum cannot be checked"));
  else if (strcasecmp (sum, reader->sum) != 0)
    fail (reader, -EBADMSG, N_("its own sum does not match"));
}

/* What must be there, and agree.  */
static void
check (struct reader *reader, const char *text, size_t len)
{
  if (!reader->seen[BLOCK_MAP])
    fail (reader, -EBADMSG, N_("there is no list of ranges"));
  else if ((reader->seen[BLOCKS]
            && reader->blocks != bmap_blocks (&reader->map))
           || (reader->seen[MAPPED] && reader->mapped != reader->map.mapped))
    fail (reader, -EBADMSG, N_("its numbers of blocks do not agree"));
  else if (!reader->sum[0])
    fail (reader, -EBADMSG, N_("it has no sum of its own"));
  else
    check_sum (reader, text, len);
  reader->fault.line = 0;
}

static void
read_all (struct reader *reader, const char *text, size_t len)
{
  xml.set_data (reader->parser, reader);
  xml.on_element (reader->parser, begin_element, end_element);
  xml.on_text (reader->parser, take_text);
  xml.on_doctype (reader->parser, refuse_doctype);
  if (xml.parse (reader->parser, text, (int) len, XML_TRUE) == XML_STATUS_ERROR)
    fail (reader, -EBADMSG, N_("this is not well-formed XML"));
  if (reader->error == 0)
    check (reader, text, len);
}

int
bmap_parse (const char *text, size_t len, struct bmap *ret_map,
            struct bmap_fault *ret_fault)
{
  int err = library_link ("libexpat.so.1", symbols,
                          sizeof symbols / sizeof *symbols);
  if (err < 0)
    return err;
  *ret_fault = (struct bmap_fault) { .line = 0, .text = NULL };
  if (len > INT_MAX)
    return -EFBIG;
  struct reader *reader = calloc (1, sizeof *reader);
  if (!reader)
    return -ENOMEM;
  reader->parser = xml.create (NULL);
  reader->error = reader->parser ? 0 : -ENOMEM;
  if (reader->parser)
    {
      read_all (reader, text, len);
      xml.destroy (reader->parser);
    }
  err = reader->error;
  *ret_fault = reader->fault;
  if (err < 0)
    bmap_free (&reader->map);
  else
    *ret_map = reader->map;
  free (reader);
  return err;
}

#endif
