/* Setting up a ring, as good a one as the kernel allows.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine/uring-probe.h"
#include "engine/uring-setup.h"

#include <errno.h>
#include <string.h>

enum
{
  DEPTH_DEFAULT = 64,
  DEPTH_MAX = 4096,
  DEPTH_MIN = 8,    /* smaller saves nothing */
  ENTRIES_MIN = 16, /* so that any usual chain fits */

  /* Threads of the kernel that take over what would block, for this thread
     of ours.  Bounded ones serve regular files: their default follows the
     number of processors, and the disk wants more than that.  Unbounded
     ones serve pipes and devices; without a limit a full queue may become
     as many threads as the user may have processes.  */
  WORKERS_BOUNDED_MIN = 16,
  WORKERS_BOUNDED_MAX = 32,
  WORKERS_UNBOUNDED = 8,

  /* After so long without work the kernel's submitting thread sleeps.  */
  SQPOLL_IDLE_MS = 100
};

/* Newest first: completions are brought in by our own waiting (Linux 6.1),
   without interrupting us (5.19), and as of old.  */
static const unsigned int flag_ladder[] = {
  IORING_SETUP_CLAMP | IORING_SETUP_SUBMIT_ALL | IORING_SETUP_TASKRUN_FLAG
      | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN,
  IORING_SETUP_CLAMP | IORING_SETUP_SUBMIT_ALL | IORING_SETUP_TASKRUN_FLAG
      | IORING_SETUP_COOP_TASKRUN,
  IORING_SETUP_CLAMP,
};
enum
{
  N_FLAGS = sizeof flag_ladder / sizeof flag_ladder[0]
};

/* What a thread of the kernel that submits makes pointless or refuses.  */
static const unsigned int not_with_sqpoll = IORING_SETUP_DEFER_TASKRUN
                                            | IORING_SETUP_COOP_TASKRUN
                                            | IORING_SETUP_TASKRUN_FLAG;

static unsigned int
first_depth (const struct engine_config *config)
{
  if (config->depth == 0)
    return DEPTH_DEFAULT;
  return config->depth < DEPTH_MAX ? config->depth : DEPTH_MAX;
}

/* Try the ladder at one depth, with the set-up flags WANTED.  */
static int
climb (unsigned int depth, unsigned int wanted, struct io_uring *ring)
{
  unsigned int entries = depth > ENTRIES_MIN ? depth : ENTRIES_MIN;
  int r = -EINVAL;

  for (int i = 0; i < N_FLAGS && r == -EINVAL; i++)
    {
      struct io_uring_params params;

      memset (&params, 0, sizeof params);
      params.flags = flag_ladder[i] | wanted;
      if ((wanted & IORING_SETUP_SQPOLL) != 0)
        {
          params.flags &= ~not_with_sqpoll;
          params.sq_thread_idle = SQPOLL_IDLE_MS;
        }
      r = io_uring_queue_init_params (entries, ring, &params);
    }
  return r;
}

/* The same with less and less where memory is short.  */
static int
set_up_smaller (unsigned int *depth, unsigned int wanted, struct io_uring *ring)
{
  int r;

  while ((r = climb (*depth, wanted, ring)) == -ENOMEM
         && *depth / 2 >= DEPTH_MIN)
    *depth /= 2;
  return r;
}

static void
limit_workers (struct io_uring *ring, unsigned int depth)
{
  unsigned int bounded = depth;

  if (bounded < WORKERS_BOUNDED_MIN)
    bounded = WORKERS_BOUNDED_MIN;
  if (bounded > WORKERS_BOUNDED_MAX)
    bounded = WORKERS_BOUNDED_MAX;

  unsigned int limits[2] = { bounded, WORKERS_UNBOUNDED };
  /* Before Linux 5.15 there is no limit to set; the defaults work.  */
  io_uring_register_iowq_max_workers (ring, limits);
}

/* Get a ring of the kind asked for, or else an ordinary one.  */
static int
set_up_kind (const struct engine_config *config, struct io_uring *ring,
             struct uring_got *got)
{
  unsigned int wanted = (config->polled ? IORING_SETUP_IOPOLL : 0)
                        | (config->sqpoll ? IORING_SETUP_SQPOLL : 0);

  got->depth = first_depth (config);
  int r = set_up_smaller (&got->depth, wanted, ring);
  got->polled = r == 0 && config->polled;
  if (r == 0 || wanted == 0)
    return r;

  got->why.error = -r;
  got->why.stage
      = config->polled ? "IORING_SETUP_IOPOLL" : "IORING_SETUP_SQPOLL";
  got->depth = first_depth (config);
  return set_up_smaller (&got->depth, 0, ring);
}

int
uring_setup (const struct engine_config *config, struct io_uring *ring,
             struct uring_got *got)
{
  got->why = (struct engine_why) { 0, NULL };
  int r = set_up_kind (config, ring, got);
  if (r < 0)
    {
      got->why = (struct engine_why) { -r, "io_uring_setup" };
      return r;
    }

  r = uring_probe (ring);
  if (r < 0)
    {
      io_uring_queue_exit (ring);
      got->why = (struct engine_why) { -r, "IORING_REGISTER_PROBE" };
      return r;
    }
  limit_workers (ring, got->depth);
  /* Saves looking the descriptor up at each call; not to have it is no
     loss worth a word.  */
  io_uring_register_ring_fd (ring);
  return 0;
}
