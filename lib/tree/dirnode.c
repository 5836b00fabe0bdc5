/* Directory nodes: names, references and identity.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/dirnode.h"

#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

struct dirnode *
dirnode_new_root (int source_fd, int target_fd, const char *source_prefix,
                  const char *target_prefix)
{
  struct dirnode *node = calloc (1, sizeof *node);
  if (!node)
    return NULL;
  node->name[SOURCE] = source_prefix;
  node->name[TARGET] = target_prefix;
  node->fd[SOURCE] = source_fd;
  node->fd[TARGET] = target_fd;
  atomic_init (&node->refs, 1);
  return node;
}

struct dirnode *
dirnode_new (struct dirnode *parent, const char *source_name,
             const char *target_name)
{
  size_t source_size = strlen (source_name) + 1;
  bool same = strcmp (source_name, target_name) == 0;
  size_t target_size = same ? 0 : strlen (target_name) + 1;
  struct dirnode *node = calloc (1, sizeof *node + source_size + target_size);
  if (!node)
    return NULL;
  char *names = (char *) (node + 1);
  node->name[SOURCE] = memcpy (names, source_name, source_size);
  node->name[TARGET]
      = same ? names : memcpy (names + source_size, target_name, target_size);
  node->parent = dirnode_ref (parent);
  node->depth = parent->depth + 1;
  node->fd[SOURCE] = node->fd[TARGET] = -1;
  atomic_init (&node->refs, 1);
  return node;
}

struct dirnode *
dirnode_ref (struct dirnode *node)
{
  atomic_fetch_add_explicit (&node->refs, 1, memory_order_relaxed);
  return node;
}

struct handle
dirnode_handle (const struct dirnode *node, enum side side)
{
  return (struct handle) { node->fd[side], node->is_path[side] };
}

/* Put NAME and a slash where needed before END in BUF; return where it
   starts.  */
static char *
prepend (char *end, const char *name, bool more_follows)
{
  size_t len = strlen (name);
  if (len == 0)
    return end;
  /* As cp: "dir//" and "file" are "dir/file".  */
  while (more_follows && len > 2 && name[len - 1] == '/'
         && name[len - 2] == '/')
    len--;
  if (more_follows && name[len - 1] != '/')
    *--end = '/';
  return memcpy (end - len, name, len);
}

char *
dirnode_path (const struct dirnode *node, enum side side, const char *leaf)
{
  size_t size = 1 + (leaf ? strlen (leaf) : 0);
  for (const struct dirnode *up = node; up; up = up->parent)
    size += strlen (up->name[side]) + 1;
  char *buf = malloc (size);
  if (!buf)
    return NULL;
  char *start = buf + size;
  *--start = '\0';
  bool more_follows = false;
  if (leaf)
    {
      start = prepend (start, leaf, false);
      more_follows = true;
    }
  for (const struct dirnode *up = node; up; up = up->parent)
    {
      if (side == TARGET && up->is_top)
        continue;
      start = prepend (start, up->name[side], more_follows);
      more_follows = true;
    }
  memmove (buf, start, buf + size - start);
  return buf;
}

struct file_id
file_id_from_statx (const struct statx *stx)
{
  return (struct file_id) {
    .dev = makedev (stx->stx_dev_major, stx->stx_dev_minor),
    .ino = stx->stx_ino,
  };
}

bool
dirnode_is_above (const struct dirnode *node, struct file_id id)
{
  for (; node && !node->passing; node = node->parent)
    if (node->parent && file_id_equal (node->id[SOURCE], id))
      return true;
  return false;
}

bool
dirnode_makes (const struct dirnode *node, struct file_id id)
{
  for (; node; node = node->parent)
    if (file_id_equal (node->id[TARGET], id))
      return true;
  return false;
}
