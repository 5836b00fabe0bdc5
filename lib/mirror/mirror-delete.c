/* Deleting: what the target has and the source has not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-delete.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "base/stop.h"
#include "dirname.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-names.h"
#include "mirror/mirror-tell.h"
#include "tree/name-set.h"
#include "user/report.h"

static struct mirror_delete *
deletion_of (const struct tree_remover *remover)
{
  /* The first member.  */
  return (struct mirror_delete *) remover;
}

/* The remover's part.  */

static bool
stays (const struct tree_remover *remover, const struct item *item,
       bool is_directory)
{
  const struct mirror_backup *backup = mirror_of (item->worker)->backup;
  const struct removal *removal = item_node (item)->removal;
  /* What was not there at first has been put aside since.  */
  if (backup && removal && removal->is_repeated
      && mirror_backup_is_one (backup, item->entry->name[TARGET]))
    return true;
  return mirror_filter_protects (item, is_directory, true);
}

static int
enter (const struct tree_remover *remover, struct worker *worker,
       struct dirnode *node, int fd)
{
  struct mirror_backup *backup = mirror_of (worker)->backup;
  /* What goes from there would come back there, deeper.  */
  if (backup
      && mirror_backup_is_root (backup, worker->engine, node->id[TARGET]))
    return -ECANCELED;
  return mirror_filter_enter (worker, node, fd, TARGET);
}

/* Something is to go from the directory that ITEM is in: it is made ready for
   that once.  */
static void
touch (const struct item *item)
{
  struct worker *worker = item->worker;
  struct dircache *cache = &worker->tree->cache;
  struct dirnode *node = item_node (item);
  if (!node->is_view || mirror_policy_of (item)->dry_run
      || node->parent->touched)
    return;
  node = node->parent;
  if (dircache_pin (worker->engine, cache, node, PIN_TARGET) < 0)
    return;
  mirror_directory_touch (worker, node);
  dircache_unpin (worker->engine, cache, node);
}

static bool
take_one (struct mirror_delete *deletion)
{
  intmax_t most = deletion->mirror->policy->max_delete;
  if (most < 0
      || atomic_fetch_add (&deletion->taken, 1) < (unsigned long long) most)
    return true;
  atomic_fetch_sub (&deletion->taken, 1);
  atomic_fetch_add (&deletion->skipped, 1);
  atomic_store (&deletion->mirror->limited, true);
  return false;
}

static bool
take (const struct tree_remover *remover, const struct item *item)
{
  if (!take_one (deletion_of (remover)))
    return false;
  touch (item);
  return true;
}

static void
untake (const struct tree_remover *remover, const struct item *item)
{
  struct mirror_delete *deletion = deletion_of (remover);
  if (deletion->mirror->policy->max_delete >= 0)
    atomic_fetch_sub (&deletion->taken, 1);
}

static int
put_aside (const struct tree_remover *remover, const struct item *item,
           bool *ret_remove)
{
  struct mirror_backup *backup = mirror_of (item->worker)->backup;
  const char *name = item->entry->name[TARGET];
  *ret_remove = !backup || mirror_backup_is_one (backup, name);
  if (*ret_remove)
    return 0;
  int err = mirror_backup_make (backup, item->worker, item_node (item), name,
                                RELOCATE_MOVES);
  if (err == 0)
    mirror_backup_tell (item);
  return err;
}

static void
removed (const struct tree_remover *remover, const struct item *item,
         unsigned char type)
{
  mode_t mode = DTTOIF (type);
  struct mirror_change change = { .action = MIRROR_DELETE, .mode = mode };
  enum mirror_kind kind = mirror_tell_kind (mode);
  meter_add (&mirror_counts_of (item->worker)->deleted[kind], 1);
  mirror_tell (item, &change);
}

static void
remains (const struct tree_remover *remover, const struct item *item,
         enum tree_remove_why why)
{
  if (why == TREE_REMOVE_HOLDS)
    mirror_tell_note (item, NOTE_NOT_EMPTY, S_IFDIR, NULL);
  else if (!remover->one_file_system)
    item_error (item, 0, N_("not deleting %s: it is a mount point"), TARGET);
}

/* Opening and closing.  */

int
mirror_delete_open (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  struct mirror_delete *deletion = calloc (1, sizeof *deletion);
  if (!deletion)
    return -ENOMEM;
  deletion->mirror = mirror;
  deletion->remover = (struct tree_remover) {
    .dry_run = policy->dry_run,
    .one_file_system = policy->one_file_system > 0,
    .enter = enter,
    .stays = stays,
    .take = take,
    .untake = untake,
    .put_aside = put_aside,
    .removed = removed,
    .remains = remains,
  };
  deletion->removal = (struct removal) {
    .remover = &deletion->remover,
    .wants = mirror_names_is_extraneous,
  };
  mirror->deletion = deletion;
  return 0;
}

