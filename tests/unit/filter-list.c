/* What a filter leaves of a tree, for scripts to compare.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   filter-list OPTION... DIR prints the names of the transfer of DIR, below
   its last component or, if it ends in a slash, without; directories with a
   slash at the end.  Options come in their order:

     -f RULE             a rule
     -C                  what CVS ignores, and .cvsignore, at the end
     --delete-excluded   as rsync has it
     -d                  print what would be deleted of DIR if the source had
                         nothing  */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <sys/stat.h>

#include "engines.h"
#include "filter/filter-scope.h"

static struct engine *engine;
static bool deletes;

/* A directory on the way down.  */
struct directory
{
  int fd;
  const char *path; /* in the transfer, without slashes at its ends */
  struct filter_scope *scope;
  bool perishing;
};

static bool
is_left_out (const struct directory *in, const char *name, bool is_directory)
{
  struct filter_path path = { .data = NULL };
  size_t above = strlen (in->path);
  size_t len = above + (above > 0) + strlen (name);
  char *room = filter_scope_room (in->scope, &path, len);
  if (!room)
    unit_die ("malloc");
  stpcpy (stpcpy (stpcpy (room, in->path), above > 0 ? "/" : ""), name);
  room[len] = '/';
  bool result
      = filter_scope_judge (in->scope, &path, len, is_directory, in->perishing)
        == FILTER_EXCLUDE;
  free (path.data);
  return result;
}

static void
die_of (int err, const struct filter_trouble *trouble)
{
  fprintf (stderr, "%s:%zu: %s%s\n", trouble->file ? trouble->file : "",
           trouble->line, filter_fault_text (trouble->fault), strerror (-err));
  exit (1);
}

static bool list_directory (const struct directory *outer, int fd,
                            const char *path);

/* Deal with the entry NAME.  Return whether it would go.  */
static bool
list_entry (const struct directory *in, const char *name)
{
  struct stat st;
  if (fstatat (in->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    unit_die (name);
  bool is_directory = S_ISDIR (st.st_mode);
  if (is_left_out (in, name, is_directory))
    return false;
  char path[4096];
  snprintf (path, sizeof path, "%s%s%s", in->path, *in->path ? "/" : "", name);
  bool goes = true;
  if (is_directory && !deletes)
    printf ("%s/\n", path);
  if (is_directory)
    goes = list_directory (in, openat (in->fd, name, O_RDONLY | O_DIRECTORY),
                           path);
  if (goes && is_directory && deletes)
    printf ("%s/\n", path);
  if (!is_directory)
    printf ("%s\n", path);
  return goes;
}

/* List what is in the directory FD, which this closes.  Return whether all of
   it would go.  */
static bool
list_directory (const struct directory *outer, int fd, const char *path)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  struct directory in
      = { .fd = fd, .path = path, .perishing = outer->fd >= 0 && deletes };
  DIR *stream = fdopendir (fd);
  if (!stream)
    unit_die (path);
  int err = filter_scope_enter (outer->scope, engine, fd, strlen (path),
                                &in.scope, &trouble);
  if (err < 0)
    die_of (err, &trouble);
  bool all = true;
  struct dirent *entry;
  while ((entry = readdir (stream)))
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      all &= list_entry (&in, entry->d_name);
  closedir (stream);
  filter_scope_unref (in.scope);
  return all;
}

/* List DIR, which is TOP in the transfer.  */
static void
list_top (struct filter_scope *begin, const char *dir, const char *top)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  struct directory outer = { .fd = -1, .path = "" };
  int err = filter_scope_above (begin, engine, top, strlen (top), &outer.scope,
                                &trouble);
  if (err < 0)
    die_of (err, &trouble);
  if (*top != '\0')
    printf ("%s/\n", top);
  list_directory (&outer, open (dir, O_RDONLY | O_DIRECTORY), top);
  filter_scope_unref (outer.scope);
}

/* List DIR by FILTER.  */
static void
list (const struct filter *filter, const char *dir)
{
  const char *slash = strrchr (dir, '/');
  bool has_slash = slash && slash[1] == '\0';
  const char *top = has_slash ? "" : slash ? slash + 1 : dir;
  char *cwd = getcwd (NULL, 0);
  char base[8192];
  snprintf (base, sizeof base, "%s/%.*s", *dir == '/' ? "" : cwd,
            (int) (strlen (dir) - strlen (top)), dir);
  free (cwd);
  struct filter_scope *begin = filter_scope_new (
      filter, deletes ? FILTER_RECEIVER : FILTER_SENDER, base);
  struct directory none = { .fd = -1, .path = "", .scope = begin };
  if (has_slash || !is_left_out (&none, top, true))
    list_top (begin, dir, top);
  filter_scope_unref (begin);
}

/* Take the rule TEXT.  */
static void
take (struct filter *filter, const char *text)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  int err = filter_take (filter, text, &trouble);
  if (err < 0)
    die_of (err, &trouble);
}

int
main (int argc, char **argv)
{
  static const struct option options[]
      = { { "delete-excluded", no_argument, NULL, 'D' }, { NULL, 0, NULL, 0 } };
  struct filter filter = { .rules = NULL };
  bool cvs = false;
  int option;
  while ((option = getopt_long (argc, argv, "f:Cd", options, NULL)) >= 0)
    switch (option)
      {
      case 'f':
        take (&filter, optarg);
        break;
      case 'C':
        cvs = true;
        break;
      case 'D':
        filter.delete_excluded = true;
        break;
      case 'd':
        deletes = true;
        break;
      default:
        return 2;
      }
  if (cvs)
    {
      take (&filter, ":C");
      take (&filter, "-C");
    }
  engine = unit_open (ENGINE_SYNC, 1);
  for (int i = optind; i < argc; i++)
    list (&filter, argv[i]);
  engine_close (engine);
  filter_clear (&filter);
  return 0;
}
