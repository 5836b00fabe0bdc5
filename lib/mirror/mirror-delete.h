/* Deleting: what the target has and the source has not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's rules.  A directory of the target loses the names that are not in
   the transfer, once its source has been read to the end without an error: at
   that moment, or (--delete-delay) when all else is done.  With
   --delete-before and --delete-after that is a run of its own over both trees.
   Names that the filter protects stay, and so do the directories that they
   are in.  After an error of reading in any source nothing more goes, unless
   --ignore-errors; nothing goes at all where a source is empty and its target
   is not, for that is what a disk that is not mounted looks like, unless
   --force-empty.

   mirror-delete.c     when, how many, who is told
   mirror-names.h      which names are in the transfer
   mirror-delete-pass.c  the runs before and after
   tree-remove.h       the removal itself, by all workers

   Core's mirror.c opens and closes this; mirror-dir.c collects names and says
   when a directory has been read.  */

#ifndef UU_MIRROR_DELETE_H
#define UU_MIRROR_DELETE_H

#include "mirror/mirror-impl.h"
#include "tree/tree-remove.h"

struct mirror_delete
{
  struct tree_remover remover;
  struct mirror *mirror;
  struct removal removal;  /* of all views */
  bool refused;            /* nothing is to be deleted, or may be */
  bool collects;           /* names are deleted in this run */
  bool looks;              /* it is one to see whether sources can be read */
  atomic_bool said;        /* that nothing goes any more */
  atomic_bool passed_over; /* something was, for an error not said */
  atomic_ullong taken;     /* gone, or going */
  atomic_ullong skipped;   /* for --max-delete's sake */

  /* The operands by the names of their targets, where there are several.  */
  const struct mirror_operand **by_target;

  /* What --delete-delay puts off; guarded by the queue's lock.  */
  struct batch *first, *last;
};

/* Make MIRROR's ready; closing is for what was opened.  0 or -ENOMEM.  */
int mirror_delete_open (struct mirror *mirror);
void mirror_delete_close (struct mirror *mirror);

/* All operands are known, and DEST is open: before the run, and after it.  */
void mirror_delete_begin (struct mirror *mirror);
void mirror_delete_end (struct mirror *mirror);

/* NODE's source is about to be read: its names will be collected if anything
   is to be deleted in this run.  */
void mirror_delete_start (struct worker *worker, struct dirnode *node);

/* Put NAME, of TYPE (DT_*), among those that NODE's source has.  One thread at
   a time, and before the names that were read with it are queued.  */
void mirror_delete_collect_name (struct dirnode *node, const char *name,
                                 unsigned char type);

/* The source of NODE, which is pinned, has been read to its end: delete what
   its target has beside.  */
void mirror_delete_directory (struct worker *worker, struct dirnode *node);

/* Some of what was put off is to be done.  Return whether there was any.  */
bool mirror_delete_catch_up (struct worker *worker);

/* Remove ITEM's target, of TYPE (DT_*), and what is in it, for something else
   is to be made there.  ITEM's directory is pinned.  Return whether it is
   gone, or would be if the run were not dry; what stays was told.  */
bool mirror_delete_way (const struct item *item, unsigned char type);

/* ITEM is an operand that does not exist, with --delete-missing-args: remove
   its target.  */
void mirror_delete_missing (const struct item *item);

/* mirror-delete-pass.c: go through all directories that both sides have.
   With LOOK, only to see whether the sources can be read.  */
void mirror_delete_pass (struct mirror *mirror, bool look);

#endif /* UU_MIRROR_DELETE_H */
