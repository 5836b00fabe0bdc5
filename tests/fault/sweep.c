/* Run many copies with faults, and judge each.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

     sweep [OPTION]... SOURCE <CASES

   A case is a line: variables, a command and its operands, as in

     URINGUTILS_FAULT=fail=7:EIO ucp-fault -a --engine=sync src @

   without any quoting.  The variables go to its environment; NOFILE=N also
   limits its descriptors, COMPARE=OPTION,... goes to treecmp, and COPY=/NAME
   says that the copy is at @/NAME.  @ stands for a name in a directory of the
   run's own.  A run is right when it exits with status 0 and
   treecmp finds no difference, or with 1 (or what --refusal=STATUS,... says)
   and a message that names what is different.  Anything else is wrong: a
   signal, another status, a silent 1, no end, a name that does not belong
   there, a sanitizer's report.  */

#define _GNU_SOURCE
#include "sweep.h"

#include <errno.h>
#include <getopt.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum
{
  WORDS_MAX = 40,
  COMPLAINTS_MAX = 10, /* after which there is no use in going on */
  PROCESSES_MAX = 64
};

/* What the processes that run cases have in common.  */
struct shared
{
  _Atomic unsigned int next; /* the case to take next */
  _Atomic unsigned int count[WRONG + 1];
};

static struct sweep sweep = { .compare = "", .refusal = ",1,", .seconds = 60 };
static struct shared *shared;
static char **cases;
static unsigned int n_cases;
static int processes;

/* ---- One case ----------------------------------------------------------- */

struct work
{
  char *directory;
  char *target;
  char *error_file;
  char *out_file;
  char *judge_file;
};

static void
work_init (struct work *work, int number)
{
  work->directory = text ("run.%d", number);
  work->target = text ("%s/copy", work->directory);
  work->error_file = text ("%s/err", work->directory);
  work->out_file = text ("%s/out", work->directory);
  work->judge_file = text ("%s/judge", work->directory);
}

static void
prepare (const struct work *work)
{
  remove_tree (work->directory);
  if (mkdir (work->directory, 0755) < 0)
    give_up (work->directory);
  if (sweep.before == NULL)
    return;
  char *words[] = { (char *) "cp", (char *) "-a", (char *) sweep.before,
                    work->target, NULL };
  bool hung;
  if (run_command (words, work->out_file, work->error_file, sweep.seconds,
                   &hung)
          != 0
      || hung)
    {
      errno = EIO;
      give_up ("cp");
    }
}

static void
limit_descriptors (const char *number)
{
  rlim_t n = strtoul (number, NULL, 10);
  struct rlimit limit = { n, n };

  if (setrlimit (RLIMIT_NOFILE, &limit) < 0)
    give_up ("setrlimit");
}

/* Take LINE to pieces and run it, in a process made for that so that the
   environment is its own.  Return the case's verdict.  */
static enum verdict
run_case (const struct work *work, char *line, char **ret_why)
{
  char *words[WORDS_MAX + 1] = { NULL };
  int n = 0;
  char *rest;
  struct run run = {
    .sweep = &sweep,
    .words = words,
    .compare = "",
    .target = work->target,
    .error_file = work->error_file,
    .judge_file = work->judge_file,
  };

  for (char *word = strtok_r (line, " ", &rest); word != NULL && n < WORDS_MAX;
       word = strtok_r (NULL, " ", &rest))
    if (n > 0 || strchr (word, '=') == NULL)
      words[n++]
          = word[0] == '@' ? text ("%s%s", work->target, word + 1) : word;
    else if (strncmp (word, "COMPARE=", 8) == 0)
      run.compare = word + 8;
    else if (strncmp (word, "COPY=", 5) == 0)
      run.target = text ("%s%s", work->target, word + 5);
    else
      putenv (word);

  char *saved = text ("%s", getenv ("NOFILE") ? getenv ("NOFILE") : "");
  if (saved[0] != '\0')
    limit_descriptors (saved);
  run.wait_status = run_command (words, work->out_file, work->error_file,
                                 sweep.seconds, &run.hung);
  return judge (&run, ret_why);
}

static void
complain (const struct work *work, const char *line, const char *why)
{
  char *said = read_whole (work->error_file);

  printf ("WRONG: %s\n  %s\nto repeat:\n  FAULT_CASE='%s' make check "
          "TESTS=%s\nit said:\n%.2000s\n",
          why, line, line,
          getenv ("FAULT_TEST") ? getenv ("FAULT_TEST") : "...", said);
  fflush (stdout);
  free (said);
}

