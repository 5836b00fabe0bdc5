/* Extended attributes and ACLs of a mirror: -X and -A.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-xattrs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/attrs.h"
#include "mirror/mirror-fake-acls.h"
#include "mirror/mirror-impl.h"

#define ACCESS_ACL "system.posix_acl_access"
#define DEFAULT_ACL "system.posix_acl_default"

/* How names begin: of the kernel's own attributes, of users', and of those that
   rsync keeps for root in files that are somebody else's.  */
#define KERNELS "system."
#define USERS "user."
#define STORED "user.rsync."

enum
{
  TARGET_NAME_MAX = XATTR_NAME_MAX + sizeof STORED
};

/* One of two files whose attributes are compared.  */
struct side_attrs
{
  struct handle handle;
  struct attrs attrs; /* their names */
  char *value;        /* of ATTRS_VALUE_MAX bytes */
};

struct comparing
{
  const struct item *item;
  struct engine *engine;
  struct side_attrs side[SIDES];
  char *spare; /* as large as a value */
};

/* acl(5) as an attribute's value, <linux/posix_acl_xattr.h>: a version, and
   then entries.  */
enum
{
  ACL_HEADER = 4,
  ACL_ENTRY = 8,
  ACL_PERM_AT = 2, /* in an entry: 2 bytes; before them its tag */
  ACL_USER_OBJ = 0x01,
  ACL_MASK = 0x10,
  ACL_OTHER = 0x20
};

bool
mirror_xattrs_wanted (const struct mirror_policy *policy)
{
  return policy->acls || policy->xattrs;
}

static bool
begins_with (const char *name, const char *start)
{
  return strncmp (name, start, strlen (start)) == 0;
}

/* Whether NAME, of SIDE's, may be mirrored, or removed, as far as its name says
   so and as filter rules do, if there are any.  The kernel's own are something
   else.  What --fake-super stores is not mirrored, and where it is in force not
   removed.  */
static bool
may_take_part (const struct item *item, enum side side, const char *name)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  unsigned int concerned = side == SOURCE ? FILTER_SENDER : FILTER_RECEIVER;
  bool is_kept = side == SOURCE ? !policy->all_xattrs : policy->fake[TARGET];
  if (begins_with (name, KERNELS)
      || (is_kept && begins_with (name, STORED "%")))
    return false;
  return !policy->filter->has_xattrs
         || filter_judge_xattr (policy->filter, concerned, name)
                != FILTER_EXCLUDE;
}

/* Whether NAME is an attribute of the target's that goes if the source has
   nothing like it.  What only root may see is only root's to judge.  */
static bool
is_ours (const struct item *item, const char *name)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  bool is_privileged = policy->super && !policy->fake[TARGET];
  return may_take_part (item, TARGET, name)
         && (policy->filter->has_xattrs || is_privileged
             || begins_with (name, USERS));
}

/* What the target has in place of the source's attribute NAME, in BUF or a part
   of NAME; NULL: it is not mirrored.  On a faked side, what is not a user's is
   kept under a name that is.  */
static const char *
name_at_target (const struct item *item, const char *name,
                char buf[TARGET_NAME_MAX])
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (!may_take_part (item, SOURCE, name))
    return NULL;
  if (policy->fake[SOURCE] && begins_with (name, STORED)
      && !begins_with (name, STORED "%"))
    name += strlen (STORED);
  if (begins_with (name, USERS))
    return name;
  if (!policy->fake[TARGET])
    return policy->super || policy->filter->has_xattrs ? name : NULL;
  stpcpy (stpcpy (buf, STORED), name);
  return buf;
}

/* Whether the source has what is called NAME at the target.  */
static bool
source_has (const struct comparing *comparing, const char *name)
{
  const struct attrs *attrs = &comparing->side[SOURCE].attrs;
  char buf[TARGET_NAME_MAX];
  for (const char *other = attrs->names;
       other < attrs->names + attrs->names_len; other += strlen (other) + 1)
    {
      const char *there = name_at_target (comparing->item, other, buf);
      if (there && strcmp (there, name) == 0)
        return true;
    }
  return false;
}

