/* The operands of usync --mirror: what is mirrored, and to where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-operands.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "quote.h"
#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-files-from.h"
#include "usync-mirror/usync-mirror-usage.h"

/* Whether NAME is rsync's way to name a file on another host: a colon before
   any slash.  */
static bool
names_host (const char *name)
{
  size_t len = strcspn (name, "/:");
  return name[len] == ':' && len > 0;
}

static void
refuse_hosts (const struct mirror_options *options)
{
  for (int i = 0; i < options->operand_count; i++)
    {
      const char *name = options->operands[i];
      if (!names_host (name))
        continue;
      error (0, 0,
             _("%s names another host, and only local directories are mirrored;"
               " a local name with a colon is written ./%s"),
             quoteaf (name), name);
      mirror_usage (USYNC_EXIT_SYNTAX);
    }
}

static void
check_count (const struct mirror_options *options)
{
  int count = options->operand_count;
  if (count == 0)
    mirror_options_fail (_("missing operands: SOURCE and DEST"), NULL, NULL);
  if (count == 1)
    mirror_options_fail (_("missing DEST operand after %s"),
                         options->operands[0], NULL);
  if (count > 2 && options->policy.files_from)
    mirror_options_fail (
        _("with --files-from there is one SOURCE: extra operand %s"),
        options->operands[1], NULL);
  for (int i = 0; i < count; i++)
    if (*options->operands[i] == '\0')
      mirror_options_fail (_("an operand is empty; the current directory is ."),
                           NULL, NULL);
}

void
usync_mirror_operands_check (const struct mirror_options *options)
{
  refuse_hosts (options);
  check_count (options);
}

/* End the run if NAME could not be added, for the reason ERR.  */
static void
check_added (const char *name, int err)
{
  if (err == -EINVAL)
    error (USYNC_EXIT_SYNTAX, 0,
           _("%s has .. in it, and --relative would lead out of DEST; what"
             " stands before /./ in a name is left out"),
           quoteaf (name));
  if (err < 0)
    error (USYNC_EXIT_MEMORY, -err, _("cannot start"));
}

/* Add the names that --files-from lists.  */
static void
add_listed (const struct mirror_options *options, struct mirror *mirror)
{
  const struct mirror_policy *policy = &options->policy;
  struct files_from *list = files_from_open (policy->files_from, policy->from0);
  const char *name;
  while ((name = files_from_next (list)))
    check_added (name, mirror_add_listed (mirror, options->operands[0], name));
  files_from_close (list);
}

void
usync_mirror_operands_add (const struct mirror_options *options,
                           struct mirror *mirror)
{
  if (options->policy.files_from)
    {
      add_listed (options, mirror);
      return;
    }
  for (int i = 0; i < options->operand_count - 1; i++)
    check_added (options->operands[i],
                 mirror_add (mirror, options->operands[i]));
}
