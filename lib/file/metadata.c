/* Metadata: times, owner, attributes and mode of a finished copy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/metadata.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"

bool
metadata_wants_attrs (const struct copy_policy *policy)
{
  return policy->preserve_xattr || policy->preserve_mode
         || policy->preserve_context;
}

/* The worker's buffers for a list of names and a value.  NULL without
   memory.  */
static char *
attr_buffer (struct worker *worker)
{
  if (!worker->xattr)
    worker->xattr = malloc (ATTRS_LIST_MAX + ATTRS_VALUE_MAX);
  return worker->xattr;
}

bool
metadata_list_attrs (const struct item *item, struct handle source,
                     struct attrs *ret_attrs)
{
  *ret_attrs = (struct attrs) { .names = NULL };
  if (!metadata_wants_attrs (item_policy (item)))
    return true;
  char *buf = attr_buffer (item->worker);
  int err = buf ? attrs_list (item->worker->engine, source, buf, ret_attrs)
                : -ENOMEM;
  if (err < 0)
    item_error (item, err, N_("listing attributes of %s"), SOURCE);
  return err == 0;
}

void
metadata_times (const struct statx *stx, struct timespec times[2])
{
  times[0] = (struct timespec) { .tv_sec = stx->stx_atime.tv_sec,
                                 .tv_nsec = stx->stx_atime.tv_nsec };
  times[1] = (struct timespec) { .tv_sec = stx->stx_mtime.tv_sec,
                                 .tv_nsec = stx->stx_mtime.tv_nsec };
}

static bool
apply_times (struct metadata *metadata)
{
  struct timespec times[2];
  metadata_times (metadata->source_stx, times);
  int err
      = call_utimens (metadata->item->worker->engine, metadata->target, times);
  if (err < 0)
    item_error (metadata->item, err, N_("preserving times for %s"), TARGET);
  return err == 0;
}

/* Before an existing file changes hands, let nobody in whom both the old
   and the new mode would not let in.  */
static int
restrict_mode (struct metadata *metadata)
{
  mode_t narrow = metadata->mode & metadata->source_stx->stx_mode & S_IRWXU;
  if (metadata->is_new || !item_policy (metadata->item)->preserve_mode
      || (metadata->mode & MODE_BITS) == narrow)
    return 0;
  int err
      = call_chmod (metadata->item->worker->engine, metadata->target, narrow);
  if (err == 0)
    metadata->mode = narrow;
  return err;
}

static bool
may_not_chown (int err, const struct copy_policy *policy)
{
  return (err == -EPERM || err == -EINVAL) && policy->allow_unowned;
}

/* Give the target its owner.  When that may not be, at least its group;
   and then none of the bits that lend the owner's rights.  */
static bool
apply_owner (struct metadata *metadata)
{
  struct engine *engine = metadata->item->worker->engine;
  const struct copy_policy *policy = item_policy (metadata->item);
  uid_t uid = metadata->source_stx->stx_uid;
  gid_t gid = metadata->source_stx->stx_gid;
  int err = restrict_mode (metadata);
  if (err < 0 && !may_not_chown (err, policy))
    {
      item_error (metadata->item, err, N_("clearing permissions for %s"),
                  TARGET);
      return false;
    }
  err = call_chown (engine, metadata->target, uid, gid);
  if (err == 0)
    {
      /* The kernel took these away, whoever the owner is.  */
      metadata->mode &= ~(S_ISUID | S_ISGID);
      if (!policy->preserve_mode)
        metadata->final_mode &= ~(S_ISUID | S_ISGID);
      return true;
    }
  metadata->final_mode &= ~(S_ISUID | S_ISGID | S_ISVTX);
  if (may_not_chown (err, policy))
    {
      call_chown (engine, metadata->target, -1, gid);
      metadata->mode |= S_ISUID; /* no longer known: set it */
      return true;
    }
  item_error (metadata->item, err, N_("failed to preserve ownership for %s"),
              TARGET);
  return false;
}

/* -Z.  The policy has nothing for symbolic links that are not found by their
   own name, so these keep what they were made with.  */
static bool
apply_context (struct metadata *metadata)
{
  if (!item_policy (metadata->item)->default_context || metadata->no_mode)
    return true;
  int err = attrs_default_context (metadata->target);
  if (err < 0)
    item_error (metadata->item, err,
                N_("failed to set the security context of %s"), TARGET);
  return err == 0;
}

