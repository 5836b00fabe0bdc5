/* --out-format and --log-file-format: a line about a name, made of escapes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-format.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "user/report.h"
#include "usync-tell/usync-itemize.h"
#include "usync-tell/usync-number.h"

enum
{
  WIDTH_MAX = 4096 /* columns */
};

/* An escape: %, what stands between, and a letter.  */
struct escape
{
  int human; /* as many apostrophes */
  bool left; /* a minus */
  bool zero; /* digits that begin with 0 */
  int width;
  char letter;     /* '\0' at the end of the format */
  const char *end; /* behind it */
};

static struct escape
read_escape (const char *s)
{
  struct escape escape = { 0 };
  for (; *s == '\''; s++)
    escape.human++;
  if (*s == '-')
    {
      escape.left = true;
      s++;
    }
  escape.zero = *s == '0';
  for (; isdigit ((unsigned char) *s); s++)
    if (escape.width < WIDTH_MAX)
      escape.width = 10 * escape.width + (*s - '0');
  for (; *s == '\''; s++)
    escape.human++;
  escape.letter = *s;
  escape.end = *s ? s + 1 : s;
  return escape;
}

bool
usync_format_has (const char *text, char letter)
{
  for (const char *s = strchr (text, '%'); s; s = strchr (s, '%'))
    {
      struct escape escape = read_escape (s + 1);
      if (escape.letter == letter)
        return true;
      s = escape.end;
    }
  return false;
}

const char *
usync_format_time (int64_t when, char *buf)
{
  time_t time = when;
  struct tm tm;
  if (!localtime_r (&time, &tm)
      || strftime (buf, FORMAT_TIME_SIZE, "%Y/%m/%d %H:%M:%S", &tm) == 0)
    snprintf (buf, FORMAT_TIME_SIZE, "%jd", (intmax_t) when);
  return buf;
}

/* Write TEXT, as wide as ESCAPE says.  */
static void
put_text (FILE *out, const struct escape *escape, const char *text)
{
  fprintf (out, escape->left ? "%-*s" : "%*s", escape->width, text);
}

static void
put_integer (FILE *out, const struct escape *escape, uintmax_t n)
{
  fprintf (out,
           escape->left   ? "%-*ju"
           : escape->zero ? "%0*ju"
                          : "%*ju",
           escape->width, n);
}

static void
put_number (FILE *out, const struct escape *escape, uint64_t n)
{
  char buf[NUMBER_SIZE];
  put_text (out, escape, usync_number (n, escape->human, buf));
}

static void
put_time (FILE *out, const struct escape *escape, int64_t when, char between)
{
  char buf[FORMAT_TIME_SIZE];
  usync_format_time (when, buf);
  for (char *s = buf; *s; s++)
    if (*s == ' ')
      *s = between;
  put_text (out, escape, buf);
}

/* NAME, and a slash if it is a directory's.  */
static void
put_name (FILE *out, const struct escape *escape,
          const struct mirror_change *change)
{
  int slash = S_ISDIR (change->mode);
  int len = strlen (change->name) + slash;
  int blanks = escape->width > len ? escape->width - len : 0;
  fprintf (out, "%*s%s%s%*s", escape->left ? 0 : blanks, "", change->name,
           slash ? "/" : "", escape->left ? blanks : 0, "");
}

/* The source as it was named: without a slash at the beginning, and without
   what a shorter name does not have.  */
static void
put_source (FILE *out, const struct escape *escape,
            const struct mirror_change *change)
{
  const char *from = change->path ? change->path : change->name;
  /* A dot may come in place of nothing.  */
  char *name = malloc (strlen (from) + sizeof "/.");
  if (!name)
    return;
  char *to = name;
  while (*from)
    {
      size_t len = strcspn (from, "/");
      if (len > 1 || (len == 1 && *from != '.'))
        {
          if (to > name)
            *to++ = '/';
          memcpy (to, from, len);
          to += len;
        }
      from += len + (from[len] == '/');
    }
  /* rsync has a dot for the top, also behind its name.  */
  if (to > name && strcmp (change->name, ".") == 0)
    *to++ = '/';
  if (to == name || to[-1] == '/')
    *to++ = '.';
  *to = '\0';
  put_text (out, escape, name);
  free (name);
}

