/* Fuzz target: --usermap, --groupmap and --chown.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A map.  */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "mirror/id-map.h"

static void
ask (struct id_map *map)
{
  static const uint32_t ids[] = { 0, 1, 1000, 65534, UINT32_MAX };
  uint32_t found[sizeof ids / sizeof *ids];
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
    found[i] = id_map_find (map, ids[i]);
  /* It stays what it was.  */
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
    FUZZ_CHECK (id_map_find (map, ids[i]) == found[i]);
}

/* What is wrong is a part of TEXT.  */
static void
look_at (const struct id_trouble *trouble, const char *text)
{
  FUZZ_CHECK (trouble->at >= text && trouble->len >= 0);
  FUZZ_CHECK ((size_t) (trouble->at - text) + trouble->len <= strlen (text));
}

static void
try_kind (enum id_kind kind, const char *text)
{
  struct id_map *map;
  struct id_trouble trouble;
  int err = id_map_new (kind, text, &map, &trouble);
  if (err == 0)
    {
      ask (map);
      id_map_free (map);
    }
  else
    look_at (&trouble, text);

  err = id_map_new_all (kind, text, strlen (text), &map, &trouble);
  if (err == 0)
    {
      id_map_set_numeric (map);
      uint32_t to = id_map_find (map, 0);
      FUZZ_CHECK (id_map_find (map, 77) == to);
      ask (map);
      id_map_free (map);
    }
  else
    look_at (&trouble, text);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  try_kind (ID_USER, text);
  try_kind (ID_GROUP, text);
  free (text);
  return 0;
}
