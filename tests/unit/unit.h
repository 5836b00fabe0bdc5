/* What the unit tests share: checks that say which of them failed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A unit test is a plain program.  It calls CHECK and CHECK_EQ as often as
   it likes and ends with `return unit_end ();'.  Exit status 0: all held
   (and there was at least one); 1: the failed ones are on standard error;
   77: skipped, with the reason.  unit_enter_tmpdir () gives it an empty
   directory to work in, which is removed at exit.  */

#ifndef UU_UNIT_H
#define UU_UNIT_H

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned int unit_checks;
static unsigned int unit_failures;

/* What the test is looking at, for the message: set it in loops.  */
static const char *unit_context = "";

/* Check that CONDITION holds; its value, so that a test can stop early.  */
#define CHECK(condition)                                                       \
  unit_check ((condition), #condition, __FILE__, __LINE__)

/* Check that two integers are equal, and tell them if not.  */
#define CHECK_EQ(got, wanted)                                                  \
  unit_check_eq (got, wanted, #got " == " #wanted, __FILE__, __LINE__)

static inline bool
unit_check (bool holds, const char *text, const char *file, int line)
{
  unit_checks++;
  if (!holds)
    {
      unit_failures++;
      fprintf (stderr, "%s:%d: failed: %s %s\n", file, line, text,
               unit_context);
    }
  return holds;
}

static inline bool
unit_check_eq (intmax_t got, intmax_t wanted, const char *text,
               const char *file, int line)
{
  unit_checks++;
  if (got != wanted)
    {
      unit_failures++;
      fprintf (stderr, "%s:%d: failed: %s (%jd, not %jd) %s\n", file, line,
               text, got, wanted, unit_context);
    }
  return got == wanted;
}

/* The test cannot run here, for REASON.  */
_Noreturn static inline void
unit_skip (const char *reason)
{
  fprintf (stderr, "SKIP: %s\n", reason);
  exit (77);
}

/* The test cannot go on: something that it needs itself failed.  */
_Noreturn static inline void
unit_die (const char *what)
{
  perror (what);
  exit (99);
}

static inline int
unit_end (void)
{
  if (unit_checks == 0)
    fprintf (stderr, "no check was made\n");
  return unit_checks == 0 || unit_failures != 0;
}

static char unit_tmpdir[4096];
static pid_t unit_owner;

static inline int
unit_remove_entry (const char *path, const struct stat *st, int type,
                   struct FTW *ftw)
{
  (void) st;
  (void) type;
  (void) ftw;
  return remove (path);
}

static inline void
unit_remove_tmpdir (void)
{
  /* A child of the test's that exits leaves the directory alone.  */
  if (getpid () == unit_owner && chdir ("/") == 0)
    nftw (unit_tmpdir, unit_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* Go to a new directory, which is on a disk if TMPDIR is.  */
static inline void
unit_enter_tmpdir (void)
{
  const char *base = getenv ("TMPDIR");

  snprintf (unit_tmpdir, sizeof unit_tmpdir, "%s/uu-unit-XXXXXX",
            base != NULL && base[0] != '\0' ? base : "/tmp");
  if (mkdtemp (unit_tmpdir) == NULL || chdir (unit_tmpdir) != 0)
    unit_die (unit_tmpdir);
  unit_owner = getpid ();
  atexit (unit_remove_tmpdir);
}

#endif /* UU_UNIT_H */
