/* Directories without files: --prune-empty-dirs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-prune.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "mirror/mirror-filter.h"
#include "mirror/mirror-impl.h"
#include "tree/walk.h"

enum
{
  READ_SIZE = 32 * 1024
};

/* A search for a file.  */
struct search
{
  struct worker *worker;
  struct waiting /* to be looked through */
  {
    struct waiting *next;
    struct dirnode *node;
  } * waiting;
  char *buf;
};

static bool
follows (const struct item *item)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  return policy->copy_links || policy->copy_dirlinks;
}

/* Have ITEM, a directory, looked through.  False if that cannot be.  */
static bool
add (struct search *search, const struct item *item)
{
  struct worker *worker = search->worker;
  struct engine *engine = worker->engine;
  struct dircache *cache = &worker->tree->cache;
  const char *name = item->entry->name[SOURCE];
  bool follow = follows (item) || item_follows (item);
  struct statx stx;
  int fd = call_open (engine, item_dirfd (item, SOURCE), name,
                      O_RDONLY | O_DIRECTORY | (follow ? 0 : O_NOFOLLOW), 0);
  if (fd < 0)
    return false;
  struct waiting *waiting = malloc (sizeof *waiting);
  struct dirnode *node
      = waiting && call_fstatx (engine, fd, &stx) == 0
            ? dirnode_new (item_node (item), name, item->entry->name[TARGET])
            : NULL;
  if (!node)
    {
      free (waiting);
      call_close (engine, fd);
      return false;
    }
  node->id[SOURCE] = file_id_from_statx (&stx);
  node->followed[SOURCE] = follow;
  bool entered = mirror_filter_enter (worker, node, fd, SOURCE) == 0;
  dircache_adopt (engine, cache, node, fd, -1);
  dircache_unpin (engine, cache, node);
  *waiting = (struct waiting) { search->waiting, node };
  search->waiting = waiting;
  return entered;
}

static bool
is_directory (const struct item *item)
{
  struct statx stx;
  switch (item->entry->type)
    {
    case DT_DIR:
      return true;
    case DT_LNK:
      if (!follows (item))
        return false;
      break;
    case DT_UNKNOWN:
      break;
    default:
      return false;
    }
  return call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                     item->entry->name[SOURCE],
                     follows (item) ? 0 : AT_SYMLINK_NOFOLLOW, &stx)
             == 0
         && S_ISDIR (stx.stx_mode);
}

/* Whether ITEM is a file that takes part; a directory is looked through
   later.  */
static bool
is_found (struct search *search, const struct item *item)
{
  bool directory = is_directory (item);
  if (mirror_filter_hides (item, directory))
    return false;
  return !directory || !add (search, item);
}

/* Look through NODE, which is pinned.  */
static bool
find_in (struct search *search, struct dirnode *node)
{
  struct engine *engine = search->worker->engine;
  int n;
  while ((n = call_getdents (engine, node->fd[SOURCE], search->buf, READ_SIZE))
         > 0)
    for (int at = 0; at < n;)
      {
        const struct linux_dirent64 *record = (const void *) (search->buf + at);
        const char *name = record->d_name;
        at += record->d_reclen;
        if (name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])))
          continue;
        struct batch batch = { .node = node };
        struct entry entry = { .name = { name, name }, .type = record->d_type };
        struct item item = { search->worker, &batch, &entry };
        if (is_found (search, &item))
          return true;
      }
  return n < 0;
}

/* Take the directory that was added last and look through it.  */
static bool
find_next (struct search *search)
{
  struct engine *engine = search->worker->engine;
  struct dircache *cache = &search->worker->tree->cache;
  struct waiting *waiting = search->waiting;
  struct dirnode *node = waiting->node;
  search->waiting = waiting->next;
  free (waiting);
  bool found = true;
  if (dircache_pin (engine, cache, node, PIN_SOURCE) == 0)
    {
      found = find_in (search, node);
      dircache_unpin (engine, cache, node);
    }
  dirnode_unref (engine, cache, node);
  return found;
}

bool
mirror_prune_is_empty (const struct item *item)
{
  if (!mirror_policy_of (item)->recursive)
    return true;
  struct search search = { .worker = item->worker, .buf = malloc (READ_SIZE) };
  bool found = !search.buf || !add (&search, item);
  while (!found && search.waiting)
    found = find_next (&search);
  while (search.waiting)
    {
      struct waiting *waiting = search.waiting;
      search.waiting = waiting->next;
      dirnode_unref (item->worker->engine, &item->worker->tree->cache,
                     waiting->node);
      free (waiting);
    }
  free (search.buf);
  return !found;
}
