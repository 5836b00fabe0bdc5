/* Temporaries: names under which something stands that is not complete.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A run that is killed leaves them behind, and the next one that writes
   into the directory removes them, but never those of a run that goes on:
   whoever has temporaries in a directory holds a shared lock on it, and
   they are removed under an exclusive one.  The locks are flock's, so that
   the kernel gives them back however a run ends.  Where directories cannot
   be locked, as on some network file systems, nothing is removed.  */

#ifndef UU_TEMPORARY_H
#define UU_TEMPORARY_H

#include "engine/calls.h"

enum
{
  TEMPORARY_SIZE = sizeof ".ucp-0123456789abcdef.part"
};

/* Put a name that nobody else has in NAME.  */
void temporary_name (char name[TEMPORARY_SIZE]);

/* Put the temporary name that follows from TARGET's in NAME: one run makes it
   and another finds it again.  */
void temporary_part_name (char name[TEMPORARY_SIZE], const char *target);

/* Whether NAME is one that these two make.  */
bool temporary_is_one (const char *name);

/* Hold a shared lock on the directory FD while it is open, if that can be
   had.  */
void temporary_lock (int fd);

/* Remove what dead runs left in the directory FD, which may be locked by
   this descriptor; PARTS: also the names of temporary_part_name ().  Nobody is
   told of what cannot be removed: it is in nobody's way.  */
void temporary_clean (struct engine *engine, int fd, bool parts);

#endif /* UU_TEMPORARY_H */
