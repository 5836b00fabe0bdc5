/* Setting up a ring, as good a one as the kernel allows.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_URING_SETUP_H
#define UU_URING_SETUP_H

#include <liburing.h>

#include "engine/engine.h"

/* What uring_setup () came to.  */
struct uring_got
{
  unsigned int depth; /* ops in flight at once */
  bool polled;
  struct engine_why why; /* what was asked for and not had */
};

/* Set up *RING, of the calling thread, by CONFIG: with the newest set-up
   flags that the kernel takes, smaller when memory is short, and without
   polling when that is refused.  Return 0, or -errno with the stage that
   failed in GOT->why.  */
int uring_setup (const struct engine_config *config, struct io_uring *ring,
                 struct uring_got *got);

#endif /* UU_URING_SETUP_H */
