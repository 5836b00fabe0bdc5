/* Reports: every word the tools say to a person.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "user/report.h"

#include <errno.h>
#include <error.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "progname.h"
#include "quote.h"
#include "quotearg.h"
#include "yesno.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_ullong errors, warnings;
static atomic_bool failed; /* without a message */
static int line_errno;     /* guarded by lock */
static void (*listener) (const struct report_message *);
static void (*hide_progress) (void);
static void (*show_progress) (void);

static void
begin (void)
{
  pthread_mutex_lock (&lock);
  if (hide_progress)
    hide_progress ();
}

static void
end (void)
{
  if (show_progress)
    show_progress ();
  pthread_mutex_unlock (&lock);
}

/* NAME quoted always, or what stands for a name that is not known.  */
static const char *
quoted (int slot, const char *name)
{
  return name ? quotearg_n_style (slot, shell_escape_always_quoting_style, name)
              : "?";
}

/* The formats come from this program's own table of messages, so they need
   not be literals here.  */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

/* MESSAGE's first name: at the beginning of a line it is quoted only where it
   must be.  */
static const char *
first_name (const struct report_message *message)
{
  if (message->begins && message->name1)
    return quotearg_n_style_colon (0, shell_escape_quoting_style,
                                   message->name1);
  return quoted (0, message->name1);
}

/* Tell the listener of MESSAGE, whose text is still to be made.  */
static void
tell (struct report_message *message)
{
  char *text;
  char *whole;
  if (asprintf (&text, message->format, first_name (message),
                quoted (1, message->name2))
      < 0)
    text = NULL;
  if (!text || message->err == 0
      || asprintf (&whole, "%s: %s", text, strerror (message->err)) < 0)
    whole = NULL;
  message->text = whole ? whole : text ? text : message->format;
  listener (message);
  free (whole);
  free (text);
}

static void
say (struct report_message message)
{
  begin ();
  if (listener)
    tell (&message);
  else
    error (0, message.err, message.format, first_name (&message),
           quoted (1, message.name2));
  end ();
}

void
report_error (int err, const char *format, const char *name1, const char *name2)
{
  atomic_fetch_add (&errors, 1);
  say ((struct report_message) { true, err < 0 ? -err : err, format, name1,
                                 name2, NULL });
}

void
report_error_at (int err, const char *format, const char *name)
{
  atomic_fetch_add (&errors, 1);
  say ((struct report_message) { true, err < 0 ? -err : err, format, name, NULL,
                                 NULL, true });
}

void
report_warning (int err, const char *format, const char *name1,
                const char *name2)
{
  atomic_fetch_add (&warnings, 1);
  say ((struct report_message) { false, err < 0 ? -err : err, format, name1,
                                 name2, NULL });
}

void
report_warning_at (int err, const char *format, const char *name)
{
  atomic_fetch_add (&warnings, 1);
  say ((struct report_message) { false, err < 0 ? -err : err, format, name,
                                 NULL, NULL, true });
}

void
report_said (const char *format, const char *name)
{
  begin ();
  printf (format, quoted (0, name));
  end ();
}

void
report_said_both (const char *format, const char *name1, const char *name2)
{
  begin ();
  printf (format, quoted (0, name1), quoted (1, name2));
  end ();
}

void
report_mode_letters (mode_t mode, char letters[10])
{
  static const struct
  {
    mode_t bit;
    char also, alone; /* with the right to execute, without */
  } special[]
      = { { S_ISUID, 's', 'S' }, { S_ISGID, 's', 'S' }, { S_ISVTX, 't', 'T' } };
  for (int i = 0; i < 9; i++)
    letters[i] = mode & (S_IRUSR >> i) ? "rwx"[i % 3] : '-';
  for (int i = 0; i < 3; i++)
    if (mode & special[i].bit)
      {
        char *x = &letters[3 * i + 2];
        *x = *x == 'x' ? special[i].also : special[i].alone;
      }
  letters[9] = '\0';
}

bool
report_ask (const char *format, const char *name, mode_t mode)
{
  char letters[10];
  report_mode_letters (mode, letters);
  begin ();
  fprintf (stderr, format, program_name, quoted (0, name),
           (unsigned long int) (mode & 07777), letters);
  bool yes = yesno ();
  end ();
  return yes;
}

#pragma GCC diagnostic pop

void
report_copied (const char *name1, const char *name2, const char *backup)
{
  begin ();
  printf ("%s -> %s", quoted (0, name1), quoted (1, name2));
  if (backup)
    printf (_(" (backup: %s)"), quoted (0, backup));
  putchar ('\n');
  end ();
}

void
report_failure (void)
{
  atomic_store (&failed, true);
}

void
report_line (const char *line)
{
  begin ();
  if (puts (line) < 0 && line_errno == 0)
    line_errno = errno;
  end ();
}

int
report_line_errno (void)
{
  pthread_mutex_lock (&lock);
  int err = line_errno;
  pthread_mutex_unlock (&lock);
  return err;
}

bool
report_failed (void)
{
  return atomic_load (&errors) > 0 || atomic_load (&failed);
}

void
report_counts (uintmax_t *ret_errors, uintmax_t *ret_warnings)
{
  *ret_errors = atomic_load (&errors);
  *ret_warnings = atomic_load (&warnings);
}

void
report_set_listener (void (*say_it) (const struct report_message *))
{
  pthread_mutex_lock (&lock);
  listener = say_it;
  pthread_mutex_unlock (&lock);
}

void
report_set_progress (void (*hide) (void), void (*show) (void))
{
  pthread_mutex_lock (&lock);
  hide_progress = hide;
  show_progress = show;
  pthread_mutex_unlock (&lock);
}

void
report_quietly_begin (void)
{
  begin ();
}

void
report_quietly_end (void)
{
  end ();
}
