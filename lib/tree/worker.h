/* Workers: threads that copy, each with an engine and jobs of its own.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A worker takes a batch of names, starts a job for each file, and goes on
   with the next while jobs wait on its ring; directories and special files
   it does at once.  Workers share a struct tree and nothing else.  The
   first worker is the caller's thread; others are started when the queue
   shows that they would have something to do.

   Read on in tree-copy.h for the whole, copy-file.h for one job.  */

#ifndef UU_WORKER_H
#define UU_WORKER_H

#include "data/bufpool.h"
#include "data/meter.h"
#include "engine/engine.h"
#include "tree/batch.h"
#include "tree/links.h"
#include "tree/policy.h"
#include "tree/walk.h"
#include "tree/workq.h"

struct copy_sums;
struct delayed;
struct item;
struct job;
struct target_file;
struct temp_dir;
struct worker;

/* What workers do with the names that they take: the file layer's part,
   filled in by whoever makes the tree (tree-copy.c).  */
struct worker_ops
{
  /* Begin with ENTRY of BATCH, with JOB if it is to wait for anything.
     Return whether JOB is free again; then the entry is settled.  */
  bool (*begin) (struct worker *worker, struct batch *batch,
                 struct entry *entry, struct job *job);

  /* Go on with JOB, whose op is done.  Return as begin () does.  */
  bool (*resume) (struct job *job);

  /* Queue further names of NODE, that `more' of its batch promised.  */
  void (*more) (struct worker *worker, struct dirnode *node);

  /* Do some of what was put off.  Return whether there was any.  */
  bool (*catch_up) (struct worker *worker);

  /* JOB's source is open: whether it is to be copied, and to what target.  */
  bool (*look) (struct job *job);

  /* ITEM, a regular file before, is something else now.  */
  void (*changed) (const struct item *item);

  /* The mode to make JOB's target with, and, when its contents are there, what
     else it is to have; false, all said, if it lacks any of that.  NULL: as
     the policy says, see copy-data.c.  */
  mode_t (*birth) (const struct job *job);
  bool (*dress) (struct job *job, const struct target_file *file);

  /* What ITEM's copy, which is complete, replaces is about to go.  False, all
     said, if it is to stay, and the copy to go.  NULL: never.  */
  bool (*replacing) (const struct item *item);

  /* JOB is over.  NULL: nobody wants to know.  */
  void (*ended) (struct job *job);

  /* NODE cannot be reached any more, for the reason ERR.  */
  void (*lost) (struct worker *worker, struct dirnode *node, int err);

  /* All that was in NODE is dealt with.  Its parent is not.  */
  void (*finish) (struct worker *worker, struct dirnode *node);

  /* WORKER is about to go: free what these functions made for it.  NULL: they
     make nothing.  */
  void (*release) (struct worker *worker);
};

/* How many workers and jobs there may be, and descriptors for idle
   directories: from the options and RLIMIT_NOFILE.  */
struct limits
{
  unsigned int workers;
  unsigned int eager_workers; /* as long as nothing has had to wait */
  unsigned int jobs;          /* per worker */
  unsigned int directories;
  unsigned int flushes; /* files that wait to be flushed */
  size_t chunk_size;    /* of a worker's pool, bytes */
};

/* What all workers of one copy share.  */
struct tree
{
  const struct copy_policy *policy;
  const struct worker_ops *ops;
  struct limits limits;
  struct workq queue;
  struct dircache cache;
  struct links *links;
  bool has_operand, many_operands; /* one was added, more than one */
  struct dirnode *root;            /* what the operands are relative to */
  atomic_bool waits;               /* something was left with a ring */
  atomic_bool vanished;            /* a source went meanwhile */
  atomic_bool source_failed;       /* something of it cannot be read */

