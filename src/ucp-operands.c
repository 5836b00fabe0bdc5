/* ucp's operands: what is copied to where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "ucp-operands.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "dirname.h"
#include "filenamecat.h"
#include "hash.h"
#include "quote.h"
#include "report.h"
#include "ucp-usage.h"
#include "xalloc.h"

static int
open_directory (const char *name)
{
  return open (name, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static void
complain_about_too_few (const struct ucp_options *options, int count,
                        char **operands)
{
  if (count == 0)
    error (0, 0, _("missing file operand"));
  else
    error (0, 0, _("missing destination file operand after %s"),
           quoteaf (operands[0]));
  (void) options;
  ucp_usage (EXIT_FAILURE);
}

/* -T SOURCE DEST: DEST is what to make.  */
static void
find_no_directory (struct ucp_operands *found,
                   const struct ucp_options *options, int count,
                   char **operands)
{
  if (options->target_directory)
    error (EXIT_FAILURE, 0,
           _("cannot combine --target-directory (-t) "
             "and --no-target-directory (-T)"));
  if (count > 2)
    {
      error (0, 0, _("extra operand %s"), quoteaf (operands[2]));
      ucp_usage (EXIT_FAILURE);
    }
  found->count = 1;
  found->target = operands[1];
}

static void
find_given_directory (struct ucp_operands *found, const char *name)
{
  found->target_name = name;
  found->target_fd = open_directory (name);
  if (found->target_fd < 0)
    error (EXIT_FAILURE, errno, _("target directory %s"), quoteaf (name));
}

/* Whether the last operand is a directory shows what is meant.  */
static void
find_by_last (struct ucp_operands *found, int count, char **operands)
{
  const char *last = operands[count - 1];
  found->count = count - 1;
  found->target_fd = open_directory (last);
  if (found->target_fd >= 0)
    {
      found->target_name = last;
      return;
    }
  struct stat st;
  int err = errno;
  if (count > 2
      || (err == EACCES && stat (last, &st) == 0 && S_ISDIR (st.st_mode)))
    error (EXIT_FAILURE, err, _("target %s"), quoteaf (last));
  found->target_fd = AT_FDCWD;
  found->target = last;
}

void
ucp_operands_find (struct ucp_operands *ret_operands,
                   const struct ucp_options *options, int count,
                   char **operands)
{
  *ret_operands = (struct ucp_operands) {
    .sources = operands,
    .count = count,
    .follow = options->policy.dereference != DEREF_NEVER,
    .parents = options->parents,
    .one_by_one = options->parents && policy_is_ordered (&options->policy),
    .target_fd = AT_FDCWD,
    .target_name = "",
  };
  if (count < (options->target_directory ? 1 : 2))
    complain_about_too_few (options, count, operands);
  if (options->no_target_directory)
    find_no_directory (ret_operands, options, count, operands);
  else if (options->target_directory)
    find_given_directory (ret_operands, options->target_directory);
  else
    find_by_last (ret_operands, count, operands);
  if (options->parents && ret_operands->target)
    {
      error (0, 0, _("with --parents, the destination must be a directory"));
      ucp_usage (EXIT_FAILURE);
    }
  /* As in cp, where the name of a copy comes from that of its source.  */
  if (options->strip_slashes && !ret_operands->target)
    for (int i = 0; i < ret_operands->count; i++)
      strip_trailing_slashes (operands[i]);
}

/* The name that SOURCE gets by --parents, without what leads nowhere in it:
   no two names for one place.  In new memory.  */
static char *
whole_name (const char *source)
{
  char *name = xstrdup (source);
  char *end = name;
  strip_trailing_slashes (name);
  for (const char *s = name; *s != '\0';)
    {
      s += strspn (s, "/");
      size_t len = strcspn (s, "/");
      if (len != 1 || *s != '.' || s[len] == '\0')
        {
          if (end != name)
            *end++ = '/';
          memmove (end, s, len);
          end += len;
        }
      s += len;
    }
  *end = '\0';
  return name;
}

/* The name that SOURCE gets in the target directory, in new memory.  */
static char *
name_in_directory (const struct ucp_operands *operands, const char *source)
{
  if (operands->parents)
    return whole_name (source);
  char *name = xstrdup (last_component (source));
  strip_trailing_slashes (name);
  /* "dir/.." is copied into the target itself, not to what is above it.  */
  if (*name == '\0' || strcmp (name, "..") == 0)
    {
      free (name);
      name = xstrdup (".");
    }
  return name;
}

