/* Notes of a mirror: what is mentioned though it is no change.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-notes.h"

#include <sys/stat.h>

/* What stands before the name, behind it, and behind a second one; and
   which word of --info it belongs to.  */
struct note_text
{
  const char *before, *behind, *end;
  int word; /* enum usync_info_word; -1: told in any case */
};

static const struct note_text texts[] = {
  [NOTE_EXISTS] = { "", " exists", NULL, INFO_SKIP },
  [NOTE_NEWER] = { "", " is newer", NULL, INFO_SKIP },
  [NOTE_OVER_MAX] = { "", " is over max-size", NULL, INFO_SKIP },
  [NOTE_UNDER_MIN] = { "", " is under min-size", NULL, INFO_SKIP },
  [NOTE_NOT_CREATED] = { "not creating new file \"", "\"", NULL, INFO_SKIP },
  [NOTE_NONREG] = { "skipping non-regular file \"", "\"", NULL, INFO_NONREG },
  [NOTE_DIRECTORY] = { "skipping directory ", "", NULL, -1 },
  [NOTE_UNSAFE_LINK]
  = { "ignoring unsafe symlink \"", "\" -> \"", "\"", INFO_NAME },
  [NOTE_UNSAFE_COPIED]
  = { "copying unsafe symlink \"", "\" -> \"", "\"", INFO_SYMSAFE },
  [NOTE_MOUNT] = { "[sender] skipping mount-point dir ", "", NULL, INFO_MOUNT },
  [NOTE_REMOVED] = { "sender removed ", "", NULL, INFO_REMOVE },
  [NOTE_BACKED_UP] = { "backed up ", " to ", "", INFO_BACKUP },
  [NOTE_NOT_EMPTY] = { "cannot delete non-empty directory: ", "", NULL, -1 },
  [NOTE_NOT_DELETED]
  = { "IO error encountered -- skipping file deletion", NULL, NULL, -1 },
};

bool
usync_notes_wanted (const struct usync_info *info,
                    const struct mirror_change *change)
{
  int word = texts[change->note].word;
  return word < 0 || info->level[word] > 0;
}

void
usync_notes_write (FILE *out, const struct mirror_change *change)
{
  const struct note_text *text = &texts[change->note];
  const char *before = text->before;
  if (change->note == NOTE_NOT_CREATED && S_ISDIR (change->mode))
    before = "not creating new directory \"";
  if (text->behind)
    fprintf (out, "%s%s%s", before, change->name, text->behind);
  else
    fputs (before, out);
  if (text->end)
    fprintf (out, "%s%s", change->other_name ? change->other_name : "",
             text->end);
}
