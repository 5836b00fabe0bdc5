/* Mirroring trees: the whole of what a tool asks of this library.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/copy-file.h"
#include "file/copy-sums.h"
#include "file/delay.h"
#include "file/flush.h"
#include "file/temp-dir.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-basis.h"
#include "mirror/mirror-checksum.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-dest.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-file.h"
#include "mirror/mirror-impl.h"
#include "mirror/mirror-links.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-merge.h"
#include "mirror/mirror-remove-source.h"
#include "tree/tree-limits.h"
#include "user/report.h"

static bool
resume (struct job *job)
{
  if (job->state != JOB_COMPARING)
    return job_step (job);
  struct worker *worker = job->item.worker;
  struct batch *batch = job->item.batch;
  enum mirror_course course = mirror_checksum_step (job);
  if (course == COURSE_DONE)
    worker_entry_done (worker, batch);
  return course != COURSE_WAITS;
}

static bool
replacing (const struct item *item)
{
  return mirror_backup_put_aside (item, RELOCATE_LINKS);
}

static bool
catch_up (struct worker *worker)
{
  return mirror_links_catch_up (worker) || flush_some (worker)
         || delay_some (worker) || mirror_delete_catch_up (worker);
}

static const struct worker_ops mirroring = {
  .begin = mirror_entry,
  .resume = resume,
  .look = mirror_file_look,
  .changed = mirror_entry_changed,
  .birth = mirror_file_birth,
  .dress = mirror_file_dress,
  .replacing = replacing,
  .ended = mirror_file_end,
  .more = mirror_directory_more,
  .lost = mirror_directory_lost,
  .catch_up = catch_up,
  .finish = mirror_directory_finish,
  .release = copy_sums_release,
};

bool
mirror_is_over (struct mirror *mirror)
{
  time_t stop_at = mirror->policy->stop_at;
  if (stop_at != 0 && !mirror->stopped && time (NULL) >= stop_at)
    mirror->stopped = true;
  return mirror->stopped;
}

/* What is kept of the contents of files that have changed.  */
static enum reuse
reuse_of (const struct mirror_policy *policy)
{
  if (policy->append && !policy->append_verify)
    return REUSE_START;
  bool blocks = policy->delta || policy->append_verify
                || (policy->inplace && !policy->whole_file);
  return blocks ? REUSE_BLOCKS : REUSE_NOTHING;
}

/* What the tree and file layers are to know of POLICY.  */
static struct copy_policy
copy_policy_of (const struct mirror_policy *policy)
{
  struct copy_policy copy = policy->copy;
  copy.recursive = true;
  copy.atomic = true;
  copy.may_vanish = true;
  copy.ordered = copy.verbose;
  copy.verbose = false;
  copy.dereference = policy->copy_links ? DEREF_ALWAYS : DEREF_NEVER;
  copy.preserve_links = policy->hard_links;
  copy.inplace = policy->inplace || policy->append || policy->append_verify;
  copy.reuse = reuse_of (policy);
  copy.keep_partial = policy->partial || policy->partial_dir;
  copy.partial_dir = policy->partial_dir;
  copy.delay = policy->delay_updates;
  copy.filter = policy->filter->count > 0 ? policy->filter : NULL;
  return copy;
}

/* Find out to which groups files may be given.  */
static int
find_groups (struct mirror *mirror)
{
  int n = getgroups (0, NULL);
  if (n < 0)
    return -errno;
  mirror->groups = malloc ((n + 1) * sizeof *mirror->groups);
  if (!mirror->groups)
    return -ENOMEM;
  n = getgroups (n, mirror->groups);
  if (n < 0)
    return -errno;
  mirror->groups[n] = getegid ();
  mirror->n_groups = n + 1;
  return 0;
}

static int
open_parts (struct mirror *mirror, struct engine_why *why)
{
  struct tree *tree = &mirror->tree;
  mirror->dest_prefix = strdup (mirror->dest);
  tree->links = links_new ();
  if (!mirror->dest_prefix || !tree->links)
    return -ENOMEM;
  int err = mirror_delete_open (mirror);
  if (err == 0)
    err = find_groups (mirror);
  return err < 0 ? err : worker_open_first (tree, why);
}

