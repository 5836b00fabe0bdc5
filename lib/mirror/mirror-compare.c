/* Comparing: whether what stands at the target is the source already.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-compare.h"

#include <sys/stat.h>

#include "mirror/mirror-change.h"

bool
mirror_same_time (const struct mirror_policy *policy,
                  const struct statx_timestamp *a,
                  const struct statx_timestamp *b)
{
  intmax_t window = policy->modify_window;
  if (window <= 0)
    return a->tv_sec == b->tv_sec && (window == 0 || a->tv_nsec == b->tv_nsec);
  return a->tv_sec > b->tv_sec ? a->tv_sec - b->tv_sec <= window
                               : b->tv_sec - a->tv_sec <= window;
}

bool
mirror_time_is_kept (const struct mirror_policy *policy,
                     const struct statx *source, const struct statx *target)
{
  bool same = mirror_same_time (policy, &source->stx_mtime, &target->stx_mtime);
  if (!policy->checksum || !S_ISREG (source->stx_mode))
    return same;
  return same && source->stx_mtime.tv_sec == target->stx_mtime.tv_sec
         && source->stx_mtime.tv_nsec == target->stx_mtime.tv_nsec;
}

bool
mirror_unchanged (const struct mirror_policy *policy,
                  const struct statx *source, const struct statx *target)
{
  if (!S_ISREG (target->stx_mode) || source->stx_size != target->stx_size)
    return false;
  /* Of -I and --size-only, the latter holds.  */
  return policy->size_only
         || (!policy->ignore_times
             && mirror_same_time (policy, &source->stx_mtime,
                                  &target->stx_mtime));
}

bool
mirror_keeps_time (const struct mirror_policy *policy, mode_t mode)
{
  return policy->times && !(S_ISDIR (mode) && policy->omit_dir_times)
         && !(S_ISLNK (mode) && policy->omit_link_times);
}

unsigned int
mirror_differs_lost (const struct mirror_policy *policy, mode_t mode)
{
  return mirror_keeps_time (policy, mode) ? 0
         : policy->times                  ? DIFFERS_TIME
                                          : DIFFERS_TIME_LOST;
}

bool
mirror_keeps_atime (const struct mirror_policy *policy, mode_t mode)
{
  return policy->atimes && !S_ISDIR (mode) && !S_ISLNK (mode);
}

/* Whether the modes of A and B are to be the same and are not.  */
static bool
mode_differs (const struct mirror_policy *policy, mode_t mode,
              const struct statx *target, const struct mirror_wanted *wanted)
{
  if (S_ISLNK (mode))
    return false;
  if (policy->perms)
    return (target->stx_mode & MODE_BITS) != wanted->mode;
  mode_t any_execute = S_IXUSR | S_IXGRP | S_IXOTH;
  return policy->executability && S_ISREG (mode)
         && ((mode & any_execute) != 0)
                != ((target->stx_mode & any_execute) != 0);
}

unsigned int
mirror_differs (const struct mirror_policy *policy, const struct statx *source,
                const struct statx *target, const struct mirror_wanted *wanted)
{
  unsigned int bits = 0;
  mode_t mode = source->stx_mode;
  if (S_ISREG (mode) && source->stx_size != target->stx_size)
    bits |= DIFFERS_SIZE;
  if (mirror_keeps_time (policy, mode)
      && !mirror_same_time (policy, &source->stx_mtime, &target->stx_mtime))
    bits |= DIFFERS_TIME;
  if (mirror_keeps_atime (policy, mode)
      && !mirror_same_time (policy, &source->stx_atime, &target->stx_atime))
    bits |= DIFFERS_ATIME;
  if (mode_differs (policy, mode, target, wanted))
    bits |= DIFFERS_MODE;
  if (wanted->uid != (uid_t) -1 && wanted->uid != target->stx_uid)
    bits |= DIFFERS_OWNER;
  if (wanted->gid != (gid_t) -1 && wanted->gid != target->stx_gid)
    bits |= DIFFERS_GROUP;
  return bits;
}

unsigned int
mirror_differs_told (const struct mirror_policy *policy, unsigned int differs,
                     const struct statx *target,
                     const struct mirror_wanted *wanted)
{
  unsigned int given = differs & (DIFFERS_OWNER | DIFFERS_GROUP);
  mode_t mode = target->stx_mode & MODE_BITS;
  if (!given || policy->dry_run || policy->fake[TARGET]
      || !(mode & (S_ISUID | S_ISGID)))
    return differs;
  mode &= ~S_ISUID;
  if (mode & S_IXGRP)
    mode &= ~S_ISGID;
  differs &= ~(given | (policy->perms ? DIFFERS_MODE : 0));
  return differs | (policy->perms && mode != wanted->mode ? DIFFERS_MODE : 0);
}
