/* Make a random case of mirroring: trees, and options to mirror them with.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: mirror-case SEED

   makes in the current directory src, a second source src2, the target dst,
   which has much of the former, and alt, which has so too, and prints the
   arguments of rsync or of usync --mirror, a line each.  The same SEED makes
   the same case.  */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mirror-case.h"

static uint64_t random_state;

uint64_t
next_random (void)
{
  /* splitmix64: any seed is good, zero included.  */
  uint64_t z = random_state += UINT64_C (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

unsigned int
below (unsigned int n)
{
  return next_random () % n;
}

bool
chance (unsigned int percent)
{
  return below (100) < percent;
}

char const *
one_of (char const *const *words)
{
  unsigned int n = 0;
  while (words[n] != NULL)
    n++;
  return words[below (n)];
}

void
die (char const *what)
{
  fprintf (stderr, "mirror-case: ");
  perror (what);
  exit (2);
}

void *
must_alloc (void *old, size_t size)
{
  void *p = realloc (old, size);
  if (p == NULL)
    die ("memory");
  return p;
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fputs ("usage: mirror-case SEED\n", stderr);
      return 2;
    }
  random_state = strtoull (argv[1], NULL, 10);
  umask (0);

  links_are_followed = chance (12);
  struct node *tree = tree_make ();
  struct node *second = tree_change (tree);
  tree_write (tree, "src");
  tree_write (second, "src2");
  tree_write (tree_change (chance (80) ? tree : second), "alt");
  if (mkdir ("tmp", 0700) < 0 || mkdir ("bak", 0700) < 0)
    die ("mkdir");

  /* The target is DST, or, where a source is named without a slash, a
     directory in it.  */
  bool below_name = chance (15);
  struct node *target = tree_change (tree);
  if (below_name)
    {
      if (mkdir ("dst", 0755) < 0 || chdir ("dst") < 0)
        die ("dst");
      tree_write (target, "src");
      if (chdir ("..") < 0)
        die ("..");
    }
  else if (chance (92))
    tree_write (target, "dst");
  options_print (tree, below_name);
  /* Nothing is freed: no program ends sooner.  */
  fflush (stdout);
  _exit (0);
}
