/* Mirroring an entry: what a name is, and who deals with that kind.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-entry.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/messages.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-file.h"
#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-merge.h"
#include "mirror/mirror-prune.h"
#include "mirror/mirror-special.h"
#include "mirror/mirror-tell.h"
#include "user/report.h"

enum
{
  /* A lookup that takes longer has waited for a disk or a server; one that
     does not takes a tenth of it.  */
  SLOW_NS = 50 * 1000,

  /* So many of them, and more than one in SLOW_SHARE, are no accident.  */
  SLOW_ENOUGH = 8,
  SLOW_SHARE = 200
};

static int64_t
now_ns (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A lookup by WORKER has taken NS.  Where they have to wait, more workers are
   of use.  */
static void
note_lookup (struct worker *worker, int64_t ns)
{
  struct mirror_counts *counts = mirror_counts_of (worker);
  counts->lookups++;
  if (ns < SLOW_NS || worker->tree->waits)
    return;
  counts->slow_lookups++;
  if (counts->slow_lookups >= SLOW_ENOUGH
      && counts->slow_lookups > counts->lookups / SLOW_SHARE)
    worker->tree->waits = true;
}

/* statx () of ITEM on SIDE.  */
static int
look_up (const struct item *item, enum side side, bool follow,
         struct statx *ret_stx)
{
  struct worker *worker = item->worker;
  int64_t start = now_ns ();
  int err = call_statx (worker->engine, item_dirfd (item, side),
                        item->entry->name[side],
                        follow ? 0 : AT_SYMLINK_NOFOLLOW, ret_stx);
  note_lookup (worker, now_ns () - start);
  if (err == 0)
    err = mirror_fake_look (item, side, item_dirfd (item, side), follow,
                            ret_stx);
  return err;
}

int
mirror_entry_target (const struct item *item, struct statx *ret_stx)
{
  if (item_node (item)->fresh || item_node (item)->imagined)
    return -ENOENT;
  int err = look_up (item, TARGET, false, ret_stx);
  if (err < 0 && err != -ENOENT)
    mirror_fake_say_unseen (item, err, TARGET);
  return err;
}

bool
mirror_entry_is_contents (const struct item *item)
{
  if (item->entry->listed)
    return item->entry->listed->contents;
  const char *source = item->entry->name[SOURCE];
  size_t len = strlen (source);
  return item->batch->operands
         && (strcmp (item->entry->name[TARGET], ".") == 0
             || (len > 0 && source[len - 1] == '/'));
}

/* Whether the filter leaves ITEM out.  What is only on the way to what was
   named is not judged.  */
static bool
is_hidden (const struct item *item, bool is_directory)
{
  const struct mirror_list *listed = item->entry->listed;
  return (!listed || listed->whole) && mirror_filter_hides (item, is_directory);
}

/* ITEM is a symbolic link that leads nowhere, and is to be followed.  */
static int
follow_link (const struct item *item, struct entry *entry, struct statx *stx)
{
  int err = look_up (item, SOURCE, true, stx);
  if (err < 0 && is_hidden (item, false))
    return err;
  if (err == -ENOENT)
    {
      item->worker->tree->source_failed = true;
      item_error_at (item, 0, N_("%s: symbolic link leads nowhere"), SOURCE);
    }
  else if (err < 0)
    mirror_fake_say_unseen (item, err, SOURCE);
  entry->follow = err == 0;
  return err;
}

/* Whether the link that ITEM is leads out of the transfer, as far as POLICY
   wants to know.  1 or 0, or -errno, all said.  */
static int
is_unsafe (const struct item *item, char text[MIRROR_TEXT_MAX])
{
  int err = mirror_special_text (item, SOURCE, text);
  if (err < 0)
    item_error (item, err, N_("cannot read symbolic link %s"), SOURCE);
  return err < 0 ? err : mirror_special_is_unsafe (item, text);
}

/* ENTRY, which is ITEM's, is a symbolic link, STX: find out whether it is
   followed, and what it is then.  Return 0, or less if nothing is to be done
   about it.  */
static int
judge_link (const struct item *item, struct entry *entry, struct statx *stx)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  char text[MIRROR_TEXT_MAX];
  struct statx behind;
  if (policy->copy_links)
    return follow_link (item, entry, stx);
  if (policy->copy_dirlinks && look_up (item, SOURCE, true, &behind) == 0
      && S_ISDIR (behind.stx_mode))
    {
      entry->follow = true;
      *stx = behind;
      return 0;
    }
  if (!policy->copy_unsafe_links && !(policy->safe_links && policy->links))
    return 0;
  int unsafe = is_unsafe (item, text);
  if (unsafe <= 0)
    return unsafe;
  if (!policy->copy_unsafe_links)
    {
      mirror_tell_note (item, NOTE_UNSAFE_LINK, stx->stx_mode, text);
      return -ELOOP;
    }
  mirror_tell_note (item, NOTE_UNSAFE_COPIED, stx->stx_mode, text);
  return follow_link (item, entry, stx);
}

