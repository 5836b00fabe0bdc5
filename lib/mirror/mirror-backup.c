/* Backups of a mirror: what is replaced or deleted is put aside.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "file/fake-stat.h"
#include "file/parallel-dir.h"
#include "mirror/mirror-attrs.h"
#include "mirror/mirror-impl.h"
#include "mirror/mirror-tell.h"

struct mirror_backup
{
  const struct mirror_policy *policy;
  int dest_fd;
  pthread_mutex_t lock;
  int fd; /* the backup directory, once it is needed; guarded by the lock */
};

int
mirror_backup_open (const struct mirror_policy *policy, int dest_fd,
                    struct mirror_backup **ret_backup)
{
  *ret_backup = NULL;
  if (!policy->make_backups)
    return 0;
  struct mirror_backup *backup = malloc (sizeof *backup);
  if (!backup)
    return -ENOMEM;
  *backup = (struct mirror_backup) { .policy = policy,
                                     .dest_fd = dest_fd,
                                     .fd = -1 };
  pthread_mutex_init (&backup->lock, NULL);
  *ret_backup = backup;
  return 0;
}

bool
mirror_backup_is_vain (const struct mirror_policy *policy,
                       struct engine *engine, int dest_fd)
{
  struct statx dest, stx;
  if (!policy->make_backups || !policy->backup_dir || *policy->suffix != '\0')
    return false;
  int fd = call_open (engine, dest_fd, policy->backup_dir, O_PATH | O_DIRECTORY,
                      0);
  if (fd < 0)
    return false;
  bool same = call_fstatx (engine, fd, &stx) == 0
              && call_fstatx (engine, dest_fd, &dest) == 0
              && file_id_equal (file_id_from_statx (&stx),
                                file_id_from_statx (&dest));
  call_close (engine, fd);
  return same;
}

void
mirror_backup_close (struct mirror_backup *backup, struct engine *engine)
{
  if (!backup)
    return;
  if (backup->fd >= 0)
    call_close (engine, backup->fd);
  pthread_mutex_destroy (&backup->lock);
  free (backup);
}

bool
mirror_backup_is_one (const struct mirror_backup *backup, const char *name)
{
  const char *suffix = backup->policy->suffix;
  size_t len = strlen (name), suffix_len = strlen (suffix);
  return !backup->policy->backup_dir && suffix_len > 0 && len > suffix_len
         && strcmp (name + len - suffix_len, suffix) == 0;
}

/* Make NAME and all that is missing above it.  0 or -errno.  */
static int
make_path (struct engine *engine, int dirfd, const char *name, mode_t mode)
{
  char *path = strdup (name);
  if (!path)
    return -ENOMEM;
  int err = 0;
  for (char *slash = strchr (path + 1, '/'); slash;
       slash = strchr (slash + 1, '/'))
    {
      *slash = '\0';
      err = call_mkdir (engine, dirfd, path, mode);
      *slash = '/';
    }
  err = call_mkdir (engine, dirfd, path, mode);
  free (path);
  return err == -EEXIST ? 0 : err;
}

/* The backup directory, made and opened when first asked for, or -errno.  */
static int
backup_root (struct mirror_backup *backup, struct engine *engine)
{
  const char *name = backup->policy->backup_dir;
  pthread_mutex_lock (&backup->lock);
  if (backup->fd < 0)
    {
      int err = 0;
      int fd
          = call_open (engine, backup->dest_fd, name, O_PATH | O_DIRECTORY, 0);
      if (fd == -ENOENT)
        err = make_path (engine, backup->dest_fd, name,
                         0777 & ~backup->policy->copy.umask);
      if (fd == -ENOENT)
        fd = err < 0 ? err
                     : call_open (engine, backup->dest_fd, name,
                                  O_PATH | O_DIRECTORY, 0);
      backup->fd = fd;
    }
  int fd = backup->fd;
  pthread_mutex_unlock (&backup->lock);
  return fd;
}

bool
mirror_backup_is_root (struct mirror_backup *backup, struct engine *engine,
                       struct file_id id)
{
  const char *name = backup->policy->backup_dir;
  struct statx stx;
  return name && call_statx (engine, backup->dest_fd, name, 0, &stx) == 0
         && file_id_equal (file_id_from_statx (&stx), id);
}

