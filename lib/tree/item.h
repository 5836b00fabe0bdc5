/* Items: one name to be copied, and what is said about it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An item ties an entry of a batch to the worker that deals with it.  It
   owns nothing; the batch and its pinned node outlive it.  */

#ifndef UU_ITEM_H
#define UU_ITEM_H

#include "tree/worker.h"

struct item
{
  struct worker *worker;
  struct batch *batch;
  const struct entry *entry;
};

static inline struct dirnode *
item_node (const struct item *item)
{
  return item->batch->node;
}

static inline const struct copy_policy *
item_policy (const struct item *item)
{
  return item->worker->tree->policy;
}

static inline int
item_dirfd (const struct item *item, enum side side)
{
  return item->batch->node->fd[side];
}

/* The item's name on SIDE as messages have it, in new memory; NULL without
   any.  */
char *item_path (const struct item *item, enum side side);

/* Whether symbolic links are followed to find the item.  */
bool item_follows (const struct item *item);

/* How many names of ITEM, a file like STX, links may have to be made for: 1
   for none, 0 where that cannot be known.  */
unsigned int item_names_expected (const struct item *item,
                                  const struct statx *stx);

/* Say FORMAT (untranslated, marked with N_) with the item's name on side
   FIRST, and as a second name, if FORMAT takes one, that on the other.  */
void item_error (const struct item *item, int err, const char *format,
                 enum side first);

/* Say FORMAT (untranslated), which begins with the item's name on SIDE.  */
void item_error_at (const struct item *item, int err, const char *format,
                    enum side side);

/* Say that ITEM could not be made a hard link to NODE's NAME.  */
void item_link_error (const struct item *item, int err,
                      const struct dirnode *node, const char *name);

/* -v's line; what stood there is now called BACKUP, in the same directory,
   unless that is NULL.  */
void item_announce (const struct item *item, const char *backup);

/* -v's "removed 'TARGET'".  */
void item_announce_removed (const struct item *item);

/* -v's "'BACKUP' -> 'TARGET' (unbackup)".  */
void item_announce_restored (const struct item *item, const char *backup);

/* --debug's "skipped 'TARGET'".  */
void item_announce_skipped (const struct item *item);

/* Ask FORMAT (untranslated) about ITEM's target, as report_ask () does.  */
bool item_ask (const struct item *item, const char *format, mode_t mode);

#endif /* UU_ITEM_H */
