/* --files0-from: names from a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Names end in a zero byte, so that they can be any.  They are read when
   they are wanted, one at a time.  */

#ifndef UU_FILES0_H
#define UU_FILES0_H

struct files0;

/* Open the list in the file NAME, or standard input if it is "-".  Exits with
   a message if that cannot be.  */
struct files0 *files0_open (const char *name);

/* The next name, which stays until the next call, or NULL at the end.  What
   is no name, or cannot be read, is said and passed over.  */
char *files0_next (struct files0 *list);

void files0_close (struct files0 *list);

#endif /* UU_FILES0_H */
