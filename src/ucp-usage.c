/* ucp's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-usage.h"

#include "progname.h"
#include "suite/suite.h"
#include "ucp-own.h"

static void
print_first (void)
{
  printf (_("\
Usage: %s [OPTION]... [-T] SOURCE DEST\n\
  or:  %s [OPTION]... SOURCE... DIRECTORY\n\
  or:  %s [OPTION]... -t DIRECTORY SOURCE...\n\
  or:  %s [OPTION]... --files0-from=FILE DIRECTORY\n"),
          program_name, program_name, program_name, program_name);
  fputs (_("\
Copy SOURCE to DEST, or several SOURCEs into DIRECTORY.\n\
\n\
  -a, --archive                same as -dR --preserve=all\n\
      --attributes-only        leave contents out: attributes only\n\
  -b, --backup[=CONTROL]       put aside what is replaced: numbered, simple,\n\
                                 existing (numbered where there are numbered\n\
                                 ones; default), none\n\
      --copy-contents          with -R, read fifos and devices as data\n\
  -d                           same as --no-dereference --preserve=links\n\
      --debug                  say how each file is copied; implies -v\n\
  -f, --force                  remove a destination that cannot be opened,\n\
                                 and try again\n\
  -i, --interactive            ask before a file is replaced; the last of\n\
                                 -i and -n counts\n\
  -H                           follow symbolic links named as SOURCE\n\
      --keep-directory-symlink\n\
                               take a symbolic link to a directory at the\n\
                                 destination for the directory\n\
  -l, --link                   make hard links to the files, not copies\n\
  -L, --dereference            always follow symbolic links in SOURCE\n\
  -n, --no-clobber             replace no file, and say nothing of it\n\
  -P, --no-dereference         never follow symbolic links in SOURCE\n\
  -p                           same as --preserve=mode,ownership,timestamps\n"),
         stdout);
}

void
ucp_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --help' for more information.\n"),
               program_name);
      exit (status);
    }
  print_first ();
  fputs (_("\
      --preserve[=ATTRS]       keep the named attributes: mode, ownership,\n\
                                 timestamps, links, context, xattr, all;\n\
                                 without ATTRS as -p\n\
      --no-preserve=ATTRS      do not keep them\n\
      --parents                keep the whole name of SOURCE under DIRECTORY\n\
  -R, -r, --recursive          copy directories with all that is in them\n\
      --reflink[=WHEN]         share blocks with the source: always, auto\n\
                                 (default), never; without WHEN always\n\
      --remove-destination     remove each file that is replaced first\n\
      --sparse=WHEN            make holes: auto (default), always, never\n\
      --strip-trailing-slashes\n\
                               take the slashes at the end of each SOURCE away\n\
  -s, --symbolic-link          make symbolic links to the files, not copies\n\
  -S, --suffix=SUFFIX          put this behind the names of backups; implies -b\n\
  -t, --target-directory=DIRECTORY\n\
                               copy all SOURCEs into DIRECTORY\n\
  -T, --no-target-directory    treat DEST as a file, not as a directory to\n\
                                 copy into\n\
  -u, --update[=WHICH]         which files to replace: all, none, none-fail\n\
                                 (none, and that is a failure) or older\n\
                                 (than the source; meant without WHICH)\n\
  -v, --verbose                name each file that is copied\n\
  -x, --one-file-system        stay on the file system of each SOURCE\n\
  -Z                           have the copies get the default SELinux context\n\
      --context[=CTX]          the same, or have them get the context CTX\n\
      --help                   give this help and exit\n\
      --version                tell the version and exit\n"),
         stdout);
  ucp_own_usage ();
  suite_usage (0);
  fputs (_("\
\n\
Holes of a sparse SOURCE are kept; --sparse=always also makes holes of\n\
long runs of zeros.  URINGUTILS_ENGINE in the environment does what\n\
--engine does.\n"),
         stdout);
  exit (status);
}
