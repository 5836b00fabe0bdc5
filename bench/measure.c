/* Run one program and say what it took: time, CPU, memory, page cache.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

/* No shell stands between the clock and the program.  With -f the named file
   is made durable inside the timed part, by the same fsync for every program,
   so that copiers with and without an option for it can be compared.

   With -w free memory is written to before the clock starts.  In a virtual
   machine that reports free pages to its host, the first touch of a page
   that was taken back costs more than copying it (1.1 s a GiB against 0.15
   where this was written), and who pays is a matter of turns.  */

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
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

/* What /proc/meminfo says of NAME, in KiB, or -1.  */
static long
meminfo_kib (const char *name)
{
  FILE *in = fopen ("/proc/meminfo", "r");
  size_t len = strlen (name);
  long kib = -1;
  char line[200];

  if (!in)
    return -1;
  while (kib < 0 && fgets (line, sizeof line, in))
    if (strncmp (line, name, len) == 0 && line[len] == ':')
      kib = strtol (line + len + 1, NULL, 10);
  fclose (in);
  return kib;
}

/* Write to a byte in each page of much of the free memory, and give it
   back: what is freed last is used first.  */
static void
warm_memory (void)
{
  enum
  {
    RESERVE_KIB = 512 << 10,
    ENOUGH_KIB = 8 << 20
  };
  long kib = meminfo_kib ("MemFree") - RESERVE_KIB;
  if (kib > ENOUGH_KIB)
    kib = ENOUGH_KIB;
  pid_t pid = kib > 0 ? fork () : -1;

  if (pid == 0)
    {
      size_t size = (size_t) kib << 10;
      volatile char *p = mmap (NULL, size, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (p == MAP_FAILED)
        _exit (1);
      madvise ((void *) p, size, MADV_HUGEPAGE);
      for (size_t i = 0; i < size; i += 4096)
        p[i] = 1;
      _exit (0);
    }
  if (pid > 0)
    waitpid (pid, NULL, 0);
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
  long cached = meminfo_kib ("Cached");
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
    f->cached_growth_kib = meminfo_kib ("Cached") - cached;
}

int
main (int argc, char **argv)
{
  struct figures f = { 0 };
  const char *dir = NULL, *fsync_file = NULL, *out = NULL;
  bool warm = false;
  int c;

  while ((c = getopt (argc, argv, "+C:f:o:t:w")) != -1)
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
      case 'w':
        warm = true;
        break;
      default:
        return 125;
      }
  if (optind == argc)
    errx (125, "usage: measure [-C DIR] [-f FILE-TO-FSYNC] [-o OUTPUT]"
               " [-t SECONDS] [-w] PROGRAM [ARGUMENT]...");
  if (warm)
    warm_memory ();
  run (argv + optind, dir, fsync_file, &f);
  if (figures_write (&f, out) != 0)
    err (125, "%s", out ? out : "standard output");
  return 0;
}
