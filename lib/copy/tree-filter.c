/* Which names of a tree the user wants left out.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/tree-filter.h"

#include <errno.h>
#include <string.h>

#include "base/messages.h"

const char *
tree_filter_top (const char *source, size_t *ret_len)
{
  const char *end = source + strlen (source);
  while (end > source && end[-1] == '/')
    end--;
  const char *start = end;
  while (start > source && start[-1] != '/')
    start--;
  size_t len = end - start;
  bool is_dots = len > 0 && len <= 2 && strspn (start, ".") >= len;
  *ret_len = is_dots ? 0 : len;
  return start;
}

/* The name of NODE's that transfer paths have.  */
static const char *
component (const struct dirnode *node, size_t *ret_len)
{
  const char *name = node->name[SOURCE];
  if (node->depth == 1 || node->passing)
    return tree_filter_top (name, ret_len);
  *ret_len = strlen (name);
  return name;
}

/* Bytes that the directories of NODE, each with a slash after it, take.  */
static size_t
directories_size (const struct dirnode *node)
{
  size_t size = 0;
  for (; node->parent; node = node->parent)
    {
      size_t len;
      component (node, &len);
      size += len > 0 ? len + 1 : 0;
    }
  return size;
}

/* Put them before END.  */
static void
put_directories (const struct dirnode *node, char *end)
{
  for (; node->parent; node = node->parent)
    {
      size_t len;
      const char *name = component (node, &len);
      if (len == 0)
        continue;
      *--end = '/';
      end -= len;
      memcpy (end, name, len);
    }
}

bool
tree_filter_excludes (const struct item *item, bool is_directory)
{
  const struct filter *filter = item_policy (item)->filter;
  const struct dirnode *node = item_node (item);
  struct filter_path *path = &item->worker->filter_path;
  const char *leaf = item->entry->name[SOURCE];
  size_t len = strlen (leaf);
  if (item->batch->operands)
    leaf = tree_filter_top (leaf, &len);
  if (len == 0)
    return false;
  size_t above = filter->wants_path ? directories_size (node) : 0;
  char *room = filter_path_room (path, above + len);
  if (!room)
    {
      item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
      return true;
    }
  if (above > 0)
    put_directories (node, room + above);
  memcpy (room + above, leaf, len);
  return filter_path_judge (filter, path, above + len, is_directory)
         == FILTER_EXCLUDE;
}
