/* Further names: a source of several is copied by one and linked by others.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Who copies a file claims it first, before looking at what stands at the
   target: a name that has to wait leaves nothing behind that would have to
   be taken back, no backup, no question, no line of -v.  Errors are said
   here.  links.h has the table that all workers share.  */

#ifndef UU_COPY_LINK_H
#define UU_COPY_LINK_H

#include "tree/item.h"

/* Find out who copies ITEM, a file like STX.  Return an enum link_claim, or
   -errno, all said.  *RET_RECORD: with LINK_FIRST the record to be settled, or
   NULL if there are no other names; with LINK_READY what copy_link_make ()
   or copy_link_give_up () want.  */
int copy_link_claim (const struct item *item, const struct statx *stx,
                     struct link_record **ret_record);

/* Make the target of ITEM, a file like STX, a further name of *RECORD's, and
   release that.  Return LINK_READY if it is one; -errno, all said; or, where
   the copy is out of reach, what copy_link_claim () has to say now.  */
int copy_link_make (const struct item *item, const struct statx *stx,
                    struct link_record **record);

/* ITEM is not copied.  RECORD, which may be NULL, was given with CLAIM.  */
void copy_link_give_up (const struct item *item, int claim,
                        struct link_record *record);

#endif /* UU_COPY_LINK_H */
