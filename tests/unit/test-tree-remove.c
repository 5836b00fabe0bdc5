/* Removing trees: everything that is to go goes, and nothing else, whatever
   the engine, the number of workers, and the op that fails.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-remove.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "engine-fault.h"
#include "engines.h"
#include "tree/tree-limits.h"
#include "tree/walk.h"

enum
{
  DEEP = 1000,
  WIDE = 6000
};

/* A removal: what is asked for, and what came of it.  */
struct rig
{
  struct tree_remover remover;
  struct copy_policy policy;
  const char *kept; /* names like this stay */
  long limit;       /* -1: none */
  atomic_long taken, refused, removed, remained;
  char *order; /* the names that went, if this is not NULL */
};

static struct rig *
rig_of (const struct tree_remover *remover)
{
  return (struct rig *) remover;
}

static bool
stays (const struct tree_remover *remover, const struct item *item,
       bool is_directory)
{
  struct rig *rig = rig_of (remover);
  return rig->kept && strcmp (item->entry->name[TARGET], rig->kept) == 0;
}

static bool
take (const struct tree_remover *remover, const struct item *item)
{
  struct rig *rig = rig_of (remover);
  if (rig->limit < 0 || atomic_fetch_add (&rig->taken, 1) < rig->limit)
    return true;
  atomic_fetch_sub (&rig->taken, 1);
  atomic_fetch_add (&rig->refused, 1);
  return false;
}

static void
untake (const struct tree_remover *remover, const struct item *item)
{
  atomic_fetch_sub (&rig_of (remover)->taken, 1);
}

static void
removed (const struct tree_remover *remover, const struct item *item,
         unsigned char type)
{
  struct rig *rig = rig_of (remover);
  atomic_fetch_add (&rig->removed, 1);
  if (!rig->order)
    return;
  strcat (rig->order, item->entry->name[TARGET]);
  strcat (rig->order, type == DT_DIR ? "/ " : " ");
}

static void
remains (const struct tree_remover *remover, const struct item *item,
         enum tree_remove_why why)
{
  CHECK_EQ (why, TREE_REMOVE_HOLDS);
  atomic_fetch_add (&rig_of (remover)->remained, 1);
}

static struct rig
new_rig (enum engine_mode mode, unsigned int workers)
{
  return (struct rig) {
    .remover = { .stays = stays,
                 .take = take,
                 .untake = untake,
                 .removed = removed,
                 .remains = remains },
    .policy = { .engine = { .mode = mode }, .workers = workers },
    .limit = -1,
  };
}

/* Of the top directory, all goes but what is called "stay".  */
static bool
wants (struct worker *worker, struct dirnode *view,
       struct linux_dirent64 *record)
{
  return strcmp (record->d_name, "stay") != 0;
}

static bool
catch_up (struct worker *worker)
{
  return false;
}

static const struct worker_ops no_others = { .catch_up = catch_up };

/* Make TREE ready for RIG, in DIR.  Return whether there is an engine.  */
static bool
open_tree (struct tree *tree, struct rig *rig, const char *dir)
{
  struct engine_why why;
  struct stat st;
  int fd = open (dir, O_RDONLY | O_DIRECTORY);
  if (fd < 0 || fstat (fd, &st) < 0)
    unit_die (dir);
  *tree = (struct tree) { .policy = &rig->policy, .ops = &no_others };
  tree->euid = geteuid ();
  tree_limits_find (&rig->policy, &tree->limits);
  workq_init (&tree->queue);
  dircache_init (&tree->cache, tree->limits.directories);
  pthread_mutex_init (&tree->lock, NULL);
  tree->root = dirnode_new_root (AT_FDCWD, fd, "", dir);
  if (!tree->root)
    unit_die ("dirnode_new_root");
  tree->root->id[TARGET] = (struct file_id) { st.st_dev, st.st_ino };
  int err = worker_open_first (tree, &why);
  if (err < 0 && rig->policy.engine.mode == ENGINE_URING)
    return false;
  if (err < 0)
    {
      errno = -err;
      unit_die ("worker_open_first");
    }
  return true;
}

static void
close_tree (struct tree *tree)
{
  int fd = tree->root->fd[TARGET];
  struct engine *engine = tree->started > 0 ? tree->workers[0]->engine : NULL;
  dirnode_unref (engine, &tree->cache, tree->root);
  if (tree->started > 0)
    worker_close_all (tree);
  pthread_mutex_destroy (&tree->lock);
  dircache_destroy (&tree->cache);
  workq_destroy (&tree->queue);
  close (fd);
}

/* Remove what is in DIR but "stay".  False: there is no such engine.  */
static bool
remove_in (struct rig *rig, const char *dir)
{
  struct tree tree;
  struct removal removal = { .remover = &rig->remover, .wants = wants };
  bool can = open_tree (&tree, rig, dir);
  if (can)
    {
      int err = tree_remove_names (tree.workers[0], tree.root, &removal);
      if (err == 0)
        worker_run_all (&tree);
      CHECK (err <= 0);
      CHECK_EQ (tree.cache.open, 0);
    }
  close_tree (&tree);
  return can;
}

