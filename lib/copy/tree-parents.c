/* --parents: the directories on the way to what is copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/tree-parents.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "dirname.h"
#include "file/enter-dir.h"
#include "file/metadata.h"
#include "hash.h"
#include "user/report.h"

/* A name that is taken in a directory: by one on the way, or by an operand,
   which has no node here.  */
struct taken
{
  struct dirnode *above;
  struct dirnode *node;
  struct taken *next; /* the one before */
  char name[];
};

struct tree_parents
{
  Hash_table *table;
  struct taken *last;
  bool alone; /* what was added last bears nothing beside it */
};

static size_t
taken_hash (const void *item, size_t buckets)
{
  const struct taken *taken = item;
  return (hash_string (taken->name, buckets) + (uintptr_t) taken->above / 64)
         % buckets;
}

static bool
taken_equal (const void *a, const void *b)
{
  const struct taken *x = a;
  const struct taken *y = b;
  return x->above == y->above && strcmp (x->name, y->name) == 0;
}

static struct tree_parents *
parents_new (void)
{
  struct tree_parents *parents = calloc (1, sizeof *parents);
  if (!parents)
    return NULL;
  parents->table = hash_initialize (61, NULL, taken_hash, taken_equal, NULL);
  if (!parents->table)
    {
      free (parents);
      return NULL;
    }
  return parents;
}

/* Have NAME of ABOVE taken by NODE.  NULL without memory.  */
static struct taken *
take (struct tree_parents *parents, struct dirnode *above, const char *name,
      struct dirnode *node)
{
  size_t size = strlen (name) + 1;
  struct taken *taken = malloc (sizeof *taken + size);
  if (!taken)
    return NULL;
  *taken = (struct taken) { .above = above, .node = node };
  memcpy (taken->name, name, size);
  if (!hash_insert (parents->table, taken))
    {
      free (taken);
      return NULL;
    }
  taken->next = parents->last;
  parents->last = taken;
  return taken;
}

/* Who has NAME of ABOVE, or NULL.  */
static struct taken *
find_taken (struct tree_parents *parents, struct dirnode *above,
            const char *name)
{
  size_t size = strlen (name) + 1;
  struct taken *key = malloc (sizeof *key + size);
  if (!key)
    return NULL;
  key->above = above;
  memcpy (key->name, name, size);
  struct taken *found = hash_lookup (parents->table, key);
  free (key);
  return found;
}

/* Whether ABOVE is above NODE.  */
static bool
is_above (const struct dirnode *above, const struct dirnode *node)
{
  while (node && node != above)
    node = node->parent;
  return node != NULL;
}

/* Whether NODE's target is that of another one that is held, beside the way
   to NODE: a symbolic link leads there, or the file system ignores case.  */
static bool
is_known_otherwise (const struct tree_parents *parents,
                    const struct dirnode *node)
{
  for (const struct taken *taken = parents->last; taken; taken = taken->next)
    if (taken->node && file_id_equal (taken->node->id[TARGET], node->id[TARGET])
        && !is_above (taken->node, node))
      return true;
  return false;
}

/* A walk along the name of one operand.  */
struct way
{
  struct tree *tree;
  const char *source;   /* the whole name */
  struct dirnode *node; /* so far; pinned */
  bool all_there;       /* the last directory was there to begin with */
};

/* What metadata_apply () does for a directory that is new, or for one that
   is there while another is missing.  */
static bool
wants_attributes (const struct way *way, bool missing)
{
  const struct copy_policy *policy = way->tree->policy;
  return !way->all_there
         && (missing || policy->preserve_ownership || policy->preserve_mode
             || policy->preserve_timestamps);
}

/* -v's line, in which cp quotes nothing.  */
static void
announce (const struct item *item)
{
  if (!item_policy (item)->verbose)
    return;
  char *source = item_path (item, SOURCE);
  char *target = item_path (item, TARGET);
  char *line;
  if (source && target && asprintf (&line, "%s -> %s", source, target) >= 0)
    {
      report_line (line);
      free (line);
    }
  free (target);
  free (source);
}

/* Make ITEM's target.  *RET_LATER: the mode bits that it is to get at the
   end.  */
static bool
make_directory (const struct item *item, const struct dirnode *node,
                mode_t *ret_later)
{
  mode_t mode
      = enter_dir_first_mode (item_policy (item), &node->source_stx, ret_later);
  if (item_policy (item)->default_mode)
    mode &= ~S_ISVTX; /* as cp does here, and not in trees */
  int err = call_mkdir (item->worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET], mode);
  if (err < 0)
    item_error (item, err, N_("cannot make directory %s"), TARGET);
  else
    announce (item);
  return err == 0;
}

/* The source's directory at ITEM cannot be opened: say what cp says, which
   looks there only if it has to.  */
static void
say_no_source (const struct way *way, const struct item *item, int err,
               bool needed)
{
  if (needed)
    item_error (item, err, N_("failed to get attributes of %s"), SOURCE);
  else
    report_error (err, _("cannot stat %s"), way->source, NULL);
}