  pthread_mutex_t lock;
  struct hash_table *made;      /* tree-made.c */
  struct hash_table *symlinks;  /* tree-symlinks.c */
  struct tree_parents *parents; /* tree-parents.h; between runs */
  struct target_file *claimed;  /* target-open.c */
  struct flush *flushes; /* flush.c; guarded by the queue's lock, as are */
  struct flush *fresh, **fresh_end; /* those not yet being written back, */
  unsigned int n_fresh;             /* how many these are, */
  bool writes_back;                 /* whether somebody sees to it */
  pthread_cond_t unclaimed;
  struct delayed *delayed;   /* delay.c; guarded by the queue's lock */
  atomic_bool delay_failed;  /* something that was delayed does not stand */
  struct temp_dir *temp_dir; /* temp-dir.h; NULL: none */

  /* The first STARTED of them exist; a worker that is being started is
     there only when its thread runs.  */
  struct worker *workers[WORKQ_MAX_WORKERS];
  unsigned int started; /* guarded by lock */
  uid_t euid;           /* whom new files belong to */
  gid_t egid;
};

enum
{
  FS_PAIRS = 4
};

/* What is known to fail between two file systems.  */
struct fs_pair
{
  uint64_t source_dev, target_dev;
  bool no_clone;
  bool no_offload;
};

struct worker
{
  struct tree *tree;
  unsigned int index;
  pthread_t thread;
  struct engine *engine;

  struct batch *batch; /* being taken from; its node is pinned */
  struct job *jobs;
  struct job *free_jobs;
  struct job *ready_first, *ready_last;

  struct walk_buffer walk;
  struct bufpool *pool;           /* for large files; made when needed */
  char *small;                    /* the jobs' buffers for small files */
  char *xattr;                    /* names and value, see attrs.c */
  struct filter_path filter_path; /* see tree-filter.c */
  struct copy_sums *sums;         /* made when needed, see copy-sums.h */
  uint64_t names_only_dev;        /* see stage.c */
  struct fs_pair pairs[FS_PAIRS];
  unsigned int next_pair;

  struct meter meter;
  struct engine_stats stats; /* of its engines that are closed */
  struct engine_why why;     /* the last one's */
  bool running;              /* guarded by the tree's lock */
};

/* Make TREE's first worker, the calling thread.  Return 0 or -errno; *WHY
   is set where it is the ring that cannot be had.  */
int worker_open_first (struct tree *tree, struct engine_why *why);

/* As the first worker, and with as many others as find work, do all that
   is queued; return when the queue is closed and the others have gone.  */
void worker_run_all (struct tree *tree);

/* Free TREE's workers.  Their meters and statistics go with them.  */
void worker_close_all (struct tree *tree);

/* The sums of the engines, those of workers that are done and the first's, and
   why there was no ring, if there was none.  */
void worker_engine_stats (struct tree *tree, struct engine_stats *ret_stats,
                          struct engine_why *ret_why);

/* Queue BATCH, and start another worker if that would help.  */
void worker_push (struct worker *worker, struct batch *batch);

/* Queue all of LIST, linked by `older'.  */
void worker_push_all (struct worker *worker, struct batch *list);

/* Whether WORKER has, or could take, anything to do beside the entry in
   hand.  */
bool worker_has_more (struct worker *worker);

/* Put the rest of the batch that WORKER is taking entries from back into
   the queue.  */
void worker_put_back (struct worker *worker);

/* One entry of BATCH is dealt with, for better or worse.  */
void worker_entry_done (struct worker *worker, struct batch *batch);

/* Something of NODE's is dealt with; finishes NODE and those above it if
   it was the last.  */
void worker_node_done (struct worker *worker, struct dirnode *node);

/* Whether a signal has come, for the `stop' of transfers and the like; the
   question of another (query.h) is answered on the way.  ARG is not used.  */
bool worker_asked_to_stop (void *arg);

/* The pool for large files, made now if need be.  NULL without memory.  */
struct bufpool *worker_pool (struct worker *worker);

#endif /* UU_WORKER_H */
