/* --stats of a copied tree: what was done, and how, said at the end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_STATS_H
#define UU_STATS_H

#include "copy/tree-copy.h"
#include "suite/stats-engine.h"

/* Say on standard error what COPY did since START, in FORMAT.  The keys of
   the JSON form are stable: programs read them.  */
void stats_print (struct tree_copy *copy, struct stats_clock start,
                  enum stats_format format);

#endif /* UU_STATS_H */
