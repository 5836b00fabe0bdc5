/* A directory for temporaries, in place of those where files are to appear.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Files are made there (stage.c) and renamed to where they belong.  If that is
   in another file system, what is complete there is copied once more, to a
   temporary beside its name.  */

#ifndef UU_TEMP_DIR_H
#define UU_TEMP_DIR_H

#include "file/target-open.h"
#include "tree/job.h"

struct temp_dir
{
  int fd;
  uint64_t dev;
};

/* Open NAME, relative to DIRFD, and remove what dead runs left there.  Return
   0 or -errno.  */
int temp_dir_open (struct engine *engine, int dirfd, const char *name,
                   struct temp_dir **ret_dir);
void temp_dir_close (struct temp_dir *dir, struct engine *engine);

/* The contents of JOB's FILE are complete.  See to it that it is in the file
   system where it is to appear.  False, all said, if that fails; then FILE is
   as it was.  */
bool temp_dir_bring_home (struct job *job, struct target_file *file);

#endif /* UU_TEMP_DIR_H */
