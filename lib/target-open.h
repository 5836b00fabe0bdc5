/* Targets: opening what is to be written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What is there is opened without following links and without touching it,
   compared with what was looked at, and only then emptied: no name is
   trusted twice.  Names that are not there are created exclusively.  While
   a file that was there is written, nobody else writes it by another of its
   names.  */

#ifndef UU_TARGET_OPEN_H
#define UU_TARGET_OPEN_H

#include "target.h"

struct target_file
{
  int fd;
  bool is_new;
  struct statx stx; /* before, if it is not new */

  /* While it is written, if it is not new; the tree's lock guards it.  */
  bool claimed;
  struct target_file *next_claimed;
};

/* Open TARGET, as target_check () left it, of ITEM, a source like
   SOURCE_STX: new with MODE (the umask applies), or emptied.  An error is
   said and false returned.  */
bool target_open (const struct item *item, const struct target *target,
                  const struct statx *source_stx, mode_t mode,
                  struct target_file *ret_file);

/* FILE is no longer written; its descriptor is the caller's to close.  */
void target_open_end (const struct item *item, struct target_file *file);

#endif /* UU_TARGET_OPEN_H */
