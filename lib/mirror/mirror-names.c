/* Names of a target's directory: which are in the transfer.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-prune.h"
#include "mirror/mirror-tell.h"
#include "tree/name-set.h"
#include "tree/temporary.h"

enum
{
  /* The type of a name that is in the transfer in any case, as is one that is
     a directory here and none there.  */
  TYPE_WANTED = NAME_SET_MIXED
};

/* Several operands in one directory.  */

/* TARGET without what stands for no directory.  */
static const char *
path_of (const char *target)
{
  return strcmp (target, ".") == 0 ? "" : target;
}

/* Bytes in an order in which what is below a directory follows it.  */
static int
weigh (char c)
{
  return c == '/' ? 1 : c == '\0' ? 0 : (unsigned char) c + 1;
}

static int
compare_paths (const char *a, const char *b)
{
  while (*a && *a == *b)
    {
      a++;
      b++;
    }
  return weigh (*a) - weigh (*b);
}

static int
compare_operands (const void *a, const void *b)
{
  const struct mirror_operand *x = *(const struct mirror_operand *const *) a;
  const struct mirror_operand *y = *(const struct mirror_operand *const *) b;
  return compare_paths (path_of (x->target), path_of (y->target));
}

int
mirror_names_begin (struct mirror_delete *deletion)
{
  const struct mirror *mirror = deletion->mirror;
  if (mirror->n_operands < 2)
    return 0;
  const struct mirror_operand **by_target
      = calloc (mirror->n_operands, sizeof *by_target);
  if (!by_target)
    return -ENOMEM;
  for (size_t i = 0; i < mirror->n_operands; i++)
    by_target[i] = &mirror->operands[i];
  qsort (by_target, mirror->n_operands, sizeof *by_target, compare_operands);
  deletion->by_target = by_target;
  return 0;
}

