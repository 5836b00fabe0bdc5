/* Reading ahead: the files that come next, brought into the page cache while
   one is being written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat-ahead.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "calls.h"
#include "stop.h"

enum
{
  DEPTH = 64, /* files under way */
  DEPTH_MAX = 1024,
  READ_MAX = 128 << 10, /* bytes: the kernel reads on by itself then */
  HOT_MAX = 128,        /* files in a row that were in the cache */
  RESERVED_FDS = 16     /* for everybody else */
};

enum step
{
  STEP_NONE, /* nothing is under way, or no more */
  STEP_LOOK,
  STEP_OPEN,
  STEP_READ,
  STEP_CLOSE
};

/* A name, and what is done about its file.  */
struct slot
{
  struct cat_ahead *ahead;
  const char *name;
  enum step step;
  int fd;
  struct statx stx;
  struct op op;
};

struct cat_ahead
{
  struct engine *engine;
  struct cat_names names;
  unsigned int depth; /* files at once, */
  unsigned int room;  /*   of so many slots, */
  struct slot *slots; /*   used in a circle; null until there is need */
  unsigned int first; /* the slot of the next name, and */
  unsigned int count; /*   how many there are from there on */
  char *buffer;       /* what is read goes here, all of it, and is not used */
  const char *current;
  bool running;     /* files are read ahead */
  bool ending;      /* no more steps: what is open is closed */
  unsigned int hot; /* files in a row that were in the cache */
};

int
cat_ahead_open (struct engine *engine, const struct cat_names *names,
                unsigned int depth, struct cat_ahead **ret_ahead)
{
  struct cat_ahead *ahead = calloc (1, sizeof *ahead);
  if (ahead == NULL)
    return -ENOMEM;
  ahead->engine = engine;
  ahead->names = *names;
  ahead->depth = depth == 0 ? DEPTH : depth < DEPTH_MAX ? depth : DEPTH_MAX;
  *ret_ahead = ahead;
  return 0;
}

/* ---- One file --------------------------------------------------------- */

/* Set up the op of SLOT's step.  */
static void
prepare (struct slot *slot, void (*done) (struct op *))
{
  static const enum op_kind kinds[] = { [STEP_LOOK] = OP_STATX,
                                        [STEP_OPEN] = OP_OPEN,
                                        [STEP_READ] = OP_READ,
                                        [STEP_CLOSE] = OP_CLOSE };
  struct op *op = &slot->op;
  bool named = slot->step == STEP_LOOK || slot->step == STEP_OPEN;

  op_init (op, kinds[slot->step], named ? AT_FDCWD : slot->fd, slot, done);
  switch (slot->step)
    {
    case STEP_NONE:
    case STEP_CLOSE:
      break;
    case STEP_LOOK:
      op->u.statx.path = slot->name;
      op->u.statx.mask = STATX_TYPE | STATX_SIZE;
      op->u.statx.buf = &slot->stx;
      break;
    case STEP_OPEN:
      op->u.open.path = slot->name;
      /* It may have become something else.  */
      op->u.open.how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
      break;
    case STEP_READ:
      op->u.rw.buf = slot->ahead->buffer;
      op->u.rw.len
          = slot->stx.stx_size < READ_MAX ? slot->stx.stx_size : READ_MAX;
      break;
    }
}

/* The step of SLOT gave RESULT; what is the next?  */
static enum step
follow (struct slot *slot, int result)
{
  switch (slot->step)
    {
    case STEP_LOOK:
      return result == 0 && S_ISREG (slot->stx.stx_mode)
                     && slot->stx.stx_size > 0 && !slot->ahead->ending
                 ? STEP_OPEN
                 : STEP_NONE;
    case STEP_OPEN:
      slot->fd = result;
      if (result < 0)
        return STEP_NONE;
      return slot->ahead->ending ? STEP_CLOSE : STEP_READ;
    case STEP_READ:
      return STEP_CLOSE;
    case STEP_CLOSE:
    case STEP_NONE:
      break;
    }
  return STEP_NONE;
}

/* Count a file that was read AT_ONCE, or was not.  */
static void
count_hot (struct cat_ahead *ahead, bool at_once)
{
  ahead->hot = at_once ? ahead->hot + 1 : 0;
  if (ahead->hot >= HOT_MAX)
    ahead->running = false;
}

static void go (struct slot *slot);

static void
done (struct op *op)
{
  struct slot *slot = op->owner;
  slot->step = follow (slot, op->result);
  go (slot);
}

/* Take the step that SLOT is at, and those behind it as long as they need not
   wait.  */
static void
go (struct slot *slot)
{
  struct cat_ahead *ahead = slot->ahead;

  while (slot->step != STEP_NONE)
    {
      prepare (slot, done);
      int result = engine_try (ahead->engine, &slot->op);
      bool waits = result == -EAGAIN;
      if (slot->step == STEP_READ)
        count_hot (ahead, !waits);
      if (waits)
        {
          engine_queue (ahead->engine, &slot->op);
          return;
        }
      slot->step = follow (slot, result);
    }
}

