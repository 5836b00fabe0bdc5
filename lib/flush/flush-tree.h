/* Flushing a tree: its files, its directories, and its name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usync -r's.  A tree is walked depth first by one thread, which adds what it
   finds to a flush_set.  Everything is opened relative to the descriptor of
   its directory, so that depth is no limit.  Symbolic links, fifos, sockets
   and devices have nothing to flush but their names, which come with the
   directory's.  */

#ifndef UU_FLUSH_TREE_H
#define UU_FLUSH_TREE_H

#include "flush/flush-set.h"

struct flush_tree;

/* Make what it takes to walk trees into SET, which the caller keeps.  0 or
   -ENOMEM.  */
int flush_tree_open (struct flush_set *set, struct flush_tree **ret_tree);
void flush_tree_close (struct flush_tree *tree);

/* Add the file NAME, or the directory with all that is below, and the
   directories that hold its name.  A symbolic link is followed if NAME is
   one.  Errors are said, now or in their turn.  */
void flush_tree_add (struct flush_tree *tree, const char *name);

#endif /* UU_FLUSH_TREE_H */
