/* Targets: what is put aside before a copy takes its place.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target-backup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backup-internal.h"
#include "base/messages.h"
#include "dirname.h"
#include "file/stage.h"
#include "file/target-same.h"

static bool
is_dot_or_dotdot (const char *name)
{
  size_t len = base_len (name);
  return (len == 1 && name[0] == '.')
         || (len == 2 && name[0] == '.' && name[1] == '.');
}

bool
target_backup_is_due (const struct item *item, const struct target *target)
{
  return item_policy (item)->backup != no_backups
         && !S_ISDIR (target->stx.stx_mode)
         && !is_dot_or_dotdot (last_component (item->entry->name[SOURCE]));
}

/* NAME with the suffix of simple backups behind it, in new memory.  */
static char *
simple_backup_name (const char *name)
{
  size_t len = strlen (name);
  size_t suffix_size = strlen (simple_backup_suffix) + 1;
  char *backup = malloc (len + suffix_size);
  if (backup)
    {
      memcpy (backup, name, len);
      memcpy (backup + len, simple_backup_suffix, suffix_size);
    }
  return backup;
}

/* Whether the source is what a simple backup would be renamed onto.  */
static bool
would_hit_source (const struct item *item, const struct statx *source_stx)
{
  const char *source = last_component (item->entry->name[SOURCE]);
  const char *target = last_component (item->entry->name[TARGET]);
  size_t len = strlen (target);
  if (item_policy (item)->backup == numbered_backups
      || strncmp (source, target, len) != 0
      || strcmp (source + len, simple_backup_suffix) != 0)
    return false;
  struct statx stx;
  char *backup = simple_backup_name (item->entry->name[TARGET]);
  /* Without memory there will be no backup either.  */
  bool hits = backup
              && call_statx (item->worker->engine, item_dirfd (item, TARGET),
                             backup, 0, &stx)
                     == 0
              && target_same_file (source_stx, &stx);
  free (backup);
  return hits;
}

/* Whether the source is still reached by its name: a symbolic link may have
   led there by way of what was put aside.  cp meets that when it opens the
   source, and says so.  */
static bool
check_source (const struct item *item, const struct target *target)
{
  struct statx stx;
  int err = item_follows (item) && item_policy (item)->making == MAKE_COPIES
                ? call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                              item->entry->name[SOURCE], 0, &stx)
                : 0;
  if (err == 0)
    return true;
  item_announce (item, target->backup);
  item_error (item, err, N_("cannot open %s for reading"), SOURCE);
  return false;
}

/* Put TARGET aside by renaming it.  */
static enum target_verdict
rename_away (const struct item *item, struct target *target)
{
  target->backup = backupfile_internal (item_dirfd (item, TARGET),
                                        item->entry->name[TARGET],
                                        item_policy (item)->backup, true);
  if (target->backup)
    return check_source (item, target) ? TARGET_CREATE : TARGET_REFUSED;
  if (errno == ENOENT) /* it went meanwhile */
    return TARGET_CREATE;
  item_error (item, -errno, N_("cannot backup %s"), TARGET);
  return TARGET_REFUSED;
}

/* Give what has ITEM's target name the name BACKUP, too: one that is numbered
   only if nobody has it.  */
static int
link_aside (const struct item *item, const char *backup)
{
  struct engine *engine = item->worker->engine;
  const char *name = item->entry->name[TARGET];
  size_t len = strlen (name);
  bool is_simple = strcmp (backup + len, simple_backup_suffix) == 0;
  struct stage stage = { .replaces = is_simple,
                         .links = true,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = backup };
  stage_begin_special (&stage);
  int err
      = call_link (engine, stage.dirfd, name, stage.dirfd, stage.temporary, 0);
  return err < 0 ? err : stage_commit (engine, &stage, -1);
}

/* Find a name for the backup of TARGET and give it that.  0 or -errno.  */
static int
keep_aside (const struct item *item, struct target *target)
{
  for (;;)
    {
      char *backup = backupfile_internal (item_dirfd (item, TARGET),
                                          item->entry->name[TARGET],
                                          item_policy (item)->backup, false);
      if (!backup)
        return -errno;
      int err = link_aside (item, backup);
      if (err == 0)
        {
          target->backup = backup;
          target->keeps_name = true;
          return 0;
        }
      free (backup);
      if (err != -EEXIST) /* somebody else's number */
        return err;
    }
}

/* Whether ERR, of a link, says that the file system, or the user for this file,
   or the file has no further name to give.  */
static bool
can_have_one_name_only (int err)
{
  return err == -EPERM || err == -EOPNOTSUPP || err == -ENOSYS
         || err == -EMLINK;
}

enum target_verdict
target_backup_make (const struct item *item, const struct statx *source_stx,
                    struct target *target)
{
  if (would_hit_source (item, source_stx))
    {
      item_error (item, 0,
                  N_("backing up %s might destroy source;  %s not copied"),
                  TARGET);
      return TARGET_REFUSED;
    }
  if (!item_policy (item)->atomic || S_ISDIR (source_stx->stx_mode))
    return rename_away (item, target);
  int err = keep_aside (item, target);
  if (err == 0)
    return TARGET_REPLACE;
  if (can_have_one_name_only (err) || err == -ENOENT)
    return rename_away (item, target);
  item_error (item, err, N_("cannot backup %s"), TARGET);
  return TARGET_REFUSED;
}

void
target_backup_restore (const struct item *item, const struct target *target)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  int err = call_rename (engine, dirfd, target->backup, dirfd,
                         item->entry->name[TARGET], 0);
  /* Of two names of one file a rename keeps both.  */
  if (err == 0 && target->keeps_name)
    {
      err = call_unlink (engine, dirfd, target->backup, 0);
      err = err == -ENOENT ? 0 : err;
    }
  if (err < 0)
    item_error (item, err, N_("cannot un-backup %s"), TARGET);
  else
    item_announce_restored (item, target->backup);
}
