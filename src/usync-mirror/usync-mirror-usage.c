/* usync --mirror --help: what the rows of the options say of themselves.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-usage.h"

#include <string.h>

#include "exitfail.h"
#include "progname.h"
#include "suite/suite.h"
#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-mirror-options.h"

enum
{
  COLUMN = 31 /* where an option's help begins */
};

/* How ROW's option is written.  */
static void
put_option (const struct mirror_row *row, char *text, size_t size)
{
  const char *argument = row->argument ? row->argument : "";
  char letter[8] = "";
  if (row->letter != '\0')
    snprintf (letter, sizeof letter, "-%c%s", row->letter,
              row->name ? ", " : "");
  snprintf (text, size, "  %*s%s%s%s%s", row->name ? -4 : 0, letter,
            row->name ? "--" : "", row->name ? row->name : "",
            *argument == '\0' || *argument == '[' ? ""
            : row->name                           ? "="
                                                  : " ",
            argument);
}

static void
print_row (const struct mirror_row *row)
{
  char option[64];
  put_option (row, option, sizeof option);
  if (strlen (option) + 2 > COLUMN)
    printf ("%s\n%*s%s\n", option, COLUMN, "", _ (row->help));
  else
    printf ("%*s%s\n", -COLUMN, option, _ (row->help));
}

static void
print_group (const struct mirror_group *group)
{
  if (!group->title)
    return;
  printf ("\n%s\n", _ (group->title));
  for (int i = 0; i < group->count; i++)
    if (group->rows[i].help)
      print_row (&group->rows[i]);
}

void
mirror_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --mirror --help' for more information.\n"),
               program_name);
      exit (status);
    }
  exit_failure = USYNC_EXIT_FILE_IO;
  printf (_("\
Usage: %s --mirror [OPTION]... SOURCE... DEST\n"),
          program_name);
  fputs (_("\
Make the directory DEST a mirror of each SOURCE, by copying what differs.\n\
SOURCE stands for what is in it if it ends in a slash, else for itself.\n\
Options are rsync's; -a is implied, and --no-OPTION takes one back that has\n\
an opposite, as in --no-owner, --no-o.  Only local names are understood.\n"),
         stdout);
  for (const struct mirror_group *const *group = mirror_groups; (*group)->rows;
       group++)
    print_group (*group);
  suite_usage (MIRROR_WITHOUT);
  exit (status);
}
