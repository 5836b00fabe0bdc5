/* A set of files to be flushed: opened one by one, made durable together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usync's.  Files are added as they are named or found, and their write-back
   begins; when there are as many as may be open, and at the end, all are
   flushed (flush-many.h): files first, then directories, then the directories
   that hold the names of operands.  What went wrong with any is said in the
   order in which they were added, in sync's words.  flush-tree.h finds the
   files of a tree.  (What ucp has copied is flushed by flush.h.)  */

#ifndef UU_FLUSH_SET_H
#define UU_FLUSH_SET_H

#include <stdatomic.h>
#include <stdbool.h>

#include "engine/engine.h"

/* What flushes.  */
enum flush_how
{
  FLUSH_ALL,        /* fsync () */
  FLUSH_DATA,       /* fdatasync (); fsync () for directories */
  FLUSH_FILE_SYSTEM /* syncfs () */
};

/* What is flushed together, in this order.  */
enum flush_phase
{
  FLUSH_FILES,
  FLUSH_DIRECTORIES,
  FLUSH_NAMES,
  FLUSH_PHASES
};

struct flush_config
{
  struct engine_config engine; /* that the engine was opened with */
  unsigned int workers;        /* threads where there is no ring; 0: a
                                  default */
  enum flush_how how;
  bool sizes; /* count bytes, which takes a call for each file */
};

/* What was done so far; any thread may look.  */
struct flush_sums
{
  atomic_ullong added_files, added_bytes;
  atomic_ullong files, directories; /* flushed */
  atomic_ullong bytes;              /* that these files have */
  atomic_bool all_added;            /* set by who adds */
};

struct flush_set;

/* Make a set whose ops ENGINE does, which the caller keeps, and CONFIG.  0 or
   -ENOMEM.  */
int flush_set_open (struct engine *engine, const struct flush_config *config,
                    struct flush_set **ret_set);
void flush_set_close (struct flush_set *set);

struct engine *flush_set_engine (const struct flush_set *set);
struct flush_sums *flush_set_sums (struct flush_set *set);

/* Add the engine statistics of threads to *STATS; return how many threads
   there were.  */
unsigned int flush_set_stats (const struct flush_set *set,
                              struct engine_stats *stats);

/* Open NAME in DIRFD to be flushed, with FLAGS beside those that sync uses:
   to be read, or, where that may not be, to be written.  Return a descriptor
   or -errno.  Where there are too many, what was added is flushed first.  */
int flush_set_try (struct flush_set *set, int dirfd, const char *name,
                   int flags);

/* Add what FD has open, called NAME in messages, to be flushed in PHASE; or,
   if FD is -errno, that NAME cannot be opened.  FD is closed some time.  */
void flush_set_add (struct flush_set *set, int fd, const char *name,
                    enum flush_phase phase);

/* How many files may wait at once.  */
unsigned int flush_set_most (const struct flush_set *set);

/* Whether NAME is what was added last in the phase FLUSH_NAMES, and not yet
   flushed.  */
bool flush_set_has_name (const struct flush_set *set, const char *name);

/* Add the file NAME as sync does.  */
void flush_set_add_operand (struct flush_set *set, const char *name);

/* NAME, a directory, cannot be read for the reason ERR: to be said in its
   turn.  */
void flush_set_add_unread (struct flush_set *set, int err, const char *name);

/* Flush all that was added and not yet flushed.  */
void flush_set_run (struct flush_set *set);

#endif /* UU_FLUSH_SET_H */
