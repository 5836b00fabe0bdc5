/* The suite's own options, the same words in every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/suite.h"

#include <error.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "argmatch.h"
#include "quote.h"
#include "version-etc.h"
#include "xstrtol.h"

/* For version_etc (), in place of gnulib's own, which names another.  */
const char version_etc_copyright[] = "Copyright %s 2026 the uringutils authors";

static const struct suite_row rows[] = {
  [SUITE_ENGINE] = { "engine", required_argument, "    --engine=NAME",
                     N_("auto (default): a ring for what would wait, plain\n\
                                 calls for the rest; uring: a ring for all;\n\
                                 sync: no ring") },
  [SUITE_WORKERS] = { "workers", required_argument, "-j, --workers=N",
                      N_("use at most N threads") },
  [SUITE_QUEUE_DEPTH]
  = { "queue-depth", required_argument, "    --queue-depth=N",
      N_("keep at most N requests in flight a thread") },
  [SUITE_CHUNK_SIZE]
  = { "chunk-size", required_argument, "    --chunk-size=SIZE",
      N_("move large files SIZE bytes at a time") },
  [SUITE_DIRECT] = { "direct", no_argument, "    --direct",
                     N_("bypass the page cache on both sides (O_DIRECT)") },
  [SUITE_IOPOLL] = { "iopoll", no_argument, "    --iopoll",
                     N_("poll the device for completions; implies --direct") },
  [SUITE_SQPOLL] = { "sqpoll", no_argument, "    --sqpoll",
                     N_("let a kernel thread fetch the requests") },
  [SUITE_NOCACHE] = { "nocache", no_argument, "    --nocache",
                      N_("leave no copied data in the page cache") },
  [SUITE_PROGRESS] = { "progress", optional_argument, "    --progress[=WHEN]",
                       N_("show how much is done, how fast, and the time\n\
                                 left: auto (default, on a terminal), always,\n\
                                 never; json: as objects for programs") },
  [SUITE_STATS] = { "stats", optional_argument, "    --stats[=FORMAT]",
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
    suite_engine (options, "URINGUTILS_ENGINE", engine);
}

/* ARGUMENT of the option that is written as WORD: a number from 1 to
   HIGH.  */
static uintmax_t
number (const char *word, const char *argument, uintmax_t high)
{
  uintmax_t n;
  strtol_error err = xstrtoumax (argument, NULL, 10, &n, "");
  if (err != LONGINT_OK || n < 1 || n > high)
    error (EXIT_FAILURE, 0,
           _("invalid %s argument %s: it must be from 1 to %ju"), word,
           quote (argument), high);
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
  options->workers = number ("--workers", argument, 256);
}

void
suite_engine (struct suite_options *options, const char *word,
              const char *value)
{
  options->engine.mode = XARGMATCH (word, value, engine_words, engine_modes);
}

void
suite_queue_depth (struct suite_options *options, const char *word,
                   const char *value)
{
  options->engine.depth = number (word, value, 4096);
}

static void
take (struct suite_options *options, enum suite_option row,
      const char *argument)
{
  switch (row)
    {
    case SUITE_ENGINE:
      suite_engine (options, "--engine", argument);
      break;
    case SUITE_WORKERS:
      suite_workers (options, argument);
      break;
    case SUITE_QUEUE_DEPTH:
      suite_queue_depth (options, "--queue-depth", argument);
      break;
    case SUITE_CHUNK_SIZE:
      options->chunk_size = take_chunk_size (argument);
      break;
    case SUITE_IOPOLL:
      options->engine.polled = true;
      options->direct = true;
      break;
    case SUITE_DIRECT:
      options->direct = true;
      break;
    case SUITE_SQPOLL:
      options->engine.sqpoll = true;
      break;
    case SUITE_NOCACHE:
      options->nocache = true;
      break;
    case SUITE_PROGRESS:
      options->progress = argument ? XARGMATCH ("--progress", argument,
                                                when_words, when_values)
                                   : PROGRESS_AUTO;
      break;
    case SUITE_STATS:
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

/* Options that match in full only; a bit set in WITHOUT takes one out.  */
struct table
{
  const struct suite_row *rows;
  int count;
  unsigned int without;
};

static bool
has_row (const struct table *table, int row)
{
  return !(table->without >> row & 1);
}

/* Whether WORD is one of TABLE, written out.  */
static bool
is_one_of (const char *word, const struct table *table)
{
  if (!word || strncmp (word, "--", 2) != 0)
    return false;
  size_t len = strcspn (word + 2, "=");
  for (int i = 0; i < table->count; i++)
    if (has_row (table, i) && strlen (table->rows[i].name) == len
        && strncmp (word + 2, table->rows[i].name, len) == 0)
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

int
suite_find (const char *name, size_t len, unsigned int without,
            int *ret_has_arg)
{
  const struct table table = { rows, ROWS, without };
  for (int i = 0; i < ROWS; i++)
    if (has_row (&table, i) && strlen (rows[i].name) == len
        && memcmp (rows[i].name, name, len) == 0)
      {
        *ret_has_arg = rows[i].has_arg;
        return i;
      }
  return -1;
}

void
suite_take (struct suite_options *options, int row, const char *argument)
{
  take (options, row, argument);
}

/* WORD was refused.  If it is the beginning of one of TABLE, say that this is
   not enough.  */
static void
say_in_full (const char *word, const struct table *table)
{
  if (!word || strncmp (word, "--", 2) != 0)
    return;
  size_t len = strcspn (word + 2, "=");
  for (int i = 0; i < table->count && len > 0; i++)
    if (has_row (table, i) && strncmp (word + 2, table->rows[i].name, len) == 0
        && table->rows[i].name[len] != '\0')
      error (0, 0, _("write --%s in full if that is meant"),
             table->rows[i].name);
}

enum
{
  OPTIONS_MAX = 64, /* that a table of our own may have */
  OURS = 1 << 20    /* above what any tool returns */
};

/* getopt_long () with no long options but those of TABLE, when one of them
   is next.  Return the index of the row, plus OURS.  */
static int
getopt_in_full (const struct suite_line *line, const struct table *table)
{
  struct option options[OPTIONS_MAX + 1] = { { 0 } };
  for (int i = 0; i < table->count && i < OPTIONS_MAX; i++)
    options[i] = (struct option) { table->rows[i].name, table->rows[i].has_arg,
                                   NULL, OURS + i };
  return getopt_long (line->argc, line->argv, line->short_options, options,
                      NULL);
}

int
suite_getopt (struct suite_options *options, const struct suite_line *line)
{
  const struct suite_own *own = line->own;
  const struct table ours = { rows, ROWS, line->without };
  const struct table theirs
      = { own ? own->rows : NULL, own ? own->count : 0, 0 };
  for (;;)
    {
      int c;
      const char *word = next_word (line->argc, line->argv);
      bool mine = is_one_of (word, &ours);
      if (mine)
        c = getopt_in_full (line, &ours);
      else if (is_one_of (word, &theirs))
        c = getopt_in_full (line, &theirs);
      else
        c = getopt_long (line->argc, line->argv, line->short_options,
                         line->gnu_options, NULL);
      if (c == '?' && !mine && !begins_gnu (word, line->gnu_options))
        {
          say_in_full (word, &ours);
          say_in_full (word, &theirs);
        }
      if (c < OURS)
        return c;
      if (mine)
        take (options, c - OURS, optarg);
      else
        own->take (own->arg, c - OURS, optarg);
    }
}

static void
print_usage (const char *title, const struct table *table)
{
  printf ("\n%s\n", title);
  for (int i = 0; i < table->count; i++)
    if (has_row (table, i))
      printf ("  %-27s  %s\n", table->rows[i].shown, _ (table->rows[i].help));
}

void
suite_usage_of (const char *title, const struct suite_row *own, int count)
{
  print_usage (title, &(struct table) { own, count, 0 });
}

void
suite_usage (unsigned int without)
{
  print_usage (_("Options of the suite, which are never abbreviated:"),
               &(struct table) { rows, ROWS, without });
}

struct engine *
suite_open_engine (const struct suite_options *options)
{
  struct engine *engine;
  struct engine_why why;
  bool held[STDERR_FILENO + 1];
  for (int fd = 0; fd <= STDERR_FILENO; fd++)
    held[fd] = fcntl (fd, F_GETFD) < 0 && open ("/", O_PATH | O_CLOEXEC) == fd;
  int err = engine_open (&options->engine, &engine, &why);
  for (int fd = 0; fd <= STDERR_FILENO; fd++)
    if (held[fd])
      close (fd);
  if (err < 0)
    suite_no_engine (options, err, why);
  return engine;
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
