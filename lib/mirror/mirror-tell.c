/* Telling: what became of a name, to whoever wants to know, and counting.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-tell.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/metadata.h"
#include "mirror/chmod-rules.h"

/* NAME is of no transfer: what stands for DEST itself.  */
static bool
is_top (const char *name)
{
  return name[0] == '\0' || (name[0] == '.' && name[1] == '\0');
}

char *
mirror_tell_name (const struct mirror *mirror, const struct dirnode *node,
                  const char *leaf)
{
  const char *name = mirror->solo && leaf ? mirror->solo : leaf;
  size_t size = (name ? strlen (name) : 0) + 2;
  for (const struct dirnode *up = node; up->parent; up = up->parent)
    size += strlen (up->name[TARGET]) + 1;
  char *buf = malloc (size);
  if (!buf)
    return NULL;
  char *start = buf + size;
  *--start = '\0';
  if (name && !is_top (name))
    start = memcpy (start - strlen (name), name, strlen (name));
  for (const struct dirnode *up = node; up->parent; up = up->parent)
    {
      size_t len = strlen (up->name[TARGET]);
      if (is_top (up->name[TARGET]))
        continue;
      if (*start != '\0')
        *--start = '/';
      start = memcpy (start - len, up->name[TARGET], len);
    }
  if (*start == '\0')
    *--start = '.';
  memmove (buf, start, buf + size - start);
  return buf;
}

bool
mirror_tell_wanted (const struct mirror *mirror, unsigned int differs,
                    enum mirror_action action)
{
  const struct mirror_policy *policy = mirror->policy;
  return policy->tell && !policy->notes_only
         && (differs != 0 || action != MIRROR_SAME || policy->tell_unchanged);
}

/* ITEM's source as users are told of it: as it was named, or as it is below
   what a list of names is relative to.  In new memory, or NULL.  */
static char *
source_path (const struct item *item)
{
  const char *base = mirror_of (item->worker)->list_source;
  size_t len = base ? strlen (base) : 0;
  char *path = item_path (item, SOURCE);
  if (!path || !base || strncmp (path, base, len) != 0)
    return path;
  char *rest = path + len + strspn (path + len, "/");
  memmove (path, rest, strlen (rest) + 1);
  return path;
}

static void
tell (const struct item *item, struct mirror_change *change)
{
  struct mirror *mirror = mirror_of (item->worker);
  char *name
      = mirror_tell_name (mirror, item_node (item), item->entry->name[TARGET]);
  if (!name)
    {
      item_error (item, -ENOMEM, N_("cannot tell of %s"), TARGET);
      return;
    }
  char *path = mirror->policy->tell_paths && change->action != MIRROR_DELETE
                   ? source_path (item)
                   : NULL;
  change->name = name;
  if (mirror->policy->chmod && change->stx)
    change->mode = (change->mode & ~MODE_BITS)
                   | (chmod_rules_apply (mirror->policy->chmod, change->mode)
                      & MODE_BITS);
  change->path = path;
  pthread_mutex_lock (&mirror->tell_lock);
  mirror->policy->tell (mirror->policy->tell_arg, change);
  pthread_mutex_unlock (&mirror->tell_lock);
  free (path);
  free (name);
}

void
mirror_tell (const struct item *item, struct mirror_change *change)
{
  if (mirror_tell_wanted (mirror_of (item->worker), change->differs,
                          change->action))
    tell (item, change);
}

void
mirror_tell_note (const struct item *item, enum mirror_note note, mode_t mode,
                  const char *text)
{
  struct mirror_change change = {
    .action = MIRROR_NOTE,
    .note = note,
    .mode = mode,
    .other_name = text,
  };
  if (mirror_policy_of (item)->tell)
    tell (item, &change);
}

enum mirror_kind
mirror_tell_kind (mode_t mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFREG:
      return MIRROR_FILE;
    case S_IFDIR:
      return MIRROR_DIRECTORY;
    case S_IFLNK:
      return MIRROR_SYMLINK;
    case S_IFBLK:
    case S_IFCHR:
      return MIRROR_DEVICE;
    default:
      return MIRROR_SPECIAL;
    }
}

void
mirror_tell_count (struct worker *worker, const struct statx *stx)
{
  struct mirror_counts *counts = mirror_counts_of (worker);
  enum mirror_kind kind = mirror_tell_kind (stx->stx_mode);
  meter_add (&counts->names[kind], 1);
  if (kind == MIRROR_FILE || kind == MIRROR_SYMLINK)
    meter_add (&counts->total_size, stx->stx_size);
}

void
mirror_tell_left (struct worker *worker, uint64_t size)
{
  struct mirror_counts *counts = mirror_counts_of (worker);
  meter_add (&counts->left, 1);
  meter_add (&counts->left_size, size);
}

void
mirror_tell_created (struct worker *worker, mode_t mode)
{
  meter_add (&mirror_counts_of (worker)->created[mirror_tell_kind (mode)], 1);
}
