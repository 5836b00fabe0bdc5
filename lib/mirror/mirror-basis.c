/* Directories beside DEST.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-basis.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "dirname.h"
#include "base/messages.h"
#include "file/parallel-dir.h"
#include "file/stage.h"
#include "mirror/mirror-checksum.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-special.h"
#include "mirror/mirror-xattrs.h"
#include "user/report.h"

/* Where a worker has looked last.  */
struct place
{
  struct dirnode *node; /* referenced; NULL: nowhere yet */
  int *fds;             /* its directory in each; -1: none */
};

struct mirror_bases
{
  unsigned int n;
  int *roots; /* -1: cannot be had */
  struct place places[WORKQ_MAX_WORKERS];
};

/* Open what is called NAME, relative to a DEST that a dry run has not made:
   only what is above that can be found.  */
static int
open_above (struct mirror *mirror, const char *name)
{
  struct engine *engine = mirror->tree.workers[0]->engine;
  if (strncmp (name, "../", 3) != 0)
    return -ENOENT;
  char *parent = mdir_name (mirror->dest);
  int dirfd
      = parent ? call_open (engine, AT_FDCWD, parent, O_PATH | O_DIRECTORY, 0)
               : -ENOMEM;
  free (parent);
  if (dirfd < 0)
    return dirfd;
  int fd = call_open (engine, dirfd, name + 3, O_PATH | O_DIRECTORY, 0);
  call_close (engine, dirfd);
  return fd;
}

static int
open_root (struct mirror *mirror, const char *name)
{
  if (mirror->dest_missing && name[0] != '/')
    return open_above (mirror, name);
  return call_open (mirror->tree.workers[0]->engine, mirror->dest_fd, name,
                    O_PATH | O_DIRECTORY, 0);
}

int
mirror_bases_open (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  if (policy->n_dest_dirs == 0)
    return 0;
  struct mirror_bases *bases = calloc (1, sizeof *bases);
  if (!bases)
    return -ENOMEM;
  bases->roots = malloc (policy->n_dest_dirs * sizeof *bases->roots);
  if (!bases->roots)
    {
      free (bases);
      return -ENOMEM;
    }
  bases->n = policy->n_dest_dirs;
  for (unsigned int i = 0; i < bases->n; i++)
    {
      const char *name = policy->dest_dirs[i].name;
      bases->roots[i] = open_root (mirror, name);
      if (bases->roots[i] < 0)
        report_warning (bases->roots[i], _("cannot look for files in %s"), name,
                        NULL);
    }
  mirror->bases = bases;
  return 0;
}

static void
close_all (struct engine *engine, int *fds, unsigned int n)
{
  for (unsigned int i = 0; fds && i < n; i++)
    if (fds[i] >= 0)
      call_close (engine, fds[i]);
}

void
mirror_bases_close (struct mirror_bases *bases, struct engine *engine,
                    struct dircache *cache)
{
  if (!bases)
    return;
  for (unsigned int i = 0; i < WORKQ_MAX_WORKERS; i++)
    {
      struct place *place = &bases->places[i];
      if (place->node)
        {
          close_all (engine, place->fds, bases->n);
          dirnode_unref (engine, cache, place->node);
        }
      free (place->fds);
    }
  close_all (engine, bases->roots, bases->n);
  free (bases->roots);
  free (bases);
}

/* NODE's directory in the one numbered I.  Nearly always the last place was
   the same or the one above.  */
static int
open_in (const struct item *item, const struct mirror_bases *bases,
         const struct place *last, unsigned int i)
{
  struct worker *worker = item->worker;
  struct dirnode *node = item_node (item);
  if (last->node && last->node == node->parent)
    return last->fds[i] < 0
               ? -1
               : call_open (worker->engine, last->fds[i], node->name[TARGET],
                            O_PATH | O_DIRECTORY | O_NOFOLLOW, 0);
  return bases->roots[i] < 0
             ? -1
             : parallel_dir_open (worker->engine, bases->roots[i], node);
}

/* Have ITEM's worker in ITEM's directory.  Return the descriptors there, or
   NULL without memory.  */
static const int *
go_there (const struct item *item, struct mirror_bases *bases)
{
  struct worker *worker = item->worker;
  struct place *place = &bases->places[worker->index];
  if (place->node == item_node (item))
    return place->fds;
  int *fds = malloc (bases->n * sizeof *fds);
  if (!fds)
    return NULL;
  for (unsigned int i = 0; i < bases->n; i++)
    {
      fds[i] = open_in (item, bases, place, i);
      if (fds[i] == -EMFILE
          && dircache_shrink (worker->engine, &worker->tree->cache))
        fds[i] = open_in (item, bases, place, i);
    }
  if (place->node)
    {
      close_all (worker->engine, place->fds, bases->n);
      dirnode_unref (worker->engine, &worker->tree->cache, place->node);
    }
  free (place->fds);
  *place = (struct place) { dirnode_ref (item_node (item)), fds };
  return fds;
}

