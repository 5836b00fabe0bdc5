/* Run one program and say what it took: time, CPU, memory, page cache.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

/* No shell stands between the clock and the program.  With -f the named file
   is made durable inside the timed part, by the same fsync for every program,
   so that copiers with and without an option for it can be compared.  */

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figures.h"

static volatile sig_atomic_t child;

static void
kill_child (int sig)
{
  (void) sig;
  if (child > 0)
    kill (child, SIGKILL);
}

/* KiB in the page cache, or -1.  */
static long
cached_kib (void)
{
  FILE *in = fopen ("/proc/meminfo", "r");
  long kib = -1;
  char line[200];

  if (!in)
    return -1;
  while (fgets (line, sizeof line, in))
    if (sscanf (line, "Cached: %ld", &kib) == 1)
      break;
  fclose (in);
  return kib;
}

/* Make FILE durable and charge F for the CPU time this takes.  */
static void
durable (const char *file, struct figures *f)
{
  struct rusage before, after;
  int fd = open (file, O_RDONLY | O_CLOEXEC);

  getrusage (RUSAGE_SELF, &before);
  if (fd < 0 || fsync (fd) != 0)
    f->status = f->status ? f->status : 126;
  if (fd >= 0)
    close (fd);
  getrusage (RUSAGE_SELF, &after);
  f->user
      += figures_seconds (after.ru_utime) - figures_seconds (before.ru_utime);
  f->sys
      += figures_seconds (after.ru_stime) - figures_seconds (before.ru_stime);
}

static void
run (char **argv, const char *dir, const char *fsync_file, struct figures *f)
{
  struct rusage ru;
  int wait_status;
  long cached = cached_kib ();
  double start = figures_now ();
  pid_t pid = fork ();

  if (pid < 0)
    err (125, "fork");
  if (pid == 0)
    {
      if (dir && chdir (dir) != 0)
        _exit (126);
      execvp (argv[0], argv);
      _exit (127);
    }
  child = pid;
  while (wait4 (pid, &wait_status, 0, &ru) < 0)
    if (errno != EINTR)
      err (125, "wait4");
  child = 0;
  f->status = figures_exit_status (wait_status);
  figures_add_usage (f, &ru);
  if (fsync_file)
    durable (fsync_file, f);
  f->wall = figures_now () - start;
  f->calls = 1;
  if (cached >= 0)
    f->cached_growth_kib = cached_kib () - cached;
}

int
main (int argc, char **argv)
{
  struct figures f = { 0 };
  const char *dir = NULL, *fsync_file = NULL, *out = NULL;
  int c;

  while ((c = getopt (argc, argv, "+C:f:o:t:")) != -1)
    switch (c)
      {
      case 'C':
        dir = optarg;
        break;
      case 'f':
        fsync_file = optarg;
        break;
      case 'o':
        out = optarg;
        break;
      case 't':
        signal (SIGALRM, kill_child);
        alarm (strtoul (optarg, NULL, 10));
        break;
      default:
        return 125;
      }
  if (optind == argc)
    errx (125, "usage: measure [-C DIR] [-f FILE-TO-FSYNC] [-o OUTPUT]"
               " [-t SECONDS] PROGRAM [ARGUMENT]...");
  run (argv + optind, dir, fsync_file, &f);
  if (figures_write (&f, out) != 0)
    err (125, "%s", out ? out : "standard output");
  return 0;
}
