/* Windows: what differs is told, where it is, and nothing else.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/windows.h"
#include "unit.h"

enum
{
  MIB = 1 << 20,
  SIZE = 5 * MIB + 12345
};

static struct digest *digest;
static struct windows one, other;
static unsigned char data[SIZE];
static char told[500];

static void
tell (void *arg, uint64_t from, uint64_t to)
{
  size_t len = strlen (told);
  snprintf (told + len, sizeof told - len, "%ju-%ju ", (uintmax_t) from,
            (uintmax_t) to);
}

/* Read SIZE bytes of data in parts of STEP.  */
static void
take_all (struct windows *windows, size_t size, size_t step)
{
  windows_begin (windows, digest);
  for (size_t at = 0; at < size; at += step)
    windows_take (windows, data + at, size - at < step ? size - at : step);
  CHECK_EQ (windows_end (windows), 0);
  CHECK_EQ (windows->taken, size);
}

static bool
differ_in (const char *wanted)
{
  told[0] = '\0';
  CHECK_EQ (windows_compare (&one, &other, tell, NULL), 0);
  bool same = strcmp (told, wanted) == 0;
  if (!same)
    fprintf (stderr, "told: '%s', wanted: '%s'\n", told, wanted);
  return same;
}

/* The sums do not depend on how the bytes came.  */
static void
test_steps (void)
{
  static const size_t steps[] = { 1000, 4096, 65536, MIB, SIZE };
  take_all (&one, SIZE, MIB - 1);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    {
      take_all (&other, SIZE, steps[i]);
      CHECK (differ_in (""));
    }
}

/* A byte that differs names its window; neighbours are named as one.  */
static void
test_bytes (void)
{
  take_all (&one, SIZE, MIB);
  data[0] ^= 1;
  data[MIB] ^= 1;
  data[3 * MIB - 1 + MIB] ^= 1;
  take_all (&other, SIZE, MIB);
  CHECK (differ_in ("0-2097152 3145728-4194304 "));
  data[0] ^= 1;
  data[MIB] ^= 1;
  data[4 * MIB - 1] ^= 1;

  data[SIZE - 1] ^= 1;
  take_all (&other, SIZE, MIB);
  CHECK (differ_in ("5242880-5255225 "));
  data[SIZE - 1] ^= 1;
}

static void
test_length (void)
{
  take_all (&one, SIZE, MIB);
  take_all (&other, 2 * MIB, MIB);
  CHECK (differ_in ("2097152-5255225 "));
  take_all (&other, 2 * MIB + 5, MIB);
  CHECK (differ_in ("2097152-5255225 "));
  take_all (&one, 0, MIB);
  take_all (&other, 0, MIB);
  CHECK (differ_in (""));
  take_all (&other, 1, MIB);
  CHECK (differ_in ("0-1 "));
}

/* Zeros are zeros, in a hole or not; a huge hole costs nothing.  */
static void
test_holes (void)
{
  const uint64_t huge = UINT64_C (1) << 62;
  memset (data + 100, 0, 3 * MIB);
  take_all (&one, SIZE, 1000);
  windows_begin (&other, digest);
  windows_take (&other, data, 100);
  windows_take (&other, NULL, 3 * MIB);
  windows_take (&other, data + 100 + 3 * MIB, SIZE - 100 - 3 * MIB);
  CHECK_EQ (windows_end (&other), 0);
  CHECK (differ_in (""));

  windows_begin (&one, digest);
  windows_take (&one, NULL, huge);
  CHECK_EQ (windows_end (&one), 0);
  windows_begin (&other, digest);
  windows_take (&other, NULL, huge - 5);
  windows_take (&other, "\0\0\0\0\0", 5);
  CHECK_EQ (windows_end (&other), 0);
  CHECK (differ_in (""));
  windows_begin (&other, digest);
  windows_take (&other, NULL, 7 * UINT64_C (1048576) + 5);
  windows_take (&other, "x", 1);
  windows_take (&other, NULL, huge - 7 * UINT64_C (1048576) - 6);
  CHECK_EQ (windows_end (&other), 0);
  CHECK (differ_in ("7340032-8388608 "));
}

int
main (void)
{
  const struct digest_algorithm *algorithm;
  if (digest_load (DIGEST_XXH128, &algorithm) < 0)
    unit_skip ("no libxxhash");
  if (digest_open (algorithm, &digest) < 0)
    unit_die ("digest_open");
  for (size_t i = 0; i < SIZE; i++)
    data[i] = (unsigned char) (i * 2654435761U >> 24 | 1);
  test_steps ();
  test_bytes ();
  test_length ();
  test_holes ();
  windows_free (&one);
  windows_free (&other);
  digest_close (digest);
  return unit_end ();
}