/* Give COMPARING the worker's buffers, and list the attributes of SOURCE and
   TARGET.  0 or -errno, all said.  */
static int
list (struct comparing *comparing, struct handle source, struct handle target)
{
  const struct item *item = comparing->item;
  struct mirror_counts *counts = mirror_counts_of (item->worker);
  if (!counts->attrs)
    counts->attrs
        = malloc (SIDES * (ATTRS_LIST_MAX + ATTRS_VALUE_MAX) + ATTRS_VALUE_MAX);
  comparing->engine = item->worker->engine;
  comparing->side[SOURCE].handle = source;
  comparing->side[TARGET].handle = target;
  char *buf = counts->attrs;
  int err = buf ? 0 : -ENOMEM;
  for (int side = 0; side < SIDES && err == 0; side++)
    {
      struct side_attrs *own = &comparing->side[side];
      err = attrs_list (comparing->engine, own->handle, buf, &own->attrs);
      own->value = buf + ATTRS_LIST_MAX;
      buf = own->value + ATTRS_VALUE_MAX;
      if (err < 0)
        item_error (item, err, N_("listing attributes of %s"), side);
    }
  comparing->spare = buf;
  if (!counts->attrs)
    item_error (item, err, N_("listing attributes of %s"), SOURCE);
  return err;
}

/* The length of attribute NAME of SIDE, whose value is then in its buffer; 0
   for none, and -errno.  */
static int
get (struct comparing *comparing, enum side side, const char *name)
{
  struct side_attrs *own = &comparing->side[side];
  int len = call_getxattr (comparing->engine, own->handle, name, own->value,
                           ATTRS_VALUE_MAX);
  return len == -ENODATA || len == -ENOTSUP || len == -ENOSYS ? -ENODATA : len;
}

/* Whether the source has as NAME what the target has as THERE.  1 or 0, or
   -errno.  */
static int
is_equal (struct comparing *comparing, const char *name, const char *there)
{
  int len[SIDES];
  for (int side = 0; side < SIDES; side++)
    {
      len[side] = get (comparing, side, side == SOURCE ? name : there);
      if (len[side] < 0 && len[side] != -ENODATA)
        return len[side];
    }
  return len[SOURCE] == len[TARGET]
         && (len[SOURCE] < 0
             || memcmp (comparing->side[SOURCE].value,
                        comparing->side[TARGET].value, len[SOURCE])
                    == 0);
}

/* How many names of SIDE are mirrored.  */
static int
count (const struct comparing *comparing, enum side side)
{
  const struct item *item = comparing->item;
  const struct attrs *attrs = &comparing->side[side].attrs;
  char buf[TARGET_NAME_MAX];
  int n = 0;
  for (const char *name = attrs->names; name < attrs->names + attrs->names_len;
       name += strlen (name) + 1)
    n += side == TARGET ? is_ours (item, name)
                        : name_at_target (item, name, buf) != NULL;
  return n;
}

/* Whether the extended attributes differ.  1 or 0, or -errno.  */
static int
xattrs_differ (struct comparing *comparing)
{
  const struct attrs *attrs = &comparing->side[SOURCE].attrs;
  char buf[TARGET_NAME_MAX];
  if (count (comparing, SOURCE) != count (comparing, TARGET))
    return 1;
  for (const char *name = attrs->names; name < attrs->names + attrs->names_len;
       name += strlen (name) + 1)
    {
      const char *there = name_at_target (comparing->item, name, buf);
      int equal = there ? is_equal (comparing, name, there) : 1;
      if (equal <= 0)
        return equal < 0 ? equal : 1;
    }
  return 0;
}

/* Leave out of the ACL of LEN bytes at VALUE what the mode says as well.  */
static void
forget_mode (char *value, int len)
{
  for (int at = ACL_HEADER; at + ACL_ENTRY <= len; at += ACL_ENTRY)
    {
      unsigned char tag = value[at];
      if (tag == ACL_USER_OBJ || tag == ACL_MASK || tag == ACL_OTHER)
        memset (value + at + ACL_PERM_AT, 0, 2);
    }
}

