/* What the options of usync --mirror on contents and backups come to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-contents.h"

#include <error.h>

#include "usync-mirror/usync-exit.h"
#include "xalloc.h"

/* What has files written in place, as its option is called; or NULL.  */
static const char *
inplace_option (const struct mirror_policy *policy)
{
  return policy->append          ? "--append"
         : policy->append_verify ? "--append-verify"
         : policy->inplace       ? "--inplace"
                                 : NULL;
}

static void
exclude (const char *option, const char *other)
{
  mirror_options_fail (_("%s and %s exclude each other"), option, other);
}

/* Whether NAME, relative to DEST, is DEST itself.  */
static bool
is_here (const char *name)
{
  return name[0] != '/' && name[strspn (name, "./")] == '\0'
         && !strstr (name, "..");
}

void
mirror_contents_check (const struct mirror_options *options)
{
  const struct mirror_policy *policy = &options->policy;
  const char *inplace = inplace_option (policy);
  if ((policy->append || policy->append_verify)
      && options->whole_file == SAID_YES)
    exclude (inplace, "--whole-file");
  if (inplace && policy->delay_updates)
    exclude (inplace, "--delay-updates");
  if (inplace && policy->partial_dir)
    exclude (inplace, "--partial-dir");
  if (policy->suffix && strchr (policy->suffix, '/'))
    mirror_options_fail (_("the suffix %s has a slash"), policy->suffix, NULL);
  bool has_suffix
      = policy->suffix ? *policy->suffix != '\0' : !policy->backup_dir;
  if (!has_suffix && (!policy->backup_dir || is_here (policy->backup_dir)))
    mirror_options_fail (
        _("backups without a suffix need a directory of their own"), NULL,
        NULL);
}

/* Leave the directory NAME, for parts, out of the transfer; it goes with a
   directory that does.  */
static void
exclude_partial_dir (struct mirror_options *options, const char *name)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  char *rule = xmalloc (sizeof "-p " + strlen (name) + 1);
  strcpy (stpcpy (stpcpy (rule, "-p "), name), "/");
  int err = filter_take (&options->filter, rule, &trouble);
  free (rule);
  if (err < 0)
    error (USYNC_EXIT_MEMORY, -err, _("cannot start"));
}

/* Backups that lie beside are nobody's to delete, for want of a source.  */
static void
protect_backups (struct mirror_options *options)
{
  const char *suffix = options->policy.suffix;
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  char *rule = xmalloc (strlen (suffix) + sizeof "P *");
  strcpy (stpcpy (rule, "P *"), suffix);
  int err = filter_take (&options->filter, rule, &trouble);
  free (rule);
  if (err < 0)
    error (USYNC_EXIT_MEMORY, -err, _("cannot start"));
}

void
mirror_contents_complete (struct mirror_options *options)
{
  struct mirror_policy *policy = &options->policy;
  policy->whole_file = options->whole_file == SAID_YES;
  policy->delta = options->whole_file == SAID_NO;
  if (inplace_option (policy))
    policy->inplace = true;
  if (policy->partial_dir
      && (policy->partial_dir[0] == '\0'
          || strcmp (policy->partial_dir, ".") == 0))
    policy->partial_dir = NULL;
  if (policy->partial_dir && policy->partial_dir[0] != '/')
    exclude_partial_dir (options, policy->partial_dir);
  /* What rsync has left there is not ours.  */
  if (policy->delay_updates && !policy->partial_dir)
    exclude_partial_dir (options, ".~tmp~");
  if (policy->backup_dir)
    policy->make_backups = true;
  if (!policy->suffix)
    policy->suffix = policy->backup_dir ? "" : "~";
  if (policy->make_backups && !policy->backup_dir)
    {
      /* Backups change the times of directories.  */
      policy->omit_dir_times = true;
      if (policy->delete != DELETE_NONE && !policy->delete_excluded)
        protect_backups (options);
    }
}
