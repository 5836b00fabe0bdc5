/* Libraries that are loaded when something asks for them, not linked: they
   would slow down every start of every tool.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Whoever needs one has a table of pointers to its functions, typed by the
   library's own header, and fills it here once, before there are threads.
   See digest-xxhash.c for the way it is done.  */

#ifndef UU_LIBRARY_H
#define UU_LIBRARY_H

#include <stddef.h>

struct library_symbol
{
  const char *name;
  void *function; /* where to store the pointer */
};

/* Open the library NAME, to stay open, and set each of N functions at
   TABLE[I].function from it.  0, or -ELIBACC where the library or one of
   them cannot be had.  */
int library_link (const char *name, const struct library_symbol *table,
                  size_t n);

#endif /* UU_LIBRARY_H */
