/* A fuzz target without libFuzzer: it takes inputs from files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: TARGET FILE...  */

#include <config.h>

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum
{
  LARGEST = 1 << 20 /* bytes of an input */
};

static void
try_file (const char *name)
{
  FILE *stream = fopen (name, "r");
  uint8_t *buffer = malloc (LARGEST);
  if (!stream || !buffer)
    {
      perror (name);
      exit (99);
    }
  size_t size = fread (buffer, 1, LARGEST, stream);
  if (ferror (stream) || !feof (stream))
    {
      fprintf (stderr, "%s: cannot be read, or is too large\n", name);
      exit (99);
    }
  fclose (stream);
  /* No byte more than there are, for the sanitizers to see.  */
  uint8_t *data = malloc (size > 0 ? size : 1);
  if (!data)
    abort ();
  for (size_t i = 0; i < size; i++)
    data[i] = buffer[i];
  free (buffer);
  LLVMFuzzerTestOneInput (data, size);
  free (data);
}

int
main (int argc, char **argv)
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: %s FILE...\n", argv[0]);
      return 2;
    }
  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++)
    {
      /* Which one it was, should it end us.  */
      fprintf (stderr, "%s\n", argv[i]);
      try_file (argv[i]);
    }
  return 0;
}
