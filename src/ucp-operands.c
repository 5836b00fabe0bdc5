/* ucp's operands: what is copied to where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-operands.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "backupfile.h"
#include "base/stop.h"
#include "dirname.h"
#include "filenamecat.h"
#include "hash.h"
#include "quote.h"
#include "suite/files0.h"
#include "ucp-usage.h"
#include "user/report.h"
#include "xalloc.h"

/* Open the directory NAME to copy into it.  With --atomic it has to be
   locked, which only what is open for reading can be.  */
static int
open_directory (const struct ucp_options *options, const char *name)
{
  if (options->policy.atomic || options->policy.fsync)
    {
      int fd = open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (fd >= 0 || errno != EACCES)
        return fd;
    }
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

/* With --files0-from, operands can be but the destination.  */
static void
check_with_list (const struct ucp_options *options, int count, char **operands)
{
  int wanted = options->target_directory ? 0 : 1;
  if (options->no_target_directory)
    error (EXIT_FAILURE, 0,
           _("cannot combine --files0-from and --no-target-directory (-T)"));
  if (count < wanted)
    error (0, 0, _("missing destination file operand after %s"),
           quoteaf ("--files0-from"));
  if (count > wanted)
    {
      error (0, 0, _("extra operand %s"), quoteaf (operands[wanted]));
      fprintf (stderr, "%s\n",
               _("file operands cannot be combined with --files0-from"));
    }
  if (count != wanted)
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
find_given_directory (struct ucp_operands *found,
                      const struct ucp_options *options)
{
  const char *name = options->target_directory;
  found->target_name = name;
  found->target_fd = open_directory (options, name);
  if (found->target_fd < 0)
    error (EXIT_FAILURE, errno, _("target directory %s"), quoteaf (name));
}

/* To copy a file onto itself makes no sense, unless -f and a backup are
   asked for: then it is copied to where its backup would be.  */
static void
find_own_backup (struct ucp_operands *found, const struct ucp_options *options)
{
  struct stat st;
  if (options->policy.force && found->makes_backups
      && strcmp (found->sources[0], found->target) == 0
      && stat (found->target, &st) == 0 && S_ISREG (st.st_mode))
    {
      found->own_backup = find_backup_file_name (AT_FDCWD, found->target,
                                                 options->policy.backup);
      found->target = found->own_backup;
      found->makes_backups = false;
    }
}

/* Whether the last operand is a directory shows what is meant.  */
static void
find_by_last (struct ucp_operands *found, const struct ucp_options *options,
              int count, char **operands)
{
  const char *last = operands[count - 1];
  found->count = count - 1;
  found->target_fd = open_directory (options, last);
  if (found->target_fd >= 0)
    {
      found->target_name = last;
      return;
    }
  struct stat st;
  int err = errno;
  if (count > 2 || found->list
      || (err == EACCES && stat (last, &st) == 0 && S_ISDIR (st.st_mode)))
    error (EXIT_FAILURE, err, _("target %s"), quoteaf (last));
  found->target_fd = AT_FDCWD;
  found->target = last;
}

/* Hold the directory that the target is to be made in, so that what leads
   there is resolved but once.  If it cannot be had, making the target will
   tell why; but with --atomic and --fsync more than the name is needed.  */
static void
hold_parent (struct ucp_operands *found, const struct ucp_options *options)
{
  bool needed = options->policy.atomic || options->policy.fsync;
  const char *last = last_component (found->target);
  if (*last == '\0' || (last == found->target && !needed))
    return;
  char *parent = xstrdup (found->target);
  parent[last - found->target] = '\0';
  int fd = open_directory (options, *parent ? parent : ".");
  if (fd < 0 && needed)
    error (EXIT_FAILURE, errno, _("target directory %s"), quoteaf (parent));
  if (fd < 0)
    {
      free (parent);
      return;
    }
  found->target_fd = fd;
  found->parent = parent;
  found->target_name = parent;
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
    .makes_backups = options->policy.backup != no_backups,
    .target_fd = AT_FDCWD,
    .target_name = "",
  };
  if (options->files0_from)
    {
      check_with_list (options, count, operands);
      ret_operands->list = files0_open (options->files0_from);
      ret_operands->sources = NULL;
    }
  else if (count < (options->target_directory ? 1 : 2))
    complain_about_too_few (options, count, operands);
  if (options->no_target_directory)
    find_no_directory (ret_operands, options, count, operands);
  else if (options->target_directory)
    find_given_directory (ret_operands, options);
  else
    find_by_last (ret_operands, options, count, operands);
  if (options->parents && ret_operands->target)
    {
      error (0, 0, _("with --parents, the destination must be a directory"));
      ucp_usage (EXIT_FAILURE);
    }
  /* As in cp, where the name of a copy comes from that of its source.  */
  ret_operands->strip_slashes = options->strip_slashes && !ret_operands->target;
  for (int i = 0; i < ret_operands->count && ret_operands->strip_slashes; i++)
    strip_trailing_slashes (operands[i]);
  if (ret_operands->target)
    {
      find_own_backup (ret_operands, options);
      hold_parent (ret_operands, options);
    }
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

/* An operand that was added, by the name it gets.  There may be very many of
   these, so the name is in the text where it is the end of the source's.  */
struct added
{
  const char *name;
  struct file_id made; /* what it became, once it was copied */
  char source[];
};

static struct added *
added_new (const struct ucp_operands *operands, const char *source)
{
  char *name = name_in_directory (operands, source);
  size_t source_len = strlen (source);
  size_t name_len = strlen (name);
  size_t tail = source_len < name_len ? 0 : source_len - name_len;
  bool is_end = strcmp (source + tail, name) == 0;
  struct added *added
      = xmalloc (sizeof *added + source_len + 1 + (is_end ? 0 : name_len + 1));
  added->made = (struct file_id) { 0 };
  memcpy (added->source, source, source_len + 1);
  char *end = added->source + source_len + 1;
  added->name = is_end ? added->source + tail
                       : (char *) memcpy (end, name, name_len + 1);
  free (name);
  return added;
}

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

/* Whether NAME1 and NAME2 are one name of one directory.  */
static bool
is_same_name (const char *name1, const char *name2)
{
  const char *last1 = last_component (name1);
  const char *last2 = last_component (name2);
  size_t len = base_len (last1);
  if (len != base_len (last2) || memcmp (last1, last2, len) != 0)
    return false;
  struct stat st1, st2;
  char *parent1 = dir_name (name1);
  char *parent2 = dir_name (name2);
  bool same = stat (parent1, &st1) == 0 && stat (parent2, &st2) == 0
              && st1.st_ino == st2.st_ino && st1.st_dev == st2.st_dev;
  free (parent2);
  free (parent1);
  return same;
}

/* SOURCE gets the name that EARLIER got.  Is it the same once more, which is
   not worth a failure?  Then say so.  Different directories are merged; that
   no file is lost under another is seen to when it is copied.  */
static bool
is_repeated (const struct ucp_operands *operands, const struct added *earlier,
             const char *source)
{
  struct stat first, second;
  int flags = operands->follow ? 0 : AT_SYMLINK_NOFOLLOW;
  if (fstatat (AT_FDCWD, source, &second, flags) < 0
      || fstatat (AT_FDCWD, earlier->source, &first, flags) < 0
      || first.st_ino != second.st_ino || first.st_dev != second.st_dev)
    return false;
  bool is_directory = S_ISDIR (second.st_mode);
  /* With backups, a file is copied as often as it is named.  */
  if (!is_directory
      && (operands->makes_backups || !is_same_name (source, earlier->source)))
    return false;
  report_warning (
      0,
      is_directory ? _("warning: source directory %s specified more than once")
                   : _("warning: source file %s specified more than once"),
      source, NULL);
  return true;
}

/* Add SOURCE.  What may get the name of an earlier one waits until that is
   copied: the same name, and anything beside the contents of a directory
   that are copied right into the target ("dir/.").  */
static int
add_in_order (const struct ucp_operands *operands, struct tree_copy *copy,
              Hash_table *all, const char *source)
{
  struct added *added = added_new (operands, source);
  struct added *earlier = hash_lookup (all, added);
  const struct added dot = { .name = (char *) "." };
  bool beside_contents
      = hash_get_n_entries (all) > 0
        && (strcmp (added->name, ".") == 0 || hash_lookup (all, &dot));
  int err = 0;
  if (earlier || beside_contents || operands->one_by_one)
    tree_copy_run (copy);
  struct file_id *made = earlier ? &earlier->made : &added->made;
  if (!earlier || !is_repeated (operands, earlier, source))
    err = operands->parents ? tree_copy_add_below (copy, source, made)
                            : tree_copy_add (copy, source, added->name, made);
  if (earlier)
    free (added);
  else if (!hash_insert (all, added))
    xalloc_die ();
  return err;
}

/* Add what LIST names, and copy it a thousand names at a time: those that
   wait take memory.  */
static int
add_listed (const struct ucp_operands *operands, struct tree_copy *copy,
            Hash_table *all)
{
  enum
  {
    WAITING_MAX = 1024
  };
  int err = 0;
  unsigned int waiting = 0;
  char *source;
  while (err == 0 && !stop_requested ()
         && (source = files0_next (operands->list)))
    {
      if (operands->strip_slashes)
        strip_trailing_slashes (source);
      err = add_in_order (operands, copy, all, source);
      if (++waiting % WAITING_MAX == 0)
        tree_copy_run (copy);
    }
  return err;
}

static int
copy_all (const struct ucp_operands *operands, struct tree_copy *copy)
{
  int err = 0;
  Hash_table *all = hash_initialize (61, NULL, added_hash, added_equal, free);
  if (!all)
    xalloc_die ();
  for (int i = 0; i < operands->count && err == 0; i++)
    err = add_in_order (operands, copy, all, operands->sources[i]);
  if (operands->list)
    err = add_listed (operands, copy, all);
  if (err == 0)
    tree_copy_run (copy);
  hash_free (all);
  return err;
}

int
ucp_operands_copy (const struct ucp_operands *operands, struct tree_copy *copy)
{
  /* One alone can meet no other.  */
  if (operands->count > 1 || operands->list)
    return copy_all (operands, copy);
  const char *source = operands->sources[0];
  char *name = operands->target ? xstrdup (operands->target)
                                : name_in_directory (operands, source);
  int err = operands->parents ? tree_copy_add_below (copy, source, NULL)
                              : tree_copy_add (copy, source, name, NULL);
  free (name);
  if (err == 0)
    tree_copy_run (copy);
  return err;
}

void
ucp_operands_free (struct ucp_operands *operands)
{
  files0_close (operands->list);
  free (operands->parent);
  free (operands->own_backup);
}
