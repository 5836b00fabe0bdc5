/* The sections of mktree about contents: sizes, holes, allocation.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "mktree.h"

static off_t const KIB = 1024;
static off_t const MIB = 1024 * 1024;

void
make_files (int dir)
{
  off_t const sizes[]
      = { 0,       1,    511,          512,          4095,
          4096,    4097, 64 * KIB - 1, 64 * KIB,     64 * KIB + 1,
          MIB - 1, MIB,  MIB + 1,      9 * MIB + 123 };
  char name[32];

  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    {
      snprintf (name, sizeof name, "size-%jd", (intmax_t) sizes[i]);
      make_file (dir, name, sizes[i]);
    }
  for (int i = 0; i < (opt.medium ? 40 : 4); i++)
    {
      snprintf (name, sizeof name, "random-%d", i);
      make_file (dir, name, next_random () % (300 * KIB));
    }
}

/* One piece of data in a sparse file.  */
struct island
{
  off_t offset, size;
};

/* Make file NAME of SIZE bytes that has data only in the N ISLANDS.  */
static void
make_islands (int dir, char const *name, off_t size,
              struct island const *islands, int n)
{
  int fd = open_new_file (dir, name);

  if (fd < 0)
    return;
  if (ftruncate (fd, size) < 0)
    refused (name);
  else
    for (int i = 0; i < n; i++)
      fill (fd, name, islands[i].offset, islands[i].size);
  close_file (fd, name);
}

/* Make file NAME of N islands of SIZE bytes, one every STRIDE bytes, and a
   hole at the end.  */
static void
make_comb (int dir, char const *name, int n, off_t size, off_t stride)
{
  int fd = open_new_file (dir, name);

  if (fd < 0)
    return;
  if (ftruncate (fd, n * stride) < 0)
    refused (name);
  else
    for (int i = 0; i < n; i++)
      fill (fd, name, i * stride, size);
  close_file (fd, name);
}

/* Zeros that are written are data, and are to be told from holes.  */
static void
make_zeros (int dir)
{
  static char zeros[65536];
  int fd = open_new_file (dir, "zeros-written");

  if (fd < 0)
    return;
  for (int i = 0; i < 16; i++)
    if (write (fd, zeros, sizeof zeros) != (ssize_t) sizeof zeros)
      failed ("zeros-written");
  close_file (fd, "zeros-written");
}

void
make_sparse (int dir)
{
  make_islands (dir, "hole-first", MIB + 5000, &(struct island) { MIB, 5000 },
                1);
  make_islands (dir, "hole-last", 3 * MIB + 17, &(struct island) { 0, 5000 },
                1);
  make_islands (dir, "hole-only", 10 * MIB, NULL, 0);
  make_islands (dir, "hole-only-odd", 10 * MIB + 1, NULL, 0);
  make_islands (dir, "hole-of-one-byte", 1, NULL, 0);
  make_islands (dir, "hole-both-ends", 5 * MIB,
                &(struct island) { 2 * MIB + 100, 300 }, 1);
  make_islands (dir, "hole-between", 6 * MIB,
                (struct island[]) { { 0, MIB }, { 5 * MIB, MIB } }, 2);
  make_comb (dir, "comb-64k", opt.medium ? 400 : 50, 4 * KIB, 64 * KIB);
  make_comb (dir, "comb-4k", opt.medium ? 512 : 64, 4 * KIB, 8 * KIB);
  make_comb (dir, "comb-1m", opt.medium ? 40 : 10, 5000, MIB);
  make_zeros (dir);
}

void
make_huge (int dir)
{
  off_t const tib = MIB * MIB;

  make_islands (dir, "one-tib", tib,
                (struct island[]) {
                    { 0, 5000 }, { tib / 2 + 12345, 70000 }, { tib - 1, 1 } },
                3);
}

/* Make file NAME with SIZE bytes of data, then allocate ALLOCATE bytes by
   fallocate MODE.  */
static void
make_allocated (int dir, char const *name, off_t size, int mode, off_t allocate)
{
  int fd = open_new_file (dir, name);

  if (fd < 0)
    return;
  fill (fd, name, 0, size);
  if (fallocate (fd, mode, 0, allocate) < 0)
    refused (name);
  close_file (fd, name);
}

void
make_prealloc (int dir)
{
  make_allocated (dir, "beyond-end", 5000, FALLOC_FL_KEEP_SIZE, 4 * MIB);
  make_allocated (dir, "beyond-end-empty", 0, FALLOC_FL_KEEP_SIZE, MIB);
  make_allocated (dir, "unwritten-tail", 70000, 0, 2 * MIB);
  make_allocated (dir, "unwritten-all", 0, 0, 2 * MIB + 1);
}
