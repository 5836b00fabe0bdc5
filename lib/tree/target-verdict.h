/* Verdicts: what was found where a copy is to go, and what becomes of it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A job (job.h) carries one along.  target.h comes to it, by cp's rules, and
   mirror-file.h by those of a mirror; target-open.h acts on it.  */

#ifndef UU_TARGET_VERDICT_H
#define UU_TARGET_VERDICT_H

#include <stdbool.h>
#include <sys/stat.h>

struct target_link;

enum target_verdict
{
  TARGET_REFUSED,   /* said why */
  TARGET_DECLINED,  /* -i: the user has said no */
  TARGET_DONE,      /* nothing is to be done, and that is no failure */
  TARGET_CURRENT,   /* -u: what stands there is not older, and stays */
  TARGET_CREATE,    /* nothing stands there (any more) */
  TARGET_OVERWRITE, /* a file or directory to be reused */
  TARGET_REPLACE    /* --atomic: what stands there goes when the copy, which
                       is nothing to it, is complete */
};

struct target
{
  enum target_verdict verdict;
  bool exists;              /* the two below are set */
  struct statx stood;       /* what had the name, links not followed */
  struct statx stx;         /* what would be written, links followed */
  struct target_link *link; /* the way there, if a symbolic link stood there
                               that is to be followed */
  char *backup;             /* where it was put aside, beside the name */
  bool keeps_name;          /* and it has its own name, too, till it is
                               replaced */
};

#endif /* UU_TARGET_VERDICT_H */
