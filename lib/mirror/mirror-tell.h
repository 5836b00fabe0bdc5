/* Telling: what became of a name, to whoever wants to know, and counting.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Names are put together only when somebody is told.  */

#ifndef UU_MIRROR_TELL_H
#define UU_MIRROR_TELL_H

#include "mirror/mirror-impl.h"

/* Whether anybody wants to know of a change with bits DIFFERS.  */
bool mirror_tell_wanted (const struct mirror *mirror, unsigned int differs,
                         enum mirror_action action);

/* Tell of ITEM.  CHANGE lacks but the name.  */
void mirror_tell (const struct item *item, struct mirror_change *change);

/* Tell NOTE of ITEM, of MODE; TEXT is a link's, or NULL.  */
void mirror_tell_note (const struct item *item, enum mirror_note note,
                       mode_t mode, const char *text);

/* The name in the transfer of LEAF (NULL: of itself) of NODE, in new memory;
   NULL without any.  */
char *mirror_tell_name (const struct mirror *mirror, const struct dirnode *node,
                        const char *leaf);

/* A name of kind MODE and SIZE takes part.  */
void mirror_tell_count (struct worker *worker, const struct statx *stx);

/* A regular file of which SIZE bytes were to be copied takes part, and is not
   copied: it may not be, or need not.  */
void mirror_tell_left (struct worker *worker, uint64_t size);

/* What STX is made anew.  */
void mirror_tell_created (struct worker *worker, mode_t mode);

enum mirror_kind mirror_tell_kind (mode_t mode);

#endif /* UU_MIRROR_TELL_H */
