/* The sections of mktree about names, links and the shape of the tree.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "mktree.h"

/* Give FIRST in DIR another NAMES - 1 names in the N directories DIRS.  */
static void
make_group (int const *dirs, int n, int dir, char const *first, int names)
{
  for (int i = 1; i < names; i++)
    {
      char name[64];
      snprintf (name, sizeof name, "%s-name-%02d", first, i);
      if (linkat (dir, first, dirs[i % n], name, 0) < 0)
        {
          refused (name);
          return;
        }
    }
}

void
make_links (int dir)
{
  int const names[] = { 2, 2, 3, 5, 10, 50 };
  int dirs[4] = { open_new_dir (dir, "a"), open_new_dir (dir, "b"),
                  open_new_dir (dir, "c") };

  dirs[3] = open_new_dir (dirs[2], "d");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      char name[32];
      snprintf (name, sizeof name, "group-%zu", i);
      if (make_file (dirs[i % 4], name, next_random () % 30000))
        make_group (dirs, 4, dirs[i % 4], name, names[i]);
    }
  make_file (dirs[0], "empty", 0);
  make_group (dirs, 4, dirs[0], "empty", 4);
  make_symlink (dirs[1], "symlink", "../a/group-0");
  make_group (dirs, 4, dirs[1], "symlink", 3);
  if (mknodat (dirs[2], "fifo", S_IFIFO | 0640, 0) < 0)
    refused ("fifo");
  else
    {
      set_times (dirs[2], "fifo");
      make_group (dirs, 4, dirs[2], "fifo", 2);
    }
  if (opt.medium)
    for (int i = 0; i < 500; i++)
      {
        char name[32];
        snprintf (name, sizeof name, "pair-%d", i);
        if (make_file (dirs[i % 4], name, i))
          make_group (dirs, 4, dirs[i % 4], name, 2);
      }
  for (int i = 3; i >= 0; i--)
    close_dir (dirs[i]);
}

void
make_symlinks (int dir)
{
  make_file (dir, "file", 1000);
  int sub = open_new_dir (dir, "directory");
  make_file (sub, "inside", 100);
  make_symlink (sub, "up", "..");
  make_symlink (sub, "self", ".");
  close_dir (sub);
  make_symlink (dir, "to-file", "file");
  make_symlink (dir, "to-directory", "directory");
  make_symlink (dir, "to-directory-slash", "directory/");
  make_symlink (dir, "dangling", "no/such/file");
  make_symlink (dir, "absolute", "/etc/passwd");
  make_symlink (dir, "absolute-dangling", "/no/such/file");
  make_symlink (dir, "loop-itself", "loop-itself");
  make_symlink (dir, "loop-a", "loop-b");
  make_symlink (dir, "loop-b", "loop-a");
  make_symlink (dir, "through-link", "to-directory/inside");
  make_symlink (dir, "odd-target", "a\nb\t\377\001 ");
  make_symlink (dir, "dot", ".");
  make_symlink (dir, "root", "/");
}

/* XFS takes 1,023 bytes, others nearly a page.  */
void
make_longlinks (int dir)
{
  int const lengths[] = { 59, 60, 255, 1000, 1023, 1024, 4000, 4095 };
  char target[4096], name[32];

  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    {
      memset (target, 't', lengths[i]);
      for (int j = 199; j < lengths[i]; j += 200)
        target[j] = '/';
      target[lengths[i]] = '\0';
      snprintf (name, sizeof name, "target-%d", lengths[i]);
      make_symlink (dir, name, target);
    }
}

static void
make_node (int dir, char const *name, mode_t mode, dev_t dev)
{
  if (mknodat (dir, name, mode, dev) < 0)
    refused (name);
  else
    set_times (dir, name);
}

void
make_special (int dir)
{
  make_node (dir, "fifo", S_IFIFO | 0644, 0);
  make_node (dir, "fifo-600", S_IFIFO | 0600, 0);
  make_node (dir, "socket", S_IFSOCK | 0755, 0);
}

