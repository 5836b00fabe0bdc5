/* The names of what is flushed: the directories that hold them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "flush/flush-names.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dirname.h"
#include "engine/calls.h"
#include "filenamecat.h"

enum
{
  MOST_LINKS = 40 /* as many as the kernel follows */
};

/* Set *RET_PARENT, to be freed, to the directory that PATH is in, PATH being
   a directory itself or not.  */
static int
find_parent (const char *path, bool is_directory, char **ret_parent)
{
  char *parent
      = is_directory ? mfile_name_concat (path, "..", NULL) : mdir_name (path);
  if (!parent)
    return -ENOMEM;
  *ret_parent = parent;
  return 0;
}

/* Set *RET_NEXT, to be freed, to what the symbolic link PATH, which is in the
   directory PARENT, leads to.  */
static int
follow (struct engine *engine, const char *path, const char *parent,
        char **ret_next)
{
  char content[PATH_MAX];
  int len = call_readlink (engine, AT_FDCWD, path, content, sizeof content - 1);
  if (len < 0)
    return len;
  content[len] = '\0';
  char *next = *content == '/' ? strdup (content)
                               : mfile_name_concat (parent, content, NULL);
  if (!next)
    return -ENOMEM;
  *ret_next = next;
  return 0;
}

/* Add the directory that *PATH is in.  If *PATH is a symbolic link, put in its
   place what that leads to, and return 1; else 0, or -errno.  */
static int
step (struct flush_set *set, char **path)
{
  struct engine *engine = flush_set_engine (set);
  struct statx stx;
  char *parent = NULL;
  int err = call_statx (engine, AT_FDCWD, *path, AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0)
    err = find_parent (*path, S_ISDIR (stx.stx_mode), &parent);
  if (err < 0)
    return err;
  /* Operands may well have it in common.  */
  if (!flush_set_has_name (set, parent))
    flush_set_add (set, flush_set_try (set, AT_FDCWD, parent, O_DIRECTORY),
                   parent, FLUSH_NAMES);
  char *next = NULL;
  if (S_ISLNK (stx.stx_mode))
    err = follow (engine, *path, parent, &next);
  free (parent);
  if (!next)
    return err;
  free (*path);
  *path = next;
  return 1;
}

void
flush_names_add (struct flush_set *set, const char *name)
{
  char *path = strdup (name);
  int err = path ? 1 : -ENOMEM;
  for (int links = 0; err > 0; links++)
    err = links > MOST_LINKS ? -ELOOP : step (set, &path);
  if (err < 0)
    flush_set_add (set, err, path ? path : name, FLUSH_NAMES);
  free (path);
}