/* An operand that was added, by the name it gets.  */
struct added
{
  char *name;
  const char *source;
};

static size_t
added_hash (const void *item, size_t buckets)
{
  const struct added *added = item;
  return hash_string (added->name, buckets);
}

static bool
added_equal (const void *a, const void *b)
{
  const struct added *x = a;
  const struct added *y = b;
  return strcmp (x->name, y->name) == 0;
}

static void
added_free (void *item)
{
  struct added *added = item;
  free (added->name);
  free (added);
}

/* Whether what stands at EARLIER's name, copied a moment ago, forbids to
   copy SOURCE to it.  */
static bool
is_in_the_way (const struct ucp_operands *operands, const struct added *earlier,
               const char *source)
{
  struct stat target;
  if (fstatat (operands->target_fd, earlier->name, &target, AT_SYMLINK_NOFOLLOW)
          < 0
      || S_ISDIR (target.st_mode))
    return false;
  char *path = file_name_concat (operands->target_name, earlier->name, NULL);
  if (S_ISLNK (target.st_mode))
    report_error (0, _("will not copy %s through just-created symlink %s"),
                  source, path);
  else
    report_error (0, _("will not overwrite just-created %s with %s"), path,
                  source);
  free (path);
  return true;
}

/* SOURCE gets the name that EARLIER got.  Different directories are merged;
   but a file that was just copied is not to be lost under another.  Return
   whether SOURCE may be copied all the same.  */
static bool
may_follow (const struct ucp_operands *operands, const struct added *earlier,
            const char *source)
{
  struct stat first, second;
  int flags = operands->follow ? 0 : AT_SYMLINK_NOFOLLOW;
  if (fstatat (AT_FDCWD, source, &second, flags) < 0)
    return true;
  bool is_directory = S_ISDIR (second.st_mode);
  if (fstatat (AT_FDCWD, earlier->source, &first, flags) == 0
      && first.st_ino == second.st_ino && first.st_dev == second.st_dev)
    {
      report_warning (
          0,
          is_directory
              ? _("warning: source directory %s specified more than once")
              : _("warning: source file %s specified more than once"),
          source, NULL);
      return false;
    }
  return is_directory || !is_in_the_way (operands, earlier, source);
}

/* Add SOURCE.  What may get the name of an earlier one waits until that is
   copied: the same name, and anything beside the contents of a directory
   that are copied right into the target ("dir/.").  */
static int
add_in_order (const struct ucp_operands *operands, struct tree_copy *copy,
              Hash_table *all, const char *source)
{
  struct added *added = xmalloc (sizeof *added);
  *added = (struct added) { name_in_directory (operands, source), source };
  const struct added *earlier = hash_lookup (all, added);
  const struct added dot = { .name = (char *) "." };
  bool beside_contents
      = hash_get_n_entries (all) > 0
        && (strcmp (added->name, ".") == 0 || hash_lookup (all, &dot));
  int err = 0;
  if (earlier || beside_contents || operands->one_by_one)
    tree_copy_run (copy);
  if (!earlier || may_follow (operands, earlier, source))
    err = operands->parents ? tree_copy_add_below (copy, source)
                            : tree_copy_add (copy, source, added->name);
  if (earlier)
    added_free (added);
  else if (!hash_insert (all, added))
    xalloc_die ();
  return err;
}

static int
add_all (const struct ucp_operands *operands, struct tree_copy *copy)
{
  int err = 0;
  Hash_table *all
      = hash_initialize (61, NULL, added_hash, added_equal, added_free);
  if (!all)
    xalloc_die ();
  for (int i = 0; i < operands->count && err == 0; i++)
    err = add_in_order (operands, copy, all, operands->sources[i]);
  hash_free (all);
  return err;
}

int
ucp_operands_copy (const struct ucp_operands *operands, struct tree_copy *copy)
{
  int err = operands->target
                ? tree_copy_add (copy, operands->sources[0], operands->target)
                : add_all (operands, copy);
  if (err == 0)
    tree_copy_run (copy);
  return err;
}
