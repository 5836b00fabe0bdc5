/* ACLs of a mirror where a side is faked.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-fake-acls.h"

#include <errno.h>
#include <string.h>

#include "file/attrs.h"
#include "file/fake-acl.h"
#include "file/fake-stat.h"

/* Both sides of one ACL, in the stored form.  */
struct pair
{
  const struct mirror_fake_acls *acls;
  bool is_default;
  mode_t mode[SIDES];
  int len[SIDES]; /* 0: none; of the target's, -EBADMSG: no sense */
};

/* Read attribute NAME of SIDE into BUF.  Its length, 0 for none, or -errno.  */
static int
get (const struct mirror_fake_acls *acls, enum side side, const char *name,
     char *buf)
{
  int len = call_getxattr (acls->engine, acls->handle[side], name, buf,
                           ATTRS_VALUE_MAX);
  return len == -ENODATA || len == -ENOTSUP || len == -ENOSYS ? 0 : len;
}

static const char *
stored_name (const struct pair *pair)
{
  return pair->is_default ? FAKE_ACL_DEFAULT_NAME : FAKE_ACL_ACCESS_NAME;
}

/* Have SIDE's ACL.  0 or -errno.  */
static int
load (struct pair *pair, enum side side)
{
  const struct mirror_fake_acls *acls = pair->acls;
  bool fake = acls->fake[side];
  int len = get (acls, side,
                 fake ? stored_name (pair) : attrs_acl_name (pair->is_default),
                 fake ? acls->value[side] : acls->spare);
  if (len > 0 && !fake)
    len = fake_acl_from_real (acls->spare, len, pair->is_default,
                              pair->mode[side], acls->value[side]);
  else if (len > 0 && !fake_acl_is_sound (len))
    len = -EBADMSG;
  else if (len > 0 && side == SOURCE && !pair->is_default)
    len = fake_acl_strip (acls->value[side], len, pair->mode[side]);
  pair->len[side] = len;
  return len < 0 && !(len == -EBADMSG && side == TARGET) ? len : 0;
}

static int
load_both (struct pair *pair)
{
  struct statx stx;
  const struct mirror_fake_acls *acls = pair->acls;
  int err = call_fstatx (acls->engine, acls->handle[TARGET].fd, &stx);
  if (err == 0 && acls->fake[TARGET])
    err = fake_stat_fold (acls->engine, acls->handle[TARGET], &stx);
  /* Then it has its own mode.  */
  if (err < 0 && err != -EBADMSG)
    return err;
  pair->mode[SOURCE] = acls->source_mode;
  pair->mode[TARGET] = stx.stx_mode;
  err = load (pair, SOURCE);
  return err < 0 ? err : load (pair, TARGET);
}

static bool
has_same_bytes (const struct pair *pair)
{
  return pair->len[SOURCE] == pair->len[TARGET]
         && memcmp (pair->acls->value[SOURCE], pair->acls->value[TARGET],
                    pair->len[SOURCE])
                == 0;
}

static bool
is_equal (const struct pair *pair)
{
  const struct mirror_fake_acls *acls = pair->acls;
  if (pair->len[TARGET] < 0)
    return false;
  if (pair->is_default)
    return has_same_bytes (pair);
  return fake_acl_is_equal (acls->value[SOURCE], pair->len[SOURCE],
                            pair->mode[SOURCE], acls->value[TARGET],
                            pair->len[TARGET], pair->mode[TARGET]);
}

/* Store the source's at the target.  1 or -errno.  */
static int
put_stored (const struct pair *pair)
{
  const struct mirror_fake_acls *acls = pair->acls;
  int len = pair->len[SOURCE], err;
  if (len == 0 && pair->is_default)
    err = call_removexattr (acls->engine, acls->handle[TARGET],
                            stored_name (pair));
  else
    {
      if (len == 0)
        {
          fake_acl_clear (acls->value[SOURCE]);
          len = FAKE_ACL_EMPTY;
        }
      err = call_setxattr (acls->engine, acls->handle[TARGET],
                           stored_name (pair), acls->value[SOURCE], len);
    }
  return err < 0 ? err : 1;
}

/* Give the target the source's.  1 or -errno.  */
static int
put_real (const struct pair *pair)
{
  const struct mirror_fake_acls *acls = pair->acls;
  int len
      = fake_acl_to_real (acls->value[SOURCE], pair->len[SOURCE],
                          pair->is_default, pair->mode[SOURCE], acls->spare);
  int err = len < 0 ? len
                    : attrs_put_acl (acls->engine, acls->handle[TARGET],
                                     pair->is_default, acls->spare, len);
  return err < 0 ? err : 1;
}

/* Have the target say what the source says: 1 if that had to be done, 0, or
   -errno.  */
static int
apply (struct pair *pair)
{
  int err = load_both (pair);
  if (err < 0)
    return err;
  /* What is equal for the mode that it has now may not be for the one that it
     is to have.  */
  bool same = is_equal (pair)
              && (pair->len[SOURCE] == 0 || !pair->acls->fake[TARGET]
                  || has_same_bytes (pair));
  if (same)
    return 0;
  return pair->acls->fake[TARGET] ? put_stored (pair) : put_real (pair);
}

int
mirror_fake_acls_differ (const struct mirror_fake_acls *acls)
{
  int differs = 0;
  int n = S_ISDIR (acls->source_mode) ? 2 : 1;
  for (int i = 0; i < n && differs == 0; i++)
    {
      struct pair pair = { .acls = acls, .is_default = i > 0 };
      int err = load_both (&pair);
      differs = err < 0 ? err : !is_equal (&pair);
    }
  return differs;
}

int
mirror_fake_acls_apply (const struct mirror_fake_acls *acls)
{
  int n = S_ISDIR (acls->source_mode) ? 2 : 1;
  int changed = 0;
  for (int i = 0; i < n && changed >= 0; i++)
    {
      struct pair pair = { .acls = acls, .is_default = i > 0 };
      int done = apply (&pair);
      changed = done < 0 ? done : changed | done;
    }
  return changed;
}
