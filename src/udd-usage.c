/* udd's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-usage.h"

#include "progname.h"
#include "udd-options.h"

static void
print_operands (void)
{
  printf (_("\
Usage: %s [OPERAND]...\n\
  or:  %s OPTION\n"),
          program_name, program_name);
  fputs (_("\
Copy a file, and convert it on the way as the operands ask for.\n\
\n\
  bs=BYTES                     read and write BYTES at a time; stronger than\n\
                                 ibs and obs\n\
  cbs=BYTES                    the length of the records of conv=block and\n\
                                 conv=unblock\n\
  conv=CONV,...                how to convert\n\
  count=N                      copy no more than N input blocks\n\
  ibs=BYTES                    read BYTES at a time (default: 512)\n\
  if=FILE                      read FILE, not standard input\n\
  iflag=FLAG,...               how to read\n\
  obs=BYTES                    write BYTES at a time (default: 512)\n\
  of=FILE                      write FILE, not standard output\n\
  oflag=FLAG,...               how to write\n\
  seek=N, oseek=N              pass over N output blocks first\n\
  skip=N, iseek=N              pass over N input blocks first\n\
  status=WHAT                  what to say on standard error: none (errors\n\
                                 only), noxfer (no amount and rate), progress\n\
                                 (amount and rate, once a second), json (all,\n\
                                 as objects for programs)\n"),
         stdout);
  fputs (_("\
  bmap=FILE                    copy only the blocks that the block map FILE\n\
                                 lists, and check their sums; auto: the map\n\
                                 beside the input\n\
  bmapout=FILE                 write a block map of the input to FILE\n\
  hash=ALGORITHM,...           sum what is written, by md5, sha1, sha224,\n\
                                 sha256, sha384, sha512, blake2b, xxh64 or\n\
                                 xxh128\n\
  hashlog=FILE                 write the sums to FILE, not standard error\n\
  hashwindow=BYTES             give the sum of each BYTES as well\n\
  mapfile=FILE                 with conv=rescue: list in FILE what was read\n\
                                 and what cannot be, and go on by it\n\
  tee=FILE                     write the same to FILE, too; may be repeated\n\
  verify=readback              read from the medium what was written, and\n\
                                 compare\n"),
         stdout);
  fputs (_("\
  engine=NAME                  same as --engine\n\
  qd=N                         same as --queue-depth\n"),
         stdout);
  fputs (_("\
\n\
BYTES and N are decimal numbers with one of these behind them, or none: c\n\
(times 1), w (2), b (512), kB (1000), K (1024), MB (1000 kB), M (1024 K), and\n\
so on for G, T, P, E, Z, Y, R and Q; KiB is K, MiB is M, and so on.  Several\n\
with an x between them are multiplied.  An N with a B at its end counts bytes,\n\
not blocks.\n"),
         stdout);
}

static void
print_words (void)
{
  fputs (_("\
\n\
CONV is one of:\n\
  ascii                        from EBCDIC to ASCII; implies unblock\n\
  ebcdic                       from ASCII to EBCDIC; implies block\n\
  ibm                          from ASCII to another EBCDIC; implies block\n\
  block                        make each line a record of cbs bytes: fill it\n\
                                 with spaces, or cut it\n\
  unblock                      make each record of cbs bytes a line without\n\
                                 spaces at its end\n\
  lcase                        make letters small\n\
  ucase                        make letters large\n\
  sparse                       seek over output blocks of zeros\n\
  swab                         swap the bytes of each pair\n\
  sync                         fill input blocks up to ibs, with zeros, or\n\
                                 with block and unblock with spaces\n\
  excl                         the output file must not exist\n\
  nocreat                      the output file must exist\n\
  notrunc                      do not cut the output file\n\
  noerror                      go on after errors of reading\n\
  fdatasync                    have the data on the disk at the end\n\
  fsync                        have data and metadata there\n\
  diff                         write only what differs; implies notrunc\n\
  discard                      have the device forget what was there first\n\
  rescue                       read what can be read; zeros for the rest\n\
  zeroout                      have the device make zeros\n"),
         stdout);
  fputs (_("\
\n\
FLAG is one of:\n\
  append                       write at the end; think of conv=notrunc\n\
  direct                       bypass the page cache\n\
  directory                    it must be a directory\n\
  dsync                        have the data of each block on the disk\n\
  sync                         have data and metadata there\n\
  fullblock                    read until a block is full (iflag only)\n\
  iopoll                       poll the device; implies direct\n\
  nonblock                     do not wait\n\
  noatime                      leave the time of access as it is\n\
  nocache                      leave nothing in the page cache\n\
  noctty                       do not become the terminal's owner\n\
  nofollow                     do not follow a symbolic link\n\
  mounted                      write to a device in use (oflag only)\n\
  count_bytes                  count= is in bytes (iflag only)\n\
  skip_bytes                   skip= is in bytes (iflag only)\n\
  seek_bytes                   seek= is in bytes (oflag only)\n"),
         stdout);
}

void
udd_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --help' for more information.\n"),
               program_name);
      exit (status);
    }
  print_operands ();
  print_words ();
  fputs (_("\
\n\
SIGUSR1 has the statistics printed, and the copy go on.\n\
\n\
Options:\n\
      --help                   give this help and exit\n\
      --version                tell the version and exit\n"),
         stdout);
  suite_usage (UDD_WITHOUT);
  fputs (_("\
\n\
URINGUTILS_ENGINE in the environment does what --engine does.\n"),
         stdout);
  exit (status);
}
