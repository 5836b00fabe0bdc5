/* A set of files to be flushed: opened one by one, made durable together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "flush/flush-set.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/descriptors.h"
#include "base/messages.h"
#include "engine/calls.h"
#include "flush/flush-many.h"
#include "user/report.h"

enum
{
  /* Files that wait to be flushed together: each takes a descriptor and
     holds some kilobytes of the kernel's memory.  */
  MOST_ITEMS = 8192,
  /* Descriptors that are somebody else's: standard ones, the ring, a list of
     names, directories on the way to where a tree is read.  */
  RESERVED_FDS = 96,
  /* And bytes of names.  */
  MOST_NAMES = 4 << 20
};

/* What failed.  */
enum failure
{
  FAIL_OPEN,
  FAIL_READ,
  FAIL_RESET,
  FAIL_FLUSH
};

struct item
{
  struct op op;
  struct flush_set *set;
  char *name;
  int fd; /* or -1 */
  enum flush_phase phase;
  int err; /* 0 or -errno, and what it came from */
  enum failure failure;
  uint64_t size;
};

struct flush_set
{
  struct flush_config config;
  struct flush_many many;
  unsigned int most; /* items */
  size_t names;      /* bytes */
  struct item *items;
  struct op **ops;
  unsigned int count, room;
  unsigned int last_name; /* 0, or 1 more than the index of the directory that
                             was added last for the sake of a name */
  unsigned int alone;     /* 0, or 1 more than the index of the only file */
  bool writes_back;       /* there was another */
  struct flush_sums sums;
};

int
flush_set_open (struct engine *engine, const struct flush_config *config,
                struct flush_set **ret_set)
{
  struct flush_set *set = calloc (1, sizeof *set);
  if (!set)
    return -ENOMEM;
  unsigned int fds = descriptors_raise ();
  fds = fds > 2 * RESERVED_FDS ? fds - RESERVED_FDS : fds / 2;
  set->most = fds < MOST_ITEMS ? fds : MOST_ITEMS;
  set->config = *config;
  set->many = (struct flush_many) { .engine = engine,
                                    .config = config->engine,
                                    .workers = config->workers };
  *ret_set = set;
  return 0;
}

void
flush_set_close (struct flush_set *set)
{
  free (set->items);
  free (set->ops);
  free (set);
}

struct engine *
flush_set_engine (const struct flush_set *set)
{
  return set->many.engine;
}

struct flush_sums *
flush_set_sums (struct flush_set *set)
{
  return &set->sums;
}

unsigned int
flush_set_stats (const struct flush_set *set, struct engine_stats *stats)
{
  engine_stats_add (stats, &set->many.stats);
  return set->many.threads;
}

/* ---- Opening ------------------------------------------------------------ */

/* The error that counts is the first: of a directory, say, the second tells
   nothing.  */
static int
open_either_way (struct engine *engine, int dirfd, const char *name, int flags)
{
  int fd = call_open (engine, dirfd, name, O_RDONLY | O_NONBLOCK | flags, 0);
  if (fd >= 0 || fd == -EMFILE || fd == -ENFILE || (flags & O_DIRECTORY) != 0)
    return fd;
  int other = call_open (engine, dirfd, name, O_WRONLY | O_NONBLOCK | flags, 0);
  return other < 0 ? fd : other;
}

int
flush_set_try (struct flush_set *set, int dirfd, const char *name, int flags)
{
  int fd = open_either_way (set->many.engine, dirfd, name, flags);
  if ((fd == -EMFILE || fd == -ENFILE) && set->count > 0)
    {
      /* As few as there are now, from here on.  */
      set->most = set->count;
      flush_set_run (set);
      fd = open_either_way (set->many.engine, dirfd, name, flags);
    }
  return fd;
}

/* ---- Collecting --------------------------------------------------------- */

