/* What a mirror tells of: lines on standard output, and in a log.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-tell.h"

#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "sums/digest.h"
#include "user/report.h"
#include "usync-tell/usync-escape.h"
#include "usync-tell/usync-format.h"
#include "usync-tell/usync-log.h"
#include "usync-tell/usync-notes.h"

/* A line that is being put together, and used again for the next.  */
struct line
{
  FILE *stream;
  char *text;
  size_t len;
};

struct usync_tell
{
  const struct usync_output *output;
  const struct mirror_policy *policy;
  struct usync_format format;     /* its text is NULL: no names */
  struct usync_format log_format; /* the same */
  bool itemizes;                  /* has %i, on standard output */
  bool tells_kind;                /* has %i or %o: deletions use it, too */
  bool log_tells_kind;
  struct line raw, shown;
};

static const char default_columns[] = "%i %n%L";
static const char default_names[] = "%n%L";
static const char default_deletion[] = "deleting %n";

static bool
open_line (struct line *line)
{
  line->stream = open_memstream (&line->text, &line->len);
  return line->stream != NULL;
}

static void
close_line (struct line *line)
{
  if (line->stream)
    fclose (line->stream);
  free (line->text);
}

static void
begin_line (struct line *line)
{
  rewind (line->stream);
}

/* Have the line's text complete; return whether memory sufficed.  */
static bool
end_line (struct line *line)
{
  putc ('\0', line->stream);
  if (fflush (line->stream) == 0 && !ferror (line->stream))
    return true;
  clearerr (line->stream);
  return false;
}

/* What the formats are, of which there may be none.  */
static void
choose_formats (struct usync_tell *tell)
{
  const struct usync_output *output = tell->output;
  const char *text = output->format;
  if (!text && output->itemize)
    text = default_columns;
  else if (!text && output->info.level[INFO_NAME])
    text = default_names;
  tell->format.text = text;
  tell->itemizes = text && usync_format_has (text, 'i');
  tell->tells_kind = tell->itemizes || (text && usync_format_has (text, 'o'));
  if (output->log)
    tell->log_format.text
        = output->log_format ? output->log_format : default_columns;
  text = tell->log_format.text;
  tell->log_tells_kind
      = text && (usync_format_has (text, 'i') || usync_format_has (text, 'o'));
}

struct usync_tell *
usync_tell_open (const struct usync_output *output,
                 const struct mirror_policy *policy)
{
  struct usync_tell *tell = calloc (1, sizeof *tell);
  if (!tell)
    return NULL;
  tell->output = output;
  tell->policy = policy;
  tell->format.owner = policy->owner;
  tell->format.group = policy->group;
  /* As rsync's sum would take it; contents are compared here.  */
  tell->format.sum_length = policy->checksum ? 32 : 0;
  tell->log_format = tell->format;
  choose_formats (tell);
  if (open_line (&tell->raw) && open_line (&tell->shown))
    return tell;
  usync_tell_close (tell);
  return NULL;
}

void
usync_tell_close (struct usync_tell *tell)
{
  close_line (&tell->raw);
  close_line (&tell->shown);
  free (tell);
}

const struct usync_output *
usync_tell_output (const struct usync_tell *tell)
{
  return tell->output;
}

const struct mirror_policy *
usync_tell_policy (const struct usync_tell *tell)
{
  return tell->policy;
}

/* Whether there may be a line for a name, and even for one that nothing was
   done to.  */
static bool
prints_changes (const struct usync_tell *tell)
{
  const struct usync_info *info = &tell->output->info;
  return !tell->output->quiet
         && (tell->format.text || info->level[INFO_DEL]
             || info->level[INFO_NAME] > 1);
}

static bool
prints_unchanged (const struct usync_tell *tell)
{
  return !tell->output->quiet
         && ((tell->itemizes && tell->output->itemize > 1)
             || tell->output->info.level[INFO_NAME] > 1);
}

static bool
logs_names (const struct usync_tell *tell)
{
  return tell->log_format.text && *tell->log_format.text;
}

static bool
either_has (const struct usync_tell *tell, char letter)
{
  return (tell->format.text && usync_format_has (tell->format.text, letter))
         || (tell->log_format.text
             && usync_format_has (tell->log_format.text, letter));
}

void
usync_tell_ask (struct usync_tell *tell, struct mirror_policy *policy)
{
  policy->tell = usync_tell;
  policy->tell_arg = tell;
  policy->notes_only = !prints_changes (tell) && !logs_names (tell);
  policy->tell_unchanged = prints_unchanged (tell);
  policy->tell_paths = either_has (tell, 'f');
  /* Whoever reads along wants an order; a log can do without.  */
  policy->copy.verbose = prints_changes (tell);
}