/* Whether ITEM is what DEST itself is to be like.  */
static bool
is_top (const struct item *item)
{
  return item->batch->operands && !item_node (item)->parent
         && strcmp (item->entry->name[TARGET], ".") == 0;
}

/* Whether ITEM, which does not exist, was named by the user, who does not mind;
   then that is seen to.  Whose contents are all that there is to mirror must be
   there.  */
static bool
is_excused (const struct item *item)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct mirror_list *listed = item->entry->listed;
  bool is_named = listed ? listed->whole : item->batch->operands;
  if (!is_named || is_top (item)
      || !(policy->ignore_missing_args || policy->delete_missing_args))
    return false;
  if (policy->delete_missing_args && !mirror_of (item->worker)->solo)
    mirror_delete_missing (item);
  return true;
}

/* ITEM cannot be looked at, for the reason ERR.  */
static void
say_unseen (const struct item *item, int err)
{
  bool is_missing = err == -ENOENT && item->batch->operands;
  if (is_missing && !is_top (item)
      && mirror_policy_of (item)->ignore_missing_args)
    return;
  if (!is_missing || !mirror_policy_of (item)->force_empty)
    {
      mirror_fake_say_unseen (item, err, SOURCE);
      return;
    }
  /* Whether that is in the way of deleting is known: mirror-delete.c.  */
  char *name = item_path (item, SOURCE);
  report_error (err, _("cannot stat %s"), name, NULL);
  free (name);
}

/* Look at the source of ITEM, whose entry is ENTRY, following what is to be
   followed.  Return 0, or less if nothing is to be done about it.  */
static int
look_at_source (const struct item *item, struct entry *entry,
                struct statx *ret_stx)
{
  const struct mirror_list *listed = entry->listed;
  /* "link/" is what it leads to, and so is "link" in "link/file".  */
  if (listed && (listed->contents || listed->children))
    entry->follow = true;
  int err = look_up (item, SOURCE, item_follows (item), ret_stx);
  if (err == -ENOENT && is_excused (item))
    return err;
  /* A link that leads nowhere has not vanished.  */
  if (err == -ENOENT && item_follows (item)
      && look_up (item, SOURCE, false, ret_stx) == 0)
    return follow_link (item, entry, ret_stx);
  if (err < 0)
    {
      if (item->batch->operands || !is_hidden (item, false))
        say_unseen (item, err);
      return err;
    }
  return S_ISLNK (ret_stx->stx_mode) ? judge_link (item, entry, ret_stx) : 0;
}

/* Whether ITEM, as its directory has it, is left out by the filter and need
   not be looked at.  */
static bool
is_filtered_unseen (const struct item *item)
{
  unsigned char type = item->entry->type;
  return type != DT_UNKNOWN && type != DT_LNK
         && is_hidden (item, type == DT_DIR);
}