void
mirror_delete_close (struct mirror *mirror)
{
  if (!mirror->deletion)
    return;
  free (mirror->deletion->by_target);
  free (mirror->deletion);
}

/* Empty sources.  */

/* Whether the directory NAME below DIRFD has any names; false if it is none
   or cannot be read.  *RET_IS_EMPTY: it is one, and has none.  */
static bool
holds_names (struct worker *worker, int dirfd, const char *name,
             bool *ret_is_empty)
{
  struct engine *engine = worker->engine;
  *ret_is_empty = false;
  int fd = call_open (engine, dirfd, name, O_RDONLY | O_DIRECTORY, 0);
  if (fd < 0)
    return false;
  int n = call_getdents (engine, fd, worker->walk.data, worker->walk.size);
  call_close (engine, fd);
  bool any = n > 0 && walk_count (worker->walk.data, n) > 0;
  *ret_is_empty = n >= 0 && !any;
  return any;
}

/* Whether nothing may be deleted for the sake of SOURCE, which is empty, while
   TARGET is not; then that was said.  */
static bool
is_refused (struct mirror *mirror, const char *source, const char *target)
{
  struct worker *worker = mirror->tree.workers[0];
  bool is_empty;
  if (holds_names (worker, AT_FDCWD, source, &is_empty) || !is_empty
      || !holds_names (worker, mirror->dest_fd, target, &is_empty))
    return false;
  report_error (0,
                _("nothing is deleted, for %s is empty; --force-empty"
                  " deletes all the same"),
                source, NULL);
  return true;
}

/* Whether SOURCE, which is missing, is a name in a directory that is there.  */
static bool
is_leaf_missing (struct mirror *mirror, const char *source)
{
  size_t len = strlen (source);
  if (len == 0 || source[len - 1] == '/')
    return false;
  char *above = mdir_name (source);
  struct statx stx;
  int err = above ? call_statx (mirror->tree.workers[0]->engine, AT_FDCWD,
                                above, 0, &stx)
                  : -ENOMEM;
  free (above);
  return err == 0 && S_ISDIR (stx.stx_mode);
}

/* Whether SOURCE, which is to be TARGET, can be looked at, or may be missing.
   When its turn comes it would be too late for others; what is missing will be
   said then.  As with an empty source, --force-empty deletes as rsync does:
   unless what is missing is a directory whose contents were asked for.  */
static bool
is_there (struct mirror *mirror, const char *source, const char *target)
{
  const struct mirror_policy *policy = mirror->policy;
  struct statx stx;
  int err = call_statx (mirror->tree.workers[0]->engine, AT_FDCWD, source,
                        AT_SYMLINK_NOFOLLOW, &stx);
  if (err < 0 && err != -ENOENT)
    report_error (err, _("cannot stat %s"), source, NULL);
  return err == 0
         || (err == -ENOENT && strcmp (target, ".") != 0
             && (policy->ignore_missing_args || policy->delete_missing_args))
         || (err == -ENOENT && policy->force_empty
             && is_leaf_missing (mirror, source));
}

/* The same two of SOURCE.  Return whether nothing may be deleted.  */
static bool
refuses (struct mirror *mirror, const char *source, const char *target)
{
  if (is_there (mirror, source, target))
    return !mirror->policy->force_empty && is_refused (mirror, source, target);
  mirror->tree.source_failed = true;
  return false;
}

/* The same of all that OPERAND lists.  */
static bool
list_refuses (struct mirror *mirror, const struct mirror_operand *operand)
{
  bool any = false;
  for (const struct mirror_list *list = operand->listed; list && !any;
       list = list->other)
    {
      char *target = list->whole ? mirror_list_path (list) : NULL;
      char *source
          = target ? malloc (strlen (operand->source) + strlen (target) + 2)
                   : NULL;
      if (source)
        {
          stpcpy (stpcpy (stpcpy (source, operand->source), *target ? "/" : ""),
                  target);
          any = refuses (mirror, source, *target ? target : ".");
        }
      any |= list->whole && !source;
      free (source);
      free (target);
    }
  return any;
}

/* Look at what the command line names.  Return whether nothing may be deleted
   for the sake of it.  */