/* Remove NAME in DIR at once.  */
static bool
remove_now (struct rig *rig, const char *dir, const char *name,
            unsigned char type)
{
  struct tree tree;
  if (!open_tree (&tree, rig, dir))
    unit_die ("no engine");
  char *names;
  struct batch *batch = batch_new (tree.root, 1, 0, &names);
  batch->entries[0] = (struct entry) { .name = { name, name } };
  struct item item = { tree.workers[0], batch, &batch->entries[0] };
  bool gone = tree_remove_now (&item, type, &rig->remover);
  atomic_store (&batch->remaining, 1);
  worker_entry_done (tree.workers[0], batch);
  close_tree (&tree);
  return gone;
}

/* Names below DIR, DIR not counted.  */
static unsigned long found;

static int
count_one (const char *path, const struct stat *st, int type, struct FTW *ftw)
{
  found++;
  return 0;
}

static unsigned long
count_in (const char *dir)
{
  found = 0;
  if (nftw (dir, count_one, 16, FTW_PHYS) < 0)
    unit_die (dir);
  return found - 1;
}

static void
remove_tree (const char *dir)
{
  if (nftw (dir, unit_remove_entry, 16, FTW_DEPTH | FTW_PHYS) < 0)
    unit_die (dir);
}

static void
make_file (const char *format, ...)
{
  char name[256];
  va_list args;
  va_start (args, format);
  vsnprintf (name, sizeof name, format, args);
  va_end (args);
  int fd = open (name, O_WRONLY | O_CREAT, 0600);
  if (fd < 0 || close (fd) < 0)
    unit_die (name);
}

static void
make_dir (const char *name)
{
  if (mkdir (name, 0700) < 0)
    unit_die (name);
}

/* Make "t" with names that are to go, 31 of them, and "stay" with 2.  */
static void
make_tree (void)
{
  make_dir ("t");
  make_dir ("t/stay");
  make_file ("t/stay/a");
  make_dir ("t/stay/b");
  make_dir ("t/d");
  make_dir ("t/d/e");
  make_dir ("t/d/e/f");
  make_dir ("t/d/empty");
  for (int i = 0; i < 8; i++)
    {
      make_file ("t/file%d", i);
      make_file ("t/d/file%d", i);
      make_file ("t/d/e/f/file%d", i);
    }
  if (symlink ("../outside", "t/link") < 0
      || symlink ("../../outside", "t/d/link") < 0
      || mkfifo ("t/d/e/fifo", 0600) < 0)
    unit_die ("symlink");
}

enum
{
  GOING = 4 + 24 + 3,
  STAYING = 3
};

static void
test_trees (enum engine_mode mode, unsigned int workers)
{
  struct rig rig = new_rig (mode, workers);
  make_tree ();
  if (remove_in (&rig, "t"))
    {
      CHECK_EQ (rig.removed, GOING);
      CHECK_EQ (rig.remained, 0);
      CHECK_EQ (count_in ("t"), STAYING);
      CHECK_EQ (access ("t/stay/b", F_OK), 0);
    }
  CHECK_EQ (count_in ("outside"), 2);
  remove_tree ("t");
}

static void
test_kept (enum engine_mode mode)
{
  struct rig rig = new_rig (mode, 0);
  rig.kept = "file3";
  make_tree ();
  if (remove_in (&rig, "t"))
    {
      /* The top's own is judged by `wants' alone.  */
      CHECK_EQ (access ("t/file3", F_OK), -1);
      CHECK_EQ (access ("t/d/file3", F_OK), 0);
      CHECK_EQ (access ("t/d/e/f/file3", F_OK), 0);
      CHECK_EQ (count_in ("t"), STAYING + 5);
      CHECK_EQ (rig.removed, GOING - 5);
      /* As rsync has it, those below the top are told of twice.  */
      CHECK_EQ (rig.remained, 1 + 2 * 2);
    }
  remove_tree ("t");
}

static void
test_dry_run (enum engine_mode mode)
{
  struct rig rig = new_rig (mode, 0);
  rig.remover.dry_run = true;
  make_tree ();
  if (remove_in (&rig, "t"))
    {
      CHECK_EQ (rig.removed, GOING);
      CHECK_EQ (count_in ("t"), STAYING + GOING);
    }
  rig = new_rig (mode, 0);
  rig.remover.dry_run = true;
  rig.kept = "file3";
  if (remove_in (&rig, "t"))
    CHECK_EQ (rig.removed, GOING - 5);
  CHECK_EQ (count_in ("t"), STAYING + GOING);
  remove_tree ("t");
}

static void
test_limit (enum engine_mode mode)
{
  static const long limits[] = { 0, 1, 2, 13, GOING - 1, GOING, GOING + 1 };
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    {
      struct rig rig = new_rig (mode, 0);
      long gone = limits[i] < GOING ? limits[i] : GOING;
      rig.limit = limits[i];
      make_tree ();
      if (remove_in (&rig, "t"))
        {
          CHECK_EQ (rig.removed, gone);
          CHECK_EQ (count_in ("t"), STAYING + GOING - gone);
          CHECK_EQ (rig.refused > 0, limits[i] < GOING);
        }
      remove_tree ("t");
    }
}