/* Whether the ACL that is attribute NAME differs.  1 or 0, or -errno.  */
static int
acl_differs (struct comparing *comparing, const char *name)
{
  int len[SIDES];
  for (int side = 0; side < SIDES; side++)
    {
      len[side] = get (comparing, side, name);
      if (len[side] == -ENODATA)
        len[side] = 0;
      if (len[side] < 0)
        return len[side];
      if (strcmp (name, ACCESS_ACL) == 0)
        forget_mode (comparing->side[side].value, len[side]);
    }
  return len[SOURCE] != len[TARGET]
         || memcmp (comparing->side[SOURCE].value,
                    comparing->side[TARGET].value, len[SOURCE])
                != 0;
}

/* What is needed where a side is faked.  */
static struct mirror_fake_acls
fake_acls (const struct comparing *comparing, mode_t mode)
{
  const struct mirror_policy *policy = mirror_policy_of (comparing->item);
  struct mirror_fake_acls acls = { .engine = comparing->engine,
                                   .source_mode = mode,
                                   .spare = comparing->spare };
  for (int side = 0; side < SIDES; side++)
    {
      acls.handle[side] = comparing->side[side].handle;
      acls.fake[side] = policy->fake[side];
      acls.value[side] = comparing->side[side].value;
    }
  return acls;
}

static bool
is_any_faked (const struct comparing *comparing)
{
  const struct mirror_policy *policy = mirror_policy_of (comparing->item);
  return policy->fake[SOURCE] || policy->fake[TARGET];
}

/* Whether an ACL of a file of MODE differs.  1 or 0, or -errno.  */
static int
acls_differ (struct comparing *comparing, mode_t mode)
{
  if (is_any_faked (comparing))
    {
      struct mirror_fake_acls acls = fake_acls (comparing, mode);
      return mirror_fake_acls_differ (&acls);
    }
  const struct attrs *source = &comparing->side[SOURCE].attrs;
  const struct attrs *target = &comparing->side[TARGET].attrs;
  int differs = 0;
  if (source->access_acl || target->access_acl)
    differs = acl_differs (comparing, ACCESS_ACL);
  if (differs == 0 && S_ISDIR (mode)
      && (source->default_acl || target->default_acl))
    differs = acl_differs (comparing, DEFAULT_ACL);
  return differs;
}

/* Pin ITEM on SIDE.  A descriptor or -errno, all said.  */
static int
pin (const struct item *item, enum side side, int dirfd)
{
  int no_follow = side == SOURCE && item_follows (item) ? 0 : O_NOFOLLOW;
  const char *name = item->entry->name[side];
  int fd = call_open (item->worker->engine, dirfd, name, O_PATH | no_follow, 0);
  if (fd < 0)
    item_error (item, fd, N_("cannot stat %s"), side);
  return fd;
}

/* The bits by which what COMPARING has listed differs.  */
static unsigned int
compare (struct comparing *comparing, mode_t mode)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  int acl = policy->acls && !S_ISLNK (mode) ? acls_differ (comparing, mode) : 0;
  int xattr = policy->xattrs ? xattrs_differ (comparing) : 0;
  if (acl < 0 || xattr < 0)
    item_error (item, acl < 0 ? acl : xattr,
                N_("reading attributes of %s or its copy"), SOURCE);
  return (acl > 0 ? DIFFERS_ACL : 0) | (xattr > 0 ? DIFFERS_XATTR : 0);
}

unsigned int
mirror_xattrs_differ (const struct item *item, mode_t mode)
{
  return mirror_xattrs_differ_in (item, mode, item_dirfd (item, TARGET));
}

unsigned int
mirror_xattrs_differ_in (const struct item *item, mode_t mode, int dirfd)
{
  struct comparing comparing = { .item = item };
  struct engine *engine = item->worker->engine;
  unsigned int differs = 0;
  int source = pin (item, SOURCE, item_dirfd (item, SOURCE));
  int target = source < 0 ? -1 : pin (item, TARGET, dirfd);
  if (target >= 0
      && list (&comparing, (struct handle) { source, true },
               (struct handle) { target, true })
             == 0)
    differs = compare (&comparing, mode);
  if (target >= 0)
    call_close (engine, target);
  if (source >= 0)
    call_close (engine, source);
  return differs;
}

/* Applying.  */

