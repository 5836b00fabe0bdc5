/* Removing sources that have been mirrored: --remove-source-files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-remove-source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-tell.h"
#include "user/report.h"

static int
look (const struct item *item, enum side side, int flags, struct statx *ret_stx)
{
  int dirfd = item_dirfd (item, side);
  int err = call_statx (item->worker->engine, dirfd, item->entry->name[side],
                        flags, ret_stx);
  return err < 0 ? err
                 : mirror_fake_look (item, side, dirfd,
                                     !(flags & AT_SYMLINK_NOFOLLOW), ret_stx);
}

/* Say FORMAT (untranslated) of ITEM's source.  It is no failure to read it.  */
static void
say (const struct item *item, int err, const char *format)
{
  char *name = item_path (item, SOURCE);
  report_error (err, gettext (format), name, NULL);
  free (name);
}

/* Whether B is what A was.  */
static bool
is_unchanged (const struct statx *a, const struct statx *b)
{
  return file_id_equal (file_id_from_statx (a), file_id_from_statx (b))
         && ((a->stx_mode ^ b->stx_mode) & S_IFMT) == 0
         && a->stx_size == b->stx_size
         && a->stx_mtime.tv_sec == b->stx_mtime.tv_sec
         && a->stx_mtime.tv_nsec == b->stx_mtime.tv_nsec;
}

/* ITEM is mirrored, from a source that was like STX: remove that.  */
static void
remove_now (const struct item *item, const struct statx *stx)
{
  struct statx now, target;
  int err = look (item, SOURCE, item_follows (item) ? 0 : AT_SYMLINK_NOFOLLOW,
                  &now);
  if (err < 0)
    {
      if (err != -ENOENT)
        say (item, err, N_("cannot stat %s"));
      return;
    }
  if (!is_unchanged (stx, &now))
    {
      say (item, 0, N_("not removing %s: it has changed since"));
      return;
    }
  err = look (item, TARGET, AT_SYMLINK_NOFOLLOW, &target);
  if (err == -ENOENT) /* --compare-dest has it, or nobody any more */
    return;
  if (err == 0
      && file_id_equal (file_id_from_statx (&now),
                        file_id_from_statx (&target)))
    {
      say (item, 0, N_("not removing %s: it is its own copy"));
      return;
    }
  if (err == 0)
    err = call_unlink (item->worker->engine, item_dirfd (item, SOURCE),
                       item->entry->name[SOURCE], 0);
  if (err == 0)
    mirror_tell_note (item, NOTE_REMOVED, now.stx_mode, NULL);
  else
    say (item, err, N_("cannot remove %s"));
}

/* A name that waits.  */
struct mirror_late
{
  struct mirror_late *next;
  struct dirnode *node;
  struct statx stx;
  bool follow;
  bool delayed;
  char name[];
};

/* Let ITEM wait, whose copy is DELAYED or stands.  False without memory.  */
static bool
wait_for_end (const struct item *item, const struct statx *stx, bool delayed)
{
  struct mirror *mirror = mirror_of (item->worker);
  const char *source = item->entry->name[SOURCE];
  const char *target = item->entry->name[TARGET];
  size_t source_size = strlen (source) + 1;
  struct mirror_late *late
      = malloc (sizeof *late + source_size + strlen (target) + 1);
  if (!late)
    return false;
  late->node = dirnode_ref (item_node (item));
  late->stx = *stx;
  late->follow = item->entry->follow;
  late->delayed = delayed;
  memcpy (late->name, source, source_size);
  strcpy (late->name + source_size, target);
  pthread_mutex_lock (&mirror->tree.lock);
  late->next = mirror->late;
  mirror->late = late;
  pthread_mutex_unlock (&mirror->tree.lock);
  return true;
}

/* Whether something will still ask what names the source has: another source
   that meets it, or deleting, for which a name that is gone is one that was
   never there.  */
static bool
is_asked_for (const struct mirror *mirror)
{
  return mirror->merges || mirror->policy->delete == DELETE_AFTER;
}

static bool
is_removing (const struct mirror_policy *policy)
{
  return policy->remove_source_files && !policy->dry_run;
}

void
mirror_remove_source (const struct item *item, const struct statx *stx)
{
  const struct mirror *mirror = mirror_of (item->worker);
  const struct mirror_policy *policy = mirror->policy;
  if (!is_removing (policy))
    return;
  bool asked_for = is_asked_for (mirror);
  bool waits = asked_for || (policy->hard_links && stx->stx_nlink > 1);
  if (waits && wait_for_end (item, stx, false))
    return;
  if (asked_for)
    say (item, -ENOMEM, N_("cannot remove %s"));
  else
    remove_now (item, stx);
}

void
mirror_remove_source_delayed (const struct item *item, const struct statx *stx)
{
  if (is_removing (mirror_policy_of (item)) && !wait_for_end (item, stx, true))
    say (item, -ENOMEM, N_("cannot remove %s"));
}

void
mirror_remove_source_late (struct mirror *mirror)
{
  struct worker *worker = mirror->tree.workers[0];
  struct dircache *cache = &mirror->tree.cache;
  while (mirror->late)
    {
      struct mirror_late *late = mirror->late;
      mirror->late = late->next;
      struct batch batch = { .node = late->node };
      struct entry entry
          = { .name = { late->name, late->name + strlen (late->name) + 1 },
              .follow = late->follow };
      struct item item = { worker, &batch, &entry };
      bool stays = late->delayed && mirror->tree.delay_failed;
      int err
          = stays ? 0
                  : dircache_pin (worker->engine, cache, late->node, PIN_BOTH);
      if (err < 0)
        say (&item, err, N_("cannot remove %s"));
      else if (!stays)
        {
          remove_now (&item, &late->stx);
          dircache_unpin (worker->engine, cache, late->node);
        }
      dirnode_unref (worker->engine, cache, late->node);
      free (late);
    }
}
