/* The suite's own options, the same words in every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "suite.h"

#include <error.h>
#include <string.h>

#include "argmatch.h"
#include "quote.h"
#include "version-etc.h"
#include "xstrtol.h"

enum suite_option
{
  OPT_ENGINE,
  OPT_WORKERS,
  OPT_QUEUE_DEPTH,
  OPT_CHUNK_SIZE,
  OPT_DIRECT,
  OPT_IOPOLL,
  OPT_SQPOLL,
  OPT_NOCACHE,
  OPT_PROGRESS,
  OPT_STATS
};

/* For version_etc (), in place of gnulib's own, which names another.  */
const char version_etc_copyright[] = "Copyright %s 2026 the uringutils authors";

static const struct suite_row rows[] = {
  [OPT_ENGINE] = { "engine", required_argument, "    --engine=NAME",
                   N_("auto (default): a ring for what would wait, plain\n\
                                 calls for the rest; uring: a ring for all;\n\
                                 sync: no ring") },
  [OPT_WORKERS] = { "workers", required_argument, "-j, --workers=N",
                    N_("copy with at most N threads") },
  [OPT_QUEUE_DEPTH] = { "queue-depth", required_argument, "    --queue-depth=N",
                        N_("keep at most N requests in flight a thread") },
  [OPT_CHUNK_SIZE] = { "chunk-size", required_argument, "    --chunk-size=SIZE",
                       N_("move large files SIZE bytes at a time") },
  [OPT_DIRECT] = { "direct", no_argument, "    --direct",
                   N_("bypass the page cache on both sides (O_DIRECT)") },
  [OPT_IOPOLL] = { "iopoll", no_argument, "    --iopoll",
                   N_("poll the device for completions; implies --direct") },
  [OPT_SQPOLL] = { "sqpoll", no_argument, "    --sqpoll",
                   N_("let a kernel thread fetch the requests") },
  [OPT_NOCACHE] = { "nocache", no_argument, "    --nocache",
                    N_("leave no copied data in the page cache") },
  [OPT_PROGRESS] = { "progress", optional_argument, "    --progress[=WHEN]",
                     N_("show files, bytes, rate and time left: auto\n\
                                 (default, on a terminal), always, never;\n\
                                 json: as objects for programs") },
  [OPT_STATS] = { "stats", optional_argument, "    --stats[=FORMAT]",
                  N_("say at the end, on standard error, what was\n\
                                 done and how; FORMAT is text or json") },
};

enum
{
  ROWS = sizeof rows / sizeof rows[0]
};

static const char *const engine_words[] = { "auto", "uring", "sync", NULL };
static const enum engine_mode engine_modes[]
    = { ENGINE_AUTO, ENGINE_URING, ENGINE_SYNC };
ARGMATCH_VERIFY (engine_words, engine_modes);

static const char *const when_words[]
    = { "auto", "always", "never", "json", NULL };
static const enum progress_when when_values[]
    = { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER, PROGRESS_JSON };
ARGMATCH_VERIFY (when_words, when_values);

static const char *const stats_words[] = { "text", "json", NULL };
static const enum stats_format stats_values[] = { STATS_TEXT, STATS_JSON };
ARGMATCH_VERIFY (stats_words, stats_values);

void
suite_init (struct suite_options *options)
{
  *options = (struct suite_options) { .progress = PROGRESS_NEVER };
  const char *engine = getenv ("URINGUTILS_ENGINE");
  if (engine && *engine)
    options->engine.mode
        = XARGMATCH ("URINGUTILS_ENGINE", engine, engine_words, engine_modes);
}

/* ARGUMENT of option ROW as a number from LOW to HIGH.  */
static uintmax_t
number (enum suite_option row, const char *argument, uintmax_t low,
        uintmax_t high)
{
  uintmax_t n;
  strtol_error err = xstrtoumax (argument, NULL, 10, &n, "");
  if (err != LONGINT_OK || n < low || n > high)
    error (EXIT_FAILURE, 0,
           _("invalid --%s argument %s: it must be from %ju to %ju"),
           rows[row].name, quote (argument), low, high);
  return n;
}

static size_t
take_chunk_size (const char *argument)
{
  uintmax_t n;
  if (xstrtoumax (argument, NULL, 10, &n, "bEGKkMmPTtYZ0") != LONGINT_OK
      || n < 4096 || n > 1 << 30)
    error (EXIT_FAILURE, 0,
           _("invalid --chunk-size argument %s: it must be from 4K to 1G"),
           quote (argument));
  return n;
}

void
suite_workers (struct suite_options *options, const char *argument)
{
  options->workers = number (OPT_WORKERS, argument, 1, 256);
}