/* Give the target the source's NAME as THERE.  1 if that had to be done, 0, or
   -errno.  */
static int
apply_one (struct comparing *comparing, const char *name, const char *there)
{
  int err = is_equal (comparing, name, there);
  if (err != 0)
    return err < 0 ? err : 0;
  int len = get (comparing, SOURCE, name);
  if (len < 0)
    return len == -ENODATA ? 0 : len;
  err = call_setxattr (comparing->engine, comparing->side[TARGET].handle, there,
                       comparing->side[SOURCE].value, len);
  return err < 0 ? err : 1;
}

/* Give the target the extended attributes of the source, and take others
   away.  1 if there was anything to be done, 0, or the first -errno.  */
static int
apply_xattrs (struct comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct attrs *source = &comparing->side[SOURCE].attrs;
  const struct attrs *target = &comparing->side[TARGET].attrs;
  char buf[TARGET_NAME_MAX];
  int first = 0, changed = 0;
  for (const char *name = source->names;
       name < source->names + source->names_len; name += strlen (name) + 1)
    {
      const char *there = name_at_target (item, name, buf);
      int done = there ? apply_one (comparing, name, there) : 0;
      first = first < 0 || done >= 0 ? first : done;
      changed |= done > 0;
    }
  for (const char *name = target->names;
       name < target->names + target->names_len; name += strlen (name) + 1)
    {
      if (!is_ours (item, name) || source_has (comparing, name))
        continue;
      int err = call_removexattr (comparing->engine,
                                  comparing->side[TARGET].handle, name);
      first = first < 0 || err >= 0 || err == -ENODATA ? first : err;
      changed = 1;
    }
  return first < 0 ? first : changed;
}

/* Give the target of DRESSING, of MODE, the source's ACLs.  1 if that had to be
   done, 0, or -errno.  */
static int
apply_acls (struct comparing *comparing, struct mirror_dressing *dressing,
            mode_t mode)
{
  const struct attrs *source = &comparing->side[SOURCE].attrs;
  const struct attrs *target = &comparing->side[TARGET].attrs;
  bool has = target->access_acl || target->default_acl;
  int err;
  if (is_any_faked (comparing))
    {
      struct mirror_fake_acls acls = fake_acls (comparing, mode);
      err = mirror_fake_acls_apply (&acls);
      if (err > 0)
        dressing->mode = -1;
      return err;
    }
  if (!source->access_acl && !source->default_acl && !has)
    return 0;
  err = acls_differ (comparing, mode);
  if (err <= 0)
    return err;
  dressing->mode = -1; /* it changes, too */
  err = attrs_copy_acls (comparing->engine, source,
                         comparing->side[SOURCE].handle,
                         comparing->side[TARGET].handle, S_ISDIR (mode), has,
                         comparing->side[SOURCE].value);
  return err < 0 ? err : 1;
}

static bool
apply (struct mirror_dressing *dressing, struct handle source)
{
  const struct item *item = dressing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct comparing comparing = { .item = item };
  mode_t mode = dressing->source_stx->stx_mode;
  if (list (&comparing, source, dressing->target) < 0)
    return false;
  int err = policy->xattrs ? apply_xattrs (&comparing) : 0;
  if (err < 0)
    item_error (item, err, N_("setting attributes for %s"), TARGET);
  int acl = policy->acls && !S_ISLNK (mode)
                ? apply_acls (&comparing, dressing, mode)
                : 0;
  if (acl < 0)
    item_error (item, acl, N_("preserving permissions for %s"), TARGET);
  dressing->changed |= err > 0 || acl > 0;
  return err >= 0 && acl >= 0;
}

bool
mirror_xattrs_apply (struct mirror_dressing *dressing)
{
  const struct item *item = dressing->item;
  if (!mirror_xattrs_wanted (mirror_policy_of (item)))
    return true;
  if (dressing->source.fd >= 0)
    return apply (dressing, dressing->source);
  int fd = pin (item, SOURCE, item_dirfd (item, SOURCE));
  if (fd < 0)
    return false;
  bool ok = apply (dressing, (struct handle) { fd, true });
  call_close (item->worker->engine, fd);
  return ok;
}
