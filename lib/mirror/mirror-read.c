/* Reading the names of a directory that is mirrored.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-read.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-special.h"
#include "user/report.h"

struct reading
{
  struct worker *worker;
  struct dirnode *node;
};

static void
push (void *arg, struct batch *batch)
{
  const struct reading *reading = arg;
  worker_push (reading->worker, batch);
}

/* Whether links are followed that may lead nowhere.  */
static bool
may_miss (const struct mirror_policy *policy)
{
  return policy->copy_links || policy->copy_unsafe_links;
}

void
mirror_read_check_link (struct worker *worker, struct dirnode *node,
                        struct linux_dirent64 *record)
{
  const struct mirror_policy *policy = mirror_of (worker)->policy;
  struct batch batch = { .node = node };
  struct entry entry
      = { .name = { record->d_name, record->d_name }, .type = record->d_type };
  struct item item = { worker, &batch, &entry };
  char text[MIRROR_TEXT_MAX];
  struct statx stx;
  if ((record->d_type != DT_LNK && record->d_type != DT_UNKNOWN)
      || !may_miss (policy) || worker->tree->source_failed
      || mirror_special_text (&item, SOURCE, text) < 0
      || (!policy->copy_links && !mirror_special_is_unsafe (&item, text)))
    return;
  int err
      = call_statx (worker->engine, node->fd[SOURCE], record->d_name, 0, &stx);
  if (err < 0 && !mirror_filter_hides (&item, false))
    worker->tree->source_failed = true;
}

/* Every name is kept in mind before any is queued: who takes the promise that
   there are more reads on at once.  */
static bool
wants (void *arg, struct linux_dirent64 *record)
{
  const struct reading *reading = arg;
  const struct mirror_list *listed = reading->node->listed;
  mirror_delete_collect_name (reading->node, record->d_name, record->d_type);
  return !listed || !mirror_list_has (listed, record->d_name);
}

/* As if either name had a slash at its end.  */
static int
compare_directories (const char *x, const char *y)
{
  while (*x && *x == *y)
    x++, y++;
  return (*x ? (unsigned char) *x : '/') - (*y ? (unsigned char) *y : '/');
}

int
mirror_read_compare (const void *a, const void *b)
{
  const struct linux_dirent64 *x = *(struct linux_dirent64 *const *) a;
  const struct linux_dirent64 *y = *(struct linux_dirent64 *const *) b;
  int x_is_dir = x->d_type == DT_DIR;
  int y_is_dir = y->d_type == DT_DIR;
  if (x_is_dir != y_is_dir)
    return x_is_dir - y_is_dir;
  return x_is_dir ? compare_directories (x->d_name, y->d_name)
                  : strcmp (x->d_name, y->d_name);
}

void
mirror_read_failed (struct worker *worker, const struct dirnode *node, int err)
{
  char *path = dirnode_path (node, SOURCE, NULL);
  report_error (err, _("cannot access %s"), path, NULL);
  free (path);
  worker->tree->source_failed = true;
}

void
mirror_read_names (struct worker *worker, struct dirnode *node)
{
  bool ordered = policy_is_ordered (worker->tree->policy);
  struct reading reading = { worker, node };
  const struct walk_way way = {
    .side = SOURCE,
    .whole = ordered,
    .wants = wants,
    .compare = ordered ? mirror_read_compare : walk_compare,
    .push = push,
    .arg = &reading,
  };
  bool at_end;
  int err = walk_names (worker->engine, &worker->walk, node, &way, &at_end);
  if (err < 0)
    mirror_read_failed (worker, node, err);
  else if (at_end)
    mirror_delete_directory (worker, node);
}
