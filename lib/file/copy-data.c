/* Copying a regular file's contents: the target's part of a job.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "base/stop.h"
#include "data/transfer.h"
#include "file/copy-reuse.h"
#include "file/copy-sums.h"
#include "file/copy-verify.h"
#include "file/debug-line.h"
#include "file/delay.h"
#include "file/flush.h"
#include "file/metadata.h"
#include "file/resume.h"
#include "file/target-open.h"
#include "file/temp-dir.h"

/* What the target needs to know of the source before it is made.  */
struct plan
{
  struct attrs attrs;
  bool attrs_known;
  mode_t create_mode; /* with which the target is made */
  mode_t made_mode;   /* what it then has */
  mode_t final_mode;
  struct target_file file;
  bool replaces;                /* EXISTING is replaced by a new file, which */
  const struct statx *existing; /*   keeps what a file written over keeps */
};

/* What is known of the file systems of ITEM's two sides.  */
static struct fs_pair *
fs_pair (const struct item *item, const struct statx *stx)
{
  struct worker *worker = item->worker;
  uint64_t source_dev = file_id_from_statx (stx).dev;
  uint64_t target_dev = item_node (item)->id[TARGET].dev;
  for (int i = 0; i < FS_PAIRS; i++)
    {
      struct fs_pair *pair = &worker->pairs[i];
      if (pair->source_dev == source_dev && pair->target_dev == target_dev)
        return pair;
    }
  struct fs_pair *pair = &worker->pairs[worker->next_pair++ % FS_PAIRS];
  *pair
      = (struct fs_pair) { .source_dev = source_dev, .target_dev = target_dev };
  return pair;
}

bool
copy_data_is_small (const struct item *item, const struct statx *stx)
{
  const struct copy_policy *policy = item_policy (item);
  const struct transfer_policy *transfer = &policy->transfer;
  bool has_holes = stx->stx_blocks * 512 < stx->stx_size;
  return stx->stx_size < JOB_SMALL_MAX && S_ISREG (stx->stx_mode)
         && transfer->sparse != SPARSE_ALWAYS
         && !(transfer->sparse == SPARSE_AUTO && has_holes) && !transfer->direct
         && !transfer->nocache && !policy->debug && policy->reuse != REUSE_START
         && (transfer->reflink == REFLINK_NEVER
             || (transfer->reflink == REFLINK_AUTO && stx->stx_size == 0)
             || transfer->sparse == SPARSE_NEVER
             || (transfer->reflink == REFLINK_AUTO
                 && fs_pair (item, stx)->no_clone));
}

/* Whether a file made by this process in ITEM's directory has the owner
   and group that it is to end up with.  */
static bool
owner_will_be_right (const struct item *item, const struct statx *stx)
{
  const struct tree *tree = item->worker->tree;
  return !tree->policy->preserve_ownership
         || (item_node (item)->owner_known && stx->stx_uid == tree->euid
             && stx->stx_gid == tree->egid);
}

/* Decide the modes.  A file is born with its last mode only if that lets
   nobody in who is not to be let in at the end.  */
static void
plan_modes (const struct item *item, const struct statx *stx, struct plan *plan)
{
  const struct copy_policy *policy = item_policy (item);
  mode_t wanted = stx->stx_mode & MODE_BITS;
  if (policy->default_mode)
    wanted = (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)
             & ~policy->umask;
  if (!policy->preserve_mode)
    wanted &= S_IRWXU | S_IRWXG | S_IRWXO;
  bool at_once = owner_will_be_right (item, stx);
  if (plan->replaces && !policy->preserve_mode)
    {
      /* What is replaced keeps its permissions, as if written over.  */
      wanted = plan->existing->stx_mode & MODE_BITS;
      /* A write by any but root takes these away.  */
      if (item->worker->tree->euid != 0)
        wanted &= ~(S_ISUID | S_ISGID);
      at_once = false;
    }
  /* Attributes are set by the owner's right to write, root's aside.  */
  if (plan->attrs.names_len > 0 && !(wanted & S_IWUSR))
    at_once = false;
  if (policy->preserve_mode)
    at_once &= (!plan->attrs.access_acl && !item_node (item)->default_acl
                && !(wanted & (S_ISUID | S_ISGID | S_ISVTX)));
  else if (!plan->replaces)
    wanted &= at_once ? wanted : ~policy->umask;
  /* What is resumed is its owner's only, until it is complete.  */
  if (resume_is_large (item, stx))
    at_once = false;
  /* What is to be read back must be readable till then.  */
  if (copy_sums_wanted (item) && !(wanted & S_IRUSR))
    at_once = false;
  plan->create_mode = at_once ? wanted : S_IRUSR | S_IWUSR;
  plan->made_mode = plan->create_mode;
  plan->final_mode = wanted;
}

