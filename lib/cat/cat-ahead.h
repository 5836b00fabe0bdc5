/* Reading ahead: the files that come next, brought into the page cache while
   one is being written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Names are taken from here one after the other.  When a file turns out to be
   one that had to be waited for, those behind it are looked at, opened, and
   their first bytes read, many at once on the ring, and closed again.  Nothing
   of that is used: when its turn comes, each file is opened and read as if
   nothing had been done, and finds all in the cache.  So what is written is
   what the files hold when it is their turn, names and all, and an error here
   is no error.  Only regular files are opened, for to open a fifo or a device
   is to do something.  When many files in a row were in the cache anyway, it
   ends.

   Where there is no ring, names are just names.  An object of this belongs to
   one thread, as its engine does.  */

#ifndef UU_CAT_AHEAD_H
#define UU_CAT_AHEAD_H

#include <stdbool.h>

#include "engine/engine.h"

/* Where names come from.  */
struct cat_names
{
  /* The next name, in *RET_NAME, which stays until `used' is told of it, in
     the order they were given.  Return 1; 0 when there are no more; or
     -EAGAIN when there is none yet and the caller does not WAIT.  */
  int (*next) (void *arg, bool wait, const char **ret_name);
  void (*used) (void *arg, const char *name); /* may be null */
  void *arg;
};

struct cat_ahead;

/* Set up taking names from NAMES, which stays the caller's, with at most DEPTH
   files under way; 0: a default.  Return 0 or -ENOMEM.  */
int cat_ahead_open (struct engine *engine, const struct cat_names *names,
                    unsigned int depth, struct cat_ahead **ret_ahead);

/* The next name, when its file is in the cache if that is under way, or NULL
   at the end and when a signal asks to stop.  It stays until the next call.  */
const char *cat_ahead_next (struct cat_ahead *ahead);

/* The file just taken has to be waited for: begin with those behind it.  */
void cat_ahead_begin (struct cat_ahead *ahead);

/* Begin if that goes for the first byte of the file open as FD, a regular one
   that is not empty.  */
void cat_ahead_look (struct cat_ahead *ahead, int fd);

/* There are too few descriptors: have no file open, and fewer from now on.
   Return whether any was.  */
bool cat_ahead_give_way (struct cat_ahead *ahead);

/* Free AHEAD, which may be null.  What is under way ends first.  */
void cat_ahead_close (struct cat_ahead *ahead);

#endif /* UU_CAT_AHEAD_H */
