/* Relocating: a file gets a name in another directory, or one more.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   By a rename or a link where the file system lets that, else by a copy with
   all attributes; backups go to their directory so.  What has the name
   there is replaced, in one step.  Directories are not relocated.  */

#ifndef UU_RELOCATE_H
#define UU_RELOCATE_H

#include "file/stage.h"

enum relocate_how
{
  RELOCATE_MOVES,
  RELOCATE_LINKS, /* FROM stays what it is, too */
  RELOCATE_COPIES /* the same, and is going to be written */
};

struct relocation
{
  struct worker *worker;
  int from_dirfd; /* may be an O_PATH descriptor, as may the other */
  const char *from;
  int to_dirfd;
  const char *to;
  enum relocate_how how;
};

/* Do it.  Return 0 or -errno, with nothing changed.  */
int relocate (const struct relocation *relocation);

#endif /* UU_RELOCATE_H */