static bool
make_room (struct flush_set *set)
{
  if (set->count < set->room)
    return true;
  unsigned int room = set->room ? 2 * set->room : 16;
  struct item *items = realloc (set->items, room * sizeof *items);
  if (items)
    set->items = items;
  struct op **ops = realloc (set->ops, room * sizeof (struct op *));
  if (ops)
    set->ops = ops;
  if (!items || !ops)
    return false;
  set->room = room;
  return true;
}

/* A fresh item of SET for the file NAME, or NULL without memory.  */
static struct item *
new_item (struct flush_set *set, const char *name)
{
  if (set->count >= set->most || set->names >= MOST_NAMES)
    flush_set_run (set);
  char *copy = strdup (name);
  if (!copy || !make_room (set))
    {
      free (copy);
      return NULL;
    }
  struct item *item = &set->items[set->count++];
  *item = (struct item) { .set = set, .name = copy, .fd = -1 };
  set->names += strlen (copy);
  return item;
}

/* The same, where what was added before gives its memory back if need be.  */
static struct item *
get_item (struct flush_set *set, const char *name)
{
  struct item *item = new_item (set, name);
  if (item)
    return item;
  flush_set_run (set);
  return new_item (set, name);
}

/* Have the write-back of ITEM begin, so that the disk is at work while others
   are looked for, and so that the first commit of a journal has the blocks
   of all.  */
static void
begin_write_back (struct item *item)
{
  struct op op;
  if (item->set->config.how == FLUSH_FILE_SYSTEM)
    return;
  op_init (&op, OP_SYNC_RANGE, item->fd, NULL, NULL);
  op.u.range.flags = SYNC_FILE_RANGE_WRITE;
  /* Flushing will tell of any error.  */
  engine_call (item->set->many.engine, &op);
}

/* ITEM was filled in.  One file alone is just flushed.  */
static void
added (struct item *item)
{
  struct flush_set *set = item->set;
  if (item->phase != FLUSH_FILES || item->err < 0)
    return;
  if (!set->writes_back && set->alone == 0)
    {
      set->alone = item - set->items + 1;
      return;
    }
  if (!set->writes_back)
    begin_write_back (&set->items[set->alone - 1]);
  set->writes_back = true;
  begin_write_back (item);
}

static void
measure (struct item *item)
{
  struct flush_sums *sums = &item->set->sums;
  struct statx stx;
  if (item->phase != FLUSH_FILES)
    return;
  if (item->set->config.sizes && item->fd >= 0
      && call_fstatx (item->set->many.engine, item->fd, &stx) == 0
      && S_ISREG (stx.stx_mode))
    item->size = stx.stx_size;
  atomic_fetch_add (&sums->added_files, 1);
  atomic_fetch_add (&sums->added_bytes, item->size);
}

/* NAME cannot be added for want of memory.  */
static void
say_no_memory (struct flush_set *set, int fd, const char *name)
{
  report_error (-ENOMEM, _("error syncing %s"), name, NULL);
  if (fd >= 0)
    call_close (set->many.engine, fd);
}

static struct item *
add (struct flush_set *set, int fd, const char *name, enum flush_phase phase)
{
  struct item *item = get_item (set, name);
  if (!item)
    {
      say_no_memory (set, fd, name);
      return NULL;
    }
  item->phase = phase;
  item->fd = fd < 0 ? -1 : fd;
  item->err = fd < 0 ? fd : 0;
  item->failure = FAIL_OPEN;
  measure (item);
  return item;
}

void
flush_set_add (struct flush_set *set, int fd, const char *name,
               enum flush_phase phase)
{
  struct item *item = add (set, fd, name, phase);
  if (!item)
    return;
  if (phase == FLUSH_NAMES)
    set->last_name = set->count;
  added (item);
}

unsigned int
flush_set_most (const struct flush_set *set)
{
  return set->most;
}

bool
flush_set_has_name (const struct flush_set *set, const char *name)
{
  return set->last_name > 0
         && strcmp (set->items[set->last_name - 1].name, name) == 0;
}

