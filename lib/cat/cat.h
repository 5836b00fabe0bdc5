/* Cat: files, one after the other, to standard output.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The whole of what a tool asks of this library.  Each file is opened, checked
   and closed here, and what goes wrong with it is said, by report.h, as cat
   says it; then comes the next.  Its bytes go one of two ways:

     cat-move.h   as they are
     cat-lines.h  formatted as cat's options say (cat-format.h)

   cat-ahead.h gives the names, and sees to it that files that come next are
   in the page cache.  One thread does all of this; cat_meter () may be looked
   at by others.  */

#ifndef UU_CAT_H
#define UU_CAT_H

#include <stdbool.h>
#include <stddef.h>

#include "cat/cat-ahead.h"
#include "cat/cat-format.h"
#include "data/meter.h"
#include "engine/engine.h"

/* What the user asked for.  */
struct cat_policy
{
  struct cat_format_options format;
  bool direct, nocache; /* as in struct transfer_policy */
  size_t chunk_size;    /* bytes; 0: a default */
};

struct cat;

/* Set up writing to standard output by POLICY, with ENGINE; POLICY and ENGINE
   stay the caller's.  Return 0, or -errno: standard output is not open, or
   -ENOMEM.  */
int cat_open (struct engine *engine, const struct cat_policy *policy,
              struct cat **ret_cat);

/* Copy the files that NAMES gives, at most DEPTH of them (0: a default) being
   read ahead; "-" is standard input.  What fails is said.  Return 0, or -errno
   when that ended all: standard output, standard input at its end, or
   -ECANCELED when a signal asked for it.  */
int cat_run (struct cat *cat, const struct cat_names *names,
             unsigned int depth);

/* What was done so far.  */
const struct meter *cat_meter (const struct cat *cat);

/* Free CAT, which may be null.  */
void cat_close (struct cat *cat);

#endif /* UU_CAT_H */
