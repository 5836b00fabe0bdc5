/* Message catalogs from a directory that the environment names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A program looks for its catalogs where it is to be installed.  Linked with
   -Wl,--wrap=bindtextdomain, this sends it to $URINGUTILS_LOCALEDIR instead,
   so that a translation can be seen at work before anything is installed.  */

#include <config.h>

#include <stdlib.h>

char *__real_bindtextdomain (const char *, const char *);
char *__wrap_bindtextdomain (const char *, const char *);

char *
__wrap_bindtextdomain (const char *domain, const char *directory)
{
  const char *ours = getenv ("URINGUTILS_LOCALEDIR");

  return __real_bindtextdomain (domain, ours != NULL ? ours : directory);
}
