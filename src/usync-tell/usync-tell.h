/* What a mirror tells of: lines on standard output, and in a log.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The library hands each change to usync_tell (); what options ask for is
   made a line of, in the words of rsync, which scripts read: they are not
   translated.  usync-format.h makes the lines, usync-notes.h knows the words
   for what is no change, usync-stats.h has the end.

   Standard output gets names escaped (usync-escape.h).  The log gets a time
   and the number of the process before each line.  */

#ifndef UU_USYNC_TELL_H
#define UU_USYNC_TELL_H

#include <stdbool.h>
#include <stdio.h>

#include "mirror/mirror-policy.h"
#include "usync-tell/usync-info.h"

/* What the options say.  All 0: nothing is told of but what INFO has.  */
struct usync_output
{
  struct usync_info info; /* -v, --info: all of it, with its defaults */
  unsigned int itemize;   /* how often -i was given */
  const char *format;     /* --out-format, or NULL */
  bool quiet;             /* nothing on standard output */
  bool eight_bit;         /* -8 */
  unsigned int human;     /* enum usync_number_level */
  FILE *log;              /* or NULL */
  const char *log_format; /* or NULL: the default */
};

struct usync_tell;

/* Make ready to tell of a mirror by POLICY as OUTPUT says; both must outlive
   this.  Return NULL where memory is short.  */
struct usync_tell *usync_tell_open (const struct usync_output *output,
                                    const struct mirror_policy *policy);
void usync_tell_close (struct usync_tell *tell);

/* Have POLICY, from which the same mirror is made, call usync_tell () for all
   that may become a line.  */
void usync_tell_ask (struct usync_tell *tell, struct mirror_policy *policy);

/* The policy's tell (); TELL is its argument.  */
void usync_tell (void *tell, const struct mirror_change *change);

/* The work begins.  INCREMENTAL: rsync would not have to know all names
   first.  */
void usync_tell_begin (struct usync_tell *tell, bool incremental);

/* The target directory NAME was made, or, of --mkpath, COUNT of them.  */
void usync_tell_made (struct usync_tell *tell, const char *name);
void usync_tell_made_path (struct usync_tell *tell, const char *name,
                           unsigned int count);

/* Where a line goes.  */
enum usync_tell_where
{
  TELL_OUT = 1 << 0,
  TELL_LOG = 1 << 1,
  TELL_BOTH = TELL_OUT | TELL_LOG
};

/* A line of whatever text.  */
void usync_tell_line (struct usync_tell *tell, enum usync_tell_where where,
                      const char *format, ...)
    __attribute__ ((format (printf, 3, 4)));

/* What it was opened with.  */
const struct usync_output *usync_tell_output (const struct usync_tell *tell);
const struct mirror_policy *usync_tell_policy (const struct usync_tell *tell);

#endif /* UU_USYNC_TELL_H */
