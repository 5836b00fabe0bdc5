/* Links: in place of copies, -l and -s, and copies of symbolic ones.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The source is named, as in cp, not opened.  What stands at the target and
   has to go is replaced by a rename, so that there is always one of the two.
   Errors are said here.  */

#ifndef UU_COPY_AS_LINK_H
#define UU_COPY_AS_LINK_H

#include "file/target.h"

/* Make ITEM's target a further name of its source.  */
void copy_as_hard_link (const struct item *item);

/* Make ITEM's target a symbolic link with CONTENT, or, if that is NULL, a
   hard link to its source; with REPLACES or -f, in the place of what stands
   there.  0 or -errno, unsaid.  */
int copy_as_link_make (const struct item *item, const char *content,
                       bool replaces);

/* Make TARGET, ITEM's, a symbolic link to its source, a file like STX.  Return
   whether it stands, with its identity in *RET_ID where links are to be
   preserved.  */
bool copy_as_symlink (const struct item *item, const struct statx *stx,
                      const struct target *target, struct file_id *ret_id);

#endif /* UU_COPY_AS_LINK_H */
