/* Listed names: sources that are mirrored by their whole names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mirror/mirror-filter.h"
#include "mirror/mirror-prune.h"

enum
{
  FIRST_BUCKETS = 61
};

static struct mirror_list *
list_new (struct mirror_list *parent, const char *name, size_t len)
{
  struct mirror_list *list = calloc (1, sizeof *list + len + 1);
  if (!list)
    return NULL;
  memcpy (list->name, name, len);
  list->parent = parent;
  list->children_end = &list->children;
  return list;
}

static size_t
list_hash (const void *item, size_t buckets)
{
  const struct mirror_list *list = item;
  return (hash_string (list->name, buckets) + (uintptr_t) list->parent / 64)
         % buckets;
}

static bool
list_equal (const void *a, const void *b)
{
  const struct mirror_list *x = a;
  const struct mirror_list *y = b;
  return x->parent == y->parent && strcmp (x->name, y->name) == 0;
}

/* The child of PARENT, of OPERAND's, whose name is the LEN bytes at NAME;
   made if it is not there.  NULL without memory.  */
static struct mirror_list *
child (struct mirror_operand *operand, struct mirror_list *parent,
       const char *name, size_t len)
{
  struct mirror_list *new = list_new (parent, name, len);
  struct mirror_list *list = new ? hash_insert (operand->names, new) : NULL;
  if (list != new || !list)
    {
      free (new);
      return list;
    }
  *parent->children_end = new;
  parent->children_end = &new->next;
  new->names = operand->names;
  new->other = operand->listed->other;
  operand->listed->other = new;
  return new;
}

/* Add NAME to what OPERAND lists.  */
static int
add_name (struct mirror_operand *operand, const char *name)
{
  struct mirror_list *list = operand->listed;
  bool contents = false;
  for (const char *s = name; *s != '\0';)
    {
      s += strspn (s, "/");
      size_t len = strcspn (s, "/");
      contents = len == 0 || (len == 1 && *s == '.');
      if (len == 2 && s[0] == '.' && s[1] == '.')
        return -EINVAL;
      if (!contents)
        list = child (operand, list, s, len);
      if (!list)
        return -ENOMEM;
      s += len;
    }
  list->whole = true;
  list->contents |= contents || list == operand->listed;
  return 0;
}

/* The operand that lists what is below BASE.  NULL without memory.  */
static struct mirror_operand *
find (struct mirror *mirror, const char *base)
{
  for (size_t i = mirror->n_operands; i-- > 0;)
    if (mirror->operands[i].listed
        && strcmp (mirror->operands[i].source, base) == 0)
      return &mirror->operands[i];
  struct mirror_operand operand = {
    .source = strdup (base),
    .target = strdup ("."),
    .listed = list_new (NULL, "", 0),
    .names = hash_initialize (FIRST_BUCKETS, NULL, list_hash, list_equal, NULL),
  };
  if (operand.listed)
    operand.listed->names = operand.names;
  if (operand.source && operand.target && operand.listed && operand.names
      && mirror_take_operand (mirror, &operand) == 0)
    return &mirror->operands[mirror->n_operands - 1];
  free (operand.source);
  free (operand.target);
  mirror_list_free (&operand);
  return NULL;
}

int
mirror_list_add (struct mirror *mirror, const char *base, const char *name)
{
  struct mirror_operand *operand = find (mirror, base);
  if (!operand)
    return -ENOMEM;
  /* As rsync has it, "./x" is x in a directory that is named, too.  */
  operand->listed->implied |= name[0] == '.' && name[1] == '/';
  return add_name (operand, name);
}

/* Where the names that are kept begin in SOURCE: behind the last of "/./" that
   stands in it first; NULL where there is none.  */
static const char *
find_base_end (const char *source)
{
  const char *dot = strstr (source, "/./");
  return dot ? dot + 1 : NULL;
}

int
mirror_list_add_source (struct mirror *mirror, const char *source)
{
  const char *end = find_base_end (source);
  if (!end)
    return mirror_list_add (mirror, *source == '/' ? "/" : "./", source);
  char *base = strndup (source, end - source);
  if (!base)
    return -ENOMEM;
  int err = mirror_list_add (mirror, base, end + 1);
  free (base);
  return err;
}

/* The child of PARENT, of OPERAND's, whose name is the LEN bytes at NAME, or
   NULL.  */
static struct mirror_list *
find_child (const struct mirror_operand *operand,
            const struct mirror_list *parent, const char *name, size_t len)
{
  struct mirror_list *key = list_new ((struct mirror_list *) parent, name, len);
  struct mirror_list *found = key ? hash_lookup (operand->names, key) : NULL;
  free (key);
  return found;
}

enum mirror_listed
mirror_list_find (const struct mirror_operand *operand, const char *path,
                  bool recursive)
{
  const struct mirror_list *list = operand->listed;
  bool is_in = false;
  if (strcmp (path, ".") == 0)
    path++;
  for (path += strspn (path, "/"); *path; path += strspn (path, "/"))
    {
      size_t len = strcspn (path, "/");
      if (list && list->whole && recursive)
        return LISTED_WHOLE;
      /* Without -r, what is in a directory, but not what is below that.  */
      is_in = list && list->whole && list->contents;
      list = list ? find_child (operand, list, path, len) : NULL;
      if (!list && !is_in)
        return LISTED_NOT;
      path += len;
    }
  return is_in || list->whole ? LISTED_WHOLE : LISTED_WAY;
}

