/* Make a tree of everything that is hard to copy.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mktree.h"

struct options opt = { .root_stuff = true, .seed = 1, .deep = 300 };

static char const *progress = ""; /* the section at hand */
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

struct timespec
next_time (void)
{
  return (struct timespec) { .tv_sec = 1000000000 + next_random () % 500000000,
                             .tv_nsec = next_random () % 1000000000 };
}

static void
say (char const *how, char const *name, int errnum)
{
  fprintf (stderr, "mktree: %s: %s: ", how, progress);
  for (; *name != '\0'; name++)
    fprintf (stderr, *name >= ' ' && *name <= '~' ? "%c" : "\\%03o",
             (unsigned char) *name);
  fprintf (stderr, ": %s\n", strerror (errnum));
}

void
refused (char const *name)
{
  /* These say that the tree does not fit, not that the file system knows no
     such thing; a tree that lacks half would test nothing.  */
  if (errno == ENOSPC || errno == EDQUOT || errno == EIO || errno == EMFILE)
    failed (name);
  say ("left out", name, errno);
}

void
failed (char const *name)
{
  say ("failed", name, errno);
  exit (1);
}

int
open_new_dir (int dir, char const *name)
{
  if (mkdirat (dir, name, 0755) < 0)
    {
      refused (name);
      return -1;
    }
  int fd = openat (dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    failed (name);
  return fd;
}

void
close_dir (int dir)
{
  close_file (dir, "times of the directory");
}

int
open_new_file (int dir, char const *name)
{
  int fd = openat (dir, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

  if (fd < 0)
    refused (name);
  return fd;
}

void
close_file (int fd, char const *name)
{
  struct timespec const times[2] = { next_time (), next_time () };

  if (futimens (fd, times) < 0)
    refused (name);
  if (close (fd) < 0)
    failed (name);
}

bool
fill (int fd, char const *name, off_t offset, off_t size)
{
  static uint64_t buffer[8192];
  char const *bytes = (char const *) buffer;

  while (size > 0)
    {
      size_t n = size < (off_t) sizeof buffer ? size : (off_t) sizeof buffer;
      for (size_t i = 0; i < (n + 7) / 8; i++)
        buffer[i] = next_random () | UINT64_C (0x0101010101010101);
      ssize_t written = pwrite (fd, bytes, n, offset);
      if (written <= 0)
        {
          refused (name);
          return false;
        }
      offset += written;
      size -= written;
    }
  return true;
}

bool
make_file (int dir, char const *name, off_t size)
{
  int fd = open_new_file (dir, name);

  if (fd < 0)
    return false;
  bool good = fill (fd, name, 0, size);
  close_file (fd, name);
  return good;
}

void
set_times (int dir, char const *name)
{
  struct timespec const times[2] = { next_time (), next_time () };

  if (utimensat (dir, name, times, AT_SYMLINK_NOFOLLOW) < 0)
    refused (name);
}

void
make_symlink (int dir, char const *name, char const *target)
{
  if (symlinkat (target, dir, name) < 0)
    refused (name);
  else
    set_times (dir, name);
}

static struct section
{
  char const *name;
  void (*make) (int dir);
  bool root; /* needs root, or makes what only root can read */
  bool off;  /* made only if asked for by name */
} sections[] = {
  { "files", make_files },
  { "sparse", make_sparse },
  { "huge", make_huge, .off = true },
  { "prealloc", make_prealloc },
  { "links", make_links },
  { "symlinks", make_symlinks },
  { "longlinks", make_longlinks },
  { "special", make_special },
  { "devices", make_devices, .root = true },
  { "names", make_names },
  { "wide", make_wide },
  { "nested", make_nested },
  { "deep", make_deep },
  { "modes", make_modes },
  { "times", make_times },
  { "xattrs", make_xattrs },
  { "trusted", make_trusted, .root = true },
  { "bigxattrs", make_bigxattrs, .off = true },
  { "capabilities", make_capabilities, .root = true },
  { "acls", make_acls },
  { "owners", make_owners, .root = true },
};

enum
{
  SECTIONS = sizeof sections / sizeof *sections
};

static void
usage (FILE *out, int status)
{
  fputs ("Usage: mktree [OPTION]... DIR\n"
         "Make DIR, a tree of everything that is hard to copy.\n\n"
         "  --size=small|medium  how much of it (default small)\n"
         "  --seed=N             another tree of the same kind\n"
         "  --deep=N             levels of the deep section (default 300)\n"
         "  --no-root-stuff      only what any user can make and read\n"
         "  --only=LIST --skip=LIST --with=LIST\n"
         "                       only these sections, not these, these too:",
         out);
  for (int i = 0; i < SECTIONS; i++)
    fprintf (out, "%s %s%s", i % 8 == 0 ? "\n   " : "", sections[i].name,
             sections[i].off ? " (not by default)" : "");
  putc ('\n', out);
  exit (status);
}

/* Set off to OFF for the sections named in LIST, separated by commas.  */
static void
choose_sections (char *list, bool off)
{
  for (char *name = strtok (list, ","); name; name = strtok (NULL, ","))
    {
      int i = 0;
      while (i < SECTIONS && strcmp (sections[i].name, name) != 0)
        i++;
      if (i == SECTIONS)
        {
          fprintf (stderr, "mktree: no section %s\n", name);
          usage (stderr, 1);
        }
      sections[i].off = off;
    }
}

static void
only_sections (char *list)
{
  for (int i = 0; i < SECTIONS; i++)
    sections[i].off = true;
  choose_sections (list, false);
}

static char const *
parse_options (int argc, char **argv)
{
  static struct option const longopts[] = {
    { "size", required_argument, NULL, 'S' },
    { "seed", required_argument, NULL, 's' },
    { "deep", required_argument, NULL, 'd' },
    { "no-root-stuff", no_argument, NULL, 'n' },
    { "only", required_argument, NULL, 'o' },
    { "skip", required_argument, NULL, 'k' },
    { "with", required_argument, NULL, 'w' },
    { "help", no_argument, NULL, 'h' },
    { NULL },
  };
  int c;

  while ((c = getopt_long (argc, argv, "", longopts, NULL)) != -1)
    if (c == 'S' && strcmp (optarg, "medium") == 0)
      opt.medium = true;
    else if (c == 's')
      opt.seed = strtoull (optarg, NULL, 0);
    else if (c == 'd')
      opt.deep = atoi (optarg);
    else if (c == 'n')
      opt.root_stuff = false;
    else if (c == 'o')
      only_sections (optarg);
    else if (c == 'k' || c == 'w')
      choose_sections (optarg, c == 'k');
    else if (c != 'S' || strcmp (optarg, "small") != 0)
      usage (c == 'h' ? stdout : stderr, c != 'h');
  if (argc - optind != 1)
    usage (stderr, 1);
  return argv[optind];
}

int
main (int argc, char **argv)
{
  char const *name = parse_options (argc, argv);

  umask (0);
  progress = "top";
  int top = open_new_dir (AT_FDCWD, name);
  if (top < 0)
    return 1;
  for (int i = 0; i < SECTIONS; i++)
    if (!sections[i].off && (opt.root_stuff || !sections[i].root))
      {
        /* Leaving out one section must not change the others.  */
        random_state = opt.seed * 1000 + i;
        progress = sections[i].name;
        int dir = open_new_dir (top, sections[i].name);
        if (dir < 0)
          return 1;
        sections[i].make (dir);
        close_dir (dir);
      }
  progress = "top";
  close_dir (top);
  return 0;
}
