/* Name sets: which names a directory has, held in little memory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A mirror that deletes has to know of each name at its target whether the
   source has it.  What is kept of a name is a number of 60 bits that follows
   from it, and what kind of file it is: a million names take 16 MiB, however
   long they are.  A name that was put in is always found.  One that was not
   may seem to be there as well: once in a million runs that have a million
   names to delete beside a million that stay.  Then something stays till the
   next run, for which the numbers are others.  A set belongs to one thread
   at a time.  */

#ifndef UU_NAME_SET_H
#define UU_NAME_SET_H

#include <stdbool.h>
#include <stddef.h>

enum
{
  NAME_SET_MIXED = 15 /* the type of what was put in as several */
};

struct name_set;

/* An empty set; NULL without memory.  */
struct name_set *name_set_new (void);
void name_set_free (struct name_set *set);

/* Put NAME in, a file of TYPE (DT_*, or any number below 16).  Of a name that
   is there already under another type, NAME_SET_MIXED is the type.  0 or
   -ENOMEM; then the set is not whole any more.  */
int name_set_add (struct name_set *set, const char *name, unsigned char type);

/* Whether NAME is in SET; then *RET_TYPE is its type.  */
bool name_set_find (const struct name_set *set, const char *name,
                    unsigned char *ret_type);

/* Whether all names that were to be put in are there.  */
bool name_set_is_whole (const struct name_set *set);

/* How many names were put in.  */
size_t name_set_count (const struct name_set *set);

#endif /* UU_NAME_SET_H */
