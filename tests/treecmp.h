/* Shared declarations of treecmp, the strict comparison of two trees.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   treecmp is the judge of what a copy must be, so it shares no code with
   the tools it judges: libc and system calls only.  treecmp.c walks;
   treecmp-meta.c compares what stat and the extended attributes say;
   treecmp-data.c compares bytes, holes and allocation; treecmp-links.c
   compares which names are one file; treecmp-options.c is the command
   line.  */

#ifndef TREECMP_H
#define TREECMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

/* The two sides of every pair.  */
enum side
{
  SRC,
  DST,
  SIDES
};

/* How much of the source's map of holes the copy must have.  */
enum holes
{
  HOLES_OFF,    /* do not look */
  HOLES_LAX,    /* every hole of at least 64 KiB is a hole in the copy */
  HOLES_STRICT, /* every hole of a block on either side is one on both */
};

struct options
{
  bool data, mode, owner, times, atime, xattr, acl, links, alloc;
  bool special, symlink; /* false: such entries are left out */
  bool extra_ok;         /* names that only the copy has are fine */
  bool identical_ok;     /* the copy may be the very same inode */
  bool summary;
  enum holes holes;
  int64_t time_slack;  /* ns */
  int64_t same_since;  /* seconds; times since then are the same */
  int64_t alloc_slack; /* bytes per file, on top of the 5% */
};

struct counts
{
  uint64_t entries, directories, files, symlinks, others;
  uint64_t bytes;            /* apparent size of the source's files */
  uint64_t allocated[SIDES]; /* bytes, each inode once */
  uint64_t xattrs, groups;
  uint64_t differences, troubles;
};

extern struct options opt;
extern struct counts count;

/* One name as found on both sides.  FD is O_PATH | O_NOFOLLOW.  */
struct pair
{
  int fd[SIDES];
  struct stat st[SIDES];
};

/* Set opt from the command line.  Return the two operands, or end the
   program.  */
char **options_parse (int argc, char **argv);

/* Print what was compared.  */
void counts_print (void);

/* Report a difference of the entry at hand: WHAT differs and both values.  */
void differs (char const *what, char const *source, char const *copy);
void differs_number (char const *what, long long source, long long copy);

/* Like differs, for the entry whose quoted path is PATH.  */
void differs_at (char const *path, char const *what, char const *source,
                 char const *copy);

/* Report that the entry at hand could not be compared: DOING failed on
   SIDE with ERRNUM.  */
void trouble (enum side side, char const *doing, int errnum);

/* The quoted path of the entry at hand, to be freed by the caller.  */
char *quoted_path (void);

/* realloc that ends the program with status 2 instead of failing, and what
   it calls for that.  */
void *must_alloc (void *old, size_t size);
_Noreturn void out_of_memory (void);

/* Reopen the object behind the O_PATH descriptor FD with FLAGS, without
   touching its access time where the owner lets us.  Return a descriptor
   or -errno.  */
int reopen (int fd, int flags);

void compare_stat (struct pair const *pair);
void compare_xattrs (struct pair const *pair);
void compare_symlink (struct pair const *pair);
void compare_data (struct pair const *pair);
void compare_allocation (struct pair const *pair);
void compare_total_allocation (void);

/* Note that the entry at hand names PAIR's inodes.  Return true if this is
   the first name of both, so that their contents are still to be seen.  */
bool links_note (struct pair const *pair);

/* Report the groups whose link counts do not fit.  */
void links_finish (void);

#endif
