/* The cache of directory descriptors: closing idle ones, opening them
   again without ever resolving a path of more than one name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/dirnode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "filter/filter-scope.h"
#include "tree/name-set.h"
#include "tree/temporary.h"

void
dircache_init (struct dircache *cache, unsigned int limit)
{
  *cache = (struct dircache) { .limit = limit };
  pthread_mutex_init (&cache->lock, NULL);
}

void
dircache_destroy (struct dircache *cache)
{
  pthread_mutex_destroy (&cache->lock);
}

static bool
is_root (const struct dirnode *node)
{
  return !node->parent;
}

static void
lru_remove (struct dircache *cache, struct dirnode *node)
{
  *(node->lru_prev ? &node->lru_prev->lru_next : &cache->lru_first)
      = node->lru_next;
  *(node->lru_next ? &node->lru_next->lru_prev : &cache->lru_last)
      = node->lru_prev;
  node->lru_next = node->lru_prev = NULL;
}

static void
lru_append (struct dircache *cache, struct dirnode *node)
{
  node->lru_prev = cache->lru_last;
  *(cache->lru_last ? &cache->lru_last->lru_next : &cache->lru_first) = node;
  cache->lru_last = node;
}

static bool
is_open (const struct dirnode *node)
{
  return node->fd[SOURCE] != -1 || node->fd[TARGET] != -1;
}

static void
close_node (struct engine *engine, struct dircache *cache, struct dirnode *node)
{
  if (is_open (node))
    cache->open--;
  for (int side = 0; side < SIDES; side++)
    if (node->fd[side] != -1)
      {
        call_close (engine, node->fd[side]);
        node->fd[side] = -1;
      }
}

/* Close idle nodes, longest idle first, until LIMIT are open.  */
static bool
evict (struct engine *engine, struct dircache *cache, unsigned int limit)
{
  bool any = false;
  while (cache->open > limit && cache->lru_first)
    {
      struct dirnode *node = cache->lru_first;
      lru_remove (cache, node);
      close_node (engine, cache, node);
      any = true;
    }
  return any;
}

bool
dircache_shrink (struct engine *engine, struct dircache *cache)
{
  pthread_mutex_lock (&cache->lock);
  bool any = evict (engine, cache, 0);
  pthread_mutex_unlock (&cache->lock);
  return any;
}

/* Open PATH in DIRFD as NODE's directory on SIDE and check that it is that
   directory.  Return the descriptor or -errno.  */
static int
open_checked (struct engine *engine, int dirfd, const char *path,
              const struct dirnode *node, enum side side)
{
  int access = node->is_path[side] ? O_PATH : O_RDONLY;
  int no_follow = node->followed[side] ? 0 : O_NOFOLLOW;
  int fd = call_open (engine, dirfd, path, access | O_DIRECTORY | no_follow, 0);
  if (fd < 0)
    return fd == -ENOTDIR || fd == -ELOOP || fd == -ENOENT ? -ESTALE : fd;
  struct statx stx;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && !file_id_equal (file_id_from_statx (&stx), node->id[side]))
    err = -ESTALE;
  if (err < 0)
    {
      call_close (engine, fd);
      return err;
    }
  return fd;
}

/* Open NODE's directory on SIDE by going down, name by name, from the
   nearest directory above it that is open.  */
static int
open_downwards (struct engine *engine, const struct dirnode *node,
                enum side side)
{
  unsigned int steps = 0;
  const struct dirnode *from = node;
  do
    {
      from = from->parent;
      steps++;
    }
  while (!is_root (from) && from->fd[side] == -1);

  const struct dirnode **way = malloc (steps * sizeof *way);
  if (!way)
    return -ENOMEM;
  const struct dirnode *up = node;
  for (unsigned int i = steps; i-- > 0; up = up->parent)
    way[i] = up;

  int fd = from->fd[side];
  for (unsigned int i = 0; i < steps && (i == 0 || fd >= 0); i++)
    {
      const char *name = way[i]->name[side];
      int next = open_checked (engine, fd, *name ? name : ".", way[i], side);
      if (i > 0)
        call_close (engine, fd);
      fd = next;
    }
  free (way);
  return fd;
}

