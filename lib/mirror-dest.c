/* The destination of a mirror: found, or made.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror-dest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "messages.h"
#include "report.h"

static bool
ends_in_slash (const char *name)
{
  size_t len = strlen (name);
  return len > 0 && name[len - 1] == '/';
}

/* Where the last component of NAME begins, slashes behind it left out of
 *RET_LEN.  */
static const char *
last_component (const char *name, size_t *ret_len)
{
  const char *end = name + strlen (name);
  while (end > name && end[-1] == '/')
    end--;
  const char *start = end;
  while (start > name && start[-1] != '/')
    start--;
  *ret_len = end - start;
  return start;
}

char *
mirror_dest_target (const char *source)
{
  size_t len;
  const char *last = last_component (source, &len);
  bool is_dots = len <= 2 && strspn (last, ".") >= len;
  if (ends_in_slash (source) || is_dots)
    return strdup (".");
  return strndup (last, len);
}

static struct engine *
engine_of (struct mirror *mirror)
{
  return mirror->tree.workers[0]->engine;
}

/* Whether what there is to mirror is one name that is no directory.  */
static bool
is_single (struct mirror *mirror)
{
  const struct mirror_policy *policy = mirror->policy;
  const struct mirror_operand *first = mirror->operands;
  struct statx stx;
  if (mirror->n_operands != 1 || strcmp (first->target, ".") == 0
      || ends_in_slash (mirror->dest) || policy->relative)
    return false;
  bool follow = policy->copy_links || policy->copy_dirlinks;
  int err = call_statx (engine_of (mirror), AT_FDCWD, first->source,
                        follow ? 0 : AT_SYMLINK_NOFOLLOW, &stx);
  return err < 0 || !S_ISDIR (stx.stx_mode);
}

/* Open the directory NAME, for reading if that may be.  */
static int
open_directory (struct mirror *mirror, const char *name)
{
  struct engine *engine = engine_of (mirror);
  int fd = call_open (engine, AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
  return fd == -EACCES
             ? call_open (engine, AT_FDCWD, name, O_PATH | O_DIRECTORY, 0)
             : fd;
}

/* Make PATH, or only look whether it is there, if the run is dry.  A directory
   that is there already is no error.  */
static int
make_one (struct mirror *mirror, const char *path)
{
  struct engine *engine = engine_of (mirror);
  mode_t mode = (S_IRWXU | S_IRWXG | S_IRWXO) & ~mirror->copy.umask;
  struct statx stx;
  int err = call_statx (engine, AT_FDCWD, path, 0, &stx);
  if (err != -ENOENT)
    return err;
  mirror->dest_made++;
  return mirror->policy->dry_run ? 0
                                 : call_mkdir (engine, AT_FDCWD, path, mode);
}

/* Make the directory PATH, and with --mkpath those above it.  */
static int
make_directory (struct mirror *mirror, char *path)
{
  int err = 0;
  char *s = path;
  while (mirror->policy->mkpath && err == 0 && (s = strchr (s + 1, '/')))
    {
      *s = '\0';
      err = make_one (mirror, path);
      *s = '/';
    }
  return err < 0 ? err : make_one (mirror, path);
}

/* DEST is to be the copy of the one source: open where it is to be.  */
static int
find_solo (struct mirror *mirror)
{
  size_t len;
  struct mirror_operand *only = mirror->operands;
  const char *last = last_component (mirror->dest, &len);
  char *parent = strndup (mirror->dest, last - mirror->dest);
  char *target = strndup (last, len);
  char *solo = mirror_dest_target (only->source);
  free (mirror->dest_prefix);
  mirror->dest_prefix = parent;
  free (only->target);
  only->target = target;
  mirror->solo = solo;
  if (!parent || !target || !solo)
    return -ENOMEM;
  int err = 0;
  if (mirror->policy->mkpath && *parent)
    err = make_directory (mirror, parent);
  if (err < 0)
    return err;
  mirror->dest_missing = mirror->policy->dry_run && mirror->dest_made > 0;
  return mirror->dest_missing ? AT_FDCWD
                              : open_directory (mirror, *parent ? parent : ".");
}

/* DEST does not exist: make it.  Return its descriptor or -errno; a dry run
   has none, and AT_FDCWD.  */
static int
make_dest (struct mirror *mirror)
{
  mirror->dest_is_new = true;
  char *path = strdup (mirror->dest);
  if (!path)
    return -ENOMEM;
  int err = make_directory (mirror, path);
  free (path);
  if (err < 0)
    return err;
  mirror->dest_missing = mirror->policy->dry_run;
  return mirror->dest_missing ? AT_FDCWD
                              : open_directory (mirror, mirror->dest);
}

int
mirror_dest_find (struct mirror *mirror)
{
  const char *dest = mirror->dest;
  if (mirror->dest_found)
    return 0;
  int fd = open_directory (mirror, dest);
  bool missing = fd == -ENOENT;
  if ((missing || fd == -ENOTDIR) && is_single (mirror))
    fd = find_solo (mirror);
  else if (missing)
    fd = make_dest (mirror);
  if (fd == -ENOTDIR)
    report_error (0,
                  _("%s is not a directory, and is to hold what is mirrored"),
                  dest, NULL);
  else if (fd < 0 && fd != AT_FDCWD)
    report_error (
        fd, missing ? _("cannot create directory %s") : _("cannot access %s"),
        dest, NULL);
  if (fd < 0 && fd != AT_FDCWD)
    return fd;
  mirror->dest_fd = fd;
  mirror->dest_found = true;
  return 0;
}
