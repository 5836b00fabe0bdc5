/* Differences: two files read side by side, to find where they differ.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Both files are read in pieces, a pair of reads for each, and as many pairs
   are under way as the pool has buffers: while one is compared, kernel
   threads read the next.  Who wants the files alike writes what differs (he
   is given the bytes); who only wants to know ends the run there.  Where both
   files have a hole nothing is read.

   copy-reuse.h and mirror-checksum.h are those who ask.  */

#ifndef UU_DIFFER_H
#define UU_DIFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/bufpool.h"
#include "engine/engine.h"

enum differ_side
{
  DIFFER_SOURCE,
  DIFFER_TARGET,
  DIFFER_SIDES,
  DIFFER_CALLER = DIFFER_SIDES /* the error is what `differs' returned */
};

struct differ
{
  /* Given by the caller.  */
  struct engine *engine;
  struct bufpool *pool;
  int fd[DIFFER_SIDES]; /* readable; their positions may move */
  uint64_t from;        /* compare from here */
  uint64_t to;          /*   up to here, or to where one of them ends */
  bool has_holes;       /* both may have some */
  bool may_queue;       /* worth a ring, in ENGINE_AUTO */

  /* Called in the caller's thread and in the order of the file; all but
     DIFFERS may be null.  DIFFERS gets the bytes of the source where the two
     are not the same, in whole blocks of 4 KiB but for the ends; other than
     0 ends the run with that.  MOVED: so many bytes more are dealt with.
     STOP: whether to give up, with -ECANCELED.  */
  void *arg;
  int (*differs) (void *arg, const void *data, size_t len, uint64_t offset);
  void (*moved) (void *arg, uint64_t bytes);
  bool (*stop) (void *arg);

  /* The outcome.  */
  uint64_t at;             /* all before it is dealt with */
  uint64_t same;           /* bytes that were the same */
  enum differ_side failed; /* where an error came from */
};

/* Compare as DIFFER says.  Return 0, -errno, or what `differs' returned.
   Nothing of it is in flight then.  */
int differ_run (struct differ *differ);

#endif /* UU_DIFFER_H */
