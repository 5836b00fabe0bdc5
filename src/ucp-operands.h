/* ucp's operands: what is copied to where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_OPERANDS_H
#define UU_UCP_OPERANDS_H

#include "copy/tree-copy.h"
#include "ucp-options.h"

struct ucp_operands
{
  char **sources; /* NULL: they come from the list */
  int count;
  struct files0 *list; /* of --files0-from, or NULL */
  bool strip_slashes;  /* from the ends of sources */
  bool follow;         /* symbolic links among them */
  bool parents;        /* keep their whole names */
  bool one_by_one;     /* copy each before the next is begun */
  bool makes_backups;  /* of what is replaced */
  /* The directory that sources are copied into, or AT_FDCWD and "".  */
  int target_fd;
  const char *target_name;
  const char *target; /* or the file to make, else NULL */
  /* What these point into, to be freed, or NULL.  */
  char *parent;
  char *own_backup;
};

/* Find out from COUNT operands and OPTIONS.  Exits with cp's message when
   that makes no sense.  */
void ucp_operands_find (struct ucp_operands *ret_operands,
                        const struct ucp_options *options, int count,
                        char **operands);

/* Add OPERANDS to COPY and run it.  Sources that would get the same name
   are copied one after the other.  0 or -errno.  */
int ucp_operands_copy (const struct ucp_operands *operands,
                       struct tree_copy *copy);

/* Free what ucp_operands_find () allocated.  */
void ucp_operands_free (struct ucp_operands *operands);

#endif /* UU_UCP_OPERANDS_H */
