/* Targets: whether source and target are one file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A file is not to be lost by being copied onto itself.  What is one file
   and what is only another name of it depends on symbolic links, on hard
   links, and on whether the target is removed or put aside first.  */

#ifndef UU_TARGET_SAME_H
#define UU_TARGET_SAME_H

#include "file/target.h"

enum target_sameness
{
  TARGET_DIFFERS, /* or may be replaced all the same */
  TARGET_IS_SAME, /* must not be touched */
  TARGET_IS_COPY  /* is already what the copy would be */
};

/* Compare SOURCE_STX, ITEM's source, with TARGET, which exists.  */
enum target_sameness target_same_check (const struct item *item,
                                        const struct statx *source_stx,
                                        const struct target *target);

/* Whether A and B are of one file.  */
bool target_same_file (const struct statx *a, const struct statx *b);

#endif /* UU_TARGET_SAME_H */
