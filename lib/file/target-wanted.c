/* Targets: whether the user wants what stands there replaced: -i, -n, -u.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target-wanted.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <unistd.h>

#include "base/messages.h"
#include "user/report.h"

enum
{
  NANOSECONDS = 1000000000
};

bool
target_wanted_never (const struct copy_policy *policy)
{
  return policy->update == UPDATE_NONE || policy->update == UPDATE_NONE_FAIL;
}

/* The largest power of ten of nanoseconds, a second at most, that divides
   N.  */
static unsigned int
grain_of (uint32_t n)
{
  unsigned int grain = 1;
  while (grain < NANOSECONDS && n % (grain * 10) == 0)
    grain *= 10;
  return grain;
}

/* Whether what has ITEM's target name keeps times in steps of two seconds.
   What cannot be asked does not.  */
static bool
is_on_fat (const struct item *item)
{
  struct statfs fs;
  int fd = item_dirfd (item, TARGET);
  return fd != AT_FDCWD && call_statfs (item->worker->engine, fd, &fs) == 0
         && fs.f_type == MSDOS_SUPER_MAGIC;
}

/* Take from SOURCE what the file system of TARGET could not have kept when
   it was given the source's time.  That is read off the times it has: the
   clock sets the last change of status, and to all the digits there are.  */
static struct statx_timestamp
as_kept (const struct item *item, struct statx_timestamp source,
         const struct statx *target)
{
  unsigned int grain = grain_of (target->stx_mtime.tv_nsec);
  unsigned int changed = grain_of (target->stx_ctime.tv_nsec);
  if (changed < grain)
    grain = changed;
  source.tv_nsec -= source.tv_nsec % grain;
  if (grain == NANOSECONDS && source.tv_sec % 2 != 0 && is_on_fat (item))
    source.tv_sec--;
  return source;
}

/* Whether TARGET is older than the source.  With preserved times a copy has
   its source's, as far as the file system can keep them.  */
static bool
is_older (const struct item *item, const struct statx *source,
          const struct statx *target)
{
  struct statx_timestamp mine = source->stx_mtime;
  struct statx_timestamp its = target->stx_mtime;
  if (item_policy (item)->preserve_timestamps)
    mine = as_kept (item, mine, target);
  return its.tv_sec < mine.tv_sec
         || (its.tv_sec == mine.tv_sec && its.tv_nsec < mine.tv_nsec);
}

/* Whether TARGET may be written, in the sense of mv: symbolic links and
   whatever root meets are not asked about.  The kernel alone knows of ACLs
   and read-only mounts; no file is touched.  */
static bool
is_writable (const struct item *item, const struct target *target)
{
  return S_ISLNK (target->stx.stx_mode) || item->worker->tree->euid == 0
         || faccessat (item_dirfd (item, TARGET), item->entry->name[TARGET],
                       W_OK, AT_EACCESS)
                == 0;
}

static bool
ask (const struct item *item, const struct target *target)
{
  const struct copy_policy *policy = item_policy (item);
  if (is_writable (item, target))
    return item_ask (item, N_("%s: overwrite %s? "), 0);
  return item_ask (item,
                   policy->remove_destination || policy->force
                       ? N_("%s: replace %s, overriding mode %04lo (%s)? ")
                       : N_("%s: unwritable %s (mode %04lo, %s); "
                            "try anyway? "),
                   target->stx.stx_mode);
}

enum target_verdict
target_wanted_check (const struct item *item, const struct statx *source_stx,
                     const struct target *target)
{
  const struct copy_policy *policy = item_policy (item);
  if (S_ISDIR (source_stx->stx_mode))
    return TARGET_OVERWRITE;
  if (policy->update == UPDATE_OLDER
      && !is_older (item, source_stx, &target->stx))
    {
      item_announce_skipped (item);
      return TARGET_CURRENT;
    }
  if (policy->update == UPDATE_NONE_FAIL)
    {
      item_error (item, 0, N_("not replacing %s"), TARGET);
      return TARGET_REFUSED;
    }
  if (policy->update == UPDATE_NONE)
    {
      item_announce_skipped (item);
      return TARGET_DONE;
    }
  if (policy->interactive && !ask (item, target))
    {
      item_announce_skipped (item);
      report_failure ();
      return TARGET_DECLINED;
    }
  return TARGET_OVERWRITE;
}