/* The first of the operands whose target does not come before PATH.  */
static size_t
find_operand (const struct mirror_delete *deletion, const char *path)
{
  size_t low = 0;
  size_t high = deletion->mirror->n_operands;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      const char *target = path_of (deletion->by_target[middle]->target);
      if (compare_paths (target, path) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* What the names of a directory of the target are collected from.  */
struct merge
{
  struct worker *worker;
  struct dirnode *node;
  const struct mirror_delete *deletion;
  const char *own; /* the operand that NODE belongs to */
};

static bool
follows (const struct mirror_policy *policy)
{
  return policy->copy_links || policy->copy_dirlinks
         || policy->copy_unsafe_links;
}

/* Open the directory REST below OPERAND's source, name by name.  Return a
   descriptor or -errno.  */
static int
open_below (const struct merge *merge, const struct mirror_operand *operand,
            const char *rest)
{
  struct engine *engine = merge->worker->engine;
  int flags = O_RDONLY | O_DIRECTORY;
  int no_follow = follows (merge->deletion->mirror->policy) ? 0 : O_NOFOLLOW;
  int fd = call_open (engine, AT_FDCWD, operand->source, flags, 0);
  while (fd >= 0 && *rest)
    {
      size_t len = strcspn (rest, "/");
      char *name = strndup (rest, len);
      int next
          = name ? call_open (engine, fd, name, flags | no_follow, 0) : -ENOMEM;
      free (name);
      call_close (engine, fd);
      fd = next;
      rest += len;
      rest += strspn (rest, "/");
    }
  return fd;
}

/* The type under which a name of another operand's is to be kept: where more
   would have to be asked about it there, it is wanted.  */
static unsigned char
type_elsewhere (const struct mirror_policy *policy, unsigned char type)
{
  return policy->filter->has_files || type == DT_UNKNOWN
                 || (type == DT_LNK && follows (policy))
                 || (type == DT_DIR && policy->prune_empty_dirs)
             ? TYPE_WANTED
             : type;
}

/* Add the names of the directory FD.  */
static int
add_names (const struct merge *merge, int fd)
{
  struct walk_buffer *buffer = &merge->worker->walk;
  const struct mirror_policy *policy = merge->deletion->mirror->policy;
  int n;
  while ((n = call_getdents (merge->worker->engine, fd, buffer->data,
                             buffer->size))
         > 0)
    for (int at = 0; at < n;)
      {
        const struct linux_dirent64 *record
            = (const void *) (buffer->data + at);
        at += record->d_reclen;
        name_set_add (merge->node->names, record->d_name,
                      type_elsewhere (policy, record->d_type));
      }
  if (n == 0 && !name_set_is_whole (merge->node->names))
    n = -ENOMEM;
  return n;
}

/* Add what OPERAND has in REST, if that is a directory there.  */
static int
add_directory (const struct merge *merge, const struct mirror_operand *operand,
               const char *rest)
{
  const struct mirror_policy *policy = merge->deletion->mirror->policy;
  if (operand->listed
      && mirror_list_find (operand, rest, policy->recursive) == LISTED_NOT)
    return 0;
  int err = open_below (merge, operand, rest);
  if (err == -ENOENT || err == -ENOTDIR || err == -ELOOP)
    return 0;
  if (err >= 0)
    {
      int fd = err;
      err = add_names (merge, fd);
      call_close (merge->worker->engine, fd);
    }
  if (err < 0 && err != -ENOMEM)
    merge->worker->tree->source_failed = true;
  return err;
}

/* Add what operands have whose target is PATH, the first LEN bytes of the
   whole one, behind which REST comes.  */
static int
add_same (const struct merge *merge, const char *path, const char *rest)
{
  const struct mirror_delete *deletion = merge->deletion;
  size_t i = find_operand (deletion, path);
  int err = 0;
  for (; err == 0 && i < deletion->mirror->n_operands; i++)
    {
      const struct mirror_operand *operand = deletion->by_target[i];
      if (strcmp (path_of (operand->target), path) != 0)
        break;
      if (strcmp (operand->source, merge->own) != 0)
        err = add_directory (merge, operand, rest);
    }
  return err;
}

/* Add the names that operands have below PATH.  */
static int
add_below (const struct merge *merge, const char *path)
{
  const struct mirror_delete *deletion = merge->deletion;
  size_t len = strlen (path);
  for (size_t i = find_operand (deletion, path);
       i < deletion->mirror->n_operands; i++)
    {
      const char *target = path_of (deletion->by_target[i]->target);
      if (strncmp (target, path, len) != 0
          || (len > 0 && target[len] != '/' && target[len] != '\0'))
        break;
      target += len;
      target += strspn (target, "/");
      char *name = strndup (target, strcspn (target, "/"));
      int err = !name   ? -ENOMEM
                : *name ? name_set_add (merge->node->names, name, TYPE_WANTED)
                        : 0;
      free (name);
      if (err < 0)
        return err;
    }
  return 0;
}

static const char *
own_source (const struct dirnode *node)
{
  while (node->depth > 1 && !node->parent->passing)
    node = node->parent;
  return node->name[SOURCE];
}

int
mirror_names_merge (struct worker *worker, struct dirnode *node)
{
  const struct mirror_delete *deletion = mirror_of (worker)->deletion;
  if (!deletion->by_target)
    return 0;
  char *path = mirror_tell_name (deletion->mirror, node, NULL);
  if (!path)
    return -ENOMEM;
  if (strcmp (path, ".") == 0)
    *path = '\0';
  struct merge merge = { worker, node, deletion, own_source (node) };
  int err = add_below (&merge, path);
  /* The whole path, then without its last component, and so on.  */
  for (size_t len = strlen (path); err == 0 && len > 0;)
    {
      char cut = path[len];
      path[len] = '\0';
      err = add_same (&merge, path, cut ? path + len + 1 : "");
      path[len] = cut;
      while (len > 0 && path[--len] != '/')
        continue;
    }
  if (err == 0)
    err = add_same (&merge, "", path);
  free (path);
  return err;
}

/* One name.  */

/* Whether the source that NAME stands for is, when links are followed that are
   to be, a directory.  */
static bool
is_source_directory (const struct item *item, unsigned char type)
{
  bool follow = follows (mirror_policy_of (item));
  struct statx stx;
  if (type != DT_UNKNOWN && !(type == DT_LNK && follow))
    return type == DT_DIR;
  return call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                     item->entry->name[SOURCE],
                     follow ? 0 : AT_SYMLINK_NOFOLLOW, &stx)
             == 0
         && S_ISDIR (stx.stx_mode);
}

/* Whether ITEM, whose source is of TYPE, does not take part all the same.  The
   source's directory is pinned.  */
static bool
is_hidden (const struct item *item, unsigned char type)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  bool is_directory = is_source_directory (item, type);
  return mirror_filter_hides (item, is_directory)
         || (is_directory && policy->prune_empty_dirs
             && mirror_prune_is_empty (item));
}

static bool
is_in_transfer (const struct item *item, unsigned char type)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (type == TYPE_WANTED
      || (policy->filter->count == 0 && !policy->prune_empty_dirs))
    return true;
  struct worker *worker = item->worker;
  struct dircache *cache = &worker->tree->cache;
  struct dirnode *node = item_node (item);
  /* What cannot be asked about stays.  */
  if (dircache_pin (worker->engine, cache, node, PIN_SOURCE) < 0)
    return true;
  bool hidden = is_hidden (item, type);
  dircache_unpin (worker->engine, cache, node);
  return !hidden;
}

bool
mirror_names_is_extraneous (struct worker *worker, struct dirnode *view,
                            struct linux_dirent64 *record)
{
  struct batch batch = { .node = view->parent };
  struct entry entry
      = { .name = { record->d_name, record->d_name }, .type = record->d_type };
  struct item item = { worker, &batch, &entry };
  unsigned char type;
  if (temporary_is_one (record->d_name)
      || mirror_filter_protects (&item, record->d_type == DT_DIR, false))
    return false;
  return !name_set_find (view->names, record->d_name, &type)
         || !is_in_transfer (&item, type);
}