void
dircache_adopt (struct engine *engine, struct dircache *cache,
                struct dirnode *node, int source_fd, int target_fd)
{
  pthread_mutex_lock (&cache->lock);
  node->fd[SOURCE] = source_fd;
  node->fd[TARGET] = target_fd;
  if ((cache->locks || node->locked) && target_fd >= 0)
    temporary_lock (target_fd);
  node->pins = 1;
  cache->open++;
  evict (engine, cache, cache->limit);
  pthread_mutex_unlock (&cache->lock);
}

static void
unpin_locked (struct engine *engine, struct dircache *cache,
              struct dirnode *node)
{
  if (--node->pins == 0 && is_open (node))
    lru_append (cache, node);
  evict (engine, cache, cache->limit);
}

static int
pin_locked (struct engine *engine, struct dircache *cache, struct dirnode *node,
            unsigned int sides_wanted)
{
  if (node->imagined)
    sides_wanted &= ~PIN_TARGET;
  if (node->pins++ == 0 && is_open (node))
    lru_remove (cache, node);
  for (int side = 0; side < SIDES; side++)
    if (sides_wanted & (1 << side) && node->fd[side] == -1)
      {
        int fd = open_downwards (engine, node, side);
        if (fd == -EMFILE && evict (engine, cache, 0))
          fd = open_downwards (engine, node, side);
        if (fd < 0)
          {
            unpin_locked (engine, cache, node);
            return fd;
          }
        if (!is_open (node))
          cache->open++;
        node->fd[side] = fd;
        if ((cache->locks || node->locked) && side == TARGET)
          temporary_lock (fd);
      }
  evict (engine, cache, cache->limit);
  return 0;
}

int
dircache_pin (struct engine *engine, struct dircache *cache,
              struct dirnode *node, unsigned int sides_wanted)
{
  if (is_root (node))
    return 0;
  pthread_mutex_lock (&cache->lock);
  int result = pin_locked (engine, cache, node, sides_wanted);
  pthread_mutex_unlock (&cache->lock);
  return result;
}

void
dircache_unpin (struct engine *engine, struct dircache *cache,
                struct dirnode *node)
{
  if (is_root (node))
    return;
  pthread_mutex_lock (&cache->lock);
  unpin_locked (engine, cache, node);
  pthread_mutex_unlock (&cache->lock);
}

/* Open NODE's parent by "..".  A failure is no harm: whoever wants the
   parent will come from above and meet the error there.  */
static void
open_parent (struct engine *engine, struct dircache *cache,
             struct dirnode *node)
{
  struct dirnode *parent = node->parent;
  if (is_root (parent))
    return;
  bool was_open = is_open (parent);
  for (int side = 0; side < SIDES; side++)
    if (parent->fd[side] == -1 && node->fd[side] != -1)
      {
        int fd = open_checked (engine, node->fd[side], "..", parent, side);
        if (fd >= 0)
          parent->fd[side] = fd;
        if (fd >= 0 && (cache->locks || parent->locked) && side == TARGET)
          temporary_lock (fd);
      }
  if (!was_open && is_open (parent))
    {
      cache->open++;
      if (parent->pins == 0)
        lru_append (cache, parent);
    }
}

void
dircache_retire (struct engine *engine, struct dircache *cache,
                 struct dirnode *node)
{
  if (is_root (node))
    return;
  pthread_mutex_lock (&cache->lock);
  open_parent (engine, cache, node);
  if (--node->pins == 0)
    close_node (engine, cache, node);
  evict (engine, cache, cache->limit);
  pthread_mutex_unlock (&cache->lock);
}

/* Not recursive: a chain may be as deep as a file system allows.  */
void
dirnode_unref (struct engine *engine, struct dircache *cache,
               struct dirnode *node)
{
  while (node
         && atomic_fetch_sub_explicit (&node->refs, 1, memory_order_acq_rel)
                == 1)
    {
      struct dirnode *parent = node->parent;
      if (!is_root (node))
        {
          pthread_mutex_lock (&cache->lock);
          if (is_open (node))
            {
              lru_remove (cache, node);
              close_node (engine, cache, node);
            }
          pthread_mutex_unlock (&cache->lock);
        }
      for (int side = 0; side < SIDES; side++)
        filter_scope_unref (node->scope[side]);
      name_set_free (node->names);
      free (node);
      node = parent;
    }
}
