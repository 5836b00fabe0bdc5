/* Mirror policy: what the user asked of a mirror; const once parsed.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The options of usync fill it (src/usync-mirror/), this folder reads it.  The
   process has a umask of 0 while a mirror runs; the caller's is in copy.umask.
   What a mirror shares with a copy (which attributes are kept, how data moves,
   engine, workers, fsync) is in `copy', and goes to the tree and file layers as
   it is.
   The words are rsync's.  */

#ifndef UU_MIRROR_POLICY_H
#define UU_MIRROR_POLICY_H

#include <time.h>

#include "filter/filter.h"
#include "tree/dirnode.h"
#include "tree/policy.h"

struct chmod_rules;
struct id_map;
struct mirror_change;

enum delete_when
{
  DELETE_NONE,
  DELETE_BEFORE, /* all, before anything is copied */
  DELETE_DURING, /* a directory's before its files: --delete */
  DELETE_DELAY,  /* found during, removed at the end */
  DELETE_AFTER   /* found and removed at the end */
};

enum dest_kind
{
  DEST_COMPARE, /* --compare-dest: what is there unchanged is not made */
  DEST_COPY,    /* --copy-dest: it is copied from there */
  DEST_LINK,    /* --link-dest: it is linked to */
  DEST_CLONE    /* --reflink-dest: it is cloned */
};

struct dest_dir
{
  enum dest_kind kind;
  const char *name; /* as given: relative to DEST if not absolute */
};

struct mirror_policy
{
  struct copy_policy copy;

  /* What is transferred.  */
  bool recursive, dirs; /* -r, -d */
  bool links;           /* -l */
  bool copy_links;      /* -L */
  bool copy_unsafe_links, safe_links, munge_links;
  bool copy_dirlinks;           /* -k */
  bool keep_dirlinks;           /* -K */
  bool hard_links;              /* -H */
  bool devices, specials;       /* -D is both */
  bool relative, implied_dirs;  /* -R, --no-implied-dirs */
  bool prune_empty_dirs;        /* -m */
  unsigned int one_file_system; /* -x, twice: mount points are left out */
  const char *files_from;       /* or NULL */
  bool from0;
  intmax_t max_size, min_size; /* bytes; -1: any */
  const struct filter *filter; /* never NULL */
  bool filter_files;           /* it has per-directory rules to be read */

  /* When a file counts as the same.  */
  bool size_only, ignore_times; /* -I */
  intmax_t modify_window;       /* seconds; -1: nanoseconds */
  bool update;                  /* -u */
  bool existing, ignore_existing;
  bool checksum; /* -c: by contents, not size and time */

  /* Attributes beside those in `copy'.  */
  bool perms, executability, acls, xattrs;
  bool all_xattrs; /* -XX: with those of --fake-super */
  bool owner, group, times, atimes;
  bool omit_dir_times, omit_link_times; /* -O, -J */
  bool numeric_ids;
  bool fake[SIDES];                /* --fake-super: see mirror-fake.h */
  bool super;                      /* may change owners: root, or --super, or
                                      it is faked */
  const struct chmod_rules *chmod; /* or NULL */
  const struct id_map *usermap, *groupmap; /* or NULL; --chown is both */

  /* How contents are written.  */
  bool inplace, delta, append, append_verify, whole_file;
  bool partial, delay_updates;
  const char *partial_dir, *temp_dir; /* or NULL */
  struct dest_dir *dest_dirs;         /* in order */
  unsigned int n_dest_dirs;
  const char *backup_dir; /* or NULL */
  const char *suffix;     /* of backups */
  bool make_backups;
  bool remove_source_files;
  bool mkpath;

  /* Deleting.  */
  enum delete_when delete;
  bool delete_excluded, ignore_errors, force, force_empty;
  bool delete_missing_args, ignore_missing_args;
  intmax_t max_delete; /* -1: any number */

  bool dry_run;
  time_t stop_at; /* 0: never */

  /* Tells of each change (mirror-change.h), from any thread, one call at a
     time.  In the order of names when copy.verbose is set (then there is one
     worker).  */
  void (*tell) (void *arg, const struct mirror_change *change);
  bool tell_unchanged; /* of what stays as it is, too: -ii */
  bool notes_only;     /* of changes not at all */
  bool tell_paths;     /* with the names of sources */
  void *tell_arg;
};

#endif /* UU_MIRROR_POLICY_H */
