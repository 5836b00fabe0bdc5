/* The options of usync --mirror: which files take part, and as what.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

static void
take_archive (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  mirror_options_archive (options, on);
}

static void
take_devices_and_specials (struct mirror_options *options, const char *argument,
                           bool on)
{
  (void) argument;
  options->policy.devices = options->policy.specials = on;
}

static void
take_no_implied_dirs (struct mirror_options *options, const char *argument,
                      bool on)
{
  (void) argument;
  (void) on;
  options->implied_dirs = SAID_NO;
}

static void
take_max_size (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  options->policy.max_size = mirror_options_size ("max-size", argument);
}

static void
take_min_size (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  options->policy.min_size = mirror_options_size ("min-size", argument);
}

static const struct mirror_row rows[] = {
  { 'a', "archive", NULL, N_("same as -rlptgoD, which --mirror begins with"),
    IS_TAKEN (take_archive), OR_NOT },
  { 'r', "recursive", NULL, N_("mirror directories with all that is in them"),
    IS_SAID (recursive), OR_NOT },
  { 'd', "dirs", NULL, N_("without -r, mirror directories themselves, and\n\
                                 what is in those named with a slash at the end"),
    IS_SAID (dirs), OR_NOT },
  { 0, "old-dirs", NULL, NULL, IS_SAID (dirs) },
  { 0, "old-d", NULL, NULL, IS_SAID (dirs) },
  { 'R', "relative", NULL, N_("use the whole name of SOURCE in DEST, or what\n\
                                 comes after /./ in it"),
    IS_SAID (relative), OR_NOT },
  { 0, "no-implied-dirs", NULL,
    N_("with -R, do not mirror the directories on the way\n\
                                 to SOURCE"),
    IS_TAKEN (take_no_implied_dirs) },
  { 0, "no-i-d", NULL, NULL, IS_TAKEN (take_no_implied_dirs) },
  { 0, "implied-dirs", NULL, NULL, IS_SAID (implied_dirs) },
  { 0, "i-d", NULL, NULL, IS_SAID (implied_dirs) },
  { 'l', "links", NULL, N_("copy symbolic links as links"),
    IS_FLAG (policy.links), OR_NOT },
  { 'L', "copy-links", NULL, N_("copy what symbolic links lead to"),
    IS_FLAG (policy.copy_links) },
  { 0, "copy-unsafe-links", NULL,
    N_("... of those only that lead out of SOURCE"),
    IS_FLAG (policy.copy_unsafe_links) },
  { 0, "safe-links", NULL, N_("leave those out that lead out of SOURCE"),
    IS_FLAG (policy.safe_links) },
  { 0, "munge-links", NULL,
    N_("make symbolic links unusable by a name put before\n\
                                 their text, and take that away from SOURCE's"),
    IS_FLAG (policy.munge_links), OR_NOT },
  { 'k', "copy-dirlinks", NULL,
    N_("take a symbolic link to a directory in SOURCE for\n\
                                 the directory"),
    IS_FLAG (policy.copy_dirlinks) },
  { 'K', "keep-dirlinks", NULL,
    N_("take a symbolic link to a directory in DEST for\n\
                                 the directory"),
    IS_FLAG (policy.keep_dirlinks) },
  { 'H', "hard-links", NULL, N_("keep hard links between the files mirrored"),
    IS_FLAG (policy.hard_links), OR_NOT },
  { 0, "devices", NULL, N_("mirror devices (as root)"),
    IS_FLAG (policy.devices), OR_NOT },
  { 0, "specials", NULL, N_("mirror fifos and sockets"),
    IS_FLAG (policy.specials), OR_NOT },
  { 'D', NULL, NULL, N_("same as --devices --specials"),
    IS_TAKEN (take_devices_and_specials), OR_NOT },
  { 'x', "one-file-system", NULL,
    N_("stay on the file system of each SOURCE; twice,\n\
                                 leave out mount points too"),
    IS_COUNT (policy.one_file_system), OR_NOT },
  { 'm', "prune-empty-dirs", NULL,
    N_("leave out directories in which there is no file"),
    IS_FLAG (policy.prune_empty_dirs), OR_NOT },
  { 0, "max-size", "SIZE", N_("leave out files larger than SIZE"),
    IS_TAKEN (take_max_size) },
  { 0, "min-size", "SIZE", N_("leave out files smaller than SIZE"),
    IS_TAKEN (take_min_size) },
  { 0, "files-from", "FILE", N_("mirror only the names below SOURCE that FILE\n\
                                 lists; - is standard input"),
    IS_TEXT (policy.files_from) },
  { '0', "from0", NULL, N_("names and rules in files end in a zero byte"),
    IS_FLAG (policy.from0), OR_NOT },
  { 0, "mkpath", NULL, N_("make the directories on the way to DEST"),
    IS_FLAG (policy.mkpath), OR_NOT },
};

const struct mirror_group mirror_options_names
    = { N_("What is mirrored:"), rows, sizeof rows / sizeof *rows };
