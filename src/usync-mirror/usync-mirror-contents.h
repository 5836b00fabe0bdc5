/* What the options of usync --mirror on contents and backups come to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_MIRROR_CONTENTS_H
#define UU_USYNC_MIRROR_CONTENTS_H

#include "usync-mirror/usync-mirror-options.h"

/* Exit with a message if OPTIONS exclude each other.  */
void mirror_contents_check (const struct mirror_options *options);

/* Draw the conclusions from OPTIONS, once all are read.  */
void mirror_contents_complete (struct mirror_options *options);

#endif /* UU_USYNC_MIRROR_CONTENTS_H */