static bool
is_device (mode_t mode)
{
  return S_ISCHR (mode) || S_ISBLK (mode);
}

/* Whether a file of MODE may stand for one of OTHER.  */
static bool
is_same_kind (mode_t mode, mode_t other)
{
  return (mode & S_IFMT) == (other & S_IFMT);
}

/* Whether FOUND, of the right kind, has the contents of SOURCE.  */
static bool
has_contents (const struct item *item, const struct statx *source,
              const char *text, const struct mirror_basis_found *found)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct statx *stx = &found->stx;
  const char *name = item->entry->name[TARGET];
  if (S_ISREG (source->stx_mode))
    return policy->checksum
               ? source->stx_size == stx->stx_size
                     && mirror_checksum_same (item, found->dirfd, name,
                                              source->stx_size)
               : mirror_unchanged (policy, source, stx);
  if (is_device (source->stx_mode))
    return source->stx_rdev_major == stx->stx_rdev_major
           && source->stx_rdev_minor == stx->stx_rdev_minor;
  if (!S_ISLNK (source->stx_mode))
    return true;
  char there[MIRROR_TEXT_MAX];
  int n = mirror_fake_readlink (item, TARGET, found->dirfd, name, there,
                                sizeof there);
  return n >= 0 && (size_t) n == strlen (text)
         && memcmp (there, text, (size_t) n) == 0;
}

unsigned int
mirror_basis_differs (const struct item *item, const struct statx *source,
                      const struct mirror_basis_found *found)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct mirror_wanted wanted;
  mirror_attrs_want (item, source, &found->stx, &wanted);
  unsigned int differs = mirror_differs (policy, source, &found->stx, &wanted);
  if (mirror_xattrs_wanted (policy))
    differs |= mirror_xattrs_differ_in (item, source->stx_mode, found->dirfd);
  return differs;
}

static enum mirror_basis_match
judge (const struct item *item, const struct statx *source, const char *text,
       struct mirror_basis_found *found)
{
  if (call_statx (item->worker->engine, found->dirfd, item->entry->name[TARGET],
                  AT_SYMLINK_NOFOLLOW, &found->stx)
          < 0
      || mirror_fake_look (item, TARGET, found->dirfd, false, &found->stx) < 0
      || !is_same_kind (found->stx.stx_mode, source->stx_mode))
    return BASIS_NONE;
  if (!has_contents (item, source, text, found))
    return BASIS_OTHER;
  return mirror_basis_differs (item, source, found) == 0 ? BASIS_EXACT
                                                         : BASIS_CONTENTS;
}

void
mirror_basis_find (const struct item *item, const struct statx *source,
                   const char *text, struct mirror_basis_found *ret_found)
{
  struct mirror *mirror = mirror_of (item->worker);
  struct mirror_bases *bases = mirror->bases;
  ret_found->match = BASIS_NONE;
  const int *fds = bases ? go_there (item, bases) : NULL;
  for (unsigned int i = 0; fds && i < bases->n; i++)
    {
      if (fds[i] < 0)
        continue;
      struct mirror_basis_found found
          = { .dir = &mirror->policy->dest_dirs[i], .dirfd = fds[i] };
      found.match = judge (item, source, text, &found);
      if (found.match > ret_found->match)
        *ret_found = found;
      if (found.match == BASIS_EXACT)
        break;
    }
}

bool
mirror_basis_replaces (const struct mirror_policy *policy)
{
  enum dest_kind kind = policy->dest_dirs[0].kind;
  return kind == DEST_LINK || kind == DEST_COMPARE;
}

bool
mirror_basis_is_linked (const struct mirror_policy *policy)
{
  return policy->n_dest_dirs > 0 && policy->dest_dirs[0].kind == DEST_LINK;
}

int
mirror_basis_link (const struct item *item,
                   const struct mirror_basis_found *found, bool stands)
{
  struct engine *engine = item->worker->engine;
  const char *name = item->entry->name[TARGET];
  struct stage stage = { .replaces = true,
                         .links = true,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = name };
  if (!stands)
    return call_link (engine, found->dirfd, name, stage.dirfd, name, 0);
  stage_begin_special (&stage);
  int err
      = call_link (engine, found->dirfd, name, stage.dirfd, stage.temporary, 0);
  return err < 0 ? err : stage_commit (engine, &stage, -1);
}

int
mirror_basis_open_file (const struct item *item,
                        const struct mirror_basis_found *found)
{
  return call_open (item->worker->engine, found->dirfd,
                    item->entry->name[TARGET],
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
}
