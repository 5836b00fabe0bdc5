/* Several sources that meet in one directory of the target.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror-merge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mirror-tell.h"

static bool
is_top (const char *name)
{
  return strcmp (name, ".") == 0;
}

static int
compare (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
mirror_merge_find (struct mirror *mirror)
{
  size_t count = mirror->n_operands;
  const char **targets = calloc (count + 1, sizeof *targets);
  if (!targets)
    return -ENOMEM;
  for (size_t i = 0; i < count; i++)
    {
      targets[i] = mirror->operands[i].target;
      mirror->merges |= count > 1 && is_top (targets[i]);
    }
  qsort (targets, count, sizeof *targets, compare);
  for (size_t i = 1; i < count; i++)
    mirror->merges |= strcmp (targets[i - 1], targets[i]) == 0;
  free (targets);
  return 0;
}

/* What OPERAND has as NAME in the transfer.  */
static enum mirror_meeting
look_in (struct worker *worker, const struct mirror_operand *operand,
         const char *name)
{
  struct statx stx;
  const char *rest = name;
  if (!is_top (operand->target))
    {
      size_t len = strlen (operand->target);
      if (strncmp (name, operand->target, len) != 0
          || (name[len] != '/' && name[len] != '\0'))
        return MEETS_NOTHING;
      rest = name + len;
    }
  char *path = malloc (strlen (operand->source) + 1 + strlen (rest) + 1);
  if (!path)
    return MEETS_NOTHING;
  stpcpy (stpcpy (stpcpy (path, operand->source), *rest ? "/" : ""), rest);
  int err
      = call_statx (worker->engine, AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, &stx);
  free (path);
  return err < 0                  ? MEETS_NOTHING
         : S_ISDIR (stx.stx_mode) ? MEETS_DIRECTORY
                                  : MEETS_OTHER;
}

enum mirror_meeting
mirror_merge_meets (const struct item *item)
{
  struct mirror *mirror = mirror_of (item->worker);
  enum mirror_meeting meeting = MEETS_NOTHING;
  if (!mirror->merges || mirror->current == 0)
    return MEETS_NOTHING;
  char *name
      = mirror_tell_name (mirror, item_node (item), item->entry->name[TARGET]);
  for (size_t i = 0; name && i < mirror->current && meeting == MEETS_NOTHING;
       i++)
    meeting = look_in (item->worker, &mirror->operands[i], name);
  free (name);
  return meeting;
}
