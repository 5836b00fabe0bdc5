/* Filters: which names of a tree are left out, in rsync's language of rules.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A filter is a list of rules: a pattern, and whether what matches it is
   left out or kept.  The first rule that matches a name decides.  A tool
   makes a filter from its options and never changes it while a copy goes
   on; any thread may then ask.  Names are those "in the transfer": they
   begin where the tree begins to be copied.

   A rule concerns the sender (what is copied), the receiver (what is not
   deleted there), or both.  A rule may stand for the rules that are in files
   of a certain name, one in each directory: filter-scope.h has those of a
   directory.

   filter-parse.c reads patterns, filter-rule.c the whole language,
   filter-read.c files; filter-cvs.c knows what CVS ignores; filter.c decides,
   filter-match.c knows the wildcards.  tree-filter.h puts together the names
   of a tree that is being copied.  The language is that of rsync(1), "FILTER
   RULES".  */

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

/* What a rule is beyond that: its modifiers.  */
enum filter_flags
{
  FILTER_SENDER = 1 << 0,     /* s: what is copied; neither bit: both */
  FILTER_RECEIVER = 1 << 1,   /* r: what is not deleted */
  FILTER_ABSOLUTE = 1 << 2,   /* /: of the path from the system's root */
  FILTER_NEGATED = 1 << 3,    /* !: what does not match */
  FILTER_PERISHABLE = 1 << 4, /* p: not in directories being deleted */
  FILTER_XATTR = 1 << 5,      /* x: of extended attributes' names */

  /* Of files of rules, and of the rule that names one.  */
  FILTER_PER_DIRECTORY = 1 << 6, /* dir-merge */
  FILTER_MERGE = 1 << 7,         /* merge, and dir-merge too */
  FILTER_PATTERNS = 1 << 8,      /* -, +: the file has nothing but patterns */
  FILTER_INCLUDES = 1 << 9,      /* ... and they include */
  FILTER_WORDS = 1 << 10,        /* w: which spaces end as well */
  FILTER_ALONE = 1 << 11,        /* n: not for directories below */
  FILTER_SELF = 1 << 12,         /* e: its own name is excluded */
  FILTER_CVS = 1 << 13,          /* C */
  FILTER_SIGNED = 1 << 14        /* patterns, or "+ " or "- " before one */
};

enum
{
  FILTER_SIDES = FILTER_SENDER | FILTER_RECEIVER
};

struct filter_rule
{
  enum filter_verdict verdict;
  enum filter_place place;
  unsigned int flags;    /* FILTER_* */
  bool wild;             /* has wildcards, and escapes therefore */
  bool only_directories; /* "x/" */
  bool with_contents;    /* "x***": matches "x/" too, if a directory */
  unsigned int slashes;  /* for FILTER_TAIL */
  char *pattern;         /* without slashes that `place' and
                            `only_directories' stand for; with
                            FILTER_PER_DIRECTORY, a file's name */
  size_t len;
  char *above; /* of such a file: the directory given with it, from which on
                  downwards it is looked for; or NULL */
};

struct filter
{
  struct filter_rule *rules;
  size_t count, room;
  bool wants_path;     /* a rule looks at more than the last component */
  bool wants_absolute; /* and at what is above the transfer */
  bool has_files;      /* a rule is FILTER_PER_DIRECTORY */
  bool has_xattrs;     /* a rule is FILTER_XATTR */
  bool cleared;        /* filter_clear () was called */

  /* Options, which filter_clear () keeps.  */
  bool from0;           /* files have a NUL, not a newline, between rules */
  bool delete_excluded; /* rules that name no side are the sender's */
};

/* A name to be judged.  PATH begins with a slash, and behind its LEN bytes
   is another one: "/src/dir/file/", of which LEN leaves out the last byte.
   Where the filter does not want paths, "/file/" will do.  Where it wants
   absolute ones, the BASE_LEN bytes before PATH are what the transfer is
   in: "/home/me", or nothing where that is "/".  */
