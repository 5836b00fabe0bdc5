/* Block maps: those of bmaptool are read, those written are read again, and
   what is wrong is told.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>

#include "image/bmap.h"
#include "unit.h"

/* In bmaptool's form; its sum was made by sha256sum, with zeros for
   itself.  */
#define SUM "75895ced0a62d402063ae87f71e2d099c02a4b85346f822a86681e1fb38c0c19"
#define BEGIN                                                                  \
  "<?xml version=\"1.0\" ?>\n"                                                 \
  "<bmap version=\"2.0\">\n"
#define SIZES                                                                  \
  "    <ImageSize> 8388608 </ImageSize>\n"                                     \
  "    <BlockSize> 4096 </BlockSize>\n"                                        \
  "    <BlocksCount> 2048 </BlocksCount>\n"                                    \
  "    <MappedBlocksCount> 12 </MappedBlocksCount>\n"
#define SUMS                                                                   \
  "    <ChecksumType> sha256 </ChecksumType>\n"                                \
  "    <BmapFileChecksum> " SUM " </BmapFileChecksum>\n"
#define RANGES                                                                 \
  "    <BlockMap>\n"                                                           \
  "        <Range chksum=\"8bee41c7e371d35c63d39a502b41e0d2ff0f3453d9aa1bb9"   \
  "0a33046a0a002b24\"> 16-23 </Range>\n"                                       \
  "        <Range chksum=\"e5dd9924e400b0e489dc661cd6198afa4d624f9fe228573f"   \
  "8db9813655140507\"> 1536-1539 </Range>\n"                                   \
  "    </BlockMap>\n"
#define END "</bmap>\n"

static const char good[] = BEGIN SIZES SUMS RANGES END;

static void
test_good (void)
{
  struct bmap map;
  struct bmap_fault fault;
  int err = bmap_parse (good, strlen (good), &map, &fault);
  if (err < 0 && fault.text)
    fprintf (stderr, "line %lu: %s\n", fault.line, fault.text);
  if (!CHECK_EQ (err, 0))
    return;
  CHECK_EQ (map.image_size, 8388608);
  CHECK_EQ (map.block_size, 4096);
  CHECK_EQ (map.kind, DIGEST_SHA256);
  CHECK_EQ (map.mapped, 12);
  if (CHECK_EQ (map.count, 2))
    {
      CHECK_EQ (bmap_start (&map, &map.ranges[0]), 16 * 4096);
      CHECK_EQ (bmap_end (&map, &map.ranges[0]), 24 * 4096);
      CHECK (map.ranges[0].summed);
      CHECK_EQ (map.ranges[0].sum[0], 0x8b);
      CHECK_EQ (map.ranges[0].sum[31], 0x24);
      CHECK_EQ (map.ranges[1].last, 1539);
    }
  bmap_free (&map);
}

/* GOOD with the first FROM replaced by TO.  */
static char *
changed (const char *from, const char *to)
{
  static char text[sizeof good + 1000];
  const char *at = strstr (good, from);
  if (!at)
    unit_die (from);
  snprintf (text, sizeof text, "%.*s%s%s", (int) (at - good), good, to,
            at + strlen (from));
  return text;
}