/* Open the target of JOB.  Return false, all said, if that cannot be.  */
static bool
open_target (struct job *job, struct plan *plan)
{
  const struct item *item = &job->item;
  struct handle source = { job->source_fd, false };
  const struct worker_ops *ops = item->worker->tree->ops;
  if (ops->birth)
    return target_open (item, &job->target, &job->stx, ops->birth (job),
                        &plan->file);
  /* Contents are worth having without attributes too; only complete the
     copy is then not.  */
  plan->attrs_known = metadata_list_attrs (item, source, &plan->attrs);
  plan->replaces = job->target.verdict == TARGET_OVERWRITE
                   && target_open_replaces (item, &job->target);
  plan->existing = &job->target.stx;
  plan_modes (item, &job->stx, plan);
  return target_open (item, &job->target, &job->stx, plan->create_mode,
                      &plan->file);
}

/* What the target has now, in METADATA: asked for where it is not known.  */
static int
look_at_target (struct job *job, struct plan *plan, struct metadata *metadata)
{
  const struct tree *tree = job->item.worker->tree;
  struct statx *stx = &plan->file.stx;
  if (plan->file.is_new && !plan->file.resumes
      && item_node (&job->item)->owner_known)
    {
      metadata->uid = tree->euid;
      metadata->gid = tree->egid;
      metadata->mode = plan->made_mode;
      return 0;
    }
  if (plan->file.is_new)
    {
      int err = call_fstatx (job->item.worker->engine, plan->file.fd, stx);
      if (err < 0)
        return err;
    }
  metadata->uid = stx->stx_uid;
  metadata->gid = stx->stx_gid;
  metadata->mode = stx->stx_mode & MODE_BITS;
  return 0;
}

/* Give the new file the ACL of the one that it replaces.  */
static bool
keep_acl (struct plan *plan, struct metadata *metadata)
{
  struct engine *engine = metadata->item->worker->engine;
  const struct stage *stage = &plan->file.stage;
  int fd
      = call_open (engine, stage->dirfd, stage->name, O_PATH | O_NOFOLLOW, 0);
  if (fd < 0)
    return true; /* it has gone, and takes its ACL along */
  bool ok = metadata_keep_acl (metadata, (struct handle) { fd, true });
  call_close (engine, fd);
  return ok;
}

static bool
apply_metadata (struct job *job, struct plan *plan)
{
  const struct item *item = &job->item;
  bool is_new = plan->file.is_new;
  struct metadata metadata = {
    .item = item,
    .source_stx = &job->stx,
    .attrs = &plan->attrs,
    .source = { job->source_fd, false },
    .target = { plan->file.fd, false },
    .is_new = is_new,
    .may_have_acl
    = !is_new || plan->file.resumes || item_node (item)->default_acl,
  };
  int err = look_at_target (job, plan, &metadata);
  if (err < 0)
    {
      item_error (item, err, N_("cannot fstat %s"), TARGET);
      return false;
    }
  /* An existing file keeps its mode, unless told otherwise; so does a new
     one that has what the umask, or an ACL of the directory, gave it.  */
  bool plain = item_policy (item)->default_mode && metadata.may_have_acl
               && !plan->replaces;
  if (plan->replaces)
    metadata_keep_owner (&metadata, plan->existing, &plan->final_mode);
  metadata.final_mode = is_new && (plain || plan->final_mode != plan->made_mode)
                            ? plan->final_mode
                            : metadata.mode;
  bool ok = metadata_apply (&metadata) && plan->attrs_known;
  if (plan->replaces && !item_policy (item)->preserve_mode)
    ok &= keep_acl (plan, &metadata);
  return ok;
}

