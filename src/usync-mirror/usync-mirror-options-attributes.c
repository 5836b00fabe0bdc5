/* The options of usync --mirror: what is kept of a file beside its contents.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

/* The permissions are a part of an ACL.  */
static void
take_acls (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->policy.acls = on;
  options->policy.perms |= on;
}

static const struct mirror_row rows[] = {
  { 'p', "perms", NULL, N_("keep permissions"), IS_FLAG (policy.perms),
    OR_NOT },
  { 'E', "executability", NULL, N_("keep whether files may be executed"),
    IS_FLAG (policy.executability) },
  { 'A', "acls", NULL, N_("keep ACLs; implies -p"), IS_TAKEN (take_acls),
    OR_NOT },
  { 'X', "xattrs", NULL, N_("keep extended attributes"),
    IS_FLAG (policy.xattrs), OR_NOT },
  { 'o', "owner", NULL, N_("keep owners (as root)"), IS_FLAG (policy.owner),
    OR_NOT },
  { 'g', "group", NULL, N_("keep groups"), IS_FLAG (policy.group), OR_NOT },
  { 't', "times", NULL, N_("keep times of modification"),
    IS_FLAG (policy.times), OR_NOT },
  { 'U', "atimes", NULL, N_("keep times of access"), IS_FLAG (policy.atimes),
    OR_NOT },
  { 'O', "omit-dir-times", NULL, N_("with -t, not those of directories"),
    IS_FLAG (policy.omit_dir_times), OR_NOT },
  { 'J', "omit-link-times", NULL, N_("with -t, not those of symbolic links"),
    IS_FLAG (policy.omit_link_times), OR_NOT },
  { 0, "super", NULL, N_("try what only root may do; --no-super: never"),
    IS_SAID (super), OR_NOT },
};

const struct mirror_group mirror_options_attributes
    = { N_("What is kept of a file:"), rows, sizeof rows / sizeof *rows };
