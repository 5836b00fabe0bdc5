/* --out-format and --log-file-format: a line about a name, made of escapes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The escapes are those of "log format" in rsyncd.conf(5).  Those of daemons
   (%a, %h, %m, %P, %u) and letters that stand for nothing stay as they
   are.  */

#ifndef UU_USYNC_FORMAT_H
#define UU_USYNC_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

#include "mirror/mirror-change.h"

/* What escapes need to know beside the change.  */
struct usync_format
{
  const char *text; /* the format */
  bool owner;       /* -o: %U is known */
  bool group;       /* -g, and %G */
  int sum_length;   /* how wide %C is */
};

/* Whether the format TEXT has the escape %LETTER, however wide.  */
bool usync_format_has (const char *text, char letter);

/* Write the line that FORMAT makes of CHANGE to OUT, as it is: without
   newline, with nothing in it escaped.  */
void usync_format_write (FILE *out, const struct usync_format *format,
                         const struct mirror_change *change);

/* The time WHEN as %t and the lines of a log have it, in BUF.  */
enum
{
  FORMAT_TIME_SIZE = 80
};
const char *usync_format_time (int64_t when, char *buf);

#endif /* UU_USYNC_FORMAT_H */