void
make_devices (int dir)
{
  /* XFS has room for 9 and 18 bits.  */
  make_node (dir, "null", S_IFCHR | 0666, makedev (1, 3));
  make_node (dir, "char-large", S_IFCHR | 0600, makedev (511, 262143));
  make_node (dir, "block", S_IFBLK | 0660, makedev (7, 200));
  make_node (dir, "block-large", S_IFBLK | 0600, makedev (511, 65536));
}

static void
make_odd_directory (int dir, char const *name)
{
  int sub = open_new_dir (dir, name);

  if (sub < 0)
    return;
  make_file (sub, "inside", 10);
  make_file (sub, "\n", 10);
  close_dir (sub);
}

void
make_names (int dir)
{
  char const *const names[] = { "-",
                                "--",
                                "-rf",
                                "--help",
                                "...",
                                " ",
                                " leading",
                                "trailing ",
                                "new\nline",
                                "*",
                                "?x",
                                "~",
                                "$(exit 1)",
                                "`exit 1`",
                                "\\",
                                "'",
                                "\"",
                                "a:b",
                                "Case",
                                "case",
                                "caf\303\251",
                                "cafe\314\201",
                                "\377\376",
                                "\300\257",
                                "\355\240\200",
                                "\033[31mred",
                                "%s%n",
                                "#ucp#",
                                ".hidden",
                                "..hidden" };
  char name[256];

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    make_file (dir, names[i], i);
  int bytes = open_new_dir (dir, "bytes");
  for (int c = 1; c < 256; c++)
    if (c != '/' && c != '.')
      make_file (bytes, (char[]) { c, '\0' }, c);
  close_dir (bytes);
  for (int c = 1; c < 256; c += 127)
    {
      memset (name, c, 255);
      name[255] = '\0';
      make_file (dir, name, 5);
    }
  memset (name, 'l', 255);
  make_odd_directory (dir, name);
  make_odd_directory (dir, "-dir");
  make_odd_directory (dir, "dir\nline");
  make_odd_directory (dir, "\377dir\200");
  make_odd_directory (dir, "  ");
}

void
make_wide (int dir)
{
  for (int i = 0; i < (opt.medium ? 3000 : 400); i++)
    {
      char name[32];
      snprintf (name, sizeof name, "f%06d", i);
      make_file (dir, name, next_random () % 200);
    }
}

/* Fill DIR with LEVELS levels of FAN directories, two files each.  */
static void
nest (int dir, int levels, int fan)
{
  make_file (dir, "one", next_random () % 3000);
  make_file (dir, "two", next_random () % 10);
  for (int i = 0; levels > 0 && i < fan; i++)
    {
      char name[16];
      snprintf (name, sizeof name, "sub%d", i);
      int sub = open_new_dir (dir, name);
      nest (sub, levels - 1, fan);
      close_dir (sub);
    }
}

void
make_nested (int dir)
{
  nest (dir, opt.medium ? 4 : 3, 4);
  close_dir (open_new_dir (dir, "empty"));
  int chain = open_new_dir (dir, "chain");
  for (int i = 0; i < 40; i++)
    {
      int sub = open_new_dir (chain, "d");
      close_dir (chain);
      chain = sub;
    }
  close_dir (chain);
}

/* Names of 200 bytes get beyond PATH_MAX at the 21st level.  */
void
make_deep (int dir)
{
  char name[201];
  int here = dup (dir);

  if (here < 0)
    failed ("dup");
  for (int level = 0; level < opt.deep; level++)
    {
      memset (name, 'a' + level % 26, 200);
      name[200] = '\0';
      if (level % 50 == 0)
        make_file (here, "file", 100 + level);
      int sub = open_new_dir (here, name);
      if (sub < 0)
        break;
      close_dir (here);
      here = sub;
    }
  make_file (here, "bottom", 5000);
  make_symlink (here, "bottom-link", "bottom");
  close_dir (open_new_dir (here, "bottom-empty"));
  close_dir (here);
}
