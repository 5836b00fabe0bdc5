/* --files-from: names of what is mirrored, from a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A name a line, or, with --from0, before a zero byte; those that begin with
   '#' or ';' are comments.  Names are relative to the one SOURCE and cannot
   leave it: slashes at the beginning are taken away, and ".." takes away what
   comes before it.  They are read when they are wanted, one at a time.  */

#ifndef UU_USYNC_FILES_FROM_H
#define UU_USYNC_FILES_FROM_H

#include <stdbool.h>

struct files_from;

/* Open the list in the file NAME, or standard input if it is "-".  FROM0: zero
   bytes end names.  Exits with a message if that cannot be.  */
struct files_from *files_from_open (const char *name, bool from0);

/* The next name, which stays until the next call, or NULL at the end.  What
   cannot be read is said.  */
const char *files_from_next (struct files_from *list);

/* LIST may be NULL.  */
void files_from_close (struct files_from *list);

/* Make NAME one below a directory, as said above; it does not get longer, but
   for "." in place of nothing, for which there must be room.  */
void files_from_clean (char *name);

#endif /* UU_USYNC_FILES_FROM_H */
