/* Parallel directories: another tree with the names of the target's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   --link-dest and its like look for a file where it stood in an earlier
   mirror, --backup-dir puts it where it stood in this one.  Either is found
   from the other tree's root by the names of the directory nodes, one by
   one and without following symbolic links.  */

#ifndef UU_PARALLEL_DIR_H
#define UU_PARALLEL_DIR_H

#include "tree/dirnode.h"

/* Open, by O_PATH, what is below ROOT_FD the directory that NODE is below
   the root of its tree's target.  Return a descriptor, or -errno: -ENOENT,
   -ENOTDIR or -ELOOP where there is none.  */
int parallel_dir_open (struct engine *engine, int root_fd,
                       const struct dirnode *node);

/* The same, with those made that are missing, like those of the target: 0700
   until they have owner and mode.  What is no directory goes out of the
   way.  */
int parallel_dir_make (struct engine *engine, struct dircache *cache,
                       int root_fd, struct dirnode *node);

#endif /* UU_PARALLEL_DIR_H */
