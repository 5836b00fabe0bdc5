/* Rescue maps keep what they are told, and mapfiles carry it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/stat.h>

#include "engines.h"
#include "image/rescue-map.h"
#include "unit.h"

enum
{
  SIZE = 200
};

/* Whether MAP says of each byte what WANTED does, and is as short as may
   be.  */
static bool
says (const struct rescue_map *map, const char *wanted, size_t size)
{
  uint64_t at = 0;
  for (size_t i = 0; i < map->count; i++)
    {
      const struct rescue_block *block = &map->blocks[i];
      if (block->start != at || block->size == 0
          || (i > 0 && block->status == map->blocks[i - 1].status))
        return false;
      for (uint64_t k = 0; k < block->size; k++, at++)
        if (at >= size || wanted[at] != (char) block->status)
          return false;
    }
  return at == size;
}

/* Random ranges: the map agrees with an array of bytes.  */
static void
test_random (void)
{
  static const char statuses[] = "?*/-+";
  for (unsigned int seed = 1; seed <= 200; seed++)
    {
      struct rescue_map map = { .blocks = NULL };
      char wanted[SIZE];
      size_t size = 0;
      uint32_t random = seed * 2654435761U;
      for (int i = 0; i < 60; i++)
        {
          random = random * 1664525 + 1013904223;
          size_t start = (random >> 8) % SIZE;
          size_t len = (random >> 16) % (SIZE - start + 1);
          char status = statuses[(random >> 3) % 5];
          CHECK_EQ (
              rescue_map_set (&map, start, len, (enum rescue_status) status),
              0);
          if (len > 0)
            {
              if (start > size)
                memset (wanted + size, '?', start - size);
              memset (wanted + start, status, len);
              size = start + len > size ? start + len : size;
            }
          if (!CHECK (says (&map, wanted, size)))
            return;
        }
      uint64_t bad = 0;
      for (size_t i = 0; i < size; i++)
        bad += wanted[i] == '-';
      CHECK_EQ (rescue_map_bytes (&map, RESCUE_BAD), bad);
      rescue_map_free (&map);
    }
}

/* As ddrescue's manual shows one.  */
static const char mapfile[]
    = "# Mapfile. Created by GNU ddrescue version 1.28\n"
      "# Command line: ddrescue -d /dev/fd0 fdimage mapfile\n"
      "# current_pos  current_status  current_pass\n"
      "0x00120000     ?               1   # a comment\n"
      "#      pos        size  status\n"
      "0x00000000  0x00117000  +\n"
      "\n"
      "0x00117000  0x00000200  -\n"
      "0x00117200  4096\t/\r\n"
      "0x00118200  0x00007E00  *\n"
      "0x00120000  0x00048000  ?";

static void
test_parse (void)
{
  struct rescue_map map = { .blocks = NULL };
  size_t line = 0;
  if (!CHECK_EQ (rescue_map_parse (&map, mapfile, &line), 0))
    return;
  CHECK_EQ (map.count, 5);
  CHECK_EQ (map.blocks[2].start, 0x117200);
  CHECK_EQ (map.blocks[2].size, 0x1000);
  CHECK_EQ (map.blocks[2].status, RESCUE_UNSCRAPED);
  CHECK_EQ (rescue_map_bytes (&map, RESCUE_UNTRIED), 0x48000);
  rescue_map_free (&map);
}