struct filter_name
{
  const char *path;
  size_t len;
  size_t last; /* where the last component begins in PATH */
  size_t base_len;
  bool is_directory;
  bool perishing; /* in a directory that is being deleted */
  bool is_xattr;  /* the name of an extended attribute, not of a file */
};

/* What FILTER's own rules, and not those of files in directories, say to the
   sender of NAME.  */
enum filter_verdict filter_judge (const struct filter *filter,
                                  const struct filter_name *name);

/* What they say of the extended attribute NAME, to SIDE: FILTER_SENDER for
   what is copied, FILTER_RECEIVER for what is removed at the destination.  */
enum filter_verdict filter_judge_xattr (const struct filter *filter,
                                        unsigned int side, const char *name);

/* A buffer to put names together in, zero at first; its owner frees
   `data'.  */
struct filter_path
{
  char *data;
  size_t size;
  size_t base_len; /* what comes before the path */
};

/* Make room in PATH for a name of LEN bytes, which has no slash at either
   end, and return where it is to be put.  NULL without memory.  */
char *filter_path_room (struct filter_path *path, size_t len);

/* The same with BASE_LEN bytes of BASE before the name's slash.  */
char *filter_path_room_in (struct filter_path *path, const char *base,
                           size_t base_len, size_t len);

/* The name of LEN bytes that was put there.  */
struct filter_name filter_path_name (const struct filter_path *path, size_t len,
                                     bool is_directory);

/* What FILTER says of it, as filter_judge () does.  */
enum filter_verdict filter_path_judge (const struct filter *filter,
                                       const struct filter_path *path,
                                       size_t len, bool is_directory);

/* Add PATTERN, LEN bytes of it, with VERDICT for what matches, and FLAGS.
   0 or -ENOMEM.  */
int filter_add (struct filter *filter, enum filter_verdict verdict,
                unsigned int flags, const char *pattern, size_t len);

/* Add a rule for the files in each directory that NAME names, LEN bytes, and
   that are read as FLAGS say; a directory may come before the name.  0 or
   -ENOMEM, or -EINVAL for a name that is none.  */
int filter_add_files (struct filter *filter, unsigned int flags,
                      const char *name, size_t len);

/* Move FROM's rules to the end of FILTER's.  0 or -ENOMEM.  */
int filter_append (struct filter *filter, struct filter *from);

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

/* What can be wrong with a rule.  */
enum filter_fault
{
  FILTER_FAULT_NONE,
  FILTER_FAULT_RULE,     /* there is none of that name */
  FILTER_FAULT_MODIFIER, /* one that the rule does not take */
  FILTER_FAULT_PATTERN,  /* none is there */
  FILTER_FAULT_CLEAR,    /* something follows the "!" */
  FILTER_FAULT_SIDES,    /* named, though the file's rule names them */
  FILTER_FAULT_MERGED    /* files that merge each other */
};

/* Why rules were not taken: all zero at first; its owner frees `file'.  */
struct filter_trouble
{
  enum filter_fault fault; /* of a rule: then the error is -EINVAL */
  char *file;              /* that is wrong, or cannot be read, or NULL */
  size_t line;             /* in that file */
};

/* FAULT in words, translated.  */
const char *filter_fault_text (enum filter_fault fault);

/* Add the rule that TEXT is, in the whole language (--filter); a file that it
   merges is read.  An empty TEXT is no rule.  0, or -errno and *TROUBLE; rules
   that came before the fault may have been added.  */
int filter_take (struct filter *filter, const char *text,
                 struct filter_trouble *trouble);

/* Add what CVS ignores, as rules with FLAGS: a list, $HOME/.cvsignore and
   $CVSIGNORE.  0 or -errno and *TROUBLE.  */
int filter_add_cvs (struct filter *filter, enum filter_verdict verdict,
                    unsigned int flags, struct filter_trouble *trouble);

/* Whether the LEN bytes at TEXT match PATTERN as a whole.  */
bool filter_match (const char *pattern, const char *text, size_t len);

#endif /* UU_FILTER_H */
