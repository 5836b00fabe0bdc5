/* Attributes of a mirror: what a target is to have, and giving it that.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-attrs.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/flush.h"
#include "file/metadata.h"
#include "mirror/chmod-rules.h"
#include "mirror/id-map.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-impl.h"
#include "mirror/mirror-xattrs.h"

enum
{
  ALL_ACCESS = S_IRWXU | S_IRWXG | S_IRWXO,
  ALL_EXECUTE = S_IXUSR | S_IXGRP | S_IXOTH,
  ALL_READ = S_IRUSR | S_IRGRP | S_IROTH
};

/* What a file that stands there and has MODE is to have, without -p, where the
   source has SOURCE_MODE: its own, but for -E.  */
static mode_t
kept_mode (const struct mirror_policy *policy, mode_t source_mode, mode_t mode)
{
  mode &= MODE_BITS;
  if (!policy->executability || !S_ISREG (source_mode))
    return mode;
  if (!(source_mode & ALL_EXECUTE))
    return mode & ~ALL_EXECUTE;
  /* Who may read may execute, unless somebody has thought of that.  */
  return mode & ALL_EXECUTE ? mode : mode | (mode & ALL_READ) >> 2;
}

static mode_t
wanted_mode (const struct item *item, mode_t mode, const struct statx *existing)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (policy->chmod)
    mode = chmod_rules_apply (policy->chmod, mode);
  if (policy->perms)
    return mode & MODE_BITS;
  if (existing)
    return kept_mode (policy, mode, existing->stx_mode);
  /* A default ACL takes the umask's place.  */
  mode &= ALL_ACCESS;
  return item_node (item)->default_acl ? mode : mode & ~policy->copy.umask;
}

/* Whether this process may give files to group GID.  */
static bool
may_give (const struct mirror *mirror, gid_t gid)
{
  if (mirror->policy->super || mirror->n_groups < 0)
    return true;
  for (int i = 0; i < mirror->n_groups; i++)
    if (mirror->groups[i] == gid)
      return true;
  return false;
}

void
mirror_attrs_want (const struct item *item, const struct statx *source,
                   const struct statx *existing,
                   struct mirror_wanted *ret_wanted)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  ret_wanted->uid = ret_wanted->gid = -1;
  if (policy->owner && policy->super)
    ret_wanted->uid = policy->usermap
                          ? id_map_find (policy->usermap, source->stx_uid)
                          : source->stx_uid;
  if (policy->group)
    {
      gid_t gid = policy->groupmap
                      ? id_map_find (policy->groupmap, source->stx_gid)
                      : source->stx_gid;
      if (may_give (mirror_of (item->worker), gid))
        ret_wanted->gid = gid;
    }
  ret_wanted->mode = wanted_mode (item, source->stx_mode, existing);
}

static bool
apply_times (struct mirror_dressing *dressing)
{
  const struct item *item = dressing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct statx *source = dressing->source_stx;
  const struct statx *stands = dressing->stands;
  struct timespec times[2];
  metadata_times (source, times);
  /* What is made to pass for a link is a file till then, and -J is for links:
     so does rsync.  */
  bool keeps = mirror_keeps_time (policy, source->stx_mode)
               || (policy->times && dressing->is_new
                   && S_ISLNK (source->stx_mode) && policy->fake[TARGET]);
  bool modified
      = keeps && (!stands || !mirror_time_is_kept (policy, source, stands));
  bool accessed = mirror_keeps_atime (policy, source->stx_mode)
                  && (!stands
                      || !mirror_same_time (policy, &source->stx_atime,
                                            &stands->stx_atime));
  if (!modified && !accessed)
    return true;
  if (!accessed)
    times[0].tv_nsec = UTIME_OMIT;
  if (!modified)
    times[1].tv_nsec = UTIME_OMIT;
  dressing->changed = true;
  int err = call_utimens (item->worker->engine, dressing->target, times);
  if (err < 0)
    item_error (item, err, N_("preserving times for %s"), TARGET);
  return err == 0;
}