void
flush_set_add_unread (struct flush_set *set, int err, const char *name)
{
  struct item *item = add (set, err, name, FLUSH_DIRECTORIES);
  if (item)
    item->failure = FAIL_READ;
}

/* Have FD wait where it has to: it was opened not to, for the sake of fifos.
   Return 0 or -errno.  */
static int
let_wait (struct engine *engine, int fd)
{
  struct op op;
  op_init (&op, OP_GETFL, fd, NULL, NULL);
  int flags = engine_call (engine, &op);
  if (flags < 0)
    return flags;
  op_init (&op, OP_SETFL, fd, NULL, NULL);
  op.u.fl.flags = flags & ~O_NONBLOCK;
  return engine_call (engine, &op);
}

void
flush_set_add_operand (struct flush_set *set, const char *name)
{
  int fd = flush_set_try (set, AT_FDCWD, name, 0);
  struct item *item = add (set, fd, name, FLUSH_FILES);
  if (!item)
    return;
  int err = fd < 0 ? 0 : let_wait (set->many.engine, fd);
  if (err < 0)
    {
      item->err = err;
      item->failure = FAIL_RESET;
    }
  added (item);
}

/* ---- Flushing ----------------------------------------------------------- */

/* An item's flush is done, in whatever thread.  */
static void
done (struct op *op)
{
  const struct item *item = op->owner;
  struct flush_sums *sums = &item->set->sums;
  if (op->result < 0)
    return;
  atomic_fetch_add (
      item->phase == FLUSH_FILES ? &sums->files : &sums->directories, 1);
  atomic_fetch_add (&sums->bytes, item->size);
}

/* Flush all items of PHASE that can be.  */
static void
flush_phase (struct flush_set *set, enum flush_phase phase)
{
  enum flush_how how = set->config.how;
  unsigned int count = 0;
  for (unsigned int i = 0; i < set->count; i++)
    {
      struct item *item = &set->items[i];
      if (item->phase != phase || item->err < 0)
        continue;
      op_init (&item->op, how == FLUSH_FILE_SYSTEM ? OP_SYNCFS : OP_FSYNC,
               item->fd, item, done);
      if (how != FLUSH_FILE_SYSTEM)
        item->op.u.fsync.data_only = how == FLUSH_DATA && phase == FLUSH_FILES;
      set->ops[count++] = &item->op;
    }
  flush_many (&set->many, set->ops, count);
  for (unsigned int i = 0; i < count; i++)
    {
      struct item *item = set->ops[i]->owner;
      /* What a signal broke off on a ring.  */
      if (item->op.result == -EINTR)
        {
          engine_call (set->many.engine, &item->op);
          done (&item->op);
        }
      item->err = item->op.result;
      item->failure = FAIL_FLUSH;
    }
}

static void
say (const struct item *item)
{
  const char *format = NULL;
  switch (item->failure)
    {
    case FAIL_OPEN:
      format = _("error opening %s");
      break;
    case FAIL_READ:
      format = _("error reading %s");
      break;
    case FAIL_RESET:
      format = _("couldn't reset non-blocking mode %s");
      break;
    case FAIL_FLUSH:
      format = _("error syncing %s");
      break;
    }
  report_error (item->err, format, item->name, NULL);
}

static void
end (struct item *item)
{
  if (item->err < 0)
    say (item);
  if (item->fd >= 0)
    {
      int err = call_close (item->set->many.engine, item->fd);
      if (err < 0)
        report_error (err, _("failed to close %s"), item->name, NULL);
    }
  free (item->name);
}

void
flush_set_run (struct flush_set *set)
{
  for (enum flush_phase phase = 0; phase < FLUSH_PHASES; phase++)
    flush_phase (set, phase);
  for (unsigned int i = 0; i < set->count; i++)
    end (&set->items[i]);
  set->count = 0;
  set->names = 0;
  set->alone = set->last_name = 0;
}
