/* Reading ahead: the files that come next, brought into the page cache while
   one is being written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-ahead.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/stop.h"
#include "engine/calls.h"

enum
{
  DEPTH = 128, /* files under way */
  DEPTH_MAX = 1024,
  BATCH = 4,            /* so many times are they taken until all are others: */
                        /*   what is asked for at once, the kernel merges */
  READ_MAX = 128 << 10, /* bytes: the kernel reads on by itself then */
  HOT_MAX = 128,        /* files in a row that were in the cache */
  RESERVED_FDS = 16     /* for everybody else */
};

enum step
{
  STEP_NONE, /* nothing is under way, or no more */
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
  uint64_t size;
  bool fresh; /* since it was asked for, the ring was not looked at */
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

/* Count a file that was read AT_ONCE, or was not.  */
static void
count_hot (struct cat_ahead *ahead, bool at_once)
{
  ahead->hot = at_once ? ahead->hot + 1 : 0;
  if (ahead->hot >= HOT_MAX)
    ahead->running = false;
}

/* What SLOT asked of the ring is there.  */
static void
done (struct op *op)
{
  struct slot *slot = op->owner;
  if (slot->step == STEP_READ)
    {
      count_hot (slot->ahead, slot->fresh);
      slot->step = STEP_CLOSE;
      op_init (op, OP_CLOSE, slot->fd, slot, done);
      if (engine_try (slot->ahead->engine, op) == -EAGAIN)
        {
          engine_queue (slot->ahead->engine, op);
          return;
        }
    }
  slot->step = STEP_NONE;
}

/* Open SLOT's file, if it is one with something in it.  That is waited for: the
   ring would have a thread wait for each.  Whether it is open.  */
static bool
open_file (struct slot *slot)
{
  struct engine *engine = slot->ahead->engine;
  struct statx stx;
  struct op op;

  op_init (&op, OP_STATX, AT_FDCWD, NULL, NULL);
  op.u.statx.path = slot->name;
  op.u.statx.mask = STATX_TYPE | STATX_SIZE;
  op.u.statx.buf = &stx;
  if (engine_call (engine, &op) < 0 || !S_ISREG (stx.stx_mode)
      || stx.stx_size == 0)
    return false;
  slot->size = stx.stx_size;
  op_init (&op, OP_OPEN, AT_FDCWD, NULL, NULL);
  op.u.open.path = slot->name;
  /* It may have become something else.  */
  op.u.open.how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  slot->fd = engine_call (engine, &op);
  return slot->fd >= 0;
}

/* Ask for the beginning of SLOT's file.  */
static void
ask (struct slot *slot)
{
  struct op *op = &slot->op;

  slot->step = STEP_READ;
  slot->fresh = true;
  op_init (op, OP_READ, slot->fd, slot, done);
  op->u.rw.buf = slot->ahead->buffer;
  op->u.rw.len = slot->size < READ_MAX ? slot->size : READ_MAX;
  engine_queue (slot->ahead->engine, op);
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

/* Begin with NAME's file.  */
static void
take (struct cat_ahead *ahead, const char *name)
{
  struct slot *slot
      = &ahead->slots[(ahead->first + ahead->count) % ahead->room];
  ahead->count++;
  memset (slot, 0, sizeof *slot);
  slot->ahead = ahead;
  slot->name = name;
  /* The ring is set up here, when there is something to be read.  */
  ahead->running = engine_is_async (ahead->engine);
  /* A word for standard input is no name.  */
  if (ahead->running && strcmp (name, "-") != 0 && open_file (slot))
    ask (slot);
}

/* Take as many names as there is room for, if that is worth it, and start with
   their files.  */
static void
fill (struct cat_ahead *ahead)
{
  const char *name;
  unsigned int from = ahead->count;

  if (!ahead->running || from > ahead->depth - ahead->depth / BATCH)
    return;
  while (ahead->running && ahead->count < ahead->depth
         && ahead->names.next (ahead->names.arg, false, &name) > 0)
    take (ahead, name);
  turn (ahead, false);
  for (unsigned int i = from; i < ahead->count; i++)
    ahead->slots[(ahead->first + i) % ahead->room].fresh = false;
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
  for (unsigned int i = 0; i < ahead->count; i++)
    {
      const struct slot *slot = &ahead->slots[(ahead->first + i) % ahead->room];
      while (slot->step != STEP_NONE)
        turn (ahead, true);
    }
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
