/* Removing: names of the target side and the trees below them, by the workers.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory that is being emptied is a node (dirnode.h) like those that are
   being filled, but for having no source and a `removal'; its batches wait in
   the same queue, and whoever takes a name from one removes it.  Directories
   are opened without following links, names are removed relative to pinned
   descriptors: who exchanges one for a link meanwhile has nothing removed but
   what was put into the tree itself.  A mount point is never entered.

   What is to stay, what is counted and told is decided by the `remover' of
   whoever wants things removed: mirror-delete.h.  A node with a removal is
   either a directory that is to go, or, as a `view', its parent's directory
   once more, of which some names are to go.

   Called by worker.c for the batches of such nodes.  */

#ifndef UU_TREE_REMOVE_H
#define UU_TREE_REMOVE_H

#include <sys/types.h>

#include "tree/item.h"

enum tree_remove_why /* something stays */
{
  TREE_REMOVE_HOLDS, /* a directory that holds what stays */
  TREE_REMOVE_MOUNT  /* a mount point */
};

/* Who wants things removed.  Functions are called from any worker's thread;
   they find the rest of what belongs to the remover around it.  */
struct tree_remover
{
  bool dry_run;         /* all is as if, but nothing goes */
  bool one_file_system; /* other file systems are as mount points */

  /* NODE, which FD has open, is about to be read.  0, or -errno, all said: then
     it is left alone.  NULL: nobody wants to know.  */
  int (*enter) (const struct tree_remover *remover, struct worker *worker,
                struct dirnode *node, int fd);

  /* Whether ITEM is none of the names that are to go, with what is in
     it; then the directories above it stay, too.  */
  bool (*stays) (const struct tree_remover *remover, const struct item *item,
                 bool is_directory);

  /* Whether ITEM may be removed, or would be too much.  If it was not after
     all: untake ().  */
  bool (*take) (const struct tree_remover *remover, const struct item *item);
  void (*untake) (const struct tree_remover *remover, const struct item *item);

  /* Put ITEM, no directory, aside in place of removing it.  0 or -errno, with
     *RET_REMOVE whether it is to be removed all the same.  NULL: nothing
     is.  */
  int (*put_aside) (const struct tree_remover *remover, const struct item *item,
                    bool *ret_remove);

  /* ITEM, a file of TYPE (DT_*), is gone.  */
  void (*removed) (const struct tree_remover *remover, const struct item *item,
                   unsigned char type);

  /* ITEM, a directory, stays.  */
  void (*remains) (const struct tree_remover *remover, const struct item *item,
                   enum tree_remove_why why);
};

/* Nodes that are dealt with for one purpose.  */
struct removal
{
  const struct tree_remover *remover;

  /* Which names of a view are to go; ARG is the view.  NULL: all, as of a
     directory.  */
  bool (*wants) (struct worker *worker, struct dirnode *view,
                 struct linux_dirent64 *record);

  /* Put BATCH, of a view, off; NULL: it is queued.  */
  void (*defer) (struct worker *worker, struct batch *batch);

  /* One worker's only, which does it at once:  */
  bool is_private;
  bool is_repeated;      /* for the sake of what was not seen before */
  bool goes_on;          /* something went */
  bool is_gone;          /* so did what all this is for, */
  struct dirnode *above; /*   a name in this one */
  struct batch *newest;  /* what waits */
  struct batch *batch;   /* what is being taken from, pinned */
};

/* Make a view of NODE's target, which is pinned, and remove those of its names
   that REMOVAL wants, later or while this goes on.  REMOVAL must last as long
   as the tree.  Return 0 or -errno.  */
int tree_remove_names (struct worker *worker, struct dirnode *node,
                       struct removal *removal);

/* Remove ITEM's target and all below it now.  TYPE: what it is.  Return whether
   it is gone.  */
bool tree_remove_now (const struct item *item, unsigned char type,
                      const struct tree_remover *remover);

/* Remove ITEM's target, a directory, if it is empty.  Return whether it is
   gone.  */
bool tree_remove_if_empty (const struct item *item,
                           const struct tree_remover *remover);

/* Read further names of NODE, and queue those that are to go.  */
void tree_remove_more (struct worker *worker, struct dirnode *node);

/* Deal with ENTRY of BATCH, whose node has a removal.  */
void tree_remove_entry (struct worker *worker, struct batch *batch,
                        struct entry *entry);

/* NODE, which has a removal, cannot be reached any more.  */
void tree_remove_lost (struct dirnode *node, int err);

/* All that was to go from NODE is dealt with.  */
void tree_remove_finish (struct worker *worker, struct dirnode *node);

#endif /* UU_TREE_REMOVE_H */