static void
test_bad (void)
{
  static const struct
  {
    const char *from, *to;
    unsigned long line; /* 0: of the whole */
  } changes[] = {
    /* Not what its sum says, though all is well otherwise.  */
    { "16-23", "16-22 ", 0 },
    { "e5dd", "e5de", 0 },
    { "version=\"2.0\"", "version=\"2.1\"", 0 },
    { " sha256 ", " sha256  ", 0 },
    { SUM, "0000ced0a62d402063ae87f71e2d099c02a4b85346f822a86681e1fb38c0c190",
      0 },
    { SUMS, "    <ChecksumType> sha256 </ChecksumType>\n", 0 },
    { " 12 ", " 13 ", 0 },
    { " 2048 ", " 2049 ", 0 },
    { RANGES, "", 0 },
    /* Not a map, or not one that can be understood.  */
    { END, "", 13 },
    { "version=\"2.0\"", "version=\"3.0\"", 2 },
    { "version=\"2.0\"", "", 2 },
    { " 8388608 ", " many ", 3 },
    { " 8388608 ", " -8388608 ", 3 },
    { " 8388608 ", " 99999999999999999999999 ", 3 },
    { " 4096 ", " 0 ", 9 },
    { "    <BlockSize> 4096 </BlockSize>\n", "", 8 },
    { "    <BlockSize> 4096 </BlockSize>\n",
      "    <BlockSize> 4096 </BlockSize>\n<BlockSize>1</BlockSize>", 5 },
    { " sha256 ", " sha257 ", 7 },
    { SUM, "abc", 8 },
    { SUM, "g5895ced0a62d402063ae87f71e2d099c02a4b85346f822a86681e1fb38c0c19",
      8 },
    { "16-23", "23-16", 10 },
    { "16-23", "16-", 10 },
    { "16-23", "16 23", 10 },
    { "16-23", "", 10 },
    { "1536-1539", "23-1539", 11 },
    { "1536-1539", "1536-2048", 11 },
    { "8bee", "8be", 10 },
    { "<bmap", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<bmap", 2 },
  };
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
    {
      struct bmap map;
      struct bmap_fault fault = { .line = 999 };
      const char *text = changed (changes[i].from, changes[i].to);
      unit_context = changes[i].to;
      CHECK_EQ (bmap_parse (text, strlen (text), &map, &fault), -EBADMSG);
      CHECK (fault.text != NULL);
      CHECK_EQ (fault.line, changes[i].line);
    }
  unit_context = "";
  struct bmap map;
  struct bmap_fault fault;
  CHECK_EQ (bmap_parse ("", 0, &map, &fault), -EBADMSG);
  CHECK_EQ (bmap_parse ("hello", 5, &map, &fault), -EBADMSG);
  CHECK_EQ (bmap_parse ("<a/>", 4, &map, &fault), -EBADMSG);
  /* Cut anywhere, it is bad and nothing else.  */
  for (size_t len = 0; len < strlen (good) - 1; len += 7)
    CHECK_EQ (bmap_parse (good, len, &map, &fault), -EBADMSG);
}

static void
test_written (void)
{
  struct bmap map
      = { .image_size = 3 * 4096 + 5, .block_size = 4096, .kind = DIGEST_SHA1 };
  struct bmap again;
  struct bmap_fault fault;
  struct bmap_range range = { .first = 0, .last = 1, .summed = true };
  char *text;
  size_t len;
  for (int i = 0; i < 20; i++)
    range.sum[i] = (unsigned char) (i * 13);
  CHECK_EQ (bmap_add (&map, &range), 0);
  CHECK_EQ (bmap_add (&map, &range), -EBADMSG);
  range.first = range.last = 4;
  CHECK_EQ (bmap_add (&map, &range), -EBADMSG);
  range.first = range.last = 3;
  CHECK_EQ (bmap_add (&map, &range), 0);
  CHECK_EQ (bmap_end (&map, &map.ranges[1]), map.image_size);
  if (!CHECK_EQ (bmap_write (&map, &text, &len), 0))
    return;
  CHECK_EQ (strlen (text), len);
  if (CHECK_EQ (bmap_parse (text, len, &again, &fault), 0))
    {
      CHECK_EQ (again.image_size, map.image_size);
      CHECK_EQ (again.mapped, 3);
      CHECK_EQ (again.kind, DIGEST_SHA1);
      if (CHECK_EQ (again.count, 2))
        {
          CHECK_EQ (again.ranges[0].last, 1);
          CHECK_EQ (again.ranges[1].first, 3);
          CHECK (memcmp (again.ranges[1].sum, range.sum, 20) == 0);
        }
      bmap_free (&again);
    }
  free (text);
  bmap_free (&map);
}

int
main (void)
{
  struct bmap map;
  struct bmap_fault fault;
  const struct digest_algorithm *algorithm;
  if (digest_load (DIGEST_SHA256, &algorithm) < 0)
    unit_skip ("no libcrypto");
  int err = bmap_parse (good, 0, &map, &fault);
  if (err == -ENOSYS || err == -ELIBACC)
    unit_skip ("no libexpat");
  test_good ();
  test_bad ();
  test_written ();
  return unit_end ();
}