/* Enter ITEM's directories as NODE.  Descriptors that are open afterwards
   are in FD, however it went.  */
static bool
enter (const struct way *way, const struct item *item, struct dirnode *node,
       int fd[SIDES])
{
  struct statx stx;
  mode_t later = 0;
  bool missing = call_statx (item->worker->engine, item_dirfd (item, TARGET),
                             item->entry->name[TARGET], 0, &stx)
                 < 0;
  bool is_file = !missing && !S_ISDIR (stx.stx_mode);
  bool wanted = wants_attributes (way, missing);
  if (!is_file || wanted)
    fd[SOURCE] = enter_dir_open (item, node, SOURCE, true);
  if (fd[SOURCE] < 0 && (!is_file || wanted))
    {
      say_no_source (way, item, fd[SOURCE], wanted);
      return false;
    }
  if (is_file)
    {
      item_error (item, 0, N_("%s exists but is not a directory"), TARGET);
      return false;
    }
  if (missing && !make_directory (item, node, &later))
    return false;
  fd[TARGET] = enter_dir_open (item, node, TARGET, true);
  if (fd[TARGET] < 0)
    {
      item_error (item, fd[TARGET], N_("failed to get attributes of %s"),
                  TARGET);
      return false;
    }
  node->passing = true;
  node->device = node->id[SOURCE].dev;
  node->untouched = !wanted;
  return enter_dir_prepare (item, node, fd[TARGET], missing, later);
}

/* Put NODE, entered with FD, in the place of the node that WAY has reached:
   it counts for the one above, and is held until tree_parents_release ().  */
static int
hold (struct way *way, const char *name, struct dirnode *node,
      const int fd[SIDES])
{
  struct tree *tree = way->tree;
  struct engine *engine = tree->workers[0]->engine;
  if (!take (tree->parents, way->node, name, node))
    return -ENOMEM;
  dircache_adopt (engine, &tree->cache, node, fd[SOURCE], fd[TARGET]);
  atomic_fetch_add (&node->parent->pending, 1);
  atomic_store (&node->pending, 1);
  dircache_unpin (engine, &tree->cache, way->node);
  way->node = node;
  return 0;
}

/* Go one directory further, to NAME on either side.  KEY is the bare name.  */
static int
go_new (struct way *way, const char *const name[SIDES], const char *key)
{
  struct tree *tree = way->tree;
  struct engine *engine = tree->workers[0]->engine;
  struct batch batch = { .node = way->node, .operands = true };
  struct entry entry = { .name = { name[SOURCE], name[TARGET] } };
  struct item item = { tree->workers[0], &batch, &entry };
  int fd[SIDES] = { -1, -1 };
  struct dirnode *node = dirnode_new (way->node, name[SOURCE], name[TARGET]);
  if (!node)
    return -ENOMEM;
  int err = enter (way, &item, node, fd) ? 0 : -ECANCELED;
  if (err == 0 && !node->fresh && is_known_otherwise (tree->parents, node))
    err = -EAGAIN;
  if (err == 0)
    err = hold (way, key, node, fd);
  if (err == 0)
    return 0;
  for (int side = 0; side < SIDES; side++)
    if (fd[side] >= 0)
      call_close (engine, fd[side]);
  dirnode_unref (engine, &tree->cache, node);
  return err;
}

static int
go_known (struct way *way, struct dirnode *node)
{
  struct tree *tree = way->tree;
  struct engine *engine = tree->workers[0]->engine;
  int err = dircache_pin (engine, &tree->cache, node, PIN_BOTH);
  if (err < 0)
    {
      report_error (err, _("cannot stat %s"), way->source, NULL);
      return -ECANCELED;
    }
  if (wants_attributes (way, false))
    node->untouched = false;
  dircache_unpin (engine, &tree->cache, way->node);
  way->node = node;
  return 0;
}

static int
go (struct way *way, const char *const name[SIDES], const char *key)
{
  struct taken *taken = find_taken (way->tree->parents, way->node, key);
  if (!taken)
    return go_new (way, name, key);
  return taken->node ? go_known (way, taken->node) : -EAGAIN;
}

/* Names.  */

static const char *
skip_slashes (const char *s)
{
  return s + strspn (s, "/");
}

static const char *
skip_name (const char *s)
{
  return s + strcspn (s, "/");
}

/* The end of the name that S begins with, which takes any "./" before it
   along: these lead nowhere, but messages have them.  */
static const char *
name_end (const char *s)
{
  const char *end = skip_name (s);
  const char *next = skip_slashes (end);
  while (end == s + 1 && *s == '.' && *next != '\0')
    {
      s = next;
      end = skip_name (s);
      next = skip_slashes (end);
    }
  return end;
}

/* Whether one of the names that S begins with is "..", or the last one "."
   or none at all: where that leads does not show.  */
static bool
is_winding (const char *s)
{
  const char *last = s;
  for (; *s != '\0'; s = skip_slashes (skip_name (s)))
    {
      if (strncmp (s, "..", 2) == 0 && skip_name (s) == s + 2)
        return true;
      last = s;
    }
  return *last == '\0' || (*last == '.' && skip_name (last) == last + 1);
}