static void
take (struct suite_options *options, enum suite_option row,
      const char *argument)
{
  switch (row)
    {
    case OPT_ENGINE:
      options->engine.mode
          = XARGMATCH ("--engine", argument, engine_words, engine_modes);
      break;
    case OPT_WORKERS:
      suite_workers (options, argument);
      break;
    case OPT_QUEUE_DEPTH:
      options->engine.depth = number (row, argument, 1, 4096);
      break;
    case OPT_CHUNK_SIZE:
      options->chunk_size = take_chunk_size (argument);
      break;
    case OPT_IOPOLL:
      options->engine.polled = true;
      options->direct = true;
      break;
    case OPT_DIRECT:
      options->direct = true;
      break;
    case OPT_SQPOLL:
      options->engine.sqpoll = true;
      break;
    case OPT_NOCACHE:
      options->nocache = true;
      break;
    case OPT_PROGRESS:
      options->progress = argument ? XARGMATCH ("--progress", argument,
                                                when_words, when_values)
                                   : PROGRESS_AUTO;
      break;
    case OPT_STATS:
      options->stats = argument ? XARGMATCH ("--stats", argument, stats_words,
                                             stats_values)
                                : STATS_TEXT;
      break;
    }
}

/* The word that getopt_long () will look at next: it passes over operands
   to come to it, unless POSIXLY_CORRECT.  */
static const char *
next_word (int argc, char **argv)
{
  int i = optind > 0 ? optind : 1;
  while (i < argc && (argv[i][0] != '-' || argv[i][1] == '\0'))
    i++;
  return i < argc ? argv[i] : NULL;
}

/* Whether WORD is one of COUNT ROWS, written out.  */
static bool
is_one_of (const char *word, const struct suite_row *table, int count)
{
  if (!word || strncmp (word, "--", 2) != 0)
    return false;
  size_t len = strcspn (word + 2, "=");
  for (int i = 0; i < count; i++)
    if (strlen (table[i].name) == len
        && strncmp (word + 2, table[i].name, len) == 0)
      return true;
  return false;
}

/* Whether WORD begins one of GNU's OPTIONS: what is said of it is theirs.  */
static bool
begins_gnu (const char *word, const struct option *options)
{
  if (!word || strncmp (word, "--", 2) != 0)
    return false;
  size_t len = strcspn (word + 2, "=");
  for (; options->name; options++)
    if (strncmp (word + 2, options->name, len) == 0)
      return true;
  return false;
}

/* WORD was refused.  If it is the beginning of one of COUNT ROWS, say that
   this is not enough.  */
static void
say_in_full (const char *word, const struct suite_row *table, int count)
{
  if (!word || strncmp (word, "--", 2) != 0)
    return;
  size_t len = strcspn (word + 2, "=");
  for (int i = 0; i < count && len > 0; i++)
    if (strncmp (word + 2, table[i].name, len) == 0)
      error (0, 0, _("write --%s in full if that is meant"), table[i].name);
}

enum
{
  OPTIONS_MAX = 64, /* that a table of our own may have */
  OURS = 1 << 20    /* above what any tool returns */
};

/* getopt_long () with no long options but COUNT ROWS.  Return the index of
   the row, plus OURS.  */
static int
getopt_in_full (const struct suite_line *line, const struct suite_row *table,
                int count)
{
  struct option options[OPTIONS_MAX + 1] = { { 0 } };
  for (int i = 0; i < count && i < OPTIONS_MAX; i++)
    options[i]
        = (struct option) { table[i].name, table[i].has_arg, NULL, OURS + i };
  return getopt_long (line->argc, line->argv, line->short_options, options,
                      NULL);
}

int
suite_getopt (struct suite_options *options, const struct suite_line *line)
{
  const struct suite_own *own = line->own;
  for (;;)
    {
      int c;
      const char *word = next_word (line->argc, line->argv);
      bool mine = is_one_of (word, rows, ROWS);
      if (mine)
        c = getopt_in_full (line, rows, ROWS);
      else if (own && is_one_of (word, own->rows, own->count))
        c = getopt_in_full (line, own->rows, own->count);
      else
        c = getopt_long (line->argc, line->argv, line->short_options,
                         line->gnu_options, NULL);
      bool unknown = c == '?' && !begins_gnu (word, line->gnu_options);
      if (unknown && !mine)
        say_in_full (word, rows, ROWS);
      if (unknown && !mine && own)
        say_in_full (word, own->rows, own->count);
      if (c < OURS)
        return c;
      if (mine)
        take (options, c - OURS, optarg);
      else
        own->take (own->arg, c - OURS, optarg);
    }
}

void
suite_usage_of (const char *title, const struct suite_row *table, int count)
{
  printf ("\n%s\n", title);
  for (int i = 0; i < count; i++)
    printf ("  %-27s  %s\n", table[i].shown, _ (table[i].help));
}

void
suite_usage (void)
{
  suite_usage_of (_("Options of the suite, which are never abbreviated:"), rows,
                  ROWS);
}

void
suite_no_engine (const struct suite_options *options, int err,
                 struct engine_why why)
{
  if (options->engine.mode != ENGINE_URING || why.error == 0)
    error (EXIT_FAILURE, -err, _("cannot start"));
  const char *hint = engine_hint (why.error);
  error (hint ? 0 : EXIT_FAILURE, why.error,
         _("--engine=uring cannot be had: %s"), why.stage);
  error (EXIT_FAILURE, 0, "%s", _ (hint));
  abort (); /* not reached */
}
