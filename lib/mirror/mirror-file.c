/* Mirroring a regular file: compared, and copied where it differs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-file-impl.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/copy-file.h"
#include "file/copy-link.h"
#include "file/target-open.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-basis.h"
#include "mirror/mirror-checksum.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-links.h"
#include "mirror/mirror-remove-source.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"
#include "mirror/mirror-xattrs.h"

/* Whether ITEM, a file like STX, is of a size that is wanted.  */
static bool
is_wanted_size (const struct item *item, const struct statx *stx)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (policy->max_size >= 0 && stx->stx_size > (uintmax_t) policy->max_size)
    {
      mirror_tell_note (item, NOTE_OVER_MAX, stx->stx_mode, NULL);
      return false;
    }
  if (policy->min_size >= 0 && stx->stx_size < (uintmax_t) policy->min_size)
    {
      mirror_tell_note (item, NOTE_UNDER_MIN, stx->stx_mode, NULL);
      return false;
    }
  return true;
}

/* Whether the target is newer than the source, as -u sees it: a file, and
   within --modify-window even if it is no more than as old.  */
static bool
is_newer (const struct mirror_policy *policy, const struct statx *source,
          const struct statx *target)
{
  return S_ISREG (target->stx_mode)
         && source->stx_mtime.tv_sec - target->stx_mtime.tv_sec
                < policy->modify_window;
}

/* Whether the options let the target be made or changed.  */
static bool
is_allowed (const struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  mode_t mode = comparing->source->stx_mode;
  bool exists = comparing->exists;
  if (policy->existing && !exists)
    mirror_tell_note (item, NOTE_NOT_CREATED, mode, NULL);
  else if (policy->ignore_existing && exists)
    mirror_tell_note (item, NOTE_EXISTS, mode, NULL);
  else if (policy->update && exists
           && is_newer (policy, comparing->source, &comparing->target))
    mirror_tell_note (item, NOTE_NEWER, mode, NULL);
  else
    return true;
  return false;
}

/* What stands there is left alone, and its file's other names do not go by
   it.  */
static void
leave (struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  mirror_tell_left (item->worker, comparing->source->stx_size);
  copy_link_give_up (item, LINK_FIRST, comparing->link);
}

/* The contents are the same: see to the attributes.  */
static void
keep (struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  struct mirror *mirror = mirror_of (item->worker);
  const struct statx *source = comparing->source;
  unsigned int differs = mirror_differs (
      mirror->policy, source, &comparing->target, &comparing->wanted);
  if (mirror_xattrs_wanted (mirror->policy))
    differs |= mirror_xattrs_differ (item, source->stx_mode);
  bool ok = true;
  bool is_late
      = mirror_keeps_time (mirror->policy, source->stx_mode)
        && !mirror_time_is_kept (mirror->policy, source, &comparing->target);
  if (mirror_attrs_is_due (item, differs)
      || (is_late && !mirror->policy->dry_run))
    ok = mirror_attrs_update (item, source, &comparing->target,
                              &comparing->wanted);
  differs = mirror_differs_told (mirror->policy, differs, &comparing->target,
                                 &comparing->wanted);
  if (ok && mirror_tell_wanted (mirror, differs, MIRROR_SAME))
    mirror_tell (item, &(struct mirror_change) { .action = MIRROR_SAME,
                                                 .differs = differs,
                                                 .mode = source->stx_mode,
                                                 .stx = source });
  mirror_tell_left (item->worker, source->stx_size);
  /* What it could not be given may yet come with another name.  */
  if (ok)
    mirror_links_stands (item, comparing->link, &comparing->target);
  else
    copy_link_give_up (item, LINK_FIRST, comparing->link);
  if (ok)
    mirror_remove_source (item, source);
}

/* What -i shows of a file that is copied.  */
static unsigned int
copy_differs (const struct mirror_comparing *comparing)
{
  const struct mirror_policy *policy = mirror_policy_of (comparing->item);
  mode_t mode = comparing->source->stx_mode;
  if (!comparing->is_regular && !comparing->has_basis)
    return DIFFERS_NEW;
  const struct statx *target
      = comparing->is_regular ? &comparing->target : &comparing->basis;
  unsigned int differs
      = mirror_differs (policy, comparing->source, target, &comparing->wanted);
  differs |= mirror_differs_lost (policy, mode);
  if (policy->checksum)
    differs |= DIFFERS_CONTENT;
  if (mirror_xattrs_wanted (policy) && comparing->is_regular)
    differs |= mirror_xattrs_differ (comparing->item, mode);
  return differs;
}