int
mirror_open (const struct mirror_policy *policy, const char *dest,
             struct mirror **ret_mirror, struct engine_why *why)
{
  *why = (struct engine_why) { 0 };
  struct mirror *mirror = calloc (1, sizeof *mirror);
  if (!mirror)
    return -ENOMEM;
  struct tree *tree = &mirror->tree;
  mirror->policy = policy;
  mirror->copy = copy_policy_of (policy);
  mirror->dest = dest;
  mirror->dest_fd = -1;
  tree->policy = &mirror->copy;
  tree->ops = &mirroring;
  tree->euid = geteuid ();
  tree->egid = getegid ();
  tree_limits_find (tree->policy, &tree->limits);
  /* A source goes when its copy is complete, and so it must not wait.  */
  if (policy->remove_source_files)
    tree->limits.flushes = 0;
  workq_init (&tree->queue);
  dircache_init (&tree->cache, tree->limits.directories);
  pthread_mutex_init (&tree->lock, NULL);
  pthread_cond_init (&tree->unclaimed, NULL);
  pthread_mutex_init (&mirror->tell_lock, NULL);
  pthread_mutex_init (&mirror->touch_lock, NULL);
  int err = open_parts (mirror, why);
  if (err < 0)
    {
      mirror_close (mirror);
      return err;
    }
  *ret_mirror = mirror;
  return 0;
}

static void
free_names (struct mirror *mirror)
{
  for (size_t i = 0; i < mirror->n_operands; i++)
    {
      free (mirror->operands[i].source);
      free (mirror->operands[i].target);
      mirror_list_free (&mirror->operands[i]);
    }
  free (mirror->operands);
  free (mirror->list_source);
  free (mirror->dest_prefix);
  free ((char *) mirror->solo);
  free (mirror->groups);
  for (unsigned int i = 0; i < WORKQ_MAX_WORKERS; i++)
    free (mirror->counts[i].attrs);
}

void
mirror_close (struct mirror *mirror)
{
  struct tree *tree = &mirror->tree;
  struct engine *engine = tree->started > 0 ? tree->workers[0]->engine : NULL;
  if (tree->links)
    links_free (tree->links, engine, &tree->cache);
  if (tree->root)
    dirnode_unref (engine, &tree->cache, tree->root);
  mirror_bases_close (mirror->bases, engine, &tree->cache);
  mirror_backup_close (mirror->backup, engine);
  temp_dir_close (tree->temp_dir, engine);
  if (mirror->dest_fd >= 0)
    call_close (engine, mirror->dest_fd);
  if (tree->started > 0)
    worker_close_all (tree);
  mirror_delete_close (mirror);
  free_names (mirror);
  pthread_mutex_destroy (&mirror->touch_lock);
  pthread_mutex_destroy (&mirror->tell_lock);
  pthread_cond_destroy (&tree->unclaimed);
  pthread_mutex_destroy (&tree->lock);
  dircache_destroy (&tree->cache);
  workq_destroy (&tree->queue);
  free (mirror);
}

int
mirror_take_operand (struct mirror *mirror,
                     const struct mirror_operand *operand)
{
  if (mirror->n_operands == mirror->room)
    {
      size_t room = mirror->room > 0 ? 2 * mirror->room : 16;
      void *larger
          = reallocarray (mirror->operands, room, sizeof *mirror->operands);
      if (!larger)
        return -ENOMEM;
      mirror->operands = larger;
      mirror->room = room;
    }
  mirror->operands[mirror->n_operands++] = *operand;
  return 0;
}

int
mirror_add (struct mirror *mirror, const char *source)
{
  if (mirror->policy->relative)
    return mirror_list_add_source (mirror, source);
  struct mirror_operand operand
      = { .source = strdup (source), .target = mirror_dest_target (source) };
  if (operand.source && operand.target
      && mirror_take_operand (mirror, &operand) == 0)
    return 0;
  free (operand.source);
  free (operand.target);
  return -ENOMEM;
}