/* Ranges of a status, from either end.  */
static void
test_find (void)
{
  struct rescue_map map = { .blocks = NULL };
  uint64_t start, end;
  CHECK (!rescue_map_find (&map, RESCUE_UNTRIED, 0, 10, &start, &end));
  CHECK (!rescue_map_find_last (&map, RESCUE_UNTRIED, 0, 10, &start, &end));
  rescue_map_set (&map, 10, 10, RESCUE_DONE);
  rescue_map_set (&map, 20, 10, RESCUE_BAD);
  rescue_map_set (&map, 30, 10, RESCUE_UNTRIMMED);
  rescue_map_set (&map, 40, 10, RESCUE_BAD);
  static const struct
  {
    uint64_t from, to, start, end;
    bool last;
  } wanted[] = { { 0, 50, 20, 30, false },  { 0, 50, 40, 50, true },
                 { 25, 50, 25, 30, false }, { 0, 45, 40, 45, true },
                 { 30, 50, 40, 50, false }, { 0, 40, 20, 30, true },
                 { 0, 25, 20, 25, false },  { 0, 25, 20, 25, true },
                 { 22, 90, 22, 30, false }, { 22, 90, 40, 50, true },
                 { 49, 50, 49, 50, false }, { 49, 50, 49, 50, true } };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    {
      bool found = (wanted[i].last ? rescue_map_find_last : rescue_map_find) (
          &map, RESCUE_BAD, wanted[i].from, wanted[i].to, &start, &end);
      if (!CHECK (found))
        continue;
      CHECK_EQ (start, wanted[i].start);
      CHECK_EQ (end, wanted[i].end);
    }
  static const uint64_t none[][2]
      = { { 0, 0 }, { 0, 20 }, { 30, 40 }, { 50, 90 }, { 33, 33 } };
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    {
      CHECK (!rescue_map_find (&map, RESCUE_BAD, none[i][0], none[i][1], &start,
                               &end));
      CHECK (!rescue_map_find_last (&map, RESCUE_BAD, none[i][0], none[i][1],
                                    &start, &end));
    }
  rescue_map_free (&map);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    size_t line;
  } bad[] = {
    { "", 0 },
    { "# nothing\n", 1 },
    { "0 ?\n0 10 +\n20 10 +\n", 3 },
    { "0 ?\n0 10 +\n5 10 +\n", 3 },
    { "0 ?\n0 10 x\n", 2 },
    { "0 ?\n0 0 +\n", 2 },
    { "0 ?\n-1 10 +\n", 2 },
    { "0 ?\n0 10\n", 2 },
    { "0 ?\n0 10 + 5\n", 2 },
    { "0 x\n", 1 },
    { "hello\n", 1 },
    { "0 ?\n0x7fffffffffffffff 10 +\n", 2 },
    { "0 ?\n0 99999999999999999999999 +\n", 2 },
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    {
      struct rescue_map map = { .blocks = NULL };
      size_t line = 99;
      unit_context = bad[i].text;
      CHECK_EQ (rescue_map_parse (&map, bad[i].text, &line), -EBADMSG);
      CHECK_EQ (line, bad[i].line);
      CHECK (map.blocks == NULL);
    }
  unit_context = "";
}

static void
test_file (struct engine *engine)
{
  struct rescue_map map = { .blocks = NULL }, again = { .blocks = NULL };
  size_t line;
  CHECK_EQ (rescue_map_read (engine, "map", &map, &line), 0);
  CHECK (map.blocks == NULL);
  rescue_map_set (&map, 0, 4096, RESCUE_DONE);
  rescue_map_set (&map, UINT64_C (5) << 32, 512, RESCUE_BAD);
  CHECK_EQ (rescue_map_write (engine, "map", &map, "a test", 4096, RESCUE_DONE),
            0);
  CHECK_EQ (rescue_map_read (engine, "map", &again, &line), 0);
  CHECK_EQ (again.count, map.count);
  for (size_t i = 0; i < map.count && i < again.count; i++)
    {
      CHECK_EQ (again.blocks[i].start, map.blocks[i].start);
      CHECK_EQ (again.blocks[i].size, map.blocks[i].size);
      CHECK_EQ (again.blocks[i].status, map.blocks[i].status);
    }
  rescue_map_free (&again);
  CHECK (access ("map.new", F_OK) < 0);
  /* Where the new one cannot be made, the old one stays.  */
  mkdir ("map.new", 0700);
  CHECK (rescue_map_write (engine, "map", &map, "a test", 0, RESCUE_DONE) < 0);
  CHECK_EQ (rescue_map_read (engine, "map", &again, &line), 0);
  CHECK_EQ (again.count, map.count);
  rescue_map_free (&again);
  rescue_map_free (&map);
  CHECK_EQ (rescue_map_read (engine, ".", &map, &line), -EISDIR);
}

int
main (void)
{
  unit_enter_tmpdir ();
  struct engine *engine = unit_open (ENGINE_AUTO, 0);
  test_random ();
  test_parse ();
  test_find ();
  test_refused ();
  test_file (engine);
  engine_close (engine);
  return unit_end ();
}
