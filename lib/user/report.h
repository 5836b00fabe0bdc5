/* Reports: every word the tools say to a person, and the exit status that
   follows from it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Below this, errors are numbers; here they become text, once, with file
   names quoted as GNU tools quote them.  All functions may be called from
   any thread; a message is never torn, and the progress line gives way.
   Names may be NULL (there was no memory to build them).  */

#ifndef UU_REPORT_H
#define UU_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Say FORMAT, already translated, with up to two %s that stand for NAME1
   and NAME2 quoted, then the text of errno ERR unless it is 0; remember
   that something failed.  */
void report_error (int err, const char *format, const char *name1,
                   const char *name2);

/* The same for one NAME, which is quoted only where it must be: FORMAT
   begins with it.  */
void report_error_at (int err, const char *format, const char *name);

/* The same as report_error () for what is no failure.  */
void report_warning (int err, const char *format, const char *name1,
                     const char *name2);

/* The same for one NAME, as report_error_at () has it.  */
void report_warning_at (int err, const char *format, const char *name);

/* `NAME1' -> `NAME2' on standard output, for -v, and where BACKUP is not
   NULL, that NAME2's old file has that name now.  */
void report_copied (const char *name1, const char *name2, const char *backup);

/* FORMAT with NAME quoted, on standard output.  */
void report_said (const char *format, const char *name);

/* The same with two names.  */
void report_said_both (const char *format, const char *name1,
                       const char *name2);

/* Ask FORMAT on standard error, already translated, which takes the
   program's name, NAME quoted, and, if it likes, MODE as an unsigned long
   and as ls writes it; return whether the answer read from standard input
   is yes.  The progress line gives way until then.  */
bool report_ask (const char *format, const char *name, mode_t mode);

/* Write to LETTERS the nine letters that ls has for the permissions of
   MODE.  */
void report_mode_letters (mode_t mode, char letters[10]);

/* Something failed that needs no message.  */
void report_failure (void);

/* A ready line on standard output, for --debug.  */
void report_line (const char *line);

/* Why one could not be written, as an errno: the first time; or 0.  Only what
   is not held back is known of.  */
int report_line_errno (void);

/* Whether report_error () was called.  */
bool report_failed (void);

/* A message as a program wants it.  */
struct report_message
{
  bool failure;       /* not just a warning */
  int err;            /* errno, or 0 */
  const char *format; /* as it was given, translated */
  const char *name1, *name2;
  const char *text; /* the whole, without the program's name */
  bool begins;      /* the text does so with NAME1 */
};

/* Have SAY told of errors and warnings, one at a time, in place of standard
   error; NULL ends that.  */
void report_set_listener (void (*say) (const struct report_message *));

/* How often report_error () and report_warning () were called.  */
void report_counts (uintmax_t *ret_errors, uintmax_t *ret_warnings);

/* Called before and after each message, in turn, so that a progress line
   can be taken away and drawn again.  */
void report_set_progress (void (*hide) (void), void (*show) (void));

/* The same for whoever changes that line: nobody says anything between the
   two.  */
void report_quietly_begin (void);
void report_quietly_end (void);

#endif /* UU_REPORT_H */
