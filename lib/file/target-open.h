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

#include "file/stage.h"
#include "file/target.h"

struct target_file
{
  int fd;
  bool is_new;
  struct statx stx; /* before, if it is not new */
  struct stage stage;
  bool resumes; /* it may hold a part of its contents already */
  bool keeps;   /* it holds what it held before, see copy-reuse.h */

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

/* FILE is complete: let it appear, if it has not done so yet.  An error is
   said and false returned.  */
bool target_open_commit (const struct item *item, struct target_file *file);

/* Whether TARGET's file is in another directory than its name.  */
bool target_open_elsewhere (const struct target *target);

/* FILE is not to be, as far as that can still be helped.  */
void target_open_drop (const struct item *item, struct target_file *file);

/* Whether TARGET, a file that is to be overwritten, is kept as it is until a
   new one takes its place.  */
bool target_open_replaces (const struct item *item,
                           const struct target *target);

#endif /* UU_TARGET_OPEN_H */
