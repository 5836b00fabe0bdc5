/* Backups of a mirror: what is replaced or deleted is put aside.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   As rsync does it: under its own name and a suffix, beside its own place or,
   with --backup-dir, in the same place of another tree.  An older backup of
   that name is replaced.  Directories are not put aside; those above a
   backup are made where they are missing.  */

#ifndef UU_MIRROR_BACKUP_H
#define UU_MIRROR_BACKUP_H

#include "file/relocate.h"
#include "mirror/mirror-policy.h"
#include "tree/item.h"

struct mirror_backup;

/* Get ready for the backups that POLICY, which must outlive this, asks for,
   with DEST_FD the target's root, the caller's.  Nothing is made yet.
   *RET_BACKUP is NULL if there are to be none.  0 or -ENOMEM.  */
int mirror_backup_open (const struct mirror_policy *policy, int dest_fd,
                        struct mirror_backup **ret_backup);

/* Whether POLICY's backups would be made where what they are of is: what
   stood below DEST_FD would be lost.  */
bool mirror_backup_is_vain (const struct mirror_policy *policy,
                            struct engine *engine, int dest_fd);

void mirror_backup_close (struct mirror_backup *backup, struct engine *engine);

/* Whether NAME, which is to be deleted, is a backup itself, and so has
   none.  */
bool mirror_backup_is_one (const struct mirror_backup *backup,
                           const char *name);

/* Whether the directory ID is the one that backups are put in.  */
bool mirror_backup_is_root (struct mirror_backup *backup, struct engine *engine,
                            struct file_id id);

/* Put what is called NAME in NODE's target, which is pinned, aside: it is no
   directory.  HOW says whether it keeps its name, too.  Any thread may call.
   0 or -errno; -ENOENT if it is not there.  */
int mirror_backup_make (struct mirror_backup *backup, struct worker *worker,
                        struct dirnode *node, const char *name,
                        enum relocate_how how);

/* Put what stands at ITEM's target, which is pinned, aside if there are to be
   backups.  False, all said, if that fails.  */
bool mirror_backup_put_aside (const struct item *item, enum relocate_how how);

/* Tell that ITEM's target was put aside.  */
void mirror_backup_tell (const struct item *item);

#endif /* UU_MIRROR_BACKUP_H */
