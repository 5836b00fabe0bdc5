/* Several sources that meet in one directory of the target.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-merge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-tell.h"

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

/* What OPERAND, which has a list, has in its base as NAME, whose type is
   FOUND: as much of it as is in the transfer.  */
static enum mirror_meeting
meets_listed (const struct mirror_policy *policy,
              const struct mirror_operand *operand, const char *name,
              enum mirror_meeting found)
{
  switch (mirror_list_find (operand, name, policy->recursive))
    {
    case LISTED_NOT:
      return MEETS_NOTHING;
    case LISTED_WAY:
      return policy->implied_dirs ? found : MEETS_NOTHING;
    default:
      return found;
    }
}

/* What PATH is, links that are followed being what they lead to.  */
static enum mirror_meeting
look_at (struct worker *worker, const char *path)
{
  const struct mirror_policy *policy = mirror_of (worker)->policy;
  struct engine *engine = worker->engine;
  struct statx stx;
  int err = call_statx (engine, AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0 && S_ISLNK (stx.stx_mode)
      && (policy->copy_links || policy->copy_dirlinks))
    {
      struct statx behind;
      err = call_statx (engine, AT_FDCWD, path, 0, &behind);
      if (err == 0)
        stx = behind;
      else if (!policy->copy_links)
        err = 0;
    }
  if (err < 0)
    return MEETS_NOTHING;
  return S_ISDIR (stx.stx_mode) ? MEETS_DIRECTORY : MEETS_OTHER;
}

/* Whether the way to PATH, in OPERAND's source, leads through a symbolic link:
   what is behind one that is not followed is not in the transfer.  Those on the
   way to what was named are.  */
static bool
is_behind_link (struct worker *worker, const struct mirror_operand *operand,
                char *path)
{
  char *below = path + strlen (operand->source) + 1;
  bool is_link = false;
  for (char *slash = strchr (below, '/'); slash && !is_link;
       slash = strchr (slash + 1, '/'))
    {
      struct statx stx;
      *slash = '\0';
      is_link = (!operand->listed
                 || mirror_list_find (operand, below, true) == LISTED_WHOLE)
                && call_statx (worker->engine, AT_FDCWD, path,
                               AT_SYMLINK_NOFOLLOW, &stx)
                       == 0
                && S_ISLNK (stx.stx_mode);
      *slash = '/';
    }
  return is_link;
}

/* Whether what OPERAND has as REST takes part.  */
static bool
takes_part (const struct mirror_policy *policy,
            const struct mirror_operand *operand, const char *rest)
{
  rest += strspn (rest, "/");
  if (policy->recursive || *rest == '\0' || is_top (rest))
    return true;
  return policy->dirs && is_top (operand->target) && !strchr (rest, '/');
}

/* What OPERAND has as NAME in the transfer.  */
static enum mirror_meeting
look_in (struct worker *worker, const struct mirror_operand *operand,
         const char *name)
{
  const struct mirror_policy *policy = mirror_of (worker)->policy;
  const char *rest = name;
  if (!is_top (operand->target))
    {
      size_t len = strlen (operand->target);
      if (strncmp (name, operand->target, len) != 0
          || (name[len] != '/' && name[len] != '\0'))
        return MEETS_NOTHING;
      rest = name + len;
    }
  if (!operand->listed && !takes_part (policy, operand, rest))
    return MEETS_NOTHING;
  char *path = malloc (strlen (operand->source) + 1 + strlen (rest) + 1);
  if (!path)
    return MEETS_NOTHING;
  stpcpy (stpcpy (stpcpy (path, operand->source), *rest ? "/" : ""), rest);
  enum mirror_meeting found = look_at (worker, path);
  bool follows = policy->copy_links || policy->copy_dirlinks;
  if (found != MEETS_NOTHING && *rest && !follows
      && is_behind_link (worker, operand, path))
    found = MEETS_NOTHING;
  free (path);
  if (found == MEETS_NOTHING)
    return found;
  return operand->listed ? meets_listed (policy, operand, rest, found) : found;
}

/* What operand I has as NAME, which is ITEM's, in the transfer.  */
static enum mirror_meeting
meets_operand (const struct item *item, bool is_directory, const char *name,
               size_t i)
{
  struct mirror *mirror = mirror_of (item->worker);
  enum mirror_meeting found
      = look_in (item->worker, &mirror->operands[i], name);
  bool found_directory = found == MEETS_DIRECTORY;
  /* There are rules that leave out only what is a directory, or what is
     none.  */
  if (found == MEETS_NOTHING
      || (found_directory != is_directory
          && mirror_filter_hides (item, found_directory)))
    return MEETS_NOTHING;
  /* A directory comes before all else, the earlier before the later.  */
  bool precedes
      = is_directory ? found_directory : found_directory || i < mirror->current;
  return precedes ? found : MEETS_NOTHING;
}

enum mirror_meeting
mirror_merge_meets (const struct item *item, bool is_directory)
{
  struct mirror *mirror = mirror_of (item->worker);
  enum mirror_meeting meeting = MEETS_NOTHING;
  if (!mirror->merges)
    return MEETS_NOTHING;
  size_t end = is_directory ? mirror->current : mirror->n_operands;
  char *name = end == 0 ? NULL
                        : mirror_tell_name (mirror, item_node (item),
                                            item->entry->name[TARGET]);
  for (size_t i = 0; name && i < end && meeting == MEETS_NOTHING; i++)
    if (i != mirror->current)
      meeting = meets_operand (item, is_directory, name, i);
  free (name);
  return meeting;
}
