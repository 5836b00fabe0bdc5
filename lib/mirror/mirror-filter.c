/* Which names take part in a mirror, and which are not to be deleted.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/messages.h"
#include "filter/filter-scope.h"
#include "mirror/mirror-impl.h"
#include "user/report.h"

static const struct filter *
filter_of (const struct worker *worker)
{
  return mirror_of (worker)->policy->filter;
}

/* The bytes of NAME, a node's or an entry's, that are part of a path: none of
   the top's, or of a view's.  */
static size_t
name_len (const char *name)
{
  size_t len = strcmp (name, ".") == 0 ? 0 : strlen (name);
  while (len > 0 && name[len - 1] == '/')
    len--;
  return len;
}

/* Bytes that NODE's path in the transfer takes, with a slash at its end unless
   it is empty.  */
static size_t
path_size (const struct dirnode *node)
{
  size_t size = 0;
  for (; node->parent; node = node->parent)
    {
      size_t len = name_len (node->name[TARGET]);
      size += len > 0 ? len + 1 : 0;
    }
  return size;
}

/* Put it before END.  */
static void
put_path (const struct dirnode *node, char *end)
{
  for (; node->parent; node = node->parent)
    {
      size_t len = name_len (node->name[TARGET]);
      if (len == 0)
        continue;
      *--end = '/';
      end -= len;
      memcpy (end, node->name[TARGET], len);
    }
}

/* NAME as an absolute one, clean, in new memory, or NULL.  */
static char *
absolute_name (const char *name)
{
  char *directory = *name != '/' ? getcwd (NULL, 0) : strdup ("");
  if (!directory)
    return NULL;
  char *absolute = malloc (strlen (directory) + 1 + strlen (name) + 1);
  if (absolute)
    {
      stpcpy (stpcpy (stpcpy (absolute, directory), "/"), name);
      filter_scope_clean (absolute);
    }
  free (directory);
  return absolute;
}

/* What there is to judge by on SIDE in a transfer of which NAME, as it was
   given, is the part with the PATH of LEN bytes.  NULL without memory.  */
static struct filter_scope *
begin_scope (const struct worker *worker, enum side side, const char *name,
             const char *path, size_t len)
{
  char *base = name ? absolute_name (name) : NULL;
  if (!base)
    return NULL;
  size_t base_len = strlen (base);
  if (len > 0 && base_len > len && base[base_len - len - 1] == '/'
      && memcmp (base + base_len - len, path, len) == 0)
    base[base_len - len - 1] = '\0';
  struct filter_scope *scope = filter_scope_new (
      filter_of (worker), side == SOURCE ? FILTER_SENDER : FILTER_RECEIVER,
      base);
  free (base);
  return scope;
}

/* The scope that was entered with NODE on SIDE, or NULL.  A node without a name
   of its own is its parent once more.  */
static struct filter_scope *
scope_at (const struct dirnode *node, enum side side)
{
  while (node->parent && !node->scope[side]
         && name_len (node->name[TARGET]) == 0)
    node = node->parent;
  return node->scope[side];
}

/* The scope that NODE's directory on SIDE, whose path has LEN bytes, is in.
 *RET_SCOPE is a new reference.  */
static int
outer_scope (struct worker *worker, const struct dirnode *node, enum side side,
             size_t len, struct filter_scope **ret_scope,
             struct filter_trouble *trouble)
{
  struct filter_scope *above
      = node->parent ? scope_at (node->parent, side) : NULL;
  if (above)
    {
      *ret_scope = filter_scope_ref (above);
      return 0;
    }
  char *name = dirnode_path (node, side, NULL);
  char *path = malloc (len + 2);
  struct filter_scope *begin = NULL;
  int err = -ENOMEM;
  if (name && path)
    {
      put_path (node, path + len + (len > 0));
      begin = begin_scope (worker, side, name, path, len);
    }
  if (begin)
    err = filter_scope_above (begin, worker->engine, path, len, ret_scope,
                              trouble);
  filter_scope_unref (begin);
  free (path);
  free (name);
  return err;
}

/* Say why NODE's directory on SIDE was not entered.  */
static void
say (const struct dirnode *node, enum side side, int err,
     const struct filter_trouble *trouble)
{
  const char *file = trouble->file ? trouble->file : "";
  char *name = *file == '/' ? strdup (file) : dirnode_path (node, side, file);
  if (trouble->fault == FILTER_FAULT_NONE)
    report_error (err, _("cannot read filter rules from %s"), name, NULL);
  else
    {
      char format[512];
      snprintf (format, sizeof format, "%%s:%zu: %s", trouble->line,
                filter_fault_text (trouble->fault));
      report_error_at (0, format, name);
    }
  free (name);
}

