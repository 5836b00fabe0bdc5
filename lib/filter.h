/* Filters: which names of a tree are left out, in rsync's pattern language.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A filter is a list of rules: a pattern, and whether what matches it is
   left out or kept.  The first rule that matches a name decides.  A tool
   makes a filter from its options and never changes it while a copy goes
   on; any thread may then ask.  Names are those "in the transfer": they
   begin where the tree begins to be copied.

   filter-parse.c takes rules from a command line or a file, filter.c
   decides, filter-match.c knows the wildcards.  tree-filter.h puts together
   the names of a tree that is being copied.  The language is that of
   rsync(1), "PATTERN MATCHING RULES".  */

#ifndef UU_FILTER_H
#define UU_FILTER_H

#include <stdbool.h>
#include <stddef.h>

enum filter_verdict
{
  FILTER_NONE, /* no rule matches */
  FILTER_INCLUDE,
  FILTER_EXCLUDE
};

/* What a rule's pattern is held against.  */
enum filter_place
{
  FILTER_LAST,     /* the last component */
  FILTER_TAIL,     /* as many components at the end as it has itself */
  FILTER_ANYWHERE, /* what begins after any slash */
  FILTER_SLASH,    /* the whole path, with the slash before it */
  FILTER_TOP       /* the whole path */
};

struct filter_rule
{
  enum filter_verdict verdict;
  enum filter_place place;
  bool wild;             /* has wildcards, and escapes therefore */
  bool only_directories; /* "x/" */
  bool with_contents;    /* "x***": matches "x/" too, if a directory */
  unsigned int slashes;  /* for FILTER_TAIL */
  char *pattern;         /* without slashes that `place' and
                            `only_directories' stand for */
  size_t len;
};

struct filter
{
  struct filter_rule *rules;
  size_t count, room;
  bool wants_path; /* a rule looks at more than the last component */
};

/* A name to be judged.  PATH begins with a slash, and behind its LEN bytes
   is another one: "/src/dir/file/", of which LEN leaves out the last byte.
   Where the filter does not want paths, "/file/" will do.  */
struct filter_name
{
  const char *path;
  size_t len;
  size_t last; /* where the last component begins in PATH */
  bool is_directory;
};

/* What FILTER says of NAME.  */
enum filter_verdict filter_judge (const struct filter *filter,
                                  const struct filter_name *name);

/* A buffer to put names together in, zero at first; its owner frees
   `data'.  */
struct filter_path
{
  char *data;
  size_t size;
};

/* Make room in PATH for a name of LEN bytes, which has no slash at either
   end, and return where it is to be put.  NULL without memory.  */
char *filter_path_room (struct filter_path *path, size_t len);

/* What FILTER says of the name of LEN bytes that was put there.  */
enum filter_verdict filter_path_judge (const struct filter *filter,
                                       const struct filter_path *path,
                                       size_t len, bool is_directory);

/* Add PATTERN, LEN bytes of it, with VERDICT for what matches.  0 or
   -ENOMEM.  */
int filter_add (struct filter *filter, enum filter_verdict verdict,
                const char *pattern, size_t len);

/* Forget all rules.  FILTER, zeroed or cleared, may be thrown away.  */
void filter_clear (struct filter *filter);

/* Add the rule that TEXT is: a pattern, for which VERDICT holds; "- " or
   "+ " and a pattern, to be left out or kept; or "!", which forgets all
   rules so far.  An empty TEXT is no rule.  0, -ENOMEM, or -EINVAL where no
   pattern comes after a sign.  */
int filter_parse (struct filter *filter, enum filter_verdict verdict,
                  const char *text);

/* The same for each line of the file NAME ("-": standard input) that is
   not empty and does not begin with '#' or ';'.  0 or -errno; after
   -EINVAL, *RET_LINE is the line that was wrong, counted from 1.  */
int filter_read (struct filter *filter, enum filter_verdict verdict,
                 const char *name, size_t *ret_line);

/* Whether the LEN bytes at TEXT match PATTERN as a whole.  */
bool filter_match (const char *pattern, const char *text, size_t len);

#endif /* UU_FILTER_H */
