/* The names of what is flushed: the directories that hold them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   For usync -r.  A file that was made durable is lost if its name was not.  */

#ifndef UU_FLUSH_NAMES_H
#define UU_FLUSH_NAMES_H

#include "flush/flush-set.h"

/* Add to SET the directory that NAME, an operand, is in, and where that is a
   symbolic link, the one that holds what it leads to, link by link.  Errors
   are said in their turn.  */
void flush_names_add (struct flush_set *set, const char *name);

#endif /* UU_FLUSH_NAMES_H */
