/* Exchange names, over and over, while somebody else works with them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

     flip COUNT A B [A B]...

   exchanges each A with its B in turn until it is killed, and keeps the
   number of exchanges so far in the file COUNT.  A and B are relative to the
   current directory and may be of any kind.  It pauses for some microseconds
   between two exchanges, never twice the same time.  */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE 2
#endif

enum
{
  LONGEST_PAUSE = 120 * 1000, /* nanoseconds */
  WRITE_EVERY = 64
};

static void
save (int fd, unsigned long flips)
{
  char text[32];
  int len = snprintf (text, sizeof text, "%20lu\n", flips);
  if (pwrite (fd, text, len, 0) != len)
    {
      perror ("flip: count");
      exit (1);
    }
}

int
main (int argc, char **argv)
{
  if (argc < 4 || argc % 2 != 0)
    {
      fprintf (stderr, "usage: flip COUNT A B [A B]...\n");
      return 2;
    }
  int fd = open (argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0)
    {
      perror (argv[1]);
      return 1;
    }
  unsigned long flips = 0;
  unsigned int seed = 1;
  save (fd, 0);
  for (int i = 2;; i = i + 2 < argc ? i + 2 : 2)
    {
      /* One may be out of reach while another is exchanged.  */
      if (renameat2 (AT_FDCWD, argv[i], AT_FDCWD, argv[i + 1], RENAME_EXCHANGE)
              == 0
          && ++flips % WRITE_EVERY == 0)
        save (fd, flips);
      struct timespec pause = { 0, rand_r (&seed) % LONGEST_PAUSE };
      nanosleep (&pause, NULL);
    }
}
