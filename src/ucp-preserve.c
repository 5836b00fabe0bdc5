/* ucp's --preserve: which attributes a copy keeps.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-preserve.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "argmatch.h"
#include "file/attrs.h"

enum attribute
{
  KEEP_MODE,
  KEEP_TIMESTAMPS,
  KEEP_OWNERSHIP,
  KEEP_LINKS,
  KEEP_CONTEXT,
  KEEP_XATTR,
  KEEP_ALL
};

static const char *const attribute_words[]
    = { "mode",    "timestamps", "ownership", "links",
        "context", "xattr",      "all",       NULL };
static const enum attribute attribute_values[]
    = { KEEP_MODE,    KEEP_TIMESTAMPS, KEEP_OWNERSHIP, KEEP_LINKS,
        KEEP_CONTEXT, KEEP_XATTR,      KEEP_ALL };
ARGMATCH_VERIFY (attribute_words, attribute_values);

static void
keep_all (struct copy_policy *policy, bool on)
{
  policy->preserve_mode = on;
  policy->preserve_timestamps = on;
  policy->preserve_ownership = on;
  policy->preserve_links = on;
  policy->default_mode = !on;
  policy->preserve_xattr = on && USE_XATTR;
  policy->preserve_context = on && attrs_have_contexts ();
}

static void
keep (struct copy_policy *policy, enum attribute attribute, bool on)
{
  switch (attribute)
    {
    case KEEP_MODE:
      policy->preserve_mode = on;
      policy->default_mode = !on;
      break;
    case KEEP_TIMESTAMPS:
      policy->preserve_timestamps = on;
      break;
    case KEEP_OWNERSHIP:
      policy->preserve_ownership = on;
      break;
    case KEEP_LINKS:
      policy->preserve_links = on;
      break;
    case KEEP_CONTEXT:
      policy->require_context = on;
      policy->preserve_context = on;
      break;
    case KEEP_XATTR:
      policy->require_xattr = on;
      policy->preserve_xattr = on;
      break;
    case KEEP_ALL:
      keep_all (policy, on);
      break;
    }
}

void
ucp_preserve_listed (struct copy_policy *policy, const char *option,
                     const char *list, bool on)
{
  char *copy = strdup (list);
  if (!copy)
    error (EXIT_FAILURE, ENOMEM, _("cannot start"));
  char *rest = copy;
  char *word;
  while ((word = strsep (&rest, ",")))
    keep (policy, XARGMATCH (option, word, attribute_words, attribute_values),
          on);
  free (copy);
}

void
ucp_preserve_default (struct copy_policy *policy)
{
  policy->preserve_mode = true;
  policy->preserve_ownership = true;
  policy->preserve_timestamps = true;
  policy->default_mode = false;
}

void
ucp_preserve_all (struct copy_policy *policy)
{
  keep_all (policy, true);
}

void
ucp_preserve_context (struct copy_policy *policy, const char *context)
{
  bool known = attrs_have_contexts ();
  if (known && context)
    policy->given_context = context;
  else if (known)
    policy->default_context = true;
  else if (context)
    error (0, 0,
           _("warning: ignoring --context; it requires an SELinux-enabled"
             " kernel"));
}