/* ITEM, a file of MODE like STX, was copied, MOVED bytes of it.  */
static void
say_copied (const struct item *item, const struct statx *stx,
            unsigned int differs, uint64_t moved, uint64_t matched)
{
  struct worker *worker = item->worker;
  struct mirror_counts *counts = mirror_counts_of (worker);
  meter_add (&counts->transferred, 1);
  meter_add (&counts->transferred_size, stx->stx_size);
  meter_add (&counts->literal, moved);
  meter_add (&counts->matched, matched);
  if (differs & DIFFERS_NEW)
    mirror_tell_created (worker, stx->stx_mode);
  mirror_tell (item, &(struct mirror_change) { .action = MIRROR_TRANSFER,
                                               .differs = differs,
                                               .mode = stx->stx_mode,
                                               .stx = stx,
                                               .moved = moved,
                                               .matched = matched });
}

/* Whether the target may be a file of an earlier mirror as well, linked to by
   --link-dest, and has to stay as it is.  */
static bool
is_shared (const struct mirror_comparing *comparing)
{
  return comparing->is_regular && comparing->target.stx_nlink > 1
         && mirror_basis_is_linked (mirror_policy_of (comparing->item));
}

/* Whether the file, whose contents are the same, is to be made anew because its
   attributes are not its own to change.  */
static bool
is_to_part (const struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  return is_shared (comparing)
         && (mirror_differs (policy, comparing->source, &comparing->target,
                             &comparing->wanted)
                 != 0
             || (mirror_xattrs_wanted (policy)
                 && mirror_xattrs_differ (item, comparing->source->stx_mode)
                        != 0));
}

/* Whether the file is written where it stands.  */
static bool
is_inplace (const struct mirror_comparing *comparing)
{
  return item_policy (comparing->item)->inplace && comparing->is_regular
         && !is_shared (comparing);
}

int
mirror_file_make_way (const struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  int stands = comparing->exists ? mirror_way_clear (
                   item, comparing->source->stx_mode, &comparing->target)
                                 : 0;
  if (stands > 0 && is_inplace (comparing)
      && !mirror_backup_put_aside (item, RELOCATE_COPIES))
    return -EIO;
  return stands;
}

void
mirror_file_set_up (const struct mirror_comparing *comparing, struct job *job,
                    unsigned int differs, bool stands)
{
  const struct item *item = comparing->item;
  mirror_directory_touch (item->worker, item_node (item));
  job_init (job, item->worker, item->batch, item->entry);
  job->pinned = comparing->pinned;
  job->link = comparing->link;
  job->copies = true;
  job->differs = differs;
  job->basis_mode = comparing->has_basis ? comparing->basis.stx_mode : 0;
  job->target = (struct target) {
    .verdict = !stands                  ? TARGET_CREATE
               : is_inplace (comparing) ? TARGET_OVERWRITE
                                        : TARGET_REPLACE,
    .exists = stands,
    .stood = comparing->target,
    .stx = comparing->target,
  };
}

/* The file is new or has changed: have JOB copy it.  */
static enum mirror_course
copy (struct mirror_comparing *comparing, struct job *job)
{
  const struct item *item = comparing->item;
  unsigned int differs = copy_differs (comparing);
  bool dry_run = mirror_policy_of (item)->dry_run;
  if (dry_run
      && !(comparing->exists && S_ISDIR (comparing->target.stx_mode)
           && mirror_file_make_way (comparing) < 0))
    {
      say_copied (item, comparing->source, differs, 0, 0);
      mirror_links_stands (item, comparing->link,
                           comparing->is_regular ? &comparing->target : NULL);
      return COURSE_DONE;
    }
  int stands = dry_run ? -ENOTEMPTY : mirror_file_make_way (comparing);
  if (stands < 0)
    {
      copy_link_give_up (item, LINK_FIRST, comparing->link);
      return COURSE_DONE;
    }
  mirror_file_set_up (comparing, job, differs, stands);
  return job_go (job) ? COURSE_ENDED : COURSE_WAITS;
}

/* Whether the contents pass for the same, without being looked at.  */
static bool
is_same (const struct mirror_comparing *comparing)
{
  const struct mirror_policy *policy = mirror_policy_of (comparing->item);
  if (!comparing->is_regular)
    return false;
  if (policy->checksum)
    return comparing->source->stx_size == comparing->target.stx_size;
  return mirror_unchanged (policy, comparing->source, &comparing->target);
}

/* Whether there is nothing to append.  */
static bool
is_too_long (const struct mirror_comparing *comparing)
{
  const struct mirror_policy *policy = mirror_policy_of (comparing->item);
  return comparing->is_regular && (policy->append || policy->append_verify)
         && comparing->target.stx_size >= comparing->source->stx_size;
}

