/* Batches: names of one directory, the unit in which workers share work.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A batch holds some hundred names and no descriptors.  Whoever takes it
   from the queue (workq.h) pins its directory, takes its entries in order
   and puts the rest back when an entry is a directory, whose own batches
   then come first.  A batch may end with a promise: `more' says that the
   directory has further names, to be read by whoever gets that far.  */

#ifndef UU_BATCH_H
#define UU_BATCH_H

#include "tree/dirnode.h"

struct mirror_list;

enum
{
  BATCH_MAX = 256
}; /* names that are shared out as one */

struct entry
{
  const char *name[SIDES]; /* relative to the node's directories */
  uint64_t ino;
  unsigned char type;   /* DT_* */
  bool follow;          /* it is a symbolic link that is followed, whatever
                           holds for others */
  struct file_id *made; /* of an operand: what its copy became, or NULL */
  const struct mirror_list *listed; /* a mirror's, see mirror-list.h */
};

struct batch
{
  struct batch *newer, *older; /* in a queue */
  struct dirnode *node;
  atomic_uint remaining; /* entries not yet dealt with, and 1 while
                            there may be any to take */
  unsigned int count;
  unsigned int next; /* the next entry to take */
  bool operands;     /* named on the command line */
  bool more;
  struct entry entries[]; /* and their names behind them */
};

/* A batch for COUNT names of NODE with room for NAMES_SIZE bytes of them.
   Takes a reference on NODE and counts as pending there.  *RET_NAMES is
   where the names go.  NULL without memory.  */
struct batch *batch_new (struct dirnode *node, unsigned int count,
                         size_t names_size, char **ret_names);

/* Free BATCH.  NODE's pending count and the reference are the caller's to
   settle.  */
void batch_free (struct batch *batch);

#endif /* UU_BATCH_H */
