/* Extended attributes and ACLs of a mirror: -X and -A.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-xattrs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/attrs.h"
#include "mirror/mirror-impl.h"

#define ACCESS_ACL "system.posix_acl_access"
#define DEFAULT_ACL "system.posix_acl_default"

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

/* Whether NAME is an attribute that is mirrored, or, on the target, may be
   removed.  Filter rules may say so; without any, what only root may see is
   only by root.  The kernel's own are something else.  */
static bool
is_wanted (const struct item *item, enum side side, const char *name)
{
  static const char own[] = "user.rsync.%";
  static const char kernel[] = "system.";
  const struct mirror_policy *policy = mirror_policy_of (item);
  unsigned int concerned = side == SOURCE ? FILTER_SENDER : FILTER_RECEIVER;
  if (strncmp (name, own, sizeof own - 1) == 0
      || strncmp (name, kernel, sizeof kernel - 1) == 0)
    return false;
  if (policy->filter->has_xattrs)
    return filter_judge_xattr (policy->filter, concerned, name)
           != FILTER_EXCLUDE;
  return policy->super || strncmp (name, "user.", 5) == 0;
}

/* Give COMPARING the worker's buffers, and list the attributes of SOURCE and
   TARGET.  0 or -errno, all said.  */
static int
list (struct comparing *comparing, struct handle source, struct handle target)
{
  const struct item *item = comparing->item;
  struct mirror_counts *counts = mirror_counts_of (item->worker);
  if (!counts->attrs)
    counts->attrs = malloc (SIDES * (ATTRS_LIST_MAX + ATTRS_VALUE_MAX));
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

/* Whether both sides have the same as NAME.  1 or 0, or -errno.  */
static int
is_equal (struct comparing *comparing, const char *name)
{
  int len[SIDES];
  for (int side = 0; side < SIDES; side++)
    {
      len[side] = get (comparing, side, name);
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
  const struct attrs *attrs = &comparing->side[side].attrs;
  int n = 0;
  for (const char *name = attrs->names; name < attrs->names + attrs->names_len;
       name += strlen (name) + 1)
    n += is_wanted (comparing->item, side, name);
  return n;
}

/* Whether the extended attributes differ.  1 or 0, or -errno.  */
static int
xattrs_differ (struct comparing *comparing)
{
  const struct attrs *attrs = &comparing->side[SOURCE].attrs;
  if (count (comparing, SOURCE) != count (comparing, TARGET))
    return 1;
  for (const char *name = attrs->names; name < attrs->names + attrs->names_len;
       name += strlen (name) + 1)
    if (is_wanted (comparing->item, SOURCE, name))
      {
        int equal = is_equal (comparing, name);
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

/* Whether an ACL of a file of MODE differs.  1 or 0, or -errno.  */
static int
acls_differ (struct comparing *comparing, mode_t mode)
{
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

/* Give the target the extended attributes of the source, and take others
   away.  0 or the first -errno.  */
static int
apply_xattrs (struct comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct attrs *source = &comparing->side[SOURCE].attrs;
  const struct attrs *target = &comparing->side[TARGET].attrs;
  struct handle handle = comparing->side[TARGET].handle;
  int first = 0;
  for (const char *name = source->names;
       name < source->names + source->names_len; name += strlen (name) + 1)
    {
      int err = is_wanted (item, SOURCE, name) ? is_equal (comparing, name) : 1;
      if (err == 0)
        {
          int len = get (comparing, SOURCE, name);
          err = len == -ENODATA ? 0
                : len < 0       ? len
                          : call_setxattr (comparing->engine, handle, name,
                                           comparing->side[SOURCE].value, len);
        }
      first = first < 0 || err >= 0 ? first : err;
    }
  for (const char *name = target->names;
       name < target->names + target->names_len; name += strlen (name) + 1)
    {
      if (!is_wanted (item, TARGET, name)
          || (is_wanted (item, SOURCE, name)
              && get (comparing, SOURCE, name) != -ENODATA))
        continue;
      int err = call_removexattr (comparing->engine, handle, name);
      first = first < 0 || err >= 0 || err == -ENODATA ? first : err;
    }
  return first;
}

/* Give the target of DRESSING, of MODE, the source's ACLs.  0 or -errno.  */
static int
apply_acls (struct comparing *comparing, struct mirror_dressing *dressing,
            mode_t mode)
{
  const struct attrs *source = &comparing->side[SOURCE].attrs;
  const struct attrs *target = &comparing->side[TARGET].attrs;
  bool has = target->access_acl || target->default_acl;
  if (!source->access_acl && !source->default_acl && !has)
    return 0;
  int err = acls_differ (comparing, mode);
  if (err <= 0)
    return err;
  dressing->mode = -1; /* it changes, too */
  return attrs_copy_acls (comparing->engine, source,
                          comparing->side[SOURCE].handle,
                          comparing->side[TARGET].handle, S_ISDIR (mode), has,
                          comparing->side[SOURCE].value);
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
  return err == 0 && acl == 0;
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
