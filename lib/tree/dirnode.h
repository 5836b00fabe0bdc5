/* Directory nodes: a pair of directories, source and target, being worked
   on, and the cache of their descriptors.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tree is copied relative to directory descriptors.  A node is one
   directory on both sides; its `pending' counts what is still to be done
   in it, and whoever brings that to zero finishes the directory (tree-
   copy.c).  Descriptors are few and directories may be many: a node's
   descriptors may be closed whenever nobody has pinned it, and are opened
   again from a neighbour in the tree, by one name or by "..", never by a
   longer path; device and inode numbers are then compared, so that a
   directory that was moved or replaced meanwhile is an error and never a
   wrong turn.

   A node is freed when the last reference goes: its creator's, its
   children's, and those of hard link records.  */

#ifndef UU_DIRNODE_H
#define UU_DIRNODE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/calls.h"

enum side
{
  SOURCE,
  TARGET,
  SIDES
};
enum
{
  PIN_SOURCE = 1 << SOURCE,
  PIN_TARGET = 1 << TARGET,
  PIN_BOTH = PIN_SOURCE | PIN_TARGET
};

/* What identifies a file for as long as somebody has it open.  */
struct file_id
{
  uint64_t dev;
  uint64_t ino;
};

struct filter_scope;
struct name_set;
struct removal;

struct dirnode
{
  struct dirnode *parent;  /* NULL: a root, see dirnode_new_root () */
  const char *name[SIDES]; /* in the parent; a root's: message prefix */
  unsigned int depth;
  atomic_uint refs;
  atomic_uint pending;

  /* Guarded by the cache's lock; the descriptors are steady, and may be
     read without it, while the caller has a pin.  */
  int fd[SIDES];       /* -1: closed */
  bool is_path[SIDES]; /* opened with O_PATH: cannot be read */
  unsigned int pins;
  struct dirnode *lru_next, *lru_prev;

  /* Set at creation, then const.  */
  struct file_id id[SIDES];
  bool followed[SIDES]; /* a symbolic link may lead there */
  bool passing;         /* on the way to an operand, see tree-parents.h */
  bool fresh;           /* the target was made by us: empty */
  bool default_acl;     /* the target gives new files an ACL */
  bool owner_known;     /* and our own user and group */
  uint64_t device;      /* of the operand's source, for -x */

  /* Where the source directory is to be read on; its reader's.  */
  int64_t read_on;

  /* The filter rules that hold in it, see mirror-filter.h; or NULL.  Set by
     who enters it, then const.  */
  struct filter_scope *scope[SIDES];

  /* Where the target is being emptied, see tree-remove.h: by whom, or NULL;
     the parent's target once more; something in it stays.  */
  struct removal *removal;
  bool is_view;
  atomic_bool keeps;

  /* The source's names, for who deletes what is not among them, or NULL; and
     whether nothing is to be deleted in the target, or below it.  */
  struct name_set *names;
  bool undeleted;
  const struct mirror_list
      *listed; /* ... those queued by themselves, or NULL */

  /* For finishing, by the tree's user.  */
  struct statx source_stx;
  uid_t target_uid; /* what the target has now */
  gid_t target_gid;
  mode_t target_mode;
  mode_t final_mode; /* what it is to have unless preserved */
  bool may_have_acl;
  bool untouched; /* it keeps what it has */

  /* A mirror's.  */
  struct statx_timestamp target_mtime;
  mode_t fake_mode;    /* with --fake-super: what it is to pass for; the one
                          above is real */
  bool is_top;         /* the target is the destination itself */
  bool imagined;       /* a dry run would have made the target */
  bool is_known;       /* an earlier source has dealt with the target */
  bool differs;        /* its attributes do */
  bool locked;         /* the target, see temporary.h; of steady value once */
  atomic_bool touched; /*   something was made in it, or removed */
};

struct dircache
{
  pthread_mutex_t lock;
  unsigned int open;                    /* nodes with a descriptor */
  unsigned int limit;                   /* above which idle nodes are closed */
  struct dirnode *lru_first, *lru_last; /* unpinned and open */
  bool locks;                           /* targets, see temporary.h */
};

void dircache_init (struct dircache *cache, unsigned int limit);
void dircache_destroy (struct dircache *cache);

/* A node that stands for where the command line's names are relative to:
   SOURCE_FD and TARGET_FD may be AT_FDCWD; PREFIX is what to write before
   the names of either side in messages ("" for none).  The descriptors
   stay the caller's and are never closed; PREFIX must outlive the node.
   NULL without memory.  */
struct dirnode *dirnode_new_root (int source_fd, int target_fd,
                                  const char *source_prefix,
                                  const char *target_prefix);

/* A node for PARENT's entry, with one reference and closed descriptors.
   The names are copied; "" is PARENT's directory itself.  NULL without
   memory.  */
struct dirnode *dirnode_new (struct dirnode *parent, const char *source_name,
                             const char *target_name);
struct dirnode *dirnode_ref (struct dirnode *node);

/* Drop a reference.  The last one closes and frees NODE, and may do the
   same to those above it.  */
void dirnode_unref (struct engine *engine, struct dircache *cache,
                    struct dirnode *node);

/* Give NODE, pinned by nobody, its freshly opened descriptors and one
   pin.  */
void dircache_adopt (struct engine *engine, struct dircache *cache,
                     struct dirnode *node, int source_fd, int target_fd);

/* Make the descriptors of SIDES_WANTED (PIN_*) steady until unpinned,
   reopening them where needed.  Return 0, or -errno and no pin: -ESTALE
   when the directory is no longer where it was.  */
int dircache_pin (struct engine *engine, struct dircache *cache,
                  struct dirnode *node, unsigned int sides_wanted);
void dircache_unpin (struct engine *engine, struct dircache *cache,
                     struct dirnode *node);

/* NODE is done and the caller has it pinned: see to it that its parent is
   open, cheapest from here by "..", unpin NODE and, if nobody else has it
   pinned, close it.  */
void dircache_retire (struct engine *engine, struct dircache *cache,
                      struct dirnode *node);

/* Close every idle descriptor, when the process has run out of them.
   Return whether any was closed.  */
bool dircache_shrink (struct engine *engine, struct dircache *cache);

struct handle dirnode_handle (const struct dirnode *node, enum side side);

/* The name for messages of LEAF (or, if NULL, of the directory itself) on
   SIDE of NODE.  The caller frees it; NULL without memory.  */
char *dirnode_path (const struct dirnode *node, enum side side,
                    const char *leaf);

/* Whether ID is NODE's source or that of a directory above it.  */
bool dirnode_is_above (const struct dirnode *node, struct file_id id);

/* Whether ID is NODE's target or that of a directory above it.  */
bool dirnode_makes (const struct dirnode *node, struct file_id id);

struct file_id file_id_from_statx (const struct statx *stx);
static inline bool
file_id_equal (struct file_id a, struct file_id b)
{
  return a.ino == b.ino && a.dev == b.dev;
}

#endif /* UU_DIRNODE_H */