/* More names than fit into a buffer, and deeper than any path can be.  */
static void
test_large (enum engine_mode mode, unsigned int workers)
{
  struct rig rig = new_rig (mode, workers);
  make_dir ("t");
  make_dir ("t/wide");
  for (int i = 0; i < WIDE; i++)
    make_file ("t/wide/a name that is not short, number %d", i);
  int fd = open ("t", O_RDONLY);
  for (int i = 0; i < DEEP; i++)
    {
      int next = mkdirat (fd, "directory", 0700) < 0
                     ? -1
                     : openat (fd, "directory", O_RDONLY);
      close (fd);
      fd = next;
      if (fd < 0)
        unit_die ("mkdirat");
    }
  close (fd);
  if (remove_in (&rig, "t"))
    {
      CHECK_EQ (rig.removed, WIDE + 1 + DEEP);
      CHECK_EQ (count_in ("t"), 0);
    }
  rig = new_rig (ENGINE_SYNC, 0);
  remove_in (&rig, "t");
  remove_tree ("t");
}

static void
test_now (void)
{
  struct rig rig = new_rig (ENGINE_AUTO, 0);
  make_tree ();
  CHECK (remove_now (&rig, "t", "d", DT_DIR));
  CHECK_EQ (access ("t/d", F_OK), -1);
  CHECK (remove_now (&rig, "t", "file1", DT_REG));
  CHECK_EQ (rig.removed, 8 + 8 + 4 + 2 + 1);
  CHECK (remove_now (&rig, "t", "link", DT_LNK));
  CHECK_EQ (count_in ("outside"), 2);
  rig.kept = "b";
  CHECK (!remove_now (&rig, "t", "stay", DT_DIR));
  CHECK_EQ (rig.remained, 1);
  CHECK_EQ (access ("t/stay/b", F_OK), 0);
  CHECK_EQ (access ("t/stay/a", F_OK), -1);
  remove_tree ("t");
}

static void
test_order (void)
{
  char order[1024] = "";
  struct rig rig = new_rig (ENGINE_AUTO, 0);
  rig.policy.verbose = true;
  rig.order = order;
  make_dir ("t");
  make_dir ("t/a");
  make_dir ("t/a-b");
  make_dir ("t/a/z");
  make_file ("t/a/z/1");
  make_file ("t/a/f");
  make_file ("t/a-b/g");
  make_file ("t/b");
  make_file ("t/B");
  remove_in (&rig, "t");
  CHECK (strcmp (order, "1 z/ f a/ g a-b/ b B ") == 0);
  unit_context = "";
  remove_tree ("t");
}

static const struct fault_config *fault;

static int
decorate (struct engine *inner, struct engine **ret_outer)
{
  return engine_fault_open (fault, inner, ret_outer);
}

/* Whatever fails: nothing that is to stay goes, what went was told, and the
   rest goes the next time.  */
static void
test_faults (enum engine_mode mode, int err)
{
  for (uint64_t n = 1; n < 1000; n += 1 + n / 12)
    {
      uint64_t before = fault_count ();
      struct fault_config config
          = { .fail_at = before + n, .fail_any_kind = true, .fail_errno = err };
      struct rig rig = new_rig (mode, 2);
      make_tree ();
      fault = &config;
      engine_set_decorator (decorate);
      bool can = remove_in (&rig, "t");
      engine_set_decorator (NULL);
      unsigned long left = count_in ("t");
      CHECK (left >= STAYING);
      CHECK (access ("t/stay/a", F_OK) == 0 && access ("t/stay/b", F_OK) == 0);
      CHECK (!can || left + rig.removed >= STAYING + GOING);
      bool reached = can && fault_count () >= before + n;
      rig = new_rig (ENGINE_SYNC, 0);
      remove_in (&rig, "t");
      CHECK_EQ (count_in ("t"), STAYING);
      remove_tree ("t");
      if (!reached)
        break;
    }
}

int
main (void)
{
  /* ext4 is slow to make files where many were just removed.  */
  if (access ("/dev/shm", W_OK) == 0)
    setenv ("TMPDIR", "/dev/shm", false);
  unit_enter_tmpdir ();
  make_dir ("outside");
  make_file ("outside/a");
  make_dir ("outside/b");
  for (int i = 0; i < UNIT_MODES; i++)
    {
      enum engine_mode mode = unit_modes[i].mode;
      unit_context = unit_modes[i].name;
      test_trees (mode, 0);
      test_trees (mode, 1);
      test_trees (mode, 8);
      test_kept (mode);
      test_dry_run (mode);
      test_limit (mode);
      test_large (mode, mode == ENGINE_AUTO ? 1 : 0);
      test_faults (mode, EIO);
    }
  test_faults (ENGINE_AUTO, ENOENT);
  test_faults (ENGINE_AUTO, EMFILE);
  test_now ();
  test_order ();
  CHECK_EQ (count_in ("outside"), 2);
  return unit_end ();
}
