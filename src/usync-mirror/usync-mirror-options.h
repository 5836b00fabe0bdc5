/* The options of usync --mirror: from the command line to a policy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The names are rsync's, written in full, and so is what they mean taken
   together: -a comes first, since --mirror implies it, then each option in its
   order, which may take back what one before it said.

   An option is a row.  Rows stand in groups, a file usync-mirror-options-*.c
   for each; usync-mirror-options.c goes through the command line,
   usync-mirror-policy.c draws the conclusions, usync-mirror-usage.c prints
   what the rows say of themselves.  To add an option, add its row, and tell
   of it in the manual and in completions/.  */

#ifndef UU_USYNC_MIRROR_OPTIONS_H
#define UU_USYNC_MIRROR_OPTIONS_H

#include <stddef.h>
#include <time.h>

#include "data/rate.h"
#include "mirror/mirror-policy.h"
#include "suite/suite.h"
#include "usync-mirror/usync-lock.h"
#include "usync-tell/usync-tell.h"

/* What was said of an option that has a default of its own.  */
enum said
{
  UNSAID,
  SAID_NO,
  SAID_YES
};

/* What a side takes for granted that it may do.  */
enum rights
{
  RIGHTS_OWN,  /* what it may */
  RIGHTS_NONE, /* no more than anybody: --no-super */
  RIGHTS_ALL,  /* --super */
  RIGHTS_FAKED /* --fake-super */
};

struct mirror_options
{
  struct mirror_policy policy;
  struct suite_options suite;
  struct filter filter;              /* what the policy points to, */
  struct chmod_rules *chmod;         /*   and the same, */
  struct id_map *usermap, *groupmap; /*   and the same */
  unsigned int filter_files;         /* how often -F was given */
  bool cvs_exclude;                  /* -C */
  struct rate rate;                  /*   and the same */

  enum said recursive; /* -r itself; -a alone does not count where names
                          come from a list */
  bool archive_recursive;
  enum said dirs, relative, implied_dirs, whole_file;
  enum rights rights;
  const enum rights *dest_rights; /* -M: DEST's; NULL: the same */
  bool deletes; /* --delete, or what implies it without saying when */

  unsigned int verbose, quiet;
  bool progress; /* by that name */
  struct usync_output output;
  enum lock_how lock;
  const char *log_file; /* or NULL */

  char **operands; /* those of the command line, in order */
  int operand_count;
};

enum mirror_row_kind
{
  ROW_IGNORED, /* it is known, and that is all */
  ROW_FLAG,    /* a bool becomes true */
  ROW_CLEAR,   /* a bool becomes false */
  ROW_SAID,    /* an enum said becomes SAID_YES */
  ROW_COUNT,   /* a number grows by one */
  ROW_TEXT,    /* a const char * becomes the argument */
  ROW_TAKE,    /* a function sees to it */
  ROW_REMOTE   /* rsync's for other hosts: an error */
};

struct mirror_row
{
  char letter;          /* 0: none */
  const char *name;     /* or NULL */
  const char *argument; /* as it is shown: "FILE"; "[=WHEN]" if it may be left
                           out; NULL: none */
  const char *help;     /* marked with N_, lines from the second on indented by
                           33; NULL: another name of one that has it */
  enum mirror_row_kind kind;
  bool has_opposite; /* --no-NAME and --no-LETTER */
  size_t offset;     /* in struct mirror_options, but for IGNORED, TAKE and
                        REMOTE */

  /* ON is false for the opposite, which has no argument.  ARGUMENT may be NULL
     only where it may be left out.  */
  void (*take) (struct mirror_options *options, const char *argument, bool on);
};

struct mirror_group
{
  const char *title; /* marked with N_; NULL: not in --help */
  const struct mirror_row *rows;
  int count;
};

extern const struct mirror_group mirror_options_names;
extern const struct mirror_group mirror_options_filter;
extern const struct mirror_group mirror_options_compare;
extern const struct mirror_group mirror_options_attributes;
extern const struct mirror_group mirror_options_contents;
extern const struct mirror_group mirror_options_beside;
extern const struct mirror_group mirror_options_delete;
extern const struct mirror_group mirror_options_output;
extern const struct mirror_group mirror_options_owners;
extern const struct mirror_group mirror_options_run;
extern const struct mirror_group mirror_options_remote;

/* The groups in the order of --help; the last has no rows.  */
extern const struct mirror_group *const mirror_groups[];

/* FIELD's place, for a row of the kind that has such a field: anything else
   does not compile.  */
#define AT_FIELD(field, type)                                                  \
  (offsetof (struct mirror_options, field)                                     \
   + 0                                                                         \
         * sizeof (char[_Generic(((struct mirror_options *) NULL)->field,      \
                                 type : 1)]))
#define IS_FLAG(field) .kind = ROW_FLAG, .offset = AT_FIELD (field, bool)
#define IS_CLEAR(field) .kind = ROW_CLEAR, .offset = AT_FIELD (field, bool)
#define IS_SAID(field) .kind = ROW_SAID, .offset = AT_FIELD (field, enum said)
#define IS_COUNT(field)                                                        \
  .kind = ROW_COUNT, .offset = AT_FIELD (field, unsigned int)
#define IS_TEXT(field)                                                         \
  .kind = ROW_TEXT, .offset = AT_FIELD (field, const char *)
#define IS_TAKEN(function) .kind = ROW_TAKE, .take = function
#define OR_NOT .has_opposite = true

/* What the suite has under a name that means something else here, or that is
   a row of ours.  */
enum
{
  MIRROR_WITHOUT
  = 1U << SUITE_WORKERS | 1U << SUITE_PROGRESS | 1U << SUITE_STATS
};

/* Parse ARGV, with --mirror in it.  Exits for --help and --version, and with
   a message and USYNC_EXIT_SYNTAX when something is wrong.  RET_OPTIONS must
   stay where it is.  */
void mirror_options_parse (struct mirror_options *ret_options, int argc,
                           char **argv);

/* Free what mirror_options_parse () allocated.  */
void mirror_options_free (struct mirror_options *options);

/* What the options on output come to, once all are read.  */
void mirror_output_complete (struct mirror_options *options);

/* All options were taken: what rules on names and owners they come to.  */
void mirror_options_filter_complete (struct mirror_options *options);
void mirror_options_owners_complete (struct mirror_options *options);

/* For rows: all of -a, ON or off.  */
void mirror_options_archive (struct mirror_options *options, bool on);

/* ARGUMENT of the option --NAME as a number from LOW to HIGH; exits with a
   message if it is none.  */
intmax_t mirror_options_number (const char *name, const char *argument,
                                intmax_t low, intmax_t high);

/* The same for a size in bytes, as rsync writes it.  */
intmax_t mirror_options_size (const char *name, const char *argument);

/* What is wrong, as FORMAT with up to two texts, which are quoted; then that
   --help helps, and the end.  */
void mirror_options_fail (const char *format, const char *text1,
                          const char *text2) __attribute__ ((noreturn));

#endif /* UU_USYNC_MIRROR_OPTIONS_H */