/* ---- All of them ------------------------------------------------------- */

/* How many files may be open for reading ahead.  */
static unsigned int
most_open (void)
{
  struct rlimit limit;
  if (getrlimit (RLIMIT_NOFILE, &limit) < 0
      || limit.rlim_cur <= RESERVED_FDS + 1)
    return 1;
  rlim_t n = limit.rlim_cur - RESERVED_FDS;
  return n < DEPTH_MAX ? (unsigned int) n : DEPTH_MAX;
}

/* Get what reading ahead takes, but for the ring.  */
static bool
get_ready (struct cat_ahead *ahead)
{
  if (ahead->slots == NULL)
    {
      unsigned int most = most_open ();
      if (ahead->depth > most)
        ahead->depth = most;
      ahead->room = ahead->depth;
      ahead->slots = calloc (ahead->room, sizeof *ahead->slots);
    }
  if (ahead->buffer == NULL)
    ahead->buffer = malloc (READ_MAX);
  return ahead->slots != NULL && ahead->buffer != NULL;
}

/* Have the ring do something for us: at once, or when something is done.  */
static void
turn (struct cat_ahead *ahead, bool wait)
{
  if (engine_inflight (ahead->engine) > 0)
    engine_run (ahead->engine, wait);
}

/* Take as many names as there is room for, and start with their files.  */
static void
fill (struct cat_ahead *ahead)
{
  while (ahead->running && ahead->count < ahead->depth)
    {
      const char *name;
      if (ahead->names.next (ahead->names.arg, false, &name) <= 0)
        return;
      unsigned int index = (ahead->first + ahead->count) % ahead->room;
      struct slot *slot = &ahead->slots[index];
      ahead->count++;
      memset (slot, 0, sizeof *slot);
      slot->ahead = ahead;
      slot->name = name;
      slot->fd = -1;
      /* The ring is set up here, when there is something to be read.  */
      ahead->running = engine_is_async (ahead->engine);
      /* A word for standard input is no name.  */
      if (ahead->running && strcmp (name, "-") != 0)
        slot->step = STEP_LOOK;
      go (slot);
    }
}

void
cat_ahead_begin (struct cat_ahead *ahead)
{
  ahead->hot = 0;
  /* A polled ring takes direct reads only.  */
  if (ahead->running || ahead->depth == 0 || engine_is_polled (ahead->engine)
      || engine_mode (ahead->engine) == ENGINE_SYNC || !get_ready (ahead))
    return;
  ahead->running = true;
  fill (ahead);
  turn (ahead, false);
}

void
cat_ahead_look (struct cat_ahead *ahead, int fd)
{
  char byte;
  struct op op;
  if (ahead->running || engine_mode (ahead->engine) == ENGINE_SYNC)
    return;
  op_init (&op, OP_READ, fd, NULL, NULL);
  op.u.rw.buf = &byte;
  op.u.rw.len = 1;
  if (engine_try (ahead->engine, &op) == -EAGAIN)
    cat_ahead_begin (ahead);
}

static void
forget_current (struct cat_ahead *ahead)
{
  if (ahead->current != NULL && ahead->names.used != NULL)
    ahead->names.used (ahead->names.arg, ahead->current);
  ahead->current = NULL;
}

const char *
cat_ahead_next (struct cat_ahead *ahead)
{
  forget_current (ahead);
  fill (ahead);
  turn (ahead, false);
  if (ahead->count == 0)
    {
      const char *name;
      if (ahead->names.next (ahead->names.arg, true, &name) > 0)
        ahead->current = name;
      return ahead->current;
    }

  struct slot *slot = &ahead->slots[ahead->first];
  while (slot->step != STEP_NONE && !stop_requested ())
    turn (ahead, true);
  if (slot->step != STEP_NONE)
    return NULL;
  ahead->current = slot->name;
  ahead->first = (ahead->first + 1) % ahead->room;
  ahead->count--;
  return ahead->current;
}

/* Wait for the ring until nothing is open.  */
static void
settle (struct cat_ahead *ahead)
{
  ahead->ending = true;
  for (unsigned int i = 0; i < ahead->count; i++)
    {
      const struct slot *slot = &ahead->slots[(ahead->first + i) % ahead->room];
      while (slot->step != STEP_NONE)
        turn (ahead, true);
    }
  ahead->ending = false;
}

bool
cat_ahead_give_way (struct cat_ahead *ahead)
{
  bool any = engine_inflight (ahead->engine) > 0;
  settle (ahead);
  ahead->depth /= 2;
  if (ahead->depth == 0)
    ahead->running = false;
  return any;
}

void
cat_ahead_close (struct cat_ahead *ahead)
{
  if (ahead == NULL)
    return;
  settle (ahead);
  forget_current (ahead);
  for (unsigned int i = 0; i < ahead->count && ahead->names.used != NULL; i++)
    ahead->names.used (ahead->names.arg,
                       ahead->slots[(ahead->first + i) % ahead->room].name);
  free (ahead->slots);
  free (ahead->buffer);
  free (ahead);
}
