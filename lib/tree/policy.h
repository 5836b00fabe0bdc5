/* Policy: what the user asked for, decided once and const from then on.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool fills a copy_policy from its options; the file and tree layers
   read it.  The engine and data layers never see it: they get their own
   small parts (engine_config, transfer_policy).  */

#ifndef UU_POLICY_H
#define UU_POLICY_H

#include <stdbool.h>
#include <sys/types.h>

#include "backupfile.h"
#include "data/transfer.h"
#include "engine/engine.h"
#include "filter/filter.h"
#include "sums/digest.h"
#include "sums/manifest.h"

enum dereference
{
  DEREF_NEVER,    /* -P */
  DEREF_OPERANDS, /* -H */
  DEREF_ALWAYS    /* -L */
};

/* What is made of a file that is no directory.  */
enum making
{
  MAKE_COPIES,
  MAKE_HARD_LINKS, /* -l: a further name of the source */
  MAKE_SYMLINKS    /* -s: a symbolic link to the source */
};

/* What becomes of a file that stands where a copy is to go.  */
enum update_mode
{
  UPDATE_ALL,      /* it is replaced */
  UPDATE_OLDER,    /* if it is older than the source: -u */
  UPDATE_NONE,     /* it stays: -n */
  UPDATE_NONE_FAIL /* and that is a failure */
};

/* What is kept of the contents of a file that is to be replaced.  */
enum reuse
{
  REUSE_NOTHING,
  REUSE_BLOCKS, /* of a large one, what is the same in the source */
  REUSE_START   /* all of it, as the beginning of the source */
};

struct copy_policy
{
  bool recursive;
  bool one_file_system;
  bool force;                  /* unlink what cannot be opened, and retry */
  bool interactive;            /* ask before anything is replaced */
  bool copy_as_regular;        /* without -R: special files are data */
  bool keep_directory_symlink; /* a link to a directory will do as one */
  bool attributes_only;        /* contents are left as they are */
  enum making making;
  enum dereference dereference;

  enum update_mode update;
  bool remove_destination; /* before it is made anew */
  enum backup_type backup; /* of what is replaced */

  bool atomic;  /* what is copied appears when it is complete */
  bool resume;  /* what an earlier run did is not done again: implies
                   atomic and preserve_timestamps */
  bool inplace; /* what stands there is written over, with atomic too */
  enum reuse reuse;
  bool keep_partial;       /* what could not be completed stays, with its own
                              name or, if that is not NULL, */
  const char *partial_dir; /*   in this directory, whence it is resumed */
  bool delay;              /* what is complete appears at the very end */
  bool fsync;              /* all is durable at the end */

  bool preserve_mode; /* ACLs too */
  bool preserve_ownership;
  bool preserve_timestamps;
  bool preserve_links;
  bool preserve_xattr;
  bool preserve_context;
  bool default_context;      /* -Z: what SELinux's policy gives a name */
  const char *given_context; /* --context: all get this; or NULL */
  bool default_mode;         /* --no-preserve=mode: as if newly made */
  bool require_xattr;        /* asked for by name: failing is an error */
  bool require_context;
  bool allow_unowned; /* may not give files away: not an error */
  bool posix_links;   /* POSIXLY_CORRECT: write through dangling
                         symbolic links */

  const struct digest_algorithm *checksum; /* --checksum, or NULL */
  struct manifest *manifest;               /* where the sums go */
  const struct digest_algorithm *verify;   /* --verify, or NULL */

  bool verbose; /* a line a file, in cp's order */
  bool ordered; /* one name after the other, by their bytes */

  bool may_vanish; /* a source that has gone is no failure */
  bool debug;      /* and one on how it was copied */

  const struct filter *filter; /* names left out; NULL: none */

  mode_t umask; /* the caller's; the process has 0 while
                   modes are preserved */
  struct transfer_policy transfer;
  struct engine_config engine;
  unsigned int workers; /* at most; 0: a default */
  size_t chunk_size;    /* bytes; 0: a default */
};

/* Whether files must be admitted one after the other, in cp's order.  */
static inline bool
policy_is_ordered (const struct copy_policy *policy)
{
  return policy->verbose || policy->debug || policy->interactive
         || policy->ordered;
}

#endif /* UU_POLICY_H */