static int
enter (struct worker *worker, struct dirnode *node, int fd, enum side side,
       struct filter_trouble *trouble)
{
  size_t size = path_size (node);
  size_t len = size > 0 ? size - 1 : 0;
  struct filter_scope *outer;
  int err = outer_scope (worker, node, side, len, &outer, trouble);
  if (err < 0)
    return err;
  err = filter_scope_enter (outer, worker->engine, fd, len, &node->scope[side],
                            trouble);
  filter_scope_unref (outer);
  return err;
}

int
mirror_filter_enter (struct worker *worker, struct dirnode *node, int fd,
                     enum side side)
{
  if (filter_of (worker)->count == 0 || node->scope[side])
    return 0;
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  int err = enter (worker, node, fd, side, &trouble);
  if (err == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    {
      free (trouble.file);
      trouble = (struct filter_trouble) { FILTER_FAULT_NONE };
      err = enter (worker, node, fd, side, &trouble);
    }
  if (err < 0)
    say (node, side, err, &trouble);
  free (trouble.file);
  return err;
}

/* What is asked of a name.  */
struct asked
{
  const struct item *item;
  enum side side;
  const char *leaf; /* the last component, LEN bytes */
  size_t len;
  bool is_directory;
  bool perishing;
};

/* A scope to judge by where nothing was entered: the name is an operand's.
   NULL without memory.  */
static struct filter_scope *
scope_of_operand (const struct asked *asked)
{
  const struct dirnode *node = item_node (asked->item);
  size_t above = path_size (node);
  char *path = malloc (above + asked->len + 1);
  char *name = item_path (asked->item, asked->side);
  struct filter_scope *scope = NULL;
  if (path && name)
    {
      put_path (node, path + above);
      memcpy (path + above, asked->leaf, asked->len);
      scope = begin_scope (asked->item->worker, asked->side, name, path,
                           above + asked->len);
    }
  free (path);
  free (name);
  return scope;
}

/* What SCOPE says.  0 or -ENOMEM.  */
static int
judge (const struct asked *asked, const struct filter_scope *scope,
       enum filter_verdict *ret_verdict)
{
  const struct dirnode *node = item_node (asked->item);
  struct filter_path *path = &asked->item->worker->filter_path;
  size_t above = filter_scope_wants_path (scope) ? path_size (node) : 0;
  char *room = filter_scope_room (scope, path, above + asked->len);
  if (!room)
    return -ENOMEM;
  if (above > 0)
    put_path (node, room + above);
  memcpy (room + above, asked->leaf, asked->len);
  *ret_verdict = filter_scope_judge (scope, path, above + asked->len,
                                     asked->is_directory, asked->perishing);
  return 0;
}

/* The same by the scope that there is.  */
static int
find_verdict (const struct asked *asked, enum filter_verdict *ret_verdict)
{
  const struct filter_scope *known
      = scope_at (item_node (asked->item), asked->side);
  if (known)
    return judge (asked, known, ret_verdict);
  struct filter_scope *scope = scope_of_operand (asked);
  int err = scope ? judge (asked, scope, ret_verdict) : -ENOMEM;
  filter_scope_unref (scope);
  return err;
}

/* Whether the name that ASKED is about is excluded.  */
static bool
is_excluded (struct asked *asked)
{
  const struct item *item = asked->item;
  if (filter_of (item->worker)->count == 0)
    return false;
  const char *solo = mirror_of (item->worker)->solo;
  asked->leaf
      = item->batch->operands && solo ? solo : item->entry->name[TARGET];
  asked->len = name_len (asked->leaf);
  if (asked->len == 0)
    return false;
  enum filter_verdict verdict;
  int err = find_verdict (asked, &verdict);
  if (err < 0)
    item_error (item, err, N_("cannot judge %s by the filter rules"),
                asked->side);
  return err < 0 || verdict == FILTER_EXCLUDE;
}

bool
mirror_filter_hides (const struct item *item, bool is_directory)
{
  struct asked asked
      = { .item = item, .side = SOURCE, .is_directory = is_directory };
  return is_excluded (&asked);
}

bool
mirror_filter_protects (const struct item *item, bool is_directory,
                        bool perishing)
{
  struct asked asked = { .item = item,
                         .side = TARGET,
                         .is_directory = is_directory,
                         .perishing = perishing };
  return is_excluded (&asked);
}
