/* The policy of usync --mirror: what follows from its options together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-policy.h"

#include <error.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xalloc.h"

#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-mirror-contents.h"

void
mirror_policy_init (struct mirror_policy *policy)
{
  *policy = (struct mirror_policy) {
    .max_size = -1,
    .min_size = -1,
    .max_delete = -1,
  };
}

static enum rights
dest_rights (const struct mirror_options *options)
{
  return options->dest_rights ? *options->dest_rights : options->rights;
}

void
mirror_policy_check (const struct mirror_options *options)
{
  const struct mirror_policy *policy = &options->policy;
  if (policy->acls && !USE_ACL)
    error (USYNC_EXIT_SYNTAX, 0,
           _("cannot keep ACLs: this program is built without them"));
  if (policy->xattrs && !USE_XATTR)
    error (USYNC_EXIT_SYNTAX, 0,
           _("cannot keep extended attributes: this program is built without"
             " them"));
  if (policy->all_xattrs
      && (options->rights == RIGHTS_FAKED
          || dest_rights (options) == RIGHTS_FAKED))
    mirror_options_fail (_("%s and %s exclude each other"), "--fake-super",
                         "-XX");
  mirror_contents_check (options);
}

static bool
is_meant (enum said said, bool otherwise)
{
  return said == UNSAID ? otherwise : said == SAID_YES;
}

/* Backups that stand beside what they are of are not deleted, as if a last
   rule protected them.  */
static void
protect_backups (struct mirror_options *options)
{
  const struct mirror_policy *policy = &options->policy;
  if (policy->delete == DELETE_NONE || !policy->make_backups
      || policy->backup_dir)
    return;
  const char *suffix = policy->suffix ? policy->suffix : "~";
  char *pattern = xmalloc (strlen (suffix) + 2);
  stpcpy (stpcpy (pattern, "*"), suffix);
  if (filter_add (&options->filter, FILTER_EXCLUDE, FILTER_RECEIVER, pattern,
                  strlen (pattern))
      < 0)
    xalloc_die ();
  free (pattern);
}

/* What takes part.  Names from a list come with -R and -d, and without the -r
   that is in -a.  */
static void
complete_names (struct mirror_options *options)
{
  struct mirror_policy *policy = &options->policy;
  bool listed = policy->files_from != NULL;
  policy->recursive
      = is_meant (options->recursive, options->archive_recursive && !listed);
  policy->dirs = policy->recursive || is_meant (options->dirs, listed);
  policy->relative = is_meant (options->relative, listed);
  policy->implied_dirs
      = policy->relative && is_meant (options->implied_dirs, true);
  if (options->deletes && policy->delete == DELETE_NONE)
    policy->delete = DELETE_DURING;
  if (policy->delete != DELETE_NONE && !policy->recursive && !policy->dirs)
    mirror_options_fail (_("%s needs %s"), "--delete", "--recursive or --dirs");
  protect_backups (options);
  mirror_options_filter_complete (options);
  mirror_options_owners_complete (options);
}

/* What a mirror has in common with a copy.  */
static void
complete_copy (struct mirror_options *options)
{
  const struct suite_options *suite = &options->suite;
  struct copy_policy *copy = &options->policy.copy;
  copy->engine = suite->engine;
  copy->workers = suite->workers;
  copy->chunk_size = suite->chunk_size;
  copy->transfer.direct = suite->direct;
  copy->transfer.nocache = suite->nocache;
  copy->transfer.preallocate = true;
  copy->transfer.ring_from = TRANSFER_RING_FROM;
  copy->transfer.polled_size = suite->chunk_size ? 0 : TRANSFER_POLLED_SIZE;
}

static void
complete_rights (struct mirror_options *options)
{
  struct mirror_policy *policy = &options->policy;
  enum rights dest = dest_rights (options);
  policy->fake[SOURCE] = options->rights == RIGHTS_FAKED;
  policy->fake[TARGET] = dest == RIGHTS_FAKED;
  policy->super = dest == RIGHTS_ALL || dest == RIGHTS_FAKED
                  || (dest == RIGHTS_OWN && geteuid () == 0);
}

void
mirror_policy_complete (struct mirror_options *options)
{
  struct mirror_policy *policy = &options->policy;
  complete_rights (options);
  complete_names (options);
  mirror_contents_complete (options);
  complete_copy (options);
  mirror_output_complete (options);
  /* Every mode is given in full.  */
  policy->copy.umask = umask (0);
}
