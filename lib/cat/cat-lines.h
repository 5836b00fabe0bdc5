/* Lines: files read, formatted as cat's options say, and written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The way of a file's bytes where cat has to look at them.  One block after
   the other is read, formatted (cat-format.h) and written before the next is
   read, so that nothing is held back from whoever waits for it; blocks are of
   a size that stays in the processor's cache.  Reads and writes are cat-io.h's.

   The caller opens and closes the files, checks that none is its own output,
   and says what went wrong; cat.c does.  */

#ifndef UU_CAT_LINES_H
#define UU_CAT_LINES_H

#include <stdint.h>

#include "cat/cat-format.h"
#include "data/endpoint.h"
#include "data/transfer.h"
#include "engine/engine.h"

struct cat_lines;

/* Called with so many bytes of the input that are written by now, since the
   last call.  */
typedef void cat_lines_moved (void *arg, uint64_t bytes);

/* Set up formatting by OPTIONS.  MOVED may be null.  Return 0 or
   -ENOMEM.  */
int cat_lines_open (const struct cat_format_options *options,
                    cat_lines_moved *moved, void *arg,
                    struct cat_lines **ret_lines);

/* Format what INPUT has from its position on to its end, and write it to where
   OUTPUT stands.  Return 0, or -errno with the side that it came from in
   *RET_SIDE: SIDE_SOURCE, when all that was read is written and another file
   may follow, or SIDE_TARGET, when that is of no use; or -ECANCELED when a
   signal asks to stop.  */
int cat_lines_copy (struct cat_lines *lines, struct engine *engine,
                    struct endpoint *input, struct endpoint *output,
                    enum transfer_side *ret_side);

/* Write what was held back at the end of the last file.  Return 0 or the
   -errno of writing.  */
int cat_lines_finish (struct cat_lines *lines, struct engine *engine,
                      struct endpoint *output);

/* Free LINES, which may be null.  */
void cat_lines_close (struct cat_lines *lines);

#endif /* UU_CAT_LINES_H */
