/* The options of usync --mirror: other trees beside DEST.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include "xalloc.h"

enum
{
  DIRS_MAX = 20 /* rsync's limit */
};

/* The names of the options, by the kind of directory that they give.  */
static const char *const dest_options[] = {
  [DEST_COMPARE] = "--compare-dest",
  [DEST_COPY] = "--copy-dest",
  [DEST_LINK] = "--link-dest",
  [DEST_CLONE] = "--reflink-dest",
};

static void
add_dest (struct mirror_options *options, enum dest_kind kind, const char *name)
{
  struct mirror_policy *policy = &options->policy;
  unsigned int n = policy->n_dest_dirs;
  if (n > 0 && policy->dest_dirs[0].kind != kind)
    mirror_options_fail (_("%s and %s exclude each other"),
                         dest_options[policy->dest_dirs[0].kind],
                         dest_options[kind]);
  if (n == DIRS_MAX)
    mirror_options_fail (_("%s is given more than 20 times"),
                         dest_options[kind], NULL);
  if (n == 0)
    policy->dest_dirs = xnmalloc (DIRS_MAX, sizeof *policy->dest_dirs);
  policy->dest_dirs[n] = (struct dest_dir) { kind, name };
  policy->n_dest_dirs = n + 1;
}

static void
take_compare_dest (struct mirror_options *options, const char *argument,
                   bool on)
{
  (void) on;
  add_dest (options, DEST_COMPARE, argument);
}

static void
take_copy_dest (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  add_dest (options, DEST_COPY, argument);
}

static void
take_link_dest (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  add_dest (options, DEST_LINK, argument);
}

static void
take_reflink_dest (struct mirror_options *options, const char *argument,
                   bool on)
{
  (void) on;
  add_dest (options, DEST_CLONE, argument);
}

static const struct mirror_row rows[] = {
  { 0, "link-dest", "DIR",
    N_("link to files of DIR, an earlier mirror, that are\n\
                                 the same; DIRs are relative to DEST, and\n\
                                 searched in their order"),
    IS_TAKEN (take_link_dest) },
  { 0, "reflink-dest", "DIR", N_("clone them, where the file system can"),
    IS_TAKEN (take_reflink_dest) },
  { 0, "copy-dest", "DIR", N_("copy them from there"),
    IS_TAKEN (take_copy_dest) },
  { 0, "compare-dest", "DIR", N_("leave them out"),
    IS_TAKEN (take_compare_dest) },
  { 'b', "backup", NULL, N_("keep what is replaced or deleted, with a suffix"),
    IS_FLAG (policy.make_backups), OR_NOT },
  { 0, "backup-dir", "DIR",
    N_("... in the same place of a tree below DIR, which\n\
                                 is relative to DEST"),
    IS_TEXT (policy.backup_dir) },
  { 0, "suffix", "SUFFIX", N_("that of backups: ~, or none with --backup-dir"),
    IS_TEXT (policy.suffix) },
};

const struct mirror_group mirror_options_beside
    = { N_("Beside DEST:"), rows, sizeof rows / sizeof *rows };
