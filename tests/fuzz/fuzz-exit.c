/* Fuzz targets of what ends the program where an input is wrong.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Options are read by functions that say what is wrong and exit.  Here that
   leads back to the target.  What they would have said is put together, since
   its arguments may be wrong, and thrown away.  */

#include <config.h>

#include "fuzz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void __real_exit (int status);
_Noreturn void __wrap_exit (int status);
void __wrap_error (int status, int errnum, const char *format, ...)
    __attribute__ ((format (printf, 3, 4)));
int __lsan_is_turned_off (void);

static jmp_buf way_back;
static volatile bool has_way_back;

/* What the leak sanitizer asks: who exits frees nothing.  */
int
__lsan_is_turned_off (void)
{
  return 1;
}

void
__wrap_exit (int status)
{
  if (!has_way_back)
    __real_exit (status);
  longjmp (way_back, 1);
}

void
__wrap_error (int status, int errnum, const char *format, ...)
{
  static char line[16384];
  va_list args;
  va_start (args, format);
  vsnprintf (line, sizeof line, format, args);
  va_end (args);
  (void) errnum;
  if (status != 0)
    __wrap_exit (status);
}

bool
fuzz_returns (void (*function) (void *arg), void *arg)
{
  bool returned = false;
  has_way_back = true;
  if (setjmp (way_back) == 0)
    {
      function (arg);
      returned = true;
    }
  has_way_back = false;
  return returned;
}
