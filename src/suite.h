/* The suite's own options, the same words in every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool has two tables: its GNU options, which may be abbreviated as GNU
   getopt does, and these, which match only in full, so that no script's
   abbreviation changes its meaning.  suite_getopt () reads both.  */

#ifndef UU_SUITE_H
#define UU_SUITE_H

#include <getopt.h>

#include "engine.h"
#include "transfer.h"

enum progress_when
{
  PROGRESS_NEVER,
  PROGRESS_AUTO,
  PROGRESS_ALWAYS
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

/* The defaults, and what URINGUTILS_ENGINE says.  */
void suite_init (struct suite_options *options);

/* As getopt_long () over SHORT_OPTIONS and GNU_OPTIONS, taking the suite's
   own options into OPTIONS on the way; exits with a message when one is
   wrong.  */
int suite_getopt (struct suite_options *options, int argc, char **argv,
                  const char *short_options, const struct option *gnu_options);

/* The one short option of the suite, for tools in which GNU has no -j:
   take its ARGUMENT.  */
void suite_workers (struct suite_options *options, const char *argument);

/* The part of --help that tells of these options, on standard output.  */
void suite_usage (void);

/* Say that what OPTIONS ask for cannot be had, for the reasons ERR and WHY,
   with a hint, and exit.  */
void suite_no_engine (const struct suite_options *options, int err,
                      struct engine_why why) __attribute__ ((noreturn));

#endif /* UU_SUITE_H */
