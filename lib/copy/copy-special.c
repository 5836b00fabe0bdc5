/* Copying what is not a regular file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/copy-special.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/messages.h"
#include "copy/copy-as-link.h"
#include "file/copy-link.h"
#include "file/metadata.h"
#include "file/stage.h"
#include "file/target.h"
#include "tree/tree-symlinks.h"

/* Read the symbolic link that SOURCE pins, SIZE bytes long or so, into a
   new string.  NULL with *RET_ERR set.  */
static char *
read_link (struct engine *engine, struct handle source, size_t size,
           int *ret_err)
{
  for (size_t room = size + 1;; room *= 2)
    {
      char *content = malloc (room + 1);
      if (!content)
        {
          *ret_err = -ENOMEM;
          return NULL;
        }
      int n = call_readlink (engine, source.fd, "", content, room);
      if (n >= 0 && (size_t) n < room)
        {
          content[n] = '\0';
          return content;
        }
      free (content);
      if (n < 0)
        {
          *ret_err = n;
          return NULL;
        }
    }
}

static void
say_not_made (const struct item *item, const struct statx *stx, int err)
{
  item_error (item, err,
              S_ISLNK (stx->stx_mode)    ? N_("cannot create symbolic link %s")
              : S_ISFIFO (stx->stx_mode) ? N_("cannot create fifo %s")
                                         : N_("cannot create special file %s"),
              TARGET);
}

static int
make_symlink (const struct item *item, const char *name, struct handle source,
              const struct statx *stx)
{
  int err;
  struct engine *engine = item->worker->engine;
  char *content = read_link (engine, source, stx->stx_size, &err);
  if (!content)
    {
      item_error (item, err, N_("cannot read symbolic link %s"), SOURCE);
      return err;
    }
  err = item_policy (item)->atomic
            ? call_symlink (engine, content, item_dirfd (item, TARGET), name)
            : copy_as_link_make (item, content, false);
  free (content);
  if (err < 0)
    say_not_made (item, stx, err);
  return err;
}

static int
make_node (const struct item *item, const char *name, const struct statx *stx)
{
  mode_t mode = stx->stx_mode & S_IFMT;
  mode_t bits = stx->stx_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  mode |= item_policy (item)->preserve_mode
                  || item_policy (item)->preserve_ownership
              ? bits & S_IRWXU
              : bits;
  int err
      = call_mknod (item->worker->engine, item_dirfd (item, TARGET), name, mode,
                    makedev (stx->stx_rdev_major, stx->stx_rdev_minor));
  if (err < 0)
    say_not_made (item, stx, err);
  return err;
}

/* Pin what was just made for ITEM as NAME, and see that it is of the kind
   of STX.  */
static int
pin_made (const struct item *item, const char *name, const struct statx *stx,
          struct statx *ret_made)
{
  struct engine *engine = item->worker->engine;
  int fd = call_open (engine, item_dirfd (item, TARGET), name,
                      O_PATH | O_NOFOLLOW, 0);
  if (fd < 0)
    return fd;
  int err = call_fstatx (engine, fd, ret_made);
  if (err == 0 && (ret_made->stx_mode & S_IFMT) != (stx->stx_mode & S_IFMT))
    err = -ESTALE;
  if (err < 0)
    {
      call_close (engine, fd);
      return err;
    }
  return fd;
}

static bool
apply_metadata (const struct item *item, struct handle source,
                const struct statx *stx, struct handle target,
                const struct statx *made)
{
  struct attrs attrs;
  if (!metadata_list_attrs (item, source, &attrs))
    return false;
  const struct copy_policy *policy = item_policy (item);
  struct metadata metadata = {
    .item = item,
    .source_stx = stx,
    .attrs = &attrs,
    .source = source,
    .target = target,
    .is_new = true,
    .may_have_acl = item_node (item)->default_acl,
    .uid = made->stx_uid,
    .gid = made->stx_gid,
    .mode = made->stx_mode,
    .final_mode = made->stx_mode & MODE_BITS,
    .no_mode = S_ISLNK (stx->stx_mode),
  };
  if (policy->preserve_ownership && !policy->preserve_mode)
    metadata.final_mode |= stx->stx_mode & (S_IRWXG | S_IRWXO) & ~policy->umask;
  return metadata_apply (&metadata);
}

/* Whether anything is left to do for what was made.  */
static bool
wants_metadata (const struct copy_policy *policy)
{
  return metadata_wants_attrs (policy) || policy->preserve_ownership
         || policy->preserve_timestamps || policy->preserve_links
         || policy->default_context || policy->keep_directory_symlink;
}

/* Give what was made for ITEM as NAME its metadata.  Return whether it is as
   it should be, with its identity in *RET_ID.  */
static bool
complete (const struct item *item, const char *name, struct handle source,
          const struct statx *stx, struct file_id *ret_id)
{
  struct engine *engine = item->worker->engine;
  struct statx made;
  int fd = pin_made (item, name, stx, &made);
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot stat %s"), TARGET);
      return false;
    }
  *ret_id = file_id_from_statx (&made);
  struct handle target = { fd, true };
  bool ok = apply_metadata (item, source, stx, target, &made);
  call_close (engine, fd);
  return ok;
}