static void
put_link (FILE *out, const struct escape *escape,
          const struct mirror_change *change)
{
  if (change->other_name)
    fputs (" => ", out);
  else if (change->link_text)
    fputs (" -> ", out);
  else if (escape->width > 0)
    fputs ("    ", out);
  put_text (out, escape,
            change->other_name  ? change->other_name
            : change->link_text ? change->link_text
                                : "");
}

static void
put_sum (FILE *out, const struct escape *escape,
         const struct usync_format *format, const struct mirror_change *change)
{
  if (change->sum)
    put_text (out, escape, change->sum);
  else
    fprintf (out, "%*s",
             escape->width > format->sum_length ? escape->width
                                                : format->sum_length,
             "");
}

static uint64_t
length_of (const struct mirror_change *change)
{
  return change->stx ? change->stx->stx_size : 0;
}

/* The owner's number, where it is known.  */
static void
put_group (FILE *out, const struct escape *escape,
           const struct usync_format *format,
           const struct mirror_change *change)
{
  if (!format->group)
    put_text (out, escape, "DEFAULT");
  else
    put_integer (out, escape, change->stx ? change->stx->stx_gid : 0);
}

static void
put_columns (FILE *out, const struct escape *escape,
             const struct mirror_change *change)
{
  char columns[ITEMIZE_COLUMNS + 1];
  usync_itemize (change, columns);
  put_text (out, escape, columns);
}

static void
put_permissions (FILE *out, const struct escape *escape,
                 const struct mirror_change *change)
{
  char letters[10];
  report_mode_letters (change->mode, letters);
  put_text (out, escape, letters);
}

/* Write what ESCAPE stands for, if it concerns the name; return whether it
   does.  */
static bool
put_of_name (FILE *out, const struct escape *escape,
             const struct mirror_change *change)
{
  switch (escape->letter)
    {
    case 'f':
      put_source (out, escape, change);
      return true;
    case 'i':
      put_columns (out, escape, change);
      return true;
    case 'L':
      put_link (out, escape, change);
      return true;
    case 'n':
      put_name (out, escape, change);
      return true;
    case 'o':
      put_text (out, escape, change->action == MIRROR_DELETE ? "del." : "send");
      return true;
    default:
      return false;
    }
}

/* The same for what the file is.  */
static bool
put_of_file (FILE *out, const struct escape *escape,
             const struct usync_format *format,
             const struct mirror_change *change)
{
  const struct statx *stx = change->stx;
  switch (escape->letter)
    {
    case 'b':
      put_number (out, escape, change->moved);
      return true;
    case 'B':
      put_permissions (out, escape, change);
      return true;
    case 'c':
      put_number (out, escape, 0); /* no sums of blocks go to and fro */
      return true;
    case 'C':
      put_sum (out, escape, format, change);
      return true;
    case 'G':
      put_group (out, escape, format, change);
      return true;
    case 'l':
      put_number (out, escape, length_of (change));
      return true;
    case 'M':
      put_time (out, escape, stx ? stx->stx_mtime.tv_sec : 0, '-');
      return true;
    case 'U':
      put_integer (out, escape, stx && format->owner ? stx->stx_uid : 0);
      return true;
    default:
      return false;
    }
}

/* The same for the run.  What concerns daemons is left as it stands.  */
static bool
put_of_run (FILE *out, const struct escape *escape)
{
  switch (escape->letter)
    {
    case 'p':
      put_integer (out, escape, getpid ());
      return true;
    case 't':
      put_time (out, escape, time (NULL), ' ');
      return true;
    case '%':
      put_text (out, escape, "%");
      return true;
    default:
      return false;
    }
}

void
usync_format_write (FILE *out, const struct usync_format *format,
                    const struct mirror_change *change)
{
  const char *s = format->text;
  while (*s)
    {
      size_t plain = strcspn (s, "%");
      fwrite (s, 1, plain, out);
      s += plain;
      if (!*s)
        break;
      struct escape escape = read_escape (s + 1);
      const char *end = escape.end;
      if (!put_of_name (out, &escape, change)
          && !put_of_file (out, &escape, format, change)
          && !put_of_run (out, &escape))
        {
          end = s + 1;
          putc (*s, out);
        }
      s = end;
    }
}