/* The first SIZES bytes of the NAMES, in new memory.  */
static int
copy_names (const char *const names[SIDES], const size_t sizes[SIDES],
            char *ret_name[SIDES])
{
  for (int side = 0; side < SIDES; side++)
    ret_name[side] = strndup (names[side], sizes[side]);
  if (ret_name[SOURCE] && ret_name[TARGET])
    return 0;
  free (ret_name[SOURCE]);
  free (ret_name[TARGET]);
  return -ENOMEM;
}

/* A target's name without "./".  */
static const char *
key_of (const char *name)
{
  const char *last = last_component (name);
  return *last != '\0' ? last : name;
}

/* Go through the directories that SOURCE begins with, which as a target is
   named TARGET, up to LEAF, the last name there.  */
static int
go_along (struct way *way, const char *target, const char *leaf)
{
  int err = 0;
  const char *source = way->source;
  for (const char *at = target; at < leaf && err == 0;)
    {
      char *name[SIDES];
      const char *end = name_end (at);
      err = copy_names ((const char *[SIDES]) { source, at },
                        (size_t[SIDES]) { end - source, end - at }, name);
      if (err < 0)
        return err;
      err = go (way, (const char *const *) name, key_of (name[TARGET]));
      free (name[SOURCE]);
      free (name[TARGET]);
      source = at = skip_slashes (end);
    }
  return err;
}

/* Where the last name of TARGET begins, with any "./" before it.  */
static const char *
find_leaf (const char *target)
{
  const char *leaf = target;
  for (const char *s = target; *s != '\0'; s = skip_slashes (name_end (s)))
    leaf = s;
  return leaf;
}

/* Look whether the directory that WAY leads to, LEN bytes of TARGET, is there
   already.  If it is something else, say so and return false.  */
static bool
look_ahead (struct way *way, const char *target, size_t len)
{
  struct statx stx;
  struct dirnode *root = way->tree->root;
  char *name = strndup (target, len);
  bool is_file = false;
  way->all_there
      = name
        && call_statx (way->tree->workers[0]->engine, root->fd[TARGET],
                       len > 0 ? name : ".", 0, &stx)
               == 0;
  if (way->all_there && !S_ISDIR (stx.stx_mode))
    {
      is_file = true;
      while (len > 0 && name[len - 1] == '/')
        name[--len] = '\0';
      char *path = dirnode_path (root, TARGET, name);
      report_error (0, _("%s exists but is not a directory"), path, NULL);
      free (path);
    }
  free (name);
  return !is_file;
}

/* Take the last name of the operand, for what WAY has reached.  */
static int
settle (struct way *way, const char *source, const char *target,
        struct tree_place *place)
{
  struct tree_parents *parents = way->tree->parents;
  size_t target_size = strlen (target);
  while (target_size > 0 && target[target_size - 1] == '/')
    target_size--;
  int err = copy_names (
      (const char *[SIDES]) { source, target_size > 0 ? target : "." },
      (size_t[SIDES]) { strlen (source), target_size > 0 ? target_size : 1 },
      place->name);
  if (err < 0)
    return err;
  const char *key = key_of (place->name[TARGET]);
  if (find_taken (parents, way->node, key))
    err = -EAGAIN;
  else if (!take (parents, way->node, key, NULL))
    err = -ENOMEM;
  if (err < 0)
    tree_parents_place_free (place);
  place->node = way->node;
  return err;
}

int
tree_parents_find (struct tree *tree, const char *source,
                   struct tree_place *ret_place)
{
  if (!tree->parents)
    tree->parents = parents_new ();
  struct tree_parents *parents = tree->parents;
  if (!parents)
    return -ENOMEM;
  const char *target = skip_slashes (source);
  const char *leaf = find_leaf (target);
  bool alone = is_winding (target);
  if (parents->last && (alone || parents->alone))
    return -EAGAIN;
  struct way way = { .tree = tree, .source = source, .node = tree->root };
  if (!look_ahead (&way, target, leaf - target))
    return -ECANCELED;
  int err = go_along (&way, target, leaf);
  if (err == 0)
    err = settle (&way, leaf == target ? source : leaf, leaf, ret_place);
  dircache_unpin (tree->workers[0]->engine, &tree->cache, way.node);
  if (err == 0)
    parents->alone = alone;
  return err;
}

void
tree_parents_place_free (struct tree_place *place)
{
  free (place->name[SOURCE]);
  free (place->name[TARGET]);
}

void
tree_parents_release (struct tree *tree)
{
  struct tree_parents *parents = tree->parents;
  if (!parents)
    return;
  tree->parents = NULL;
  hash_free (parents->table);
  /* The deepest first.  */
  while (parents->last)
    {
      struct taken *taken = parents->last;
      parents->last = taken->next;
      if (taken->node)
        worker_node_done (tree->workers[0], taken->node);
      free (taken);
    }
  free (parents);
}
