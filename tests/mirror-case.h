/* Random cases of mirroring: what the files of mirror-case share.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef MIRROR_CASE_H
#define MIRROR_CASE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

uint64_t next_random (void);

/* A number below N.  */
unsigned int below (unsigned int n);

/* True PERCENT times of a hundred.  */
bool chance (unsigned int percent);

/* One of the words, of which NULL is the last.  */
char const *one_of (char const *const *words);

_Noreturn void die (char const *what);
void *must_alloc (void *old, size_t size);

/* A name of a tree, not on disk yet.  */
struct node
{
  char *name;
  mode_t mode; /* with its kind */
  int64_t seconds;
  long nanoseconds;
  uid_t uid;
  gid_t gid;
  unsigned int size, content; /* a seed of the bytes */
  bool holes;
  char const *target;  /* of a symbolic link */
  unsigned int group;  /* of hard links; 0: none */
  unsigned int device; /* number */
  unsigned int xattr;  /* value of user.test; 0: none */
  bool acl;
  struct node **child;
  unsigned int children;
};

/* mirror-tree.c */

/* Whether symbolic links are going to be taken for what they lead to.  */
extern bool links_are_followed;

/* A random tree.  */
struct node *tree_make (void);

/* Another that comes from it: names are missing, new, and changed.  */
struct node *tree_change (struct node const *tree);

/* Make TREE on disk, below the current directory, as NAME.  */
void tree_write (struct node const *tree, char const *name);

/* mirror-options.c: print arguments, a line each, for trees that are called
   src, src2, dst and alt.  TREE is what src is.  What else they need, such as
   a list of names, is made.  */
void options_print (struct node const *tree, bool below_name);

#endif /* MIRROR_CASE_H */
