/* Targets: what stands where a copy is to go, and whether it may.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   cp's rules for what may be overwritten by what, in one place, and the
   opening of regular files.  In a directory that we made there is nothing
   to ask: names are created exclusively.  */

#ifndef UU_TARGET_H
#define UU_TARGET_H

#include "item.h"

enum target_verdict
{
  TARGET_REFUSED,   /* said why */
  TARGET_CREATE,    /* nothing stands there (any more) */
  TARGET_OVERWRITE, /* a file or directory to be reused */
  TARGET_SAME_LINK  /* the copy would be what is there: done */
};

/* Look at what stands at ITEM's target and decide; what is in the way of a
   non-regular file, or has other names that must not be changed, is
   removed.  SOURCE_STX is the source, links followed as the policy says.
   With TARGET_OVERWRITE, *RET_STX is what stands there.  */
enum target_verdict target_check (const struct item *item,
                                  const struct statx *source_stx,
                                  struct statx *ret_stx);

struct target_file
{
  int fd;
  bool is_new;
  struct statx stx; /* before, if it is not new */
};

/* Open ITEM's target for writing, by VERDICT and STX as target_check ()
   left them in FILE: new with MODE (the umask applies), or truncated.
   An error is said and false returned.  */
bool target_open (const struct item *item, enum target_verdict verdict,
                  mode_t mode, struct target_file *file);

/* Remove what stands at ITEM's target and say so.  0 or -errno.  */
int target_remove (const struct item *item);

#endif /* UU_TARGET_H */
