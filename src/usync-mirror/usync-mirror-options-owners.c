/* The options of usync --mirror: other modes and owners than the source's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <errno.h>
#include <error.h>
#include <string.h>
#include <sys/stat.h>

#include "mirror/chmod-rules.h"
#include "mirror/id-map.h"
#include "quote.h"
#include "usync-mirror/usync-exit.h"
#include "xalloc.h"

static void
take_chmod (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  mode_t mask = umask (0);
  umask (mask);
  int err = chmod_rules_add (&options->chmod, argument, mask);
  if (err == -ENOMEM)
    xalloc_die ();
  if (err < 0)
    error (USYNC_EXIT_SYNTAX, 0, _("invalid --chmod argument %s"),
           quote (argument));
}

static const char *
fault_text (enum id_fault fault, enum id_kind kind)
{
  switch (fault)
    {
    case ID_FAULT_NO_COLON:
      return _("it must be FROM:TO");
    case ID_FAULT_NO_TO:
      return _("nothing follows the colon");
    case ID_FAULT_NUMBER:
      return _("what begins with a digit must be a number, or FROM a range"
               " LOW-HIGH");
    case ID_FAULT_UNKNOWN:
      return kind == ID_USER ? _("there is no user of this name")
                             : _("there is no group of this name");
    }
  return "";
}

/* A map that an option makes.  */
struct mapping
{
  const char *option;
  enum id_kind kind;
  struct id_map **field; /* of the options */
  bool *kept;            /* of the policy: -o or -g, which it entails */
};

static struct mapping
mapping_of (struct mirror_options *options, const char *option,
            enum id_kind kind)
{
  bool of_users = kind == ID_USER;
  return (struct mapping) {
    .option = option,
    .kind = kind,
    .field = of_users ? &options->usermap : &options->groupmap,
    .kept = of_users ? &options->policy.owner : &options->policy.group,
  };
}

/* Fail if there is a map already.  */
static void
check_first (const struct mapping *mapping)
{
  if (*mapping->field)
    mirror_options_fail (_("%s: users and groups may be mapped only once"),
                         mapping->option, NULL);
}

/* The map was made, or ERR.  */
static void
finish (const struct mapping *mapping, int err,
        const struct id_trouble *trouble)
{
  *mapping->kept = true;
  if (err == 0)
    return;
  if (err == -ENOMEM)
    xalloc_die ();
  char *part = ximemdup0 (trouble->at, trouble->len);
  error (USYNC_EXIT_SYNTAX, 0, _("invalid %s argument %s: %s"), mapping->option,
         quote (part), fault_text (trouble->fault, mapping->kind));
}

static void
take_map (const struct mapping *mapping, const char *text)
{
  struct id_trouble trouble;
  check_first (mapping);
  finish (mapping, id_map_new (mapping->kind, text, mapping->field, &trouble),
          &trouble);
}

/* Map everybody to the LEN bytes at NAME, if these are any.  */
static void
take_all (const struct mapping *mapping, const char *name, int len)
{
  struct id_trouble trouble;
  if (len == 0)
    return;
  check_first (mapping);
  finish (mapping,
          id_map_new_all (mapping->kind, name, len, mapping->field, &trouble),
          &trouble);
}

static void
take_usermap (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  struct mapping mapping = mapping_of (options, "--usermap", ID_USER);
  take_map (&mapping, argument);
}

static void
take_groupmap (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  struct mapping mapping = mapping_of (options, "--groupmap", ID_GROUP);
  take_map (&mapping, argument);
}

static void
take_chown (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  struct mapping users = mapping_of (options, "--chown", ID_USER);
  struct mapping groups = mapping_of (options, "--chown", ID_GROUP);
  int len = strcspn (argument, ":");
  take_all (&users, argument, len);
  if (argument[len] == ':')
    take_all (&groups, argument + len + 1, strlen (argument + len + 1));
}

void
mirror_options_owners_complete (struct mirror_options *options)
{
  struct mirror_policy *policy = &options->policy;
  if (options->usermap && policy->numeric_ids)
    id_map_set_numeric (options->usermap);
  if (options->groupmap && policy->numeric_ids)
    id_map_set_numeric (options->groupmap);
  policy->usermap = options->usermap;
  policy->groupmap = options->groupmap;
  policy->chmod = options->chmod;
}

static const struct mirror_row rows[] = {
  { 0, "chmod", "CHANGES", N_("change modes on the way: as chmod does, with\n\
                                 D or F before what is for directories, or\n\
                                 others, only"),
    IS_TAKEN (take_chmod) },
  { 0, "chown", "USER:GROUP", N_("give all files to USER and GROUP"),
    IS_TAKEN (take_chown) },
  { 0, "usermap", "FROM:TO,...", N_("give files of the user FROM to TO"),
    IS_TAKEN (take_usermap) },
  { 0, "groupmap", "FROM:TO,...", N_("the same for groups"),
    IS_TAKEN (take_groupmap) },
  { 0, "numeric-ids", NULL, N_("take users and groups for numbers only"),
    IS_FLAG (policy.numeric_ids), OR_NOT },
};

const struct mirror_group mirror_options_owners
    = { N_("Other modes and owners than SOURCE's:"), rows,
        sizeof rows / sizeof *rows };