void
metadata_keep_owner (struct metadata *metadata, const struct statx *existing,
                     mode_t *mode)
{
  struct engine *engine = metadata->item->worker->engine;
  uid_t uid = existing->stx_uid;
  gid_t gid = existing->stx_gid;
  if (item_policy (metadata->item)->preserve_ownership
      || (uid == metadata->uid && gid == metadata->gid))
    return;
  if (call_chown (engine, metadata->target, uid, gid) < 0)
    {
      call_chown (engine, metadata->target, -1, gid);
      *mode &= ~(S_ISUID | S_ISGID | S_ISVTX);
    }
}

static bool
apply_attrs (struct metadata *metadata)
{
  if (metadata->attrs->names_len == 0)
    return true;
  struct copy_policy policy = *item_policy (metadata->item);
  if (metadata->passing)
    policy.preserve_xattr = false;
  if (!(policy.preserve_xattr || policy.preserve_context))
    return true;
  const char *name = NULL;
  struct worker *worker = metadata->item->worker;
  int err
      = attrs_copy (worker->engine, &policy, metadata->attrs, metadata->source,
                    metadata->target, worker->xattr + ATTRS_LIST_MAX, &name);
  if (err < 0)
    item_error (metadata->item, err, N_("setting attributes for %s"), TARGET);
  return err == 0;
}

static bool
apply_mode (struct metadata *metadata)
{
  struct worker *worker = metadata->item->worker;
  struct engine *engine = worker->engine;
  const struct copy_policy *policy = item_policy (metadata->item);
  /* With --no-preserve=mode a new file gets what the umask says, whatever
     ACL its directory would give it.  */
  static const struct attrs none;
  bool plain = policy->default_mode && metadata->is_new;
  const struct attrs *attrs = plain ? &none : metadata->attrs;
  int err = 0;
  if ((policy->preserve_mode || plain)
      && (metadata->may_have_acl || attrs->access_acl || attrs->default_acl))
    {
      err = attrs_copy_acls (engine, attrs, metadata->source, metadata->target,
                             metadata->is_directory && !plain,
                             metadata->may_have_acl,
                             worker->xattr + ATTRS_LIST_MAX);
      metadata->mode = -1; /* an ACL changes it too */
    }
  if (err == 0 && metadata->mode != metadata->final_mode)
    err = call_chmod (engine, metadata->target, metadata->final_mode);
  if (err < 0)
    item_error (metadata->item, err, N_("preserving permissions for %s"),
                TARGET);
  return err == 0;
}

bool
metadata_keep_acl (struct metadata *metadata, struct handle existing)
{
  struct worker *worker = metadata->item->worker;
  struct engine *engine = worker->engine;
  struct attrs attrs;
  char *buf = attr_buffer (worker);
  int err = buf ? attrs_list (engine, existing, buf, &attrs) : -ENOMEM;
  if (err < 0 || (!attrs.access_acl && !metadata->may_have_acl))
    goto out;
  err = attrs_copy_acls (engine, &attrs, existing, metadata->target, false,
                         metadata->may_have_acl, buf + ATTRS_LIST_MAX);
  if (err == 0)
    err = call_chmod (engine, metadata->target, metadata->final_mode);
out:
  if (err < 0)
    item_error (metadata->item, err, N_("preserving permissions for %s"),
                TARGET);
  return err == 0;
}

bool
metadata_apply (struct metadata *metadata)
{
  const struct copy_policy *policy = item_policy (metadata->item);
  const struct statx *stx = metadata->source_stx;
  bool ok = true;
  if (policy->preserve_mode)
    metadata->final_mode = stx->stx_mode & MODE_BITS;
  metadata->mode &= MODE_BITS;
  if (policy->preserve_timestamps)
    ok &= apply_times (metadata);
  /* Whose it should be could not have it: then nobody is let in for whom that
     one's mode was meant, as cp has it.  */
  if (policy->preserve_ownership
      && (metadata->uid != stx->stx_uid || metadata->gid != stx->stx_gid)
      && !apply_owner (metadata))
    return false;
  ok &= apply_context (metadata);
  ok &= apply_attrs (metadata);
  if (!metadata->no_mode)
    ok &= apply_mode (metadata);
  return ok;
}