/* Run case LINE in a child and count what came of it.  */
static void
do_case (const struct work *work, const char *line)
{
  int status;

  prepare (work);
  pid_t pid = fork ();
  if (pid < 0)
    give_up ("fork");
  if (pid == 0)
    {
      char *why = NULL;
      char *copy = text ("%s", line);
      enum verdict verdict = run_case (work, copy, &why);
      if (verdict == WRONG)
        complain (work, line, why);
      _exit (verdict);
    }
  if (waitpid (pid, &status, 0) < 0 || !WIFEXITED (status)
      || WEXITSTATUS (status) > WRONG)
    {
      errno = ECHILD;
      give_up (line);
    }
  atomic_fetch_add (&shared->count[WEXITSTATUS (status)], 1);
}

/* ---- All cases ---------------------------------------------------------- */

static _Noreturn void
do_cases (int number)
{
  struct work work;
  unsigned int i;

  work_init (&work, number);
  while ((i = atomic_fetch_add (&shared->next, 1)) < n_cases
         && atomic_load (&shared->count[WRONG]) < COMPLAINTS_MAX)
    do_case (&work, cases[i]);
  remove_tree (work.directory);
  exit (0);
}

static void
read_cases (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t n;

  while ((n = getline (&line, &size, stdin)) > 0)
    {
      if (line[n - 1] == '\n')
        line[--n] = '\0';
      if (n == 0)
        continue;
      cases = realloc (cases, (n_cases + 1) * sizeof *cases);
      if (cases == NULL)
        give_up ("malloc");
      cases[n_cases++] = text ("%s", line);
    }
  free (line);
}

static _Noreturn void
usage (void)
{
  fputs ("usage: sweep [--before=TREE] [--compare=OPTION,...]"
         " [--must-succeed]\n"
         "             [--processes=N] [--refusal=STATUS,...] [--seconds=N]"
         " SOURCE <CASES\n",
         stderr);
  exit (99);
}

static void
parse_options (int argc, char **argv)
{
  static const struct option options[]
      = { { "before", required_argument, NULL, 'b' },
          { "compare", required_argument, NULL, 'c' },
          { "must-succeed", no_argument, NULL, 'm' },
          { "processes", required_argument, NULL, 'p' },
          { "refusal", required_argument, NULL, 'r' },
          { "seconds", required_argument, NULL, 's' },
          { NULL, 0, NULL, 0 } };
  int c;

  while ((c = getopt_long (argc, argv, "", options, NULL)) != -1)
    switch (c)
      {
      case 'b':
        sweep.before = optarg;
        break;
      case 'c':
        sweep.compare = text ("%s,%s", sweep.compare, optarg);
        break;
      case 'm':
        sweep.must_succeed = true;
        break;
      case 'p':
        processes = atoi (optarg);
        break;
      case 'r':
        sweep.refusal = text (",%s,", optarg);
        break;
      case 's':
        sweep.seconds = atoi (optarg);
        break;
      default:
        usage ();
      }
  if (argc - optind != 1 || sweep.seconds < 1)
    usage ();
  sweep.source = argv[optind];
  if (processes < 1)
    processes = (int) sysconf (_SC_NPROCESSORS_ONLN);
  if (processes > PROCESSES_MAX)
    processes = PROCESSES_MAX;
}

static void
run_all (void)
{
  int status;
  bool good = true;

  for (int i = 0; i < processes; i++)
    {
      pid_t pid = fork ();
      if (pid < 0)
        give_up ("fork");
      if (pid == 0)
        do_cases (i);
    }
  while (wait (&status) > 0)
    good &= status == 0;
  if (!good)
    exit (99);
}

int
main (int argc, char **argv)
{
  struct timespec begin, end;

  parse_options (argc, argv);
  read_cases ();
  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    give_up ("mmap");
  clock_gettime (CLOCK_MONOTONIC, &begin);
  run_all ();
  clock_gettime (CLOCK_MONOTONIC, &end);

  unsigned int right = shared->count[RIGHT_COPY];
  unsigned int refused = shared->count[REFUSED];
  unsigned int wrong = shared->count[WRONG];
  printf ("%u runs in %ld s: %u right copies, %u refused with a message,"
          " %u wrong\n",
          right + refused + wrong, (long) (end.tv_sec - begin.tv_sec), right,
          refused, wrong);
  return n_cases == 0 || wrong > 0;
}

/* A driver that ends keeps a word or two; the sanitizer is to look at what
   it drives.  Called by LeakSanitizer, where there is one.  */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:vasprintf";
}