/* Metadata and the end.  DATA_OK: the contents are there.  */
static void
close_target (struct job *job, struct plan *plan, bool data_ok)
{
  struct worker *worker = job->item.worker;
  struct statx stx = { 0 };
  const struct worker_ops *ops = worker->tree->ops;
  data_ok = data_ok && temp_dir_bring_home (job, &plan->file);
  bool ok = data_ok
            && (ops->dress ? ops->dress (job, &plan->file)
                           : apply_metadata (job, plan));
  int err = ok && (job->link || job->item.entry->made)
                ? call_fstatx (worker->engine, plan->file.fd, &stx)
                : 0;
  if (err < 0)
    item_error (&job->item, err, N_("cannot fstat %s"), TARGET);
  target_open_end (&job->item, &plan->file);
  struct landing landing = { .item = job->item,
                             .file = plan->file,
                             .link = job->link,
                             .id = file_id_from_statx (&stx),
                             .whole = ok && err == 0 };
  copy_sums_keep (&job->item, landing.sum);
  if (data_ok && item_policy (&job->item)->fsync)
    {
      job->deferred = flush_defer (&landing, &job->target);
      if (job->deferred)
        return;
      data_ok = flush_now (&landing);
    }
  if (data_ok && item_policy (&job->item)->delay)
    {
      job->deferred = delay_defer (&landing, &job->target);
      if (job->deferred)
        return;
    }
  job->stands = landing_end (&landing, data_ok);
  job->link = landing.link;
}

/* COPIED bytes were all that there was, and the source had said otherwise.
   If it has changed, say so: the copy is of no one moment.  Files that
   never tell the truth about their size, as in /proc and /sys, are
   none of that.  */
static void
say_change (struct job *job, uint64_t copied)
{
  struct statx now;
  if (copied == job->stx.stx_size
      || call_fstatx (job->item.worker->engine, job->source_fd, &now) < 0
      || now.stx_size == job->stx.stx_size)
    return;
  item_error (&job->item, 0,
              copied < job->stx.stx_size
                  ? N_("%s shrank while it was being copied")
                  : N_("%s grew while it was being copied"),
              SOURCE);
}

static void
count_moved (void *arg, uint64_t bytes)
{
  struct worker *worker = arg;
  meter_add (&worker->meter.bytes, bytes);
}

bool
copy_data_is_stop (int err)
{
  return stop_requested () && (err == -ECANCELED || err == -EINTR);
}

static void
say_transfer_error (struct job *job, const struct transfer *transfer, int err)
{
  switch (transfer->failed)
    {
    case SIDE_SOURCE:
      item_error (&job->item, err, N_("error reading %s"), SOURCE);
      break;
    case SIDE_CLONE:
      item_error (&job->item, err, N_("failed to clone %s from %s"), TARGET);
      break;
    case SIDE_EXTEND:
      item_error (&job->item, err, N_("failed to extend %s"), TARGET);
      break;
    case SIDE_TARGET:
    case SIDE_NONE:
      item_error (&job->item, err, N_("error writing %s"), TARGET);
      break;
    }
}

/* Describe the two sides to TRANSFER.  0 or -errno.  */
static int
set_endpoints (struct job *job, struct plan *plan, struct transfer *transfer)
{
  struct statx stx;
  struct worker *worker = job->item.worker;
  int err = call_fstatx (worker->engine, plan->file.fd, &stx);
  if (err < 0)
    return err;
  endpoint_from_statx (&transfer->source, job->source_fd, &job->stx);
  endpoint_from_statx (&transfer->target, plan->file.fd, &stx);
  transfer->target_is_new = stx.stx_size == 0;
  return 0;
}

/* The contents are there: have their sums, and verify them.  False, all
   said, if that fails.  */
static bool
end_sums (struct job *job, const struct plan *plan,
          const struct transfer *transfer)
{
  if (!transfer->taken)
    return true;
  return (transfer->method != TRANSFER_CLONE
          || copy_sums_clone (job, plan->file.fd))
         && copy_sums_end (job) && copy_verify (job, plan->file.fd);
}

/* How much of JOB's contents the target has already: by an earlier run, which
   left nothing else in it, or because it is reused; negative, all said, if
   that cannot be found out.  */