static void
mirror_found_directory (const struct item *item, bool follow)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct mirror_list *listed = item->entry->listed;
  if (listed && !listed->whole)
    mirror_directory (item, follow, false);
  else if (!policy->recursive && !policy->dirs)
    mirror_tell_note (item, NOTE_DIRECTORY, S_IFDIR, NULL);
  else if (policy->prune_empty_dirs && !mirror_entry_is_contents (item)
           && mirror_prune_is_empty (item))
    return;
  else
    mirror_directory (item, follow,
                      policy->recursive || mirror_entry_is_contents (item));
}

/* ITEM is of a kind that is not transferred.  It counts, and its target may be
   the reason why it would have been left out in any case.  */
static void
leave_out (const struct item *item, const struct statx *stx)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  enum mirror_note note = NOTE_NONREG;
  struct statx target;
  mirror_tell_count (item->worker, stx);
  if (policy->existing || policy->ignore_existing)
    {
      bool exists = mirror_entry_target (item, &target) == 0;
      if (policy->existing && !exists)
        note = NOTE_NOT_CREATED;
      else if (policy->ignore_existing && exists)
        note = NOTE_EXISTS;
    }
  mirror_tell_note (item, note, stx->stx_mode, NULL);
}

/* Deal with ITEM, a file like STX, with JOB if that takes one.  */
static enum mirror_course
mirror_found (const struct item *item, const struct statx *stx, struct job *job)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct mirror_list *listed = item->entry->listed;
  bool wanted = false;
  if (!S_ISDIR (stx->stx_mode) && listed && !listed->whole)
    {
      item_error (item, -ENOTDIR, N_("cannot access %s"), SOURCE);
      return COURSE_DONE;
    }
  if (!S_ISDIR (stx->stx_mode)
      && mirror_merge_meets (item, false) != MEETS_NOTHING)
    return COURSE_DONE;
  switch (stx->stx_mode & S_IFMT)
    {
    case S_IFREG:
      return mirror_file (item, stx, job);
    case S_IFDIR:
      mirror_found_directory (item, item_follows (item));
      return COURSE_DONE;
    case S_IFLNK:
      wanted = policy->links;
      break;
    case S_IFCHR:
    case S_IFBLK:
      wanted = policy->devices && policy->super;
      break;
    default:
      wanted = policy->specials;
      break;
    }
  if (wanted)
    mirror_special (item, stx);
  else
    leave_out (item, stx);
  return COURSE_DONE;
}

/* Deal with ITEM, whose entry is ENTRY.  */
static enum mirror_course
mirror_one (const struct item *item, struct entry *entry, struct job *job)
{
  struct dirnode *node = item_node (item);
  struct statx stx;
  if (is_filtered_unseen (item))
    return COURSE_DONE;
  if (entry->type == DT_DIR)
    {
      mirror_found_directory (item, false);
      return COURSE_DONE;
    }
  if (entry->type == DT_REG && node->fresh && !node->imagined
      && !mirror_fake_is_on (item, SOURCE)
      && !mirror_of (item->worker)->policy->existing
      && !mirror_of (item->worker)->merges && !mirror_of (item->worker)->bases)
    return mirror_file_fresh (item, job);
  if (look_at_source (item, entry, &stx) < 0)
    return COURSE_DONE;
  bool was_seen = entry->type != DT_UNKNOWN && entry->type != DT_LNK;
  if (!was_seen && is_hidden (item, S_ISDIR (stx.stx_mode)))
    return COURSE_DONE;
  entry->type = IFTODT (stx.stx_mode);
  return mirror_found (item, &stx, job);
}

bool
mirror_entry (struct worker *worker, struct batch *batch, struct entry *entry,
              struct job *job)
{
  struct item item = { worker, batch, entry };
  enum mirror_course course = mirror_is_over (mirror_of (worker))
                                  ? COURSE_DONE
                                  : mirror_one (&item, entry, job);
  if (course == COURSE_DONE)
    worker_entry_done (worker, batch);
  return course != COURSE_WAITS;
}

void
mirror_entry_changed (const struct item *item)
{
  item_error (item, 0, N_("%s was replaced while being copied"), SOURCE);
}
