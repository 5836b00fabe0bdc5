/* Shared declarations of mktree, the maker of nasty trees.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The tree is made of sections, one directory each, by one function each:
   mktree-data.c has those about contents, mktree-names.c those about names
   and links, mktree-meta.c those about attributes.  mktree.c has the table
   of sections and the tools they share.  Everything follows from the seed.
   What the file system refuses is left out and said on standard error.  */

#ifndef MKTREE_H
#define MKTREE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

struct options
{
  bool medium;     /* else small */
  bool root_stuff; /* what only root can make, and what only root can read */
  uint64_t seed;
  int deep; /* levels of the deep section */
};

extern struct options opt;

/* The next number of the tree's own sequence.  */
uint64_t next_random (void);

/* A time that is no multiple of anything, between 2001 and 2017.  */
struct timespec next_time (void);

/* Say that the file system refused NAME, by errno.  */
void refused (char const *name);

/* Say that NAME failed and end the program: the tree would be worthless.  */
_Noreturn void failed (char const *name);

/* Make directory NAME in DIR.  Return its descriptor, or -1 if refused.  */
int open_new_dir (int dir, char const *name);

/* Set the times of the directory DIR, which is complete, and close it.  */
void close_dir (int dir);

/* Create file NAME in DIR.  Return its descriptor, or -1 if refused.  */
int open_new_file (int dir, char const *name);

/* Set the times of FD, whose name is NAME, and close it.  */
void close_file (int fd, char const *name);

/* Write SIZE bytes, none of them zero, at OFFSET of FD.  Return false if
   NAME's file system refused.  */
bool fill (int fd, char const *name, off_t offset, off_t size);

/* Make file NAME in DIR with SIZE bytes.  Return false if refused.  */
bool make_file (int dir, char const *name, off_t size);

/* Make symlink NAME in DIR, and give it times.  */
void make_symlink (int dir, char const *name, char const *target);

/* Set the times of NAME in DIR, a link itself and not its target.  */
void set_times (int dir, char const *name);

void make_files (int dir);
void make_sparse (int dir);
void make_huge (int dir);
void make_prealloc (int dir);

void make_links (int dir);
void make_symlinks (int dir);
void make_longlinks (int dir);
void make_special (int dir);
void make_devices (int dir);
void make_names (int dir);
void make_wide (int dir);
void make_nested (int dir);
void make_deep (int dir);

void make_modes (int dir);
void make_times (int dir);
void make_xattrs (int dir);
void make_trusted (int dir);
void make_bigxattrs (int dir);
void make_capabilities (int dir);
void make_acls (int dir);
void make_owners (int dir);

#endif
