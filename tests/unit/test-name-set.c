/* Name sets: what was put in is found, with its kind, and nothing else.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/name-set.h"

#include <dirent.h>

#include "unit.h"

static const unsigned char types[] = { DT_UNKNOWN, DT_REG, DT_DIR, DT_LNK };

/* The I-th of names that resemble each other, of every length.  */
static const char *
make_name (unsigned int i)
{
  static char name[256];
  int len = snprintf (name, sizeof name, "%u", i);
  size_t fill = i % 240;
  memset (name + len, "ab"[i & 1], fill);
  name[len + fill] = '\0';
  return name;
}

static void
test_many (unsigned int count)
{
  struct name_set *set = name_set_new ();
  unsigned char type;
  if (!CHECK (set != NULL))
    return;
  for (unsigned int i = 0; i < count; i++)
    if (name_set_add (set, make_name (i), types[i % 4]) != 0)
      unit_die ("name_set_add");
  CHECK_EQ (name_set_count (set), count);
  unsigned int missing = 0, wrong = 0, surplus = 0;
  for (unsigned int i = 0; i < count; i++)
    if (!name_set_find (set, make_name (i), &type))
      missing++;
    else if (type != types[i % 4])
      wrong++;
  for (unsigned int i = count; i < 2 * count + 100; i++)
    surplus += name_set_find (set, make_name (i), &type);
  CHECK_EQ (missing, 0);
  CHECK_EQ (wrong, 0);
  CHECK_EQ (surplus, 0);
  name_set_free (set);
}

/* Names that differ by a byte, a length, or what lies behind their end.  */
static void
test_alike (void)
{
  struct name_set *set = name_set_new ();
  unsigned char type = DT_FIFO;
  if (!CHECK (set != NULL))
    return;
  CHECK_EQ (name_set_add (set, "12345678", DT_REG), 0);
  CHECK (!name_set_find (set, "1234567", &type));
  CHECK (!name_set_find (set, "123456789", &type));
  CHECK (!name_set_find (set, "12345679", &type));
  CHECK (!name_set_find (set, "12345678\x01", &type));
  CHECK (!name_set_find (set, "\x01", &type));
  CHECK_EQ (type, DT_FIFO);
  CHECK (name_set_find (set, "12345678", &type));
  CHECK_EQ (type, DT_REG);

  /* Of one type once more it is the same.  */
  CHECK_EQ (name_set_add (set, "12345678", DT_REG), 0);
  CHECK (name_set_find (set, "12345678", &type));
  CHECK_EQ (type, DT_REG);
  CHECK_EQ (name_set_add (set, "12345678", DT_DIR), 0);
  CHECK_EQ (name_set_count (set), 1);
  CHECK (name_set_find (set, "12345678", &type));
  CHECK_EQ (type, NAME_SET_MIXED);
  name_set_free (set);
}

int
main (void)
{
  test_many (0);
  test_many (1);
  test_many (47);
  test_many (48);
  test_many (49);
  test_many (200000);
  test_alike ();
  name_set_free (NULL);
  return unit_end ();
}