/* Have JOB compare the contents.  */
static enum mirror_course
compare_contents (struct mirror_comparing *comparing, struct job *job)
{
  const struct item *item = comparing->item;
  job_init (job, item->worker, item->batch, item->entry);
  job->stx = *comparing->source;
  job->target.stx = comparing->target;
  job->link = comparing->link;
  return mirror_checksum_begin (job);
}

enum mirror_course
mirror_file_compared (struct job *job, bool same)
{
  const struct item item = job->item;
  const struct statx source = job->stx;
  struct mirror_comparing comparing = { .item = &item,
                                        .source = &source,
                                        .target = job->target.stx,
                                        .exists = true,
                                        .is_regular = true,
                                        .link = job->link,
                                        .pinned = job->pinned };
  mirror_attrs_want (&item, &source, &comparing.target, &comparing.wanted);
  if (same && is_to_part (&comparing))
    return copy (&comparing, job);
  if (same)
    keep (&comparing);
  else if (is_too_long (&comparing))
    leave (&comparing);
  else
    return copy (&comparing, job);
  return COURSE_DONE;
}

/* Whether the file, at whose target nothing like it stands, is held back for
   another of its names, which may have something to go by.  */
static bool
is_held_back (const struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  bool exists = comparing->exists;
  if (!comparing->link || comparing->is_regular || (policy->existing && !exists)
      || (policy->ignore_existing && exists))
    return false;
  struct mirror_basis_found found = { .match = BASIS_NONE };
  if (mirror_of (item->worker)->bases)
    mirror_basis_find (item, comparing->source, NULL, &found);
  return found.match == BASIS_NONE
         && mirror_links_hold (item, comparing->source, comparing->link);
}

enum mirror_course
mirror_file (const struct item *item, const struct statx *stx, struct job *job)
{
  struct mirror_comparing comparing = { .item = item, .source = stx };
  if (!mirror_links_first (item, stx, &comparing.link))
    {
      mirror_tell_left (item->worker, 0);
      return COURSE_DONE;
    }
  int err = is_wanted_size (item, stx)
                ? mirror_entry_target (item, &comparing.target)
                : -ECANCELED;
  comparing.exists = err == 0;
  comparing.is_regular = err == 0 && S_ISREG (comparing.target.stx_mode);
  if ((err == 0 || err == -ENOENT) && is_held_back (&comparing))
    return COURSE_DONE;
  mirror_tell_count (item->worker, stx);
  if ((err < 0 && err != -ENOENT) || !is_allowed (&comparing))
    {
      leave (&comparing);
      return COURSE_DONE;
    }
  mirror_attrs_want (item, stx, comparing.is_regular ? &comparing.target : NULL,
                     &comparing.wanted);
  enum mirror_course course;
  if (mirror_file_use_basis (&comparing, job, &course))
    return course;
  if (comparing.is_regular
      && mirror_checksum_is_due (mirror_policy_of (item), stx,
                                 &comparing.target))
    return compare_contents (&comparing, job);
  bool same = is_same (&comparing);
  if (same && is_to_part (&comparing))
    return copy (&comparing, job);
  if (same)
    keep (&comparing);
  else if (is_too_long (&comparing))
    leave (&comparing);
  else
    return copy (&comparing, job);
  return COURSE_DONE;
}

enum mirror_course
mirror_file_fresh (const struct item *item, struct job *job)
{
  job_init (job, item->worker, item->batch, item->entry);
  return job_go (job) ? COURSE_ENDED : COURSE_WAITS;
}

/* JOB's contents are those of a file in a basis directory, which is open: all
   else is to be as in its own source.  */
static void
look_at_basis (struct job *job)
{
  const struct statx *own = &job->own_stx;
  job->stx.stx_mode = own->stx_mode;
  job->stx.stx_uid = own->stx_uid;
  job->stx.stx_gid = own->stx_gid;
  job->stx.stx_atime = own->stx_atime;
  job->stx.stx_btime = own->stx_btime;
  job->stx.stx_mtime = own->stx_mtime;
}

bool
mirror_file_look (struct job *job)
{
  struct item *item = &job->item;
  if (job->copies && job->from_basis)
    {
      look_at_basis (job);
      return true;
    }
  if (mirror_fake_look_at (item, SOURCE,
                           (struct handle) { job->source_fd, false }, &job->stx)
      < 0)
    return false;
  if (!S_ISREG (job->stx.stx_mode))
    {
      mirror_entry_changed (item);
      return false;
    }
  if (job->copies)
    return true;
  if (!mirror_links_first (item, &job->stx, &job->link))
    {
      mirror_tell_left (item->worker, 0);
      return false;
    }
  bool wanted = is_wanted_size (item, &job->stx);
  if (wanted && mirror_links_hold (item, &job->stx, job->link))
    {
      job->link = NULL;
      return false;
    }
  mirror_tell_count (item->worker, &job->stx);
  if (!wanted)
    {
      mirror_tell_left (item->worker, job->stx.stx_size);
      return false;
    }
  job->copies = true;
  job->differs = DIFFERS_NEW;
  job->target = (struct target) { .verdict = TARGET_CREATE };
  return true;
}