/* SOURCE and NAME with a slash between them, in new memory, or NULL.  */
static char *
join (const char *source, const char *name)
{
  char *path = malloc (strlen (source) + 1 + strlen (name) + 1);
  if (path)
    stpcpy (stpcpy (stpcpy (path, source), "/"), name);
  return path;
}

int
mirror_add_listed (struct mirror *mirror, const char *source, const char *name)
{
  name += strspn (name, "/");
  if (!mirror->list_source && !(mirror->list_source = strdup (source)))
    return -ENOMEM;
  const char *dot = strstr (name, "/./");
  if (mirror->policy->relative && !dot)
    return mirror_list_add (mirror, source, name);
  char *path = join (source, name);
  if (!path)
    return -ENOMEM;
  int err = 0;
  if (mirror->policy->relative)
    {
      size_t base_len = strlen (source) + 1 + (dot - name);
      path[base_len] = '\0';
      err = mirror_list_add (mirror, path, path + base_len + 2);
    }
  else
    err = mirror_add (mirror, path);
  free (path);
  return err;
}

/* Queue OPERAND.  */
static int
queue_operand (struct mirror *mirror, const struct mirror_operand *operand)
{
  struct tree *tree = &mirror->tree;
  size_t source_size = strlen (operand->source) + 1;
  size_t target_size = strlen (operand->target) + 1;
  char *names;
  struct batch *batch
      = batch_new (tree->root, 1, source_size + target_size, &names);
  if (!batch)
    return -ENOMEM;
  batch->operands = true;
  tree->many_operands = tree->has_operand;
  tree->has_operand = true;
  batch->entries[0] = (struct entry) {
    .name = { memcpy (names, operand->source, source_size),
              memcpy (names + source_size, operand->target, target_size) },
    .type = DT_UNKNOWN,
    .listed = operand->listed,
  };
  workq_append (&tree->queue, batch);
  return 0;
}

/* Open what the policy names beside DEST, which is open.  0 or -errno, all
   said.  */
static int
open_beside (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  struct engine *engine = mirror->tree.workers[0]->engine;
  const char *name = mirror->dest;
  int err = mirror_bases_open (mirror);
  if (err == 0 && !mirror->dest_missing
      && mirror_backup_is_vain (policy, engine, mirror->dest_fd))
    {
      report_error (0,
                    _("backups without a suffix need a directory of their"
                      " own, and %s is the destination"),
                    policy->backup_dir, NULL);
      return -EINVAL;
    }
  if (err == 0 && !policy->dry_run)
    err = mirror_backup_open (policy, mirror->dest_fd, &mirror->backup);
  if (err == 0 && policy->temp_dir && !policy->dry_run)
    {
      name = policy->temp_dir;
      err = temp_dir_open (engine, mirror->dest_fd, name,
                           &mirror->tree.temp_dir);
    }
  if (err < 0)
    report_error (err, _("cannot access %s"), name, NULL);
  return err;
}

/* Make the root, now that DEST is open.  */
static int
begin (struct mirror *mirror)
{
  struct tree *tree = &mirror->tree;
  struct engine *engine = tree->workers[0]->engine;
  struct dirnode *root
      = dirnode_new_root (AT_FDCWD, mirror->dest_fd, "", mirror->dest_prefix);
  struct statx stx;
  if (!root)
    return -ENOMEM;
  tree->root = root;
  root->imagined = mirror->dest_missing;
  if (!root->imagined)
    {
      int fd = mirror->dest_fd;
      int err = call_fstatx (engine, fd, &stx);
      if (err < 0)
        return err;
      root->id[TARGET] = file_id_from_statx (&stx);
      root->is_path[TARGET] = (fcntl (fd, F_GETFL) & O_PATH) != 0;
    }
  return 0;
}

