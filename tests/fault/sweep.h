/* Shared declarations of sweep, the runner of many copies with faults.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   sweep.c reads the cases and runs them, each in a directory of its own;
   sweep-judge.c says what is wrong with what a run left; sweep-files.c has
   what both need of files.  Like all judges it shares no code with what it
   judges.  */

#ifndef SWEEP_H
#define SWEEP_H

#include <stdbool.h>
#include <stddef.h>

struct sweep
{
  const char *source;  /* the tree that is copied */
  const char *before;  /* what stands at the target already, or NULL */
  const char *compare; /* options for treecmp, separated by commas */
  const char *refusal; /* statuses of a run that says what is wrong, with
                          commas around each: ",1," */
  bool must_succeed;   /* these are not right either */
  int seconds;         /* after which a run counts as hanging */
};

/* A run, when it has ended.  */
struct run
{
  const struct sweep *sweep;
  char *const *words;  /* the command */
  const char *compare; /* more options for treecmp */
  const char *target;  /* where the copy is */
  const char *error_file;
  const char *judge_file; /* for what treecmp says */
  int wait_status;
  bool hung;
};

enum verdict
{
  RIGHT_COPY,
  REFUSED, /* all that is wrong was said, and the exit status says so */
  WRONG
};

/* Judge RUN; when it is WRONG, *RET_WHY says why, to be freed.  */
enum verdict judge (const struct run *run, char **ret_why);

/* ---- files -------------------------------------------------------------- */

/* Like asprintf, but never fails.  */
char *text (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* Say DOING and why it failed, and end the program with status 99.  */
_Noreturn void give_up (const char *doing);

/* All of NAME as a string, to be freed.  */
char *read_whole (const char *name);

/* Run WORDS with their output into FILE (NULL: as it is) for SECONDS at
   the most; return the wait status, with *RET_HUNG if it had to be killed.
   OUT and ERR get standard output and standard error; they may be equal.  */
int run_command (char *const *words, const char *out, const char *err,
                 int seconds, bool *ret_hung);

/* Remove NAME and all below it, whatever the modes are.  */
void remove_tree (const char *name);

/* The first name below TREE that neither A nor B (which may be NULL) has,
   to be freed, or NULL.  */
char *find_extra (const char *tree, const char *a, const char *b);

#endif
