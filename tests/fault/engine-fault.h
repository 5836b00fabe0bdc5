/* The fault engine: makes another engine fail, for tests.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   It decorates an engine of any kind and gives to its ops, whether called,
   tried or queued, what a kernel may give on a bad day: short counts,
   interruptions, late completions in odd order, and errors.  A program
   linked with engine-fault.c and fault-config.c is told what to do by the
   environment; the programs that are installed know nothing of it.

     URINGUTILS_FAULT=seed=7,short=10,delay=20,reorder,eintr=5,\
                      fail=N:ERRNO[:forever][:KIND],unregistered,\
                      uneven,corrupt=N,bad=FROM-TO
     URINGUTILS_FAULT_COUNT=FILE

   short, delay and eintr are percentages.  `fail' lets the Nth op fail,
   counted from 1 over all engines of the process, or all from the Nth on
   (forever); with KIND, a name from op_kind_name (), only ops of that kind
   count and fail.  N == 0 only counts.  FILE gets the count at exit.
   `uneven' cuts direct reads anywhere, not just between blocks, if they are not
   queued and have an offset.  `corrupt' lets the Nth write succeed, and then
   changes a byte of it in the file.  `bad', which may come several times, is a
   bad place of the medium: a read of what is open for reading alone fails with
   EIO where it touches one of the bytes from FROM up to TO.  */

#ifndef UU_ENGINE_FAULT_H
#define UU_ENGINE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"

enum
{
  FAULT_BAD_PLACES = 4 /* at most */
};

struct fault_place
{
  uint64_t from, to; /* the first byte, and that behind the last */
};

struct fault_config
{
  uint64_t seed;
  unsigned int short_percent; /* reads, writes, splices: fewer bytes */
  unsigned int delay_percent; /* completions held back for some runs */
  unsigned int eintr_percent; /* EINTR or EAGAIN for reads and writes, and
                                 EINTR for engine_run () */
  bool reorder;               /* completions in random order */
  bool uneven;                /* direct reads come short within blocks */
  bool unregistered;          /* buffers and files: no memory for that */
  uint64_t fail_at;           /* 0: never */
  bool fail_forever;
  bool fail_any_kind;
  enum op_kind fail_kind;
  int fail_errno;
  uint64_t corrupt_at; /* 0: never */
  struct fault_place bad[FAULT_BAD_PLACES];
  unsigned int n_bad;
};

/* Read CONFIG from TEXT, as above.  Return 0, or -EINVAL.  */
int fault_parse (const char *text, struct fault_config *ret_config);

/* Decorate INNER, which then belongs to *RET_OUTER.  An op that is made to
   fail is not performed, but for OP_CLOSE, so that nothing leaks.  What a
   shortened read did not fill of its buffer is overwritten, so that nobody
   can live on bytes that happen to be there.  A shortened or failed op
   breaks its chain.  CONFIG must stay.  */
int engine_fault_open (const struct fault_config *config, struct engine *inner,
                       struct engine **ret_outer);

/* The ops counted so far, in the process.  */
uint64_t fault_count (void);

#endif /* UU_ENGINE_FAULT_H */
