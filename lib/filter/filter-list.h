/* Lists: the rules of one file in a directory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   filter-scope.c has them read, and asks them.  A list is const once it was
   read; scopes of several directories share it.  */

#ifndef UU_FILTER_LIST_H
#define UU_FILTER_LIST_H

#include <stdatomic.h>

#include "engine/engine.h"
#include "filter/filter.h"

/* The rules of one file.  */
struct filter_list
{
  atomic_uint refs;
  struct filter rules;
  struct filter_list *inherited;   /* to be asked after them, or NULL */
  ptrdiff_t from;                  /* where the directory's path ends, relative
                                      to the slash that begins a name's */
  bool wants_path, wants_absolute; /* inherited ones included */
};

/* The directory of a file.  */
struct filter_list_place
{
  struct engine *engine;
  int fd;
  ptrdiff_t from;
  bool from0;
};

/* Read the file in PLACE that RULE names.  *RET_LIST, a new reference, is NULL
   where there is none, or it has no rules.  0, or -errno and *TROUBLE, as
   filter_take () has it; a file's name is relative to the directory.  */
int filter_list_read (const struct filter_list_place *place,
                      const struct filter_rule *rule,
                      struct filter_list **ret_list,
                      struct filter_trouble *trouble);

/* LIST may be NULL.  */
struct filter_list *filter_list_ref (struct filter_list *list);
void filter_list_unref (struct filter_list *list);

#endif /* UU_FILTER_LIST_H */
