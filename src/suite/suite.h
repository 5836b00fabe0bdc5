/* The suite's own options, the same words in every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool has up to three tables: its GNU options, which may be abbreviated
   as GNU getopt does; these; and what it has beyond GNU's by itself.  The
   latter two match only in full, so that no script's abbreviation changes
   its meaning.  suite_getopt () reads all.  */

#ifndef UU_SUITE_H
#define UU_SUITE_H

#include <getopt.h>

#include "data/transfer.h"
#include "engine/engine.h"

enum suite_option
{
  SUITE_ENGINE,
  SUITE_WORKERS,
  SUITE_QUEUE_DEPTH,
  SUITE_CHUNK_SIZE,
  SUITE_DIRECT,
  SUITE_IOPOLL,
  SUITE_SQPOLL,
  SUITE_NOCACHE,
  SUITE_PROGRESS,
  SUITE_STATS
};

enum progress_when
{
  PROGRESS_NEVER,
  PROGRESS_AUTO,
  PROGRESS_ALWAYS,
  PROGRESS_JSON
};
enum stats_format
{
  STATS_NONE,
  STATS_TEXT,
  STATS_JSON
};

struct suite_options
{
  struct engine_config engine;
  unsigned int workers; /* 0: a default */
  size_t chunk_size;    /* bytes; 0: a default */
  bool direct;
  bool nocache;
  enum progress_when progress;
  enum stats_format stats;
};

/* An option that GNU's tool has not, and what --help says of it.  */
struct suite_row
{
  const char *name;
  int has_arg;       /* as in struct option */
  const char *shown; /* "    --name=ARG" */
  const char *help;  /* marked with N_; further lines are indented by 33 */
};

/* A tool's own options beside the suite's.  TAKE gets the index of the row
   that was met, and its argument or NULL.  */
struct suite_own
{
  const struct suite_row *rows;
  int count;
  void (*take) (void *arg, int row, const char *argument);
  void *arg;
};

/* The defaults, and what URINGUTILS_ENGINE says.  */
void suite_init (struct suite_options *options);

/* What the command line is made of.  */
struct suite_line
{
  int argc;
  char **argv;
  const char *short_options;
  const struct option *gnu_options;
  const struct suite_own *own; /* or NULL */
  unsigned int without;        /* bits, 1 << SUITE_...: what the tool has no
                                  use for, and does not know */
};

/* As getopt_long () over LINE's short and GNU options, taking the suite's
   options into OPTIONS, and LINE's own, on the way; exits with a message
   when one is wrong.  */
int suite_getopt (struct suite_options *options, const struct suite_line *line);

/* For who reads the command line by itself: which of the suite's options but
   those WITHOUT the LEN bytes at NAME are, and whether it has an argument, as
   in struct option; or -1.  */
int suite_find (const char *name, size_t len, unsigned int without,
                int *ret_has_arg);

/* Take the option of that number, with its ARGUMENT or NULL.  */
void suite_take (struct suite_options *options, int number,
                 const char *argument);

/* The one short option of the suite, for tools in which GNU has no -j:
   take its ARGUMENT.  */
void suite_workers (struct suite_options *options, const char *argument);

/* For who takes the same from elsewhere, under the name WORD: VALUE as the
   argument of --engine and of --queue-depth.  */
void suite_engine (struct suite_options *options, const char *word,
                   const char *value);
void suite_queue_depth (struct suite_options *options, const char *word,
                        const char *value);

/* The part of --help that tells of these options but those WITHOUT which the
   tool is, on standard output.  */
void suite_usage (unsigned int without);

/* The same for COUNT ROWS of a tool's own, under a TITLE, translated.  */
void suite_usage_of (const char *title, const struct suite_row *rows,
                     int count);

/* Open the engine that OPTIONS ask for, for a tool that has just one.  Where
   standard input, output or error is closed, that place stays free.  Exits
   with a message when there is none to be had.  */
struct engine *suite_open_engine (const struct suite_options *options);

/* Say that what OPTIONS ask for cannot be had, for the reasons ERR and WHY,
   with a hint, and exit.  */
void suite_no_engine (const struct suite_options *options, int err,
                      struct engine_why why) __attribute__ ((noreturn));

#endif /* UU_SUITE_H */