static bool
apply_owner (struct mirror_dressing *dressing)
{
  const struct item *item = dressing->item;
  uid_t uid = dressing->wanted->uid;
  gid_t gid = dressing->wanted->gid;
  if (uid == dressing->uid)
    uid = -1;
  if (gid == dressing->gid)
    gid = -1;
  if (uid == (uid_t) -1 && gid == (gid_t) -1)
    return true;
  dressing->changed = true;
  int err = call_chown (item->worker->engine, dressing->target, uid, gid);
  if (err < 0)
    {
      item_error (item, err, N_("failed to preserve ownership for %s"), TARGET);
      return false;
    }
  /* The kernel took these away, whoever the owner is.  */
  if (!S_ISDIR (dressing->source_stx->stx_mode))
    dressing->mode &= ~(S_ISUID | S_ISGID);
  return true;
}

static bool
apply_mode (struct mirror_dressing *dressing)
{
  const struct item *item = dressing->item;
  mode_t mode = dressing->wanted->mode;
  if (S_ISLNK (dressing->source_stx->stx_mode) || dressing->mode == mode)
    return true;
  dressing->changed = true;
  int err = call_chmod (item->worker->engine, dressing->target, mode);
  if (err < 0)
    item_error (item, err, N_("preserving permissions for %s"), TARGET);
  return err == 0;
}

bool
mirror_attrs_apply (struct mirror_dressing *dressing)
{
  bool ok = apply_times (dressing);
  if (mirror_fake_is_on (dressing->item, TARGET))
    {
      /* This lets attributes be written, too.  */
      ok &= mirror_fake_apply (dressing);
      return mirror_xattrs_apply (dressing) && ok;
    }
  ok &= apply_owner (dressing);
  ok &= mirror_xattrs_apply (dressing);
  ok &= apply_mode (dressing);
  return ok;
}

bool
mirror_attrs_is_due (const struct item *item, unsigned int differs)
{
  /* What is faked passes for what is wanted, and may be something else all the
     same.  */
  return !mirror_policy_of (item)->dry_run
         && (differs != 0 || mirror_fake_is_on (item, TARGET));
}

int
mirror_attrs_pin (const struct item *item, const struct statx *stx)
{
  struct engine *engine = item->worker->engine;
  struct statx now;
  int fd = call_open (engine, item_dirfd (item, TARGET),
                      item->entry->name[TARGET], O_PATH | O_NOFOLLOW, 0);
  int err = fd < 0 ? fd : call_fstatx (engine, fd, &now);
  if (err < 0)
    item_error (item, err, N_("cannot stat %s"), TARGET);
  else if (!file_id_equal (file_id_from_statx (&now), file_id_from_statx (stx)))
    {
      err = -ESTALE;
      item_error (item, 0, N_("%s was replaced while being copied"), TARGET);
    }
  if (err >= 0)
    return fd;
  if (fd >= 0)
    call_close (engine, fd);
  return err;
}

bool
mirror_attrs_update (const struct item *item, const struct statx *source,
                     const struct statx *existing,
                     const struct mirror_wanted *wanted)
{
  int fd = mirror_attrs_pin (item, existing);
  if (fd < 0)
    return false;
  struct mirror_dressing dressing = {
    .item = item,
    .source_stx = source,
    .source = { -1, false },
    .target = { fd, true },
    .wanted = wanted,
    .stands = existing,
    .may_have_acl = true,
    .uid = existing->stx_uid,
    .gid = existing->stx_gid,
    .mode = existing->stx_mode & MODE_BITS,
  };
  bool ok = mirror_attrs_apply (&dressing);
  call_close (item->worker->engine, fd);
  if (ok && dressing.changed && item_policy (item)->fsync
      && (S_ISREG (source->stx_mode) || mirror_fake_is_on (item, TARGET)))
    ok = flush_standing (item);
  return ok;
}
