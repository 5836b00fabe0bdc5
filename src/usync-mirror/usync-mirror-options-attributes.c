/* The options of usync --mirror: what is kept of a file beside its contents.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <string.h>

/* The permissions are a part of an ACL.  */
static void
take_acls (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->policy.acls = on;
  options->policy.perms |= on;
}

static void
take_xattrs (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->policy.all_xattrs = on && options->policy.xattrs;
  options->policy.xattrs = on;
}

static void
take_super (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->rights = on ? RIGHTS_ALL : RIGHTS_NONE;
}

static void
take_fake_super (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  options->rights = RIGHTS_FAKED;
}

/* There is no call that sets them on Linux, which rsync says, too.  */
static void
take_crtimes (struct mirror_options *options, const char *argument, bool on)
{
  (void) options;
  (void) argument;
  if (on)
    mirror_options_fail (_("%s: times of creation cannot be set"), "--crtimes",
                         NULL);
}

/* What stands here for the other host is DEST.  */
static void
take_remote_option (struct mirror_options *options, const char *argument,
                    bool on)
{
  static const struct
  {
    const char *name;
    enum rights rights;
  } known[] = { { "--fake-super", RIGHTS_FAKED },
                { "--super", RIGHTS_ALL },
                { "--no-super", RIGHTS_NONE } };
  (void) on;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp (argument, known[i].name) == 0)
      {
        options->dest_rights = &known[i].rights;
        return;
      }
  mirror_options_fail (_("option %s means nothing for DEST alone"), argument,
                       NULL);
}

static const struct mirror_row rows[] = {
  { 'p', "perms", NULL, N_("keep permissions"), IS_FLAG (policy.perms),
    OR_NOT },
  { 'E', "executability", NULL, N_("keep whether files may be executed"),
    IS_FLAG (policy.executability) },
  { 'A', "acls", NULL, N_("keep ACLs; implies -p"), IS_TAKEN (take_acls),
    OR_NOT },
  { 'X', "xattrs", NULL, N_("keep extended attributes"), IS_TAKEN (take_xattrs),
    OR_NOT },
  { 'o', "owner", NULL, N_("keep owners (as root)"), IS_FLAG (policy.owner),
    OR_NOT },
  { 'g', "group", NULL, N_("keep groups"), IS_FLAG (policy.group), OR_NOT },
  { 't', "times", NULL, N_("keep times of modification"),
    IS_FLAG (policy.times), OR_NOT },
  { 'U', "atimes", NULL, N_("keep times of access"), IS_FLAG (policy.atimes),
    OR_NOT },
  { 'N', "crtimes", NULL, NULL, IS_TAKEN (take_crtimes), OR_NOT },
  { 'O', "omit-dir-times", NULL, N_("with -t, not those of directories"),
    IS_FLAG (policy.omit_dir_times), OR_NOT },
  { 'J', "omit-link-times", NULL, N_("with -t, not those of symbolic links"),
    IS_FLAG (policy.omit_link_times), OR_NOT },
  { 0, "super", NULL, N_("try what only root may do; --no-super: never"),
    IS_TAKEN (take_super), OR_NOT },
  { 0, "fake-super", NULL, N_("keep what only root may set in extended\n\
                                 attributes, and read it from there"),
    IS_TAKEN (take_fake_super) },
  { 'M', "remote-option", "OPTION", N_("one of these three, for DEST only"),
    IS_TAKEN (take_remote_option) },
};

const struct mirror_group mirror_options_attributes
    = { N_("What is kept of a file:"), rows, sizeof rows / sizeof *rows };
