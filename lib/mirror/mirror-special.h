/* Mirroring what is not a regular file: symbolic links, fifos, devices.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_MIRROR_SPECIAL_H
#define UU_MIRROR_SPECIAL_H

#include "tree/item.h"

/* Mirror ITEM, a file like STX.  Errors are said.  */
void mirror_special (const struct item *item, const struct statx *stx);

enum
{
  MIRROR_TEXT_MAX = 4096 /* of a symbolic link, with a NUL: PATH_MAX */
};

/* Put the text of the symbolic link that ITEM is on SIDE in TEXT.  0 or
   -errno.  */
int mirror_special_text (const struct item *item, enum side side,
                         char text[MIRROR_TEXT_MAX]);

/* Whether a link with TEXT, at ITEM, leads out of the transfer.  */
bool mirror_special_is_unsafe (const struct item *item, const char *text);

#endif /* UU_MIRROR_SPECIAL_H */
