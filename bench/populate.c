/* Make a directory of many files to copy.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

/* populate KIND COUNT DIR, where KIND is
     flat   COUNT files of 4 KiB, all in DIR
     empty  COUNT empty files, all in DIR
     tree   COUNT files of 4 KiB, 100 to a directory of DIR
     links  COUNT small files under DIR/a, 1,000 to a directory, each with a
            second name under DIR/b: no name's partner is near it  */

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum
{
  PER_DIRECTORY = 1000,
  PER_BRANCH = 100,
  FLAT_SIZE = 4096,
  LINKED_SIZE = 64
};

/* Fill BUF with bytes that differ from file to file and hold no zeros that a
   copier might turn into a hole.  */
static void
fill (unsigned char *buf, size_t size, unsigned long seed)
{
  unsigned long x = seed * 2654435761UL + 88172645463325252UL;

  for (size_t i = 0; i < size; i++)
    {
      x ^= x << 13;
      x ^= x >> 7;
      x ^= x << 17;
      buf[i] = x | 1;
    }
}

static void
make_file (int dir, const char *name, size_t size, unsigned long seed)
{
  unsigned char buf[FLAT_SIZE];
  int fd = openat (dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

  if (fd < 0)
    err (1, "%s", name);
  if (size > 0)
    {
      fill (buf, size, seed);
      if (write (fd, buf, size) != (ssize_t) size)
        err (1, "%s", name);
    }
  if (close (fd) != 0)
    err (1, "%s", name);
}

static int
make_dir (int parent, const char *name)
{
  int fd;

  if (mkdirat (parent, name, 0755) != 0)
    err (1, "%s", name);
  fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    err (1, "%s", name);
  return fd;
}

static void
populate_one_directory (int dir, unsigned long count, size_t size)
{
  char name[40];

  for (unsigned long i = 0; i < count; i++)
    {
      snprintf (name, sizeof name, "file-%07lu", i);
      make_file (dir, name, size, i);
    }
}

static void
populate_tree (int dir, unsigned long count)
{
  int sub = -1;
  char name[40];

  for (unsigned long i = 0; i < count; i++)
    {
      if (i % PER_BRANCH == 0)
        {
          if (sub >= 0)
            close (sub);
          snprintf (name, sizeof name, "dir-%05lu", i / PER_BRANCH);
          sub = make_dir (dir, name);
        }
      snprintf (name, sizeof name, "file-%07lu", i);
      make_file (sub, name, FLAT_SIZE, i);
    }
}

static void
populate_links (int dir, unsigned long count)
{
  int a = make_dir (dir, "a"), b = make_dir (dir, "b");
  int sub_a = -1, sub_b = -1;
  char name[40];

  for (unsigned long i = 0; i < count; i++)
    {
      if (i % PER_DIRECTORY == 0)
        {
          if (sub_a >= 0)
            {
              close (sub_a);
              close (sub_b);
            }
          snprintf (name, sizeof name, "dir-%05lu", i / PER_DIRECTORY);
          sub_a = make_dir (a, name);
          sub_b = make_dir (b, name);
        }
      snprintf (name, sizeof name, "file-%07lu", i);
      make_file (sub_a, name, LINKED_SIZE, i);
      if (linkat (sub_a, name, sub_b, name, 0) != 0)
        err (1, "link %s", name);
    }
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    errx (1, "usage: populate flat|empty|tree|links COUNT DIR");
  unsigned long count = strtoul (argv[2], NULL, 10);
  int dir = make_dir (AT_FDCWD, argv[3]);

  if (strcmp (argv[1], "flat") == 0)
    populate_one_directory (dir, count, FLAT_SIZE);
  else if (strcmp (argv[1], "empty") == 0)
    populate_one_directory (dir, count, 0);
  else if (strcmp (argv[1], "tree") == 0)
    populate_tree (dir, count);
  else if (strcmp (argv[1], "links") == 0)
    populate_links (dir, count);
  else
    errx (1, "%s: not a kind of directory", argv[1]);
  return 0;
}