static bool
any_refused (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  bool any = false;
  for (size_t i = 0; !policy->files_from && i < mirror->n_operands; i++)
    {
      const struct mirror_operand *operand = &mirror->operands[i];
      any |= operand->listed
                 ? list_refuses (mirror, operand)
                 : refuses (mirror, operand->source, operand->target);
    }
  return any;
}

/* When.  */

static void defer (struct worker *worker, struct batch *batch);

void
mirror_delete_begin (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  struct mirror_delete *deletion = mirror->deletion;
  if (policy->delete == DELETE_NONE || mirror->dest_missing
      || mirror->dest_is_new || mirror->solo)
    {
      deletion->refused = true;
      return;
    }
  int err = mirror_names_begin (deletion);
  if (err < 0)
    report_error (err, _("cannot delete anything in %s"), mirror->dest, NULL);
  deletion->refused = err < 0 || any_refused (mirror);
  if (deletion->refused)
    return;
  /* Not even a part goes when a source cannot be read whole, as far as that
     is known in time.  Links are not looked at before their turn comes.  */
  bool follows = policy->copy_links || policy->copy_unsafe_links;
  if (!policy->ignore_errors
      && (policy->delete == DELETE_BEFORE
          || (follows && policy->delete != DELETE_AFTER)))
    mirror_delete_pass (mirror, true);
  deletion->collects
      = policy->delete == DELETE_DURING || policy->delete == DELETE_DELAY;
  if (policy->delete == DELETE_DELAY)
    deletion->removal.defer = defer;
  if (policy->delete == DELETE_BEFORE)
    mirror_delete_pass (mirror, false);
}

/* Whether deleting has ended because a source could not be read.  */
static bool
has_failed (struct mirror_delete *deletion)
{
  struct mirror *mirror = deletion->mirror;
  if (mirror->policy->ignore_errors || !mirror->tree.source_failed)
    return false;
  if (!atomic_exchange (&deletion->said, true))
    {
      struct batch batch = { .node = mirror->tree.root };
      struct entry entry = { .name = { "", "" } };
      struct item item = { mirror->tree.workers[0], &batch, &entry };
      mirror_tell_note (&item, NOTE_NOT_DELETED, S_IFDIR, NULL);
    }
  return true;
}

/* Say how many names stay for --max-delete's sake.  */
static void
say_limited (const struct mirror_delete *deletion)
{
  char text[256];
  snprintf (text, sizeof text,
            _("deleting has ended with --max-delete; names not deleted: %ju"),
            (uintmax_t) deletion->skipped);
  report_warning (0, text, NULL, NULL);
}

void
mirror_delete_end (struct mirror *mirror)
{
  if (mirror->policy->delete == DELETE_AFTER && !mirror->deletion->refused
      && !mirror->stopped && !stop_requested () && !any_refused (mirror))
    mirror_delete_pass (mirror, false);
  /* Where nothing was before, nothing goes; but this is said as ever.  */
  if (mirror->policy->delete != DELETE_NONE && mirror->dest_is_new
      && !mirror->dest_missing && !mirror->solo)
    has_failed (mirror->deletion);
  if (mirror->deletion->skipped > 0)
    say_limited (mirror->deletion);
  uintmax_t errors, warnings;
  report_counts (&errors, &warnings);
  if (errors == 0 && (mirror->deletion->said || mirror->deletion->passed_over))
    report_error (0,
                  _("not all was deleted in %s: something could not be read"
                    " for a while"),
                  mirror->dest, NULL);
}

/* A directory.  */

/* Nothing is deleted in NODE, for the reason ERR.  */
static void
say_kept (const struct dirnode *node, int err)
{
  char *path = dirnode_path (node, TARGET, NULL);
  report_error (err, _("cannot delete anything in %s"), path, NULL);
  free (path);
}

void
mirror_delete_start (struct worker *worker, struct dirnode *node)
{
  const struct mirror_delete *deletion = mirror_of (worker)->deletion;
  if (!deletion->collects || node->fresh || node->imagined)
    return;
  /* Who does not know the rules of a directory does not know those of the ones
     in it, either.  */
  node->undeleted
      = node->parent->undeleted
        || mirror_filter_enter (worker, node, node->fd[TARGET], TARGET) < 0;
  /* One source's turn is enough for a directory that several have: it knows the
     names of all.  */
  if (node->undeleted
      || (node->is_known && !mirror_of (worker)->policy->relative))
    return;
  node->names = name_set_new ();
  if (!node->names)
    say_kept (node, -ENOMEM);
}

void
mirror_delete_collect_name (struct dirnode *node, const char *name,
                            unsigned char type)
{
  if (node->names)
    name_set_add (node->names, name, type);
}

