/* Reports: every word the tools say to a person.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "report.h"

#include <error.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "messages.h"
#include "quote.h"
#include "quotearg.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_bool failed;
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

static void
say (int err, const char *format, const char *name1, const char *name2)
{
  begin ();
  error (0, err < 0 ? -err : err, format, quoted (0, name1), quoted (1, name2));
  end ();
}

void
report_error (int err, const char *format, const char *name1, const char *name2)
{
  atomic_store (&failed, true);
  say (err, format, name1, name2);
}

void
report_warning (int err, const char *format, const char *name1,
                const char *name2)
{
  say (err, format, name1, name2);
}

void
report_said (const char *format, const char *name)
{
  begin ();
  printf (format, quoted (0, name));
  end ();
}

#pragma GCC diagnostic pop

void
report_copied (const char *name1, const char *name2)
{
  begin ();
  printf ("%s -> %s\n", quoted (0, name1), quoted (1, name2));
  end ();
}

void
report_line (const char *line)
{
  begin ();
  puts (line);
  end ();
}

bool
report_failed (void)
{
  return atomic_load (&failed);
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