/* What JOB's target is to have, in *RET_WANTED; and the mode to make it with:
   its last one only if that lets nobody in who is not to be let in at the
   end.  */
static mode_t
plan (const struct job *job, struct mirror_wanted *ret_wanted)
{
  const struct item *item = &job->item;
  const struct dirnode *node = item_node (item);
  const struct tree *tree = item->worker->tree;
  const struct mirror_policy *policy = mirror_policy_of (item);
  bool replaces = job->target.exists && S_ISREG (job->target.stood.stx_mode);
  /* What a basis directory has is as good as what stands there.  */
  const struct statx basis = { .stx_mode = job->basis_mode };
  mirror_attrs_want (item, &job->stx,
                     replaces          ? &job->target.stood
                     : job->basis_mode ? &basis
                                       : NULL,
                     ret_wanted);
  mode_t mode = ret_wanted->mode;
  if (policy->fake[TARGET])
    return S_IRUSR | S_IWUSR;
  bool own
      = (ret_wanted->uid == (uid_t) -1 && ret_wanted->gid == (gid_t) -1)
        || (node->owner_known
            && (ret_wanted->uid == (uid_t) -1 || ret_wanted->uid == tree->euid)
            && (ret_wanted->gid == (gid_t) -1
                || ret_wanted->gid == tree->egid));
  bool at_once = own && !(mode & (S_ISUID | S_ISGID | S_ISVTX))
                 && (!node->default_acl || !policy->perms);
  /* Attributes are set by the owner's right to write, root's aside.  */
  if (mirror_xattrs_wanted (policy) && !(mode & S_IWUSR))
    at_once = false;
  if (policy->acls)
    at_once = false;
  return at_once ? mode : S_IRUSR | S_IWUSR;
}

mode_t
mirror_file_birth (const struct job *job)
{
  struct mirror_wanted wanted;
  return plan (job, &wanted);
}

/* What FILE, JOB's target, born with mode BORN, has now, in DRESSING.  */
static int
look_at_target (const struct job *job, const struct target_file *file,
                mode_t born, struct mirror_dressing *dressing)
{
  const struct tree *tree = job->item.worker->tree;
  const struct dirnode *node = item_node (&job->item);
  if (file->is_new && !file->resumes && node->owner_known && !node->default_acl)
    {
      dressing->uid = tree->euid;
      dressing->gid = tree->egid;
      dressing->mode = born;
      return 0;
    }
  struct statx stx;
  int err = call_fstatx (job->item.worker->engine, file->fd, &stx);
  if (err < 0)
    return err;
  dressing->uid = stx.stx_uid;
  dressing->gid = stx.stx_gid;
  dressing->mode = stx.stx_mode & MODE_BITS;
  return 0;
}

bool
mirror_file_dress (struct job *job, const struct target_file *file)
{
  const struct item *item = &job->item;
  struct mirror_wanted wanted;
  mode_t born = plan (job, &wanted);
  struct mirror_dressing dressing = {
    .item = item,
    .source_stx = &job->stx,
    .source = { job->from_basis ? -1 : job->source_fd, false },
    .target = { file->fd, false },
    .wanted = &wanted,
    .is_new = file->is_new,
    .may_have_acl = !file->is_new || item_node (item)->default_acl,
  };
  int err = look_at_target (job, file, born, &dressing);
  if (err < 0)
    {
      item_error (item, err, N_("cannot fstat %s"), TARGET);
      return false;
    }
  /* What a default ACL made of the mode is what is wanted.  */
  if (file->is_new && born == wanted.mode && item_node (item)->default_acl
      && !mirror_policy_of (item)->perms)
    wanted.mode = dressing.mode;
  return mirror_attrs_apply (&dressing);
}

void
mirror_file_end (struct job *job)
{
  if (!job->copies || !(job->stands || job->deferred))
    return;
  if (job->from_basis)
    {
      meter_add (&mirror_counts_of (job->item.worker)->reused, 1);
      mirror_tell (&job->item,
                   &(struct mirror_change) { .action = MIRROR_CREATE,
                                             .differs = job->differs,
                                             .mode = job->stx.stx_mode,
                                             .stx = &job->stx });
    }
  else
    say_copied (&job->item, &job->stx, job->differs,
                job->moved > 0 || job->matched > 0 ? job->moved
                                                   : job->stx.stx_size,
                job->matched);
  (job->stands ? mirror_remove_source
               : mirror_remove_source_delayed) (&job->item, &job->stx);
}
