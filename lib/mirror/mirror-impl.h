/* What the files of the mirror share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A mirror is a tree (worker.h) whose workers do something else with names
   than to copy them all: `mirroring', a table in mirror.c.  Its names in the
   transfer, which filters judge and users are told, are those that things
   have at the target, below DEST.

     mirror-entry.h    what a name is, whether it takes part, who deals with it
     mirror-dir.h      a directory: made, entered, finished
     mirror-file.h     a regular file: compared, given to a job
     mirror-special.h  symbolic links, devices
     mirror-links.h    further names of a file: -H
     mirror-list.h     names of a list, and the directories on the way: -R
     mirror-merge.h    several sources that meet in one directory
     mirror-way.h      what stands where something is to be made
     mirror-attrs.h    modes, owners, times, ACLs
     mirror-fake.h     ... that are stored, not set: --fake-super
     mirror-compare.h  what is the same
     mirror-tell.h     who is told, and what is counted  */

#ifndef UU_MIRROR_IMPL_H
#define UU_MIRROR_IMPL_H

#include "hash.h"
#include "mirror/mirror-change.h"
#include "mirror/mirror-policy.h"
#include "mirror/mirror.h"
#include "tree/item.h"

struct mirror_list;

/* What the command line names.  */
struct mirror_operand
{
  char *source;
  char *target; /* below DEST: the name in the transfer, "." for its top */

  /* Names below it that take part, mirror-list.h; NULL: all.  */
  struct mirror_list *listed;
  Hash_table *names; /* all of these */
};

/* What one worker counts, for mirror_sums (), and what it has of its own.  */
struct mirror_counts
{
  atomic_ullong names[MIRROR_KINDS];
  atomic_ullong created[MIRROR_KINDS];
  atomic_ullong deleted[MIRROR_KINDS];
  atomic_ullong transferred, transferred_size, total_size, literal, matched;
  atomic_ullong left, left_size, reused;

  unsigned int lookups, slow_lookups; /* so far, and those that took long */
  char *attrs; /* lists and values, see mirror-xattrs.c */
};

struct mirror_backup;
struct mirror_bases;

struct mirror
{
  struct tree tree; /* whose policy is `copy' */
  const struct mirror_policy *policy;
  struct copy_policy copy; /* the policy's, and what follows from the rest */
  const char *dest;
  int dest_fd;       /* of it, or of where it is to be made */
  char *dest_prefix; /* what messages say before the names of targets */
  bool dest_found;
  unsigned int dest_made; /* directories that were made for it */
  bool dest_is_new;       /* made by us */
  bool dest_missing;      /* and not made, for the run is dry */
  const char *solo; /* the one name of the transfer, where DEST is to be its
                       copy's; or NULL */
  bool refused;     /* it does not suit the sources */

  struct mirror_operand *operands;
  size_t n_operands, room;
  char *list_source; /* that names of a list are relative to, or NULL */
  bool merges;    /* some of them meet, see mirror-merge.h, and are mirrored one
                     by one: */
  size_t current; /*   this one now */

  struct mirror_bases *bases;   /* mirror-basis.h, or NULL */
  struct mirror_backup *backup; /* mirror-backup.h, or NULL */

  gid_t *groups; /* that the process may give files to */
  int n_groups;  /* -1: any */

  struct mirror_delete *deletion; /* mirror-delete.h */
  struct mirror_late *late; /* mirror-remove-source.h; by the tree's lock */

  atomic_bool limited, stopped;
  atomic_bool holds; /* names, see mirror-links.h; one thing deferred */
  pthread_mutex_t tell_lock;
  pthread_mutex_t touch_lock;
  struct mirror_counts counts[WORKQ_MAX_WORKERS];
};

static inline struct mirror *
mirror_of (const struct worker *worker)
{
  /* The first member.  */
  return (struct mirror *) worker->tree;
}

static inline const struct mirror_policy *
mirror_policy_of (const struct item *item)
{
  return mirror_of (item->worker)->policy;
}

static inline struct mirror_counts *
mirror_counts_of (const struct worker *worker)
{
  return &mirror_of (worker)->counts[worker->index];
}

/* Take over *OPERAND as the last of MIRROR's.  0 or -ENOMEM.  */
int mirror_take_operand (struct mirror *mirror,
                         const struct mirror_operand *operand);

/* Have the workers do what their table says with all operands.  0 or
   -ENOMEM.  */
int mirror_run_operands (struct mirror *mirror);

/* Whether --stop-at's time has come.  */
bool mirror_is_over (struct mirror *mirror);

#endif /* UU_MIRROR_IMPL_H */
