/* ucp's options on what stands at the destination: -b, -i, -n, -u and their
   like.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-replace.h"

#include <error.h>

#include "argmatch.h"
#include "backupfile.h"
#include "ucp-usage.h"

static const char *const update_words[]
    = { "all", "none", "none-fail", "older", NULL };
static const enum update_mode update_modes[]
    = { UPDATE_ALL, UPDATE_NONE, UPDATE_NONE_FAIL, UPDATE_OLDER };
ARGMATCH_VERIFY (update_words, update_modes);

bool
ucp_replace_take (struct ucp_replace *replace, struct copy_policy *policy,
                  int c, const char *argument)
{
  switch (c)
    {
    case 'b':
      replace->makes_backups = true;
      if (argument)
        replace->control = argument;
      return true;
    case 'S':
      replace->makes_backups = true;
      replace->suffix = argument;
      return true;
    case 'i':
      policy->interactive = true;
      replace->never = false;
      return true;
    case 'n':
      policy->interactive = false;
      replace->never = true;
      return true;
    case 'u':
      policy->update = argument ? XARGMATCH ("--update", argument, update_words,
                                             update_modes)
                                : UPDATE_OLDER;
      return true;
    case UCP_REMOVE_OPTION:
      policy->remove_destination = true;
      return true;
    default:
      return false;
    }
}

void
ucp_replace_complete (const struct ucp_replace *replace,
                      struct copy_policy *policy)
{
  if (replace->never)
    policy->update = UPDATE_NONE;
  if (replace->makes_backups
      && (policy->update == UPDATE_NONE || policy->update == UPDATE_NONE_FAIL))
    {
      error (0, 0,
             _("--backup is mutually exclusive with -n or "
               "--update=none-fail"));
      ucp_usage (EXIT_FAILURE);
    }
  if (replace->makes_backups)
    policy->backup = xget_version (_("backup type"), replace->control);
  set_simple_backup_suffix (replace->suffix);
}