char *
mirror_list_path (const struct mirror_list *list)
{
  size_t size = 1;
  for (const struct mirror_list *up = list; up->parent; up = up->parent)
    size += strlen (up->name) + (size > 1);
  char *path = malloc (size);
  if (!path)
    return NULL;
  char *end = path + size - 1;
  *end = '\0';
  for (const struct mirror_list *up = list; up->parent; up = up->parent)
    {
      if (up != list)
        *--end = '/';
      end -= strlen (up->name);
      memcpy (end, up->name, strlen (up->name));
    }
  return path;
}

/* In the order of names; directories on the way come behind what is none.  */
static int
compare (const void *a, const void *b)
{
  const struct mirror_list *x = *(const struct mirror_list *const *) a;
  const struct mirror_list *y = *(const struct mirror_list *const *) b;
  int x_is_dir = x->children || x->contents;
  int y_is_dir = y->children || y->contents;
  return x_is_dir != y_is_dir ? x_is_dir - y_is_dir : strcmp (x->name, y->name);
}

/* Queue the COUNT names at ALL.  */
static int
push (struct worker *worker, struct dirnode *node,
      const struct mirror_list *const *all, unsigned int count)
{
  size_t size = 0;
  for (unsigned int i = 0; i < count; i++)
    size += strlen (all[i]->name) + 1;
  char *names;
  struct batch *batch = batch_new (node, count, size, &names);
  if (!batch)
    return -ENOMEM;
  batch->operands = true;
  for (unsigned int i = 0; i < count; i++)
    {
      batch->entries[i] = (struct entry) {
        .name = { names, names },
        .type = DT_UNKNOWN,
        .listed = all[i],
      };
      names = stpcpy (names, all[i]->name) + 1;
    }
  worker_push (worker, batch);
  return 0;
}

int
mirror_list_queue (struct worker *worker, struct dirnode *node,
                   const struct mirror_list *list)
{
  bool ordered = policy_is_ordered (worker->tree->policy);
  unsigned int count = 0;
  for (const struct mirror_list *c = list->children; c; c = c->next)
    count++;
  const struct mirror_list **all = calloc (count + 1, sizeof *all);
  if (!all)
    return -ENOMEM;
  unsigned int n = 0;
  for (const struct mirror_list *c = list->children; c; c = c->next)
    all[n++] = c;
  qsort (all, count, sizeof *all, compare);
  unsigned int largest = ordered ? count + 1 : BATCH_MAX;
  int err = 0;
  /* What is pushed last is taken first.  */
  while (count > 0 && err == 0)
    {
      unsigned int share = count % largest ? count % largest : largest;
      count -= share;
      err = push (worker, node, all + count, share);
    }
  free (all);
  return err;
}

/* Whether LIST's name, which was named and is PATH from where WAY is, is in the
   transfer.  */
static bool
is_in_transfer (const struct item *way, const struct mirror_list *list,
                const char *path)
{
  const struct mirror_policy *policy = mirror_policy_of (way);
  struct batch batch = { .node = item_node (way), .operands = true };
  struct entry entry = { .name = { path, path }, .listed = list };
  struct item item = { way->worker, &batch, &entry };
  struct statx stx;
  struct engine *engine = way->worker->engine;
  int dirfd = item_dirfd (way, SOURCE);
  bool follow = policy->copy_links || list->contents || list->children;
  int err = call_statx (engine, dirfd, path, follow ? 0 : AT_SYMLINK_NOFOLLOW,
                        &stx);
  struct statx behind;
  if (err == 0 && S_ISLNK (stx.stx_mode) && policy->copy_dirlinks
      && call_statx (engine, dirfd, path, 0, &behind) == 0
      && S_ISDIR (behind.stx_mode))
    stx = behind;
  if (err < 0)
    return err == -ENOENT && policy->delete_missing_args;
  bool is_directory = S_ISDIR (stx.stx_mode);
  if (mirror_filter_hides (&item, is_directory))
    return false;
  if (!is_directory)
    return true;
  return policy->prune_empty_dirs ? !mirror_prune_is_empty (&item)
                                  : policy->recursive || policy->dirs;
}

/* Whether anything that was named below LIST, a directory that is PATH from
   where WAY is, is in the transfer.  */
static bool
leads (const struct item *way, const struct mirror_list *list, const char *path)
{
  bool found = false;
  for (const struct mirror_list *c = list->children; c && !found; c = c->next)
    {
      char *below = malloc (strlen (path) + 1 + strlen (c->name) + 1);
      if (!below)
        return true;
      stpcpy (stpcpy (stpcpy (below, path), "/"), c->name);
      found = (c->whole && is_in_transfer (way, c, below))
              || leads (way, c, below);
      free (below);
    }
  return found;
}

bool
mirror_list_leads (const struct item *item)
{
  const struct mirror_list *listed = item->entry->listed;
  return !listed->parent || leads (item, listed, item->entry->name[SOURCE]);
}

bool
mirror_list_has (const struct mirror_list *list, const char *name)
{
  struct mirror_list *key
      = list_new ((struct mirror_list *) list, name, strlen (name));
  bool found = key && hash_lookup (list->names, key);
  free (key);
  return found;
}

void
mirror_list_free (struct mirror_operand *operand)
{
  if (operand->names)
    hash_free (operand->names);
  for (struct mirror_list *list = operand->listed; list;)
    {
      struct mirror_list *next = list->other;
      free (list);
      list = next;
    }
}
