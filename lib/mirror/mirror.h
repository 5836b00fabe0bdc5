/* Mirroring trees: the whole of what a tool asks of this library.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool makes a mirror from its policy, adds what the command line names,
   runs it, and reads what came of it.  Everything that goes wrong with a name
   is said by report.h and goes on with the next; the return values here tell
   only of what ends the whole.

   How it works: mirror-impl.h (what its files share), mirror-entry.h (what is
   done for each name), worker.h (threads).  */

#ifndef UU_MIRROR_H
#define UU_MIRROR_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"
#include "mirror/mirror-policy.h"

struct mirror;

/* Make ready to mirror by POLICY, which must outlive this, as must DEST, into
   DEST.  Nothing is looked at yet.  Return 0 or -errno; *WHY tells when it is
   the ring that cannot be had.  */
int mirror_open (const struct mirror_policy *policy, const char *dest,
                 struct mirror **ret_mirror, struct engine_why *why);

/* Add SOURCE, as named on the command line: what is in it if it ends in a
   slash or is "." or ends in "/.", else itself; with -R by its whole name, or
   what comes after "/./" in it.  The name is copied.  0, -ENOMEM, or, with -R,
   -EINVAL for a name that has ".." in it.  */
int mirror_add (struct mirror *mirror, const char *source);

/* Add NAME below SOURCE, a directory, by the name that it has there, as
   --files-from does; without -R as if SOURCE/NAME was added.  The return value
   is the same.  */
int mirror_add_listed (struct mirror *mirror, const char *source,
                       const char *name);

/* Find DEST, now that all is added, or make it.  To be called before
   mirror_run () by whoever wants to know, or to lock it.  */
struct mirror_dest
{
  unsigned int made; /* directories that were, or by a dry run would be */
  int fd;            /* the directory, or that which DEST is made in; -1: a dry
                        run has none */
};
int mirror_find_dest (struct mirror *mirror, struct mirror_dest *ret_dest);

/* Do all of it.  Return 0, or -errno with all said when DEST cannot be had at
   all.  */
int mirror_run (struct mirror *mirror);

/* What came of it, beside report_failed ().  */
struct mirror_result
{
  bool partial;  /* something could not be done: 23 */
  bool vanished; /* a source went meanwhile: 24 */
  bool limited;  /* --max-delete kept something: 25 */
  bool stopped;  /* --stop-at ended it: 30 */
  bool refused;  /* DEST does not suit what was added: 3 */
};
struct mirror_result mirror_result (struct mirror *mirror);

enum mirror_kind
{
  MIRROR_FILE,
  MIRROR_DIRECTORY,
  MIRROR_SYMLINK,
  MIRROR_DEVICE,
  MIRROR_SPECIAL, /* fifos and sockets */
  MIRROR_KINDS
};

/* What was done so far; any thread may ask while a run goes on.  */
struct mirror_sums
{
  uint64_t names[MIRROR_KINDS]; /* of the source that take part */
  uint64_t created[MIRROR_KINDS];
  uint64_t deleted[MIRROR_KINDS];
  uint64_t undeleted;        /* names that --max-delete kept */
  uint64_t transferred;      /* regular files whose contents were copied, */
  uint64_t transferred_size; /*   and how long these are; bytes */
  uint64_t total_size;       /* of all files and symbolic links */
  uint64_t literal, matched; /* bytes written, and found to be there */
  uint64_t moved;            /* bytes of contents so far, for progress */
  uint64_t left, left_size;  /* files that need not be copied, or must not */
  uint64_t reused;           /* files whose contents were beside DEST */
  unsigned int workers;
};
void mirror_sums (struct mirror *mirror, struct mirror_sums *ret_sums);

/* What MIRROR's copies are made by, as long as it lives.  */
const struct copy_policy *mirror_copy_policy (const struct mirror *mirror);

void mirror_engine_stats (struct mirror *mirror, struct engine_stats *ret_stats,
                          struct engine_why *ret_why);

void mirror_close (struct mirror *mirror);

#endif /* UU_MIRROR_H */