static int
make_bare (const struct item *item, const char *name, struct handle source,
           const struct statx *stx)
{
  return S_ISLNK (stx->stx_mode) ? make_symlink (item, name, source, stx)
                                 : make_node (item, name, stx);
}

/* Whether ITEM, a file like STX, becomes a symbolic link.  */
static bool
makes_symlink (const struct item *item, const struct statx *stx)
{
  return S_ISLNK (stx->stx_mode) || item_policy (item)->making == MAKE_SYMLINKS;
}

/* Make the copy of what SOURCE pins as TARGET.  Return whether it is as it
   should be, with its identity in *RET_ID.  */
static bool
make (const struct item *item, struct handle source, const struct statx *stx,
      const struct target *target, struct file_id *ret_id)
{
  if (item_policy (item)->making == MAKE_SYMLINKS)
    return copy_as_symlink (item, stx, target, ret_id);
  bool forced = target->verdict == TARGET_OVERWRITE && S_ISLNK (stx->stx_mode)
                && item_policy (item)->force;
  struct stage stage
      = { .replaces = forced || target->verdict == TARGET_REPLACE,
          .dirfd = item_dirfd (item, TARGET),
          .name = item->entry->name[TARGET] };
  const char *name = stage.name;
  if (item_policy (item)->atomic)
    name = stage_begin_special (&stage);
  if (make_bare (item, name, source, stx) < 0)
    return false;
  bool ok = (!wants_metadata (item_policy (item)) && !item->entry->made)
            || complete (item, name, source, stx, ret_id);
  int err = stage_commit (item->worker->engine, &stage, -1);
  if (err < 0)
    say_not_made (item, stx, err);
  return ok && err == 0;
}

/* Make TARGET a further name of RECORD's, whose copy stands: under its own
   name, for only regular files are written through symbolic links.  */
static bool
link_checked (const struct item *item, const struct statx *stx,
              const struct target *target, struct link_record *record)
{
  if (target->verdict != TARGET_CURRENT)
    item_announce (item, target->backup);
  bool ok = copy_link_make (item, stx, &record) == LINK_READY;
  if (ok)
    meter_add (&item->worker->meter.others, 1);
  return ok;
}

/* Copy what SOURCE pins to TARGET; names that wait for RECORD, which may be
   NULL, come next.  Return whether the copy stands.  */
static bool
copy_checked (const struct item *item, struct handle source,
              const struct statx *stx, const struct target *target,
              struct link_record *record)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  struct file_id made = file_id_from_statx (&target->stood);
  bool current = target->verdict == TARGET_CURRENT;
  if (!current)
    item_announce (item, target->backup);
  bool ok = current || make (item, source, stx, target, &made);
  if (ok && !current)
    {
      meter_add (&worker->meter.others, 1);
      target_made (item, made);
      if (makes_symlink (item, stx) && tree_symlinks_wanted (item))
        ok = tree_symlinks_add (item, made);
    }
  if (!ok)
    copy_link_give_up (item, LINK_FIRST, record);
  else if (record)
    worker_push_all (worker, links_made (tree->links, worker->engine,
                                         &tree->cache, record, made));
  return ok;
}

/* Copy what SOURCE pins, if what is at the other side lets it.  */
static void
copy_pinned (const struct item *item, struct handle source,
             const struct statx *stx)
{
  struct target target;
  struct link_record *record;
  int claim = copy_link_claim (item, stx, &record);
  if (claim != LINK_FIRST && claim != LINK_READY)
    return;
  target_check (item, stx, &target);
  bool stands = false;
  switch (target.verdict)
    {
    case TARGET_REFUSED:
    case TARGET_DECLINED:
    case TARGET_DONE:
      copy_link_give_up (item, claim, record);
      stands = target.verdict == TARGET_DONE;
      break;
    case TARGET_CURRENT:
    case TARGET_CREATE:
    case TARGET_OVERWRITE:
    case TARGET_REPLACE:
      stands = claim == LINK_READY
                   ? link_checked (item, stx, &target, record)
                   : copy_checked (item, source, stx, &target, record);
      break;
    }
  target_end (item, &target, stands);
}

void
copy_special (const struct item *item)
{
  struct engine *engine = item->worker->engine;
  struct statx stx;
  int fd
      = call_open (engine, item_dirfd (item, SOURCE), item->entry->name[SOURCE],
                   O_PATH | (item_follows (item) ? 0 : O_NOFOLLOW), 0);
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot stat %s"), SOURCE);
      return;
    }
  int err = call_fstatx (engine, fd, &stx);
  if (err < 0)
    item_error (item, err, N_("cannot stat %s"), SOURCE);
  else if (S_ISDIR (stx.stx_mode)
           || (S_ISREG (stx.stx_mode)
               && item_policy (item)->making == MAKE_COPIES))
    item_error (item, 0, N_("%s was replaced while being copied"), SOURCE);
  else
    copy_pinned (item, (struct handle) { fd, true }, &stx);
  call_close (engine, fd);
}