/* Send the line in tell->raw to where it belongs.  */
static void
send_line (struct usync_tell *tell, unsigned int where)
{
  if (!end_line (&tell->raw))
    return;
  const char *text = tell->raw.text;
  if (where & TELL_LOG && tell->output->log)
    usync_log_line (tell->output->log, text);
  if (where & TELL_OUT && !tell->output->quiet)
    {
      begin_line (&tell->shown);
      usync_escape (tell->shown.stream, text, strlen (text),
                    tell->output->eight_bit);
      if (end_line (&tell->shown))
        report_line (tell->shown.text);
    }
}

void
usync_tell_line (struct usync_tell *tell, enum usync_tell_where where,
                 const char *format, ...)
{
  va_list args;
  begin_line (&tell->raw);
  va_start (args, format);
  vfprintf (tell->raw.stream, format, args);
  va_end (args);
  send_line (tell, where);
}

static void
send_formatted (struct usync_tell *tell, const struct usync_format *format,
                const struct mirror_change *change, unsigned int where)
{
  begin_line (&tell->raw);
  usync_format_write (tell->raw.stream, format, change);
  send_line (tell, where);
}

static void
tell_deletion (struct usync_tell *tell, const struct mirror_change *change)
{
  struct usync_format format = tell->format;
  if (!tell->tells_kind)
    format.text = default_deletion;
  if (tell->format.text || tell->output->info.level[INFO_DEL])
    send_formatted (tell, &format, change, TELL_OUT);
  if (!logs_names (tell) || tell->policy->dry_run)
    return;
  format = tell->log_format;
  if (!tell->log_tells_kind)
    format.text = default_deletion;
  send_formatted (tell, &format, change, TELL_LOG);
}

/* Whether anything is done for CHANGE beyond looking.  */
static bool
is_significant (const struct mirror_change *change)
{
  return change->differs != 0 || change->action == MIRROR_TRANSFER;
}

/* Whether a line of names has CHANGE.  */
static bool
is_named (const struct usync_tell *tell, const struct mirror_change *change)
{
  bool significant = is_significant (change);
  switch (change->action)
    {
    case MIRROR_TRANSFER:
    case MIRROR_CREATE:
      return significant;
    case MIRROR_LINK:
      return !change->in_basis && (significant || change->other_name);
    default:
      return significant && (tell->itemizes || S_ISDIR (change->mode));
    }
}

/* Without columns, -vv tells of what stays as it is in words of its own.  */
static void
tell_unchanged (struct usync_tell *tell, const struct mirror_change *change)
{
  if (tell->itemizes)
    send_formatted (tell, &tell->format, change, TELL_OUT);
  else if (tell->output->info.level[INFO_NAME] > 1
           && (!S_ISDIR (change->mode) || change->action != MIRROR_SAME))
    usync_tell_line (tell, TELL_OUT, "%s%s%s", change->name,
                     S_ISDIR (change->mode) ? "/" : "",
                     change->differs ? "" : " is uptodate");
}

static void
tell_change (struct usync_tell *tell, const struct mirror_change *change)
{
  bool named = is_named (tell, change);
  if (named && tell->format.text)
    send_formatted (tell, &tell->format, change, TELL_OUT);
  else if (!named && prints_unchanged (tell))
    tell_unchanged (tell, change);
  if (named && logs_names (tell)
      && (change->action != MIRROR_TRANSFER || !tell->policy->dry_run))
    send_formatted (tell, &tell->log_format, change, TELL_LOG);
}

void
usync_tell (void *arg, const struct mirror_change *change)
{
  struct usync_tell *tell = arg;
  switch (change->action)
    {
    case MIRROR_DELETE:
      tell_deletion (tell, change);
      break;
    case MIRROR_NOTE:
      if (!usync_notes_wanted (&tell->output->info, change))
        break;
      begin_line (&tell->raw);
      usync_notes_write (tell->raw.stream, change);
      send_line (tell, TELL_BOTH);
      break;
    default:
      tell_change (tell, change);
      break;
    }
}

void
usync_tell_begin (struct usync_tell *tell, bool incremental)
{
  usync_tell_line (tell, TELL_LOG, "building file list");
  if (!tell->output->info.level[INFO_FLIST])
    return;
  if (incremental)
    usync_tell_line (tell, TELL_OUT, "sending incremental file list");
  else if (tell->policy->dirs || tell->policy->recursive)
    usync_tell_line (tell, TELL_OUT, "building file list ... done");
}

/* How long NAME is without slashes at its end.  */
static int
bare_length (const char *name)
{
  int len = strlen (name);
  while (len > 1 && name[len - 1] == '/')
    len--;
  return len;
}

void
usync_tell_made (struct usync_tell *tell, const char *name)
{
  if (tell->output->info.level[INFO_NAME] || tell->itemizes)
    usync_tell_line (tell, TELL_BOTH, "created directory %.*s",
                     bare_length (name), name);
}

void
usync_tell_made_path (struct usync_tell *tell, const char *name,
                      unsigned int count)
{
  if (tell->output->info.level[INFO_NAME] || tell->itemizes)
    usync_tell_line (tell, TELL_BOTH, "created %u director%s for %.*s", count,
                     count == 1 ? "y" : "ies", bare_length (name), name);
}