static int64_t
resume (struct job *job, struct plan *plan, const struct transfer *transfer)
{
  struct worker *worker = job->item.worker;
  if (!plan->file.resumes)
    return copy_reuse (job, &plan->file, transfer);
  const struct resume_pair pair = {
    .engine = worker->engine,
    .pool = transfer->pool,
    .source_fd = job->source_fd,
    .fd = plan->file.fd,
    .size = job->stx.stx_size,
    .taken = transfer->taken,
    .taken_arg = transfer->taken_arg,
  };
  int64_t there = resume_compare (&pair);
  if (there < 0)
    item_error (&job->item, there, N_("cannot resume %s"), TARGET);
  else
    meter_add (&worker->meter.bytes, there);
  return there;
}

/* Move the contents.  Return whether all went well; else all is said.  */
static bool
move_contents (struct job *job, struct plan *plan)
{
  struct worker *worker = job->item.worker;
  struct transfer transfer;
  struct fs_pair *pair = fs_pair (&job->item, &job->stx);
  struct bufpool *pool = worker_pool (worker);
  if (!pool)
    {
      item_error (&job->item, -ENOMEM, N_("cannot copy %s"), SOURCE);
      return false;
    }
  transfer_init (&transfer, worker->engine, pool,
                 &worker->tree->policy->transfer);
  transfer.may_clone = !pair->no_clone;
  transfer.may_offload = !pair->no_offload;
  transfer.moved = count_moved;
  transfer.moved_arg = worker;
  transfer.stop = worker_asked_to_stop;
  if (copy_sums_wanted (&job->item))
    {
      if (!copy_sums_begin (job))
        return false;
      transfer.taken = copy_sums_take;
      transfer.taken_arg = job;
    }
  int64_t there = resume (job, plan, &transfer);
  if (there < 0)
    return false;
  int err = set_endpoints (job, plan, &transfer);
  if (err < 0)
    {
      item_error (&job->item, err, N_("cannot fstat %s"), TARGET);
      return false;
    }
  transfer.source_offset = transfer.target_offset = there;
  err = transfer_run (&transfer);
  pair->no_clone = !transfer.may_clone;
  pair->no_offload = !transfer.may_offload;
  if (copy_data_is_stop (err) && plan->file.stage.kind == STAGE_NONE)
    item_error (&job->item, 0, N_("interrupted: %s is incomplete"), TARGET);
  else if (err < 0 && !copy_data_is_stop (err))
    say_transfer_error (job, &transfer, err);
  else if (err == 0)
    {
      meter_add (&worker->meter.by_method[transfer.method], 1);
      job->moved = there + transfer.copied - job->matched;
      say_change (job, there + transfer.copied);
    }
  debug_line_print (&job->item, &transfer);
  return err == 0 && end_sums (job, plan, &transfer);
}

void
copy_data_small (struct job *job)
{
  struct plan plan;
  struct worker *worker = job->item.worker;
  if (!open_target (job, &plan))
    return;
  int err
      = call_write_all (worker->engine, plan.file.fd, job->buf, job->have, 0);
  if (err < 0)
    item_error (&job->item, err, N_("error writing %s"), TARGET);
  else
    {
      meter_add (&worker->meter.bytes, job->have);
      meter_add (&worker->meter.by_method[TRANSFER_INLINE], 1);
    }
  if (err == 0)
    say_change (job, job->have);
  bool ok = err == 0;
  if (ok && copy_sums_wanted (&job->item))
    ok = copy_sums_small (job) && copy_verify (job, plan.file.fd);
  close_target (job, &plan, ok);
  struct rate *rate = worker->tree->policy->transfer.rate;
  if (rate && err == 0)
    rate_pay (rate, job->have, worker_asked_to_stop, NULL);
}

void
copy_data_large (struct job *job)
{
  struct plan plan;
  if (!open_target (job, &plan))
    return;
  bool ok = move_contents (job, &plan);
  close_target (job, &plan, ok);
}

void
copy_data_none (struct job *job)
{
  struct plan plan;
  if (!open_target (job, &plan))
    return;
  meter_add (&job->item.worker->meter.by_method[TRANSFER_NONE], 1);
  close_target (job, &plan, true);
}
