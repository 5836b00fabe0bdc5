/* The destination of a mirror: found, or made.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-dest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "user/report.h"

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

/* Whether there is anything in the directory NAME.  */
static bool
has_names (struct mirror *mirror, const char *name)
{
  struct engine *engine = engine_of (mirror);
  int fd = call_open (engine, AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
  if (fd < 0)
    return false;
  DIR *dir = fdopendir (fd);
  bool found = false;
  if (!dir)
    call_close (engine, fd);
  for (struct dirent *entry; dir && !found && (entry = readdir (dir));)
    found
        = strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0;
  if (dir)
    closedir (dir);
  return found;
}

/* How many names OPERAND comes to: 0, 1, or 2 for any more.  *RET_DIRECTORY:
   whether it is a directory.  */
static unsigned int
count_names (struct mirror *mirror, const struct mirror_operand *operand,
             bool *ret_directory)
{
  const struct mirror_policy *policy = mirror->policy;
  struct statx stx;
  bool follow = policy->copy_links || policy->copy_dirlinks;
  int err = call_statx (engine_of (mirror), AT_FDCWD, operand->source,
                        follow ? 0 : AT_SYMLINK_NOFOLLOW, &stx);
  *ret_directory = err == 0 && S_ISDIR (stx.stx_mode);
  if (err < 0 || operand->listed)
    return err < 0 ? 0 : 2;
  if (!*ret_directory)
    return 1;
  bool enters = policy->recursive
                || (policy->dirs && strcmp (operand->target, ".") == 0);
  if (enters && has_names (mirror, operand->source))
    return 2;
  return policy->recursive || policy->dirs;
}

/* What there is to mirror, as far as it matters for DEST.  */
struct contents
{
  bool several;
  bool has_directory;
  struct mirror_operand *only; /* the one name, or what is missing */
};

static struct contents
look_at_sources (struct mirror *mirror)
{
  struct contents contents = { .several = false };
  unsigned int names = 0;
  for (size_t i = 0; i < mirror->n_operands && names < 2; i++)
    {
      struct mirror_operand *operand = &mirror->operands[i];
      bool is_directory;
      unsigned int count = count_names (mirror, operand, &is_directory);
      names += count;
      contents.has_directory |= is_directory && count > 0;
      if (count > 0 || !contents.only)
        contents.only = operand;
    }
  contents.several = names > 1;
  return contents;
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

/* Make the directory NAME, and with --mkpath those above it, or find out what a
   run that is not dry would make.  0 or -errno.  */
static int
make_directory (struct mirror *mirror, const char *name)
{
  const struct mirror_policy *policy = mirror->policy;
  struct engine *engine = engine_of (mirror);
  mode_t mode = S_IRWXU | S_IRWXG | S_IRWXO;
  char *path = strdup (name);
  if (!path)
    return -ENOMEM;
  int err = 0;
  for (char *s = path + strspn (path, "/"); *s != '\0' && err == 0;)
    {
      struct statx stx;
      s += strcspn (s, "/");
      char *next = s + strspn (s, "/");
      char end = *s;
      *s = '\0';
      bool wanted = policy->mkpath || *next == '\0';
      if (wanted && call_statx (engine, AT_FDCWD, path, 0, &stx) == -ENOENT)
        {
          if (!policy->dry_run)
            {
              /* The caller's, unless there is a default ACL: then the kernel
                 takes that.  No other thread is there yet.  */
              mode_t zero = umask (mirror->copy.umask);
              err = call_mkdir (engine, AT_FDCWD, path, mode);
              umask (zero);
            }
          mirror->dest_made++;
        }
      *s = end;
      s = next;
    }
  free (path);
  return err;
}

/* Open NAME, which DEST needs, making it if it is not there.  A dry run has no
   descriptor for it then, but AT_FDCWD.  */
static int
make_and_open (struct mirror *mirror, const char *name)
{
  int err = make_directory (mirror, name);
  if (err < 0)
    {
      report_error (err,
                    err == -ENOENT && !mirror->policy->mkpath
                        ? _("cannot make directory %s, as --mkpath would")
                        : _("cannot make directory %s"),
                    name, NULL);
      return err;
    }
  if (mirror->policy->dry_run)
    {
      mirror->dest_missing = true;
      return AT_FDCWD;
    }
  int fd = open_directory (mirror, name);
  if (fd < 0)
    report_error (fd, _("cannot access %s"), name, NULL);
  return fd;
}

/* DEST does not suit what is to be mirrored.  */
static int
refuse (struct mirror *mirror, int err, const char *format)
{
  report_error (err, format, mirror->dest, NULL);
  mirror->refused = true;
  return err < 0 ? err : -ENOTDIR;
}

/* DEST is to be the copy of what ONLY names: open where it is to be.  */
static int
find_solo (struct mirror *mirror, struct mirror_operand *only)
{
  size_t len;
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
  int fd = open_directory (mirror, *parent ? parent : ".");
  if (fd == -ENOENT && mirror->policy->mkpath)
    return make_and_open (mirror, parent);
  if (fd == -ENOENT)
    return refuse (mirror, fd,
                   _("cannot make %s: no such directory, but --mkpath would"
                     " make it"));
  return fd < 0 ? refuse (mirror, fd, _("cannot access %s")) : fd;
}

/* DEST is no directory, by ERR: have what it needs.  */
static int
find_other (struct mirror *mirror, int err)
{
  struct contents contents = look_at_sources (mirror);
  bool slash = ends_in_slash (mirror->dest);
  struct statx stx;
  if (err != -ENOENT && err != -ENOTDIR)
    return refuse (mirror, err, _("cannot access %s"));
  err = call_statx (engine_of (mirror), AT_FDCWD, mirror->dest, 0, &stx);
  if (err < 0 && err != -ENOENT)
    {
      refuse (mirror, err, _("cannot access %s"));
      /* That it cannot be made is another failure.  */
      mirror->refused = !mirror->policy->mkpath;
      return err;
    }
  bool is_file = err == 0;
  if (is_file && contents.several)
    return refuse (mirror, 0,
                   _("%s is not a directory, as it has to be to hold more than"
                     " one file"));
  if (is_file && contents.has_directory)
    return refuse (mirror, 0,
                   _("%s is not a directory, and does not give way to one"));
  /* A directory can have another name, too, if it is empty.  */
  bool alone = contents.only && !contents.several
               && strcmp (contents.only->target, ".") != 0;
  if (alone && !slash)
    return find_solo (mirror, contents.only);
  mirror->dest_is_new = true;
  int fd = make_and_open (mirror, mirror->dest);
  /* A single name was to become it.  */
  mirror->refused = fd == -ENOENT && !contents.several && !slash;
  return fd;
}

int
mirror_dest_find (struct mirror *mirror)
{
  if (mirror->dest_found)
    return 0;
  int fd = open_directory (mirror, mirror->dest);
  if (fd < 0)
    fd = find_other (mirror, fd);
  if (fd < 0 && fd != AT_FDCWD)
    return fd;
  mirror->dest_fd = fd;
  mirror->dest_found = true;
  return 0;
}
