/* Notes of a mirror: what is mentioned though it is no change.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_NOTES_H
#define UU_USYNC_NOTES_H

#include <stdbool.h>
#include <stdio.h>

#include "mirror/mirror-change.h"
#include "usync-tell/usync-info.h"

/* Whether INFO asks for the note that CHANGE is.  */
bool usync_notes_wanted (const struct usync_info *info,
                         const struct mirror_change *change);

/* Write rsync's text for it to OUT.  */
void usync_notes_write (FILE *out, const struct mirror_change *change);

#endif /* UU_USYNC_NOTES_H */