/* Mirror the operands from FIRST on, COUNT of them, at a time.  */
static int
run_some (struct mirror *mirror, size_t first, size_t count)
{
  struct tree *tree = &mirror->tree;
  mirror->current = first;
  int err = 0;
  for (size_t i = first; i < first + count && err == 0; i++)
    err = queue_operand (mirror, &mirror->operands[i]);
  if (atomic_load (&tree->root->pending) > 0)
    {
      tree->queue.closed = false;
      worker_run_all (tree);
    }
  return err;
}

int
mirror_run_operands (struct mirror *mirror)
{
  size_t count = mirror->n_operands;
  int err = mirror_merge_find (mirror);
  if (err == 0 && !mirror->merges)
    return run_some (mirror, 0, count);
  for (size_t i = 0; i < count && err == 0 && !stop_requested (); i++)
    err = run_some (mirror, i, 1);
  return err;
}

int
mirror_find_dest (struct mirror *mirror, struct mirror_dest *ret_dest)
{
  int err = mirror_dest_find (mirror);
  if (err < 0)
    return err;
  ret_dest->made = mirror->dest_made;
  ret_dest->fd = mirror->dest_missing ? -1 : mirror->dest_fd;
  return 0;
}

int
mirror_run (struct mirror *mirror)
{
  struct tree *tree = &mirror->tree;
  int err = mirror_dest_find (mirror);
  if (err == 0)
    err = open_beside (mirror);
  if (err < 0)
    return err;
  err = begin (mirror);
  if (err == 0)
    {
      mirror_delete_begin (mirror);
      err = mirror_run_operands (mirror);
      mirror_delete_end (mirror);
      mirror_remove_source_late (mirror);
    }
  if (err < 0)
    {
      report_error (err, _("cannot mirror to %s"), mirror->dest, NULL);
      return err;
    }
  struct worker *first = tree->workers[0];
  if (tree->policy->fsync && !tree->root->imagined)
    flush_directory (first, tree->root);
  while (catch_up (first))
    continue;
  return 0;
}

struct mirror_result
mirror_result (struct mirror *mirror)
{
  return (struct mirror_result) {
    .partial = report_failed (),
    .vanished = mirror->tree.vanished,
    .limited = mirror->limited,
    .stopped = mirror->stopped,
    .refused = mirror->refused,
  };
}

static void
add_counts (const struct mirror_counts *counts, struct mirror_sums *sums)
{
  for (int kind = 0; kind < MIRROR_KINDS; kind++)
    {
      sums->names[kind] += meter_get (&counts->names[kind]);
      sums->created[kind] += meter_get (&counts->created[kind]);
      sums->deleted[kind] += meter_get (&counts->deleted[kind]);
    }
  sums->transferred += meter_get (&counts->transferred);
  sums->transferred_size += meter_get (&counts->transferred_size);
  sums->total_size += meter_get (&counts->total_size);
  sums->literal += meter_get (&counts->literal);
  sums->matched += meter_get (&counts->matched);
  sums->left += meter_get (&counts->left);
  sums->left_size += meter_get (&counts->left_size);
  sums->reused += meter_get (&counts->reused);
}

void
mirror_sums (struct mirror *mirror, struct mirror_sums *ret_sums)
{
  struct tree *tree = &mirror->tree;
  struct mirror_sums sums = { 0 };
  pthread_mutex_lock (&tree->lock);
  for (unsigned int i = 0; i < tree->started; i++)
    {
      add_counts (&mirror->counts[i], &sums);
      sums.moved += meter_get (&tree->workers[i]->meter.bytes);
    }
  sums.workers = tree->started;
  pthread_mutex_unlock (&tree->lock);
  sums.undeleted = atomic_load (&mirror->deletion->skipped);
  *ret_sums = sums;
}

const struct copy_policy *
mirror_copy_policy (const struct mirror *mirror)
{
  return &mirror->copy;
}

void
mirror_engine_stats (struct mirror *mirror, struct engine_stats *ret_stats,
                     struct engine_why *ret_why)
{
  worker_engine_stats (&mirror->tree, ret_stats, ret_why);
}