/* What NODE's target passes for, or is to in the end.  0 or -errno.  */
static int
passes_for (struct worker *worker, struct dirnode *node,
            struct fake_stat *ret_stat)
{
  struct engine *engine = worker->engine;
  struct batch batch = { .node = node->parent };
  struct entry entry = { .name = { node->name[SOURCE], node->name[TARGET] } };
  struct item item = { worker, &batch, &entry };
  struct mirror_wanted wanted = { .uid = -1, .gid = -1 };
  struct statx stx;
  int err = dircache_pin (engine, &worker->tree->cache, node, PIN_TARGET);
  if (err < 0)
    return err;
  err = call_fstatx (engine, node->fd[TARGET], &stx);
  if (err == 0)
    err = fake_stat_fold (engine, dirnode_handle (node, TARGET), &stx);
  dircache_unpin (engine, &worker->tree->cache, node);
  if (err < 0)
    return err;
  if (node->fake_mode)
    mirror_attrs_want (&item, &node->source_stx, &stx, &wanted);
  *ret_stat = (struct fake_stat) {
    .mode = S_IFDIR | (node->fake_mode ? node->fake_mode : stx.stx_mode),
    .uid = wanted.uid == (uid_t) -1 ? stx.stx_uid : wanted.uid,
    .gid = wanted.gid == (gid_t) -1 ? stx.stx_gid : wanted.gid,
  };
  return 0;
}

/* Have DIRFD, NODE's directory in the backup directory's tree, and those above
   it pass for what the target's do.  0 or -errno.  */
static int
store_alike (struct worker *worker, struct dirnode *node, int dirfd)
{
  struct engine *engine = worker->engine;
  int fd = dirfd, err = 0;
  for (; node->parent && !node->is_top && err >= 0; node = node->parent)
    {
      struct fake_stat stat;
      if (node->is_view)
        continue;
      err = passes_for (worker, node, &stat);
      if (err == 0)
        err = fake_stat_store (engine, (struct handle) { fd, true }, &stat);
      if (err < 0)
        break;
      int above = call_open (engine, fd, "..", O_PATH | O_DIRECTORY, 0);
      if (fd != dirfd)
        call_close (engine, fd);
      fd = err = above;
    }
  if (fd >= 0 && fd != dirfd)
    call_close (engine, fd);
  return err < 0 ? err : 0;
}

/* Put NAME of NODE aside as TO in the backup directory's tree.  */
static int
move_to_tree (struct mirror_backup *backup, struct dirnode *node,
              struct relocation *relocation)
{
  struct worker *worker = relocation->worker;
  int root = backup_root (backup, worker->engine);
  if (root < 0)
    return root;
  int dirfd
      = parallel_dir_make (worker->engine, &worker->tree->cache, root, node);
  if (dirfd < 0)
    return dirfd;
  relocation->to_dirfd = dirfd;
  int err
      = backup->policy->fake[TARGET] ? store_alike (worker, node, dirfd) : 0;
  if (err == 0)
    err = relocate (relocation);
  if (err == -EISDIR || err == -ENOTEMPTY)
    {
      /* An empty directory goes; one with something in it is kept.  */
      int gone
          = call_unlink (worker->engine, dirfd, relocation->to, AT_REMOVEDIR);
      err = gone < 0 ? gone : relocate (relocation);
    }
  call_close (worker->engine, dirfd);
  return err;
}

int
mirror_backup_make (struct mirror_backup *backup, struct worker *worker,
                    struct dirnode *node, const char *name,
                    enum relocate_how how)
{
  const char *suffix = backup->policy->suffix;
  size_t len = strlen (name);
  char *to = malloc (len + strlen (suffix) + 1);
  if (!to)
    return -ENOMEM;
  strcpy (mempcpy (to, name, len), suffix);
  struct relocation relocation = { .worker = worker,
                                   .from_dirfd = node->fd[TARGET],
                                   .from = name,
                                   .to_dirfd = node->fd[TARGET],
                                   .to = to,
                                   .how = how };
  int err = backup->policy->backup_dir
                ? move_to_tree (backup, node, &relocation)
                : relocate (&relocation);
  free (to);
  return err;
}

void
mirror_backup_tell (const struct item *item)
{
  const struct mirror *mirror = mirror_of (item->worker);
  const struct mirror_policy *policy = mirror->policy;
  const char *dir = policy->backup_dir ? policy->backup_dir : "";
  if (!policy->tell)
    return;
  char *name
      = mirror_tell_name (mirror, item_node (item), item->entry->name[TARGET]);
  char *to = name ? malloc (strlen (dir) + 1 + strlen (name)
                            + strlen (policy->suffix) + 1)
                  : NULL;
  if (to)
    {
      char *end = stpcpy (stpcpy (to, dir), *dir ? "/" : "");
      stpcpy (stpcpy (end, name), policy->suffix);
      mirror_tell_note (item, NOTE_BACKED_UP, 0, to);
    }
  free (to);
  free (name);
}

bool
mirror_backup_put_aside (const struct item *item, enum relocate_how how)
{
  struct mirror_backup *backup = mirror_of (item->worker)->backup;
  if (!backup)
    return true;
  int err = mirror_backup_make (backup, item->worker, item_node (item),
                                item->entry->name[TARGET], how);
  if (err < 0 && err != -ENOENT)
    item_error (item, err, N_("cannot backup %s"), TARGET);
  if (err == 0)
    mirror_backup_tell (item);
  return err == 0 || err == -ENOENT;
}