/* Whether -x keeps us from deleting in NODE, which is in another file system
   than the target of its operand.  */
static bool
is_elsewhere (const struct mirror *mirror, const struct dirnode *node)
{
  const struct dirnode *top = node;
  while (top->depth > 1 && !top->parent->passing)
    top = top->parent;
  return mirror->policy->one_file_system
         && node->id[TARGET].dev != top->id[TARGET].dev;
}

static int
delete_in (struct worker *worker, struct dirnode *node)
{
  struct mirror *mirror = mirror_of (worker);
  if (!name_set_is_whole (node->names))
    return -ENOMEM;
  if (is_elsewhere (mirror, node) || mirror_is_over (mirror)
      || has_failed (mirror->deletion))
    return 0;
  int err = mirror_names_merge (worker, node);
  /* What other operands have may have turned out not to be readable.  */
  if (err < 0 || has_failed (mirror->deletion))
    return err == -ECANCELED ? 0 : err;
  return tree_remove_names (worker, node, &mirror->deletion->removal);
}

void
mirror_delete_directory (struct worker *worker, struct dirnode *node)
{
  if (!node->names)
    return;
  int err = delete_in (worker, node);
  if (err < 0)
    say_kept (node, err);
  /* Where it was made, a view has it now.  */
  name_set_free (node->names);
  node->names = NULL;
}

/* Later.  */

static void
defer (struct worker *worker, struct batch *batch)
{
  struct mirror_delete *deletion = mirror_of (worker)->deletion;
  struct workq *queue = &worker->tree->queue;
  batch->older = NULL;
  pthread_mutex_lock (&queue->lock);
  *(deletion->last ? &deletion->last->older : &deletion->first) = batch;
  deletion->last = batch;
  queue->deferred++;
  pthread_mutex_unlock (&queue->lock);
}

bool
mirror_delete_catch_up (struct worker *worker)
{
  struct mirror_delete *deletion = mirror_of (worker)->deletion;
  struct workq *queue = &worker->tree->queue;
  pthread_mutex_lock (&queue->lock);
  struct batch *batch = deletion->first;
  if (batch)
    {
      deletion->first = batch->older;
      if (!deletion->first)
        deletion->last = NULL;
      queue->deferred--;
    }
  pthread_mutex_unlock (&queue->lock);
  /* An error that was met since then counts, too.  */
  if (batch && has_failed (deletion))
    {
      atomic_fetch_sub (&batch->remaining, batch->count - batch->next);
      batch->next = batch->count;
      batch->more = false;
    }
  if (batch)
    worker_push (worker, batch);
  return batch != NULL;
}

/* One name, now.  */

/* A remover for what stands in the way: that is neither counted nor told, only
   what is in it.  */
struct way
{
  struct tree_remover remover;
  struct mirror_delete *deletion;
  const struct dirnode *node; /* where it stands */
};

static bool
take_from_way (const struct tree_remover *remover, const struct item *item)
{
  const struct way *way = (const struct way *) remover;
  return item_node (item) == way->node || take_one (way->deletion);
}

static void
untake_from_way (const struct tree_remover *remover, const struct item *item)
{
  const struct way *way = (const struct way *) remover;
  if (item_node (item) != way->node)
    untake (&way->deletion->remover, item);
}

static void
removed_from_way (const struct tree_remover *remover, const struct item *item,
                  unsigned char type)
{
  const struct way *way = (const struct way *) remover;
  if (item_node (item) != way->node)
    removed (&way->deletion->remover, item, type);
}

bool
mirror_delete_way (const struct item *item, unsigned char type)
{
  struct mirror_delete *deletion = mirror_of (item->worker)->deletion;
  struct way way = { .remover = deletion->remover,
                     .deletion = deletion,
                     .node = item_node (item) };
  way.remover.take = take_from_way;
  way.remover.untake = untake_from_way;
  way.remover.removed = removed_from_way;
  return tree_remove_now (item, type, &way.remover);
}

void
mirror_delete_missing (const struct item *item)
{
  struct mirror *mirror = mirror_of (item->worker);
  const struct mirror_policy *policy = mirror->policy;
  struct statx stx;
  if (mirror_entry_target (item, &stx) < 0)
    return;
  unsigned char type = IFTODT (stx.stx_mode);
  if (mirror_filter_hides (item, false)
      || mirror_filter_protects (item, type == DT_DIR, false))
    return;
  if (type != DT_DIR || policy->force || policy->delete != DELETE_NONE)
    tree_remove_now (item, type, &mirror->deletion->remover);
  else
    tree_remove_if_empty (item, &mirror->deletion->remover);
}
