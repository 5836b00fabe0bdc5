/* Stages: where something is made that is to appear when it is complete.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With --atomic.  A regular file is made without any name (O_TMPFILE) where
   the file system can do that, and linked to its name at the end; else it,
   and all that is no regular file, is made under a temporary name beside
   its own and renamed.  What is to be replaced stands until then.  Who
   commits or drops a stage has the directory pinned, and with it the lock
   on it that temporary.h tells of.  With a directory for temporaries
   (temp-dir.h) regular files are made there.  */

#ifndef UU_STAGE_H
#define UU_STAGE_H

#include "tree/item.h"
#include "tree/temporary.h"

enum stage_kind
{
  STAGE_NONE,    /* what is made has its name already */
  STAGE_UNNAMED, /* it has none; a descriptor is all there is */
  STAGE_NAMED    /* it has a temporary one */
};

struct stage
{
  enum stage_kind kind;
  bool replaces;  /* what stands there; else nothing may stand there */
  bool stays;     /* it is kept for another run, if it does not appear */
  bool links;     /* it is a link, maybe to the very file that it replaces */
  bool at_home;   /* not to be made in the directory for temporaries; */
  bool elsewhere; /*   it was made in MADE_DIRFD, not in DIRFD */
  int made_dirfd;
  int dirfd;        /* where it is to appear, the caller's, */
  const char *name; /*   and as what */
  char temporary[TEMPORARY_SIZE];
};

/* Begin with a regular file of MODE (the umask applies), for ITEM, that is to
   appear as STAGE's dirfd and name say.  Return a descriptor to write it
   by, or -errno.  */
int stage_open (const struct item *item, mode_t mode, struct stage *stage);

/* Choose a temporary name for what is no regular file, and return it.  */
const char *stage_begin_special (struct stage *stage);

/* What FD has open (-1 for what is no regular file) is complete: let it
   appear.  Return 0 or -errno, -EEXIST when somebody has taken the name; the
   stage is over in any case.  */
int stage_commit (struct engine *engine, struct stage *stage, int fd);

/* What FD has open is not complete, and is to stay all the same: give it
   NAME in DIRFD, in place of what is called so.  Return 0 or -errno; the stage
   is over in any case.  */
int stage_leave (struct engine *engine, struct stage *stage, int fd, int dirfd,
                 const char *name);

/* Remove what was begun.  */
void stage_drop (struct engine *engine, struct stage *stage);

#endif /* UU_STAGE_H */
