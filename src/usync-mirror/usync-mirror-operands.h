/* The operands of usync --mirror: what is mirrored, and to where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_MIRROR_OPERANDS_H
#define UU_USYNC_MIRROR_OPERANDS_H

#include "mirror/mirror.h"
#include "usync-mirror/usync-mirror-options.h"

/* Exit with a message if there are too few operands or too many, or one names
   another host.  */
void usync_mirror_operands_check (const struct mirror_options *options);

/* Add the sources to MIRROR, or exit with a message.  */
void usync_mirror_operands_add (const struct mirror_options *options,
                                struct mirror *mirror);

#endif /* UU_USYNC_MIRROR_OPERANDS_H */
