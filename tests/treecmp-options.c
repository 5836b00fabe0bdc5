/* The options of treecmp, and its summary.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "treecmp.h"

struct options opt = {
  .data = true,
  .mode = true,
  .owner = true,
  .times = true,
  .xattr = true,
  .acl = true,
  .links = true,
  .alloc = true,
  .special = true,
  .symlink = true,
  .holes = HOLES_LAX,
  .alloc_slack = 32 * 1024,
  .same_since = INT64_MAX,
};

void
counts_print (void)
{
  printf ("%" PRIu64 " entries: %" PRIu64 " directories, %" PRIu64
          " files of %" PRIu64 " bytes, %" PRIu64 " symlinks, %" PRIu64
          " special files\n",
          count.entries, count.directories, count.files, count.bytes,
          count.symlinks, count.others);
  printf ("%" PRIu64 " attributes the same, %" PRIu64
          " groups of links, allocated %" PRIu64 " and %" PRIu64 " bytes\n",
          count.xattrs, count.groups, count.allocated[SRC],
          count.allocated[DST]);
  printf ("%" PRIu64 " differences, %" PRIu64 " not compared\n",
          count.differences, count.troubles);
}

static char const usage_text[]
    = "Usage: treecmp [OPTION]... SOURCE COPY\n"
      "Print every difference between two trees.  Status 0: none, 1: some,\n"
      "2: something could not be compared.\n\n"
      "  --no-data --no-mode --no-owner --no-times --no-xattr --no-acl\n"
      "  --no-links --no-alloc       do not compare these\n"
      "  --no-special --no-symlink   leave out such entries\n"
      "  --atime               compare access times too\n"
      "  --time-slack=NS       times this near are the same\n"
      "  --same-since=SECONDS  so are two that are not before then\n"
      "  --holes=off|lax|strict  holes of 64 KiB and more must be holes in "
      "the\n"
      "                        copy (lax, the default); or the maps the same\n"
      "  --alloc-slack=BYTES   above 5%, per file (default 32768)\n"
      "  --extra-ok            names that only COPY has are fine\n"
      "  --identical-ok        COPY may be the same inodes\n"
      "  --summary             print counts at the end\n";

enum
{
  OPT_TIME_SLACK = 256,
  OPT_SAME_SINCE,
  OPT_ALLOC_SLACK,
  OPT_HOLES,
  OPT_SWITCH, /* + index in SWITCHES */
};

static struct
{
  char const *name;
  bool *value;
} const switches[] = {
  { "no-data", &opt.data },
  { "no-mode", &opt.mode },
  { "no-owner", &opt.owner },
  { "no-times", &opt.times },
  { "no-xattr", &opt.xattr },
  { "no-acl", &opt.acl },
  { "no-links", &opt.links },
  { "no-alloc", &opt.alloc },
  { "no-special", &opt.special },
  { "no-symlink", &opt.symlink },
  { "atime", &opt.atime },
  { "extra-ok", &opt.extra_ok },
  { "identical-ok", &opt.identical_ok },
  { "summary", &opt.summary },
};

enum
{
  SWITCHES = sizeof switches / sizeof *switches
};

static _Noreturn void
usage (FILE *out, int status)
{
  fputs (usage_text, out);
  exit (status);
}

static int64_t
number_option (char const *text)
{
  char *end;
  long long n = strtoll (text, &end, 10);

  if (end == text || *end != '\0' || n < 0)
    usage (stderr, 2);
  return n;
}

static enum holes
holes_option (char const *text)
{
  if (strcmp (text, "off") == 0)
    return HOLES_OFF;
  if (strcmp (text, "lax") == 0)
    return HOLES_LAX;
  if (strcmp (text, "strict") == 0)
    return HOLES_STRICT;
  usage (stderr, 2);
}

char **
options_parse (int argc, char **argv)
{
  struct option longopts[SWITCHES + 6] = {
    { "time-slack", required_argument, NULL, OPT_TIME_SLACK },
    { "same-since", required_argument, NULL, OPT_SAME_SINCE },
    { "alloc-slack", required_argument, NULL, OPT_ALLOC_SLACK },
    { "holes", required_argument, NULL, OPT_HOLES },
    { "help", no_argument, NULL, 'h' },
  };
  int c;

  for (int i = 0; i < SWITCHES; i++)
    longopts[5 + i] = (struct option) { switches[i].name, no_argument, NULL,
                                        OPT_SWITCH + i };
  while ((c = getopt_long (argc, argv, "", longopts, NULL)) != -1)
    if (c == OPT_TIME_SLACK)
      opt.time_slack = number_option (optarg);
    else if (c == OPT_SAME_SINCE)
      opt.same_since = number_option (optarg);
    else if (c == OPT_ALLOC_SLACK)
      opt.alloc_slack = number_option (optarg);
    else if (c == OPT_HOLES)
      opt.holes = holes_option (optarg);
    else if (c >= OPT_SWITCH)
      *switches[c - OPT_SWITCH].value
          = strncmp (switches[c - OPT_SWITCH].name, "no-", 3) != 0;
    else
      usage (c == 'h' ? stdout : stderr, c == 'h' ? 0 : 2);
  if (argc - optind != SIDES)
    usage (stderr, 2);
  return argv + optind;
}
