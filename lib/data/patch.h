/* Patching: a file made like another by writing only what differs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   As far as both files go they are compared (differ.h), and blocks that
   differ are written to the target.  What the source has beyond that, and
   the target's length, are the caller's: transfer_run () from `at' on does
   both.  A target that is written over is never cut short meanwhile.  */

#ifndef UU_PATCH_H
#define UU_PATCH_H

#include "data/differ.h"
#include "data/transfer.h"

struct patch
{
  /* Given by the caller.  */
  struct engine *engine;
  struct bufpool *pool;
  const struct transfer_policy *policy;
  struct endpoint source;
  struct endpoint target; /* may be written, */
  int target_read_fd;     /*   and is read by this one */

  /* As in struct transfer; each may be null.  */
  void (*moved) (void *arg, uint64_t bytes);
  void *moved_arg;
  bool (*stop) (void *arg);
  void *stop_arg;

  /* The outcome.  */
  uint64_t at;             /* up to here the target is as the source */
  uint64_t same;           /* bytes of that which it had already, */
  uint64_t written;        /*   and which were written, holes included */
  enum differ_side failed; /* where an error came from; CALLER: a write */
};

/* Patch as PATCH says.  Return 0 or -errno.  */
int patch_run (struct patch *patch);

#endif /* UU_PATCH_H */
