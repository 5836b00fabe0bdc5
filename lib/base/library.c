/* Libraries that are loaded, not linked.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "base/library.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

int
library_link (const char *name, const struct library_symbol *table, size_t n)
{
  void *library = dlopen (name, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return -ELIBACC;
  for (size_t i = 0; i < n; i++)
    {
      void *found = dlsym (library, table[i].name);
      if (!found)
        {
          dlclose (library);
          return -ELIBACC;
        }
      /* ISO C has no cast from an object's address to a function's.  */
      memcpy (table[i].function, &found, sizeof found);
    }
  return 0;
}
