/* Metadata: times, owner, attributes and mode of a finished copy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   In this order, which cp has too: times, owner, extended attributes, ACL
   and mode.  The mode comes last, since it is what lets others in, and a
   change of owner takes set-user-ID bits away.  Each step is left out when
   it would change nothing.  */

#ifndef UU_METADATA_H
#define UU_METADATA_H

#include "file/attrs.h"
#include "tree/item.h"

struct metadata
{
  const struct item *item;
  const struct statx *source_stx;
  const struct attrs *attrs; /* of the source */
  struct handle source;
  struct handle target;
  bool is_new; /* the target was made by us */
  bool is_directory;
  bool passing;      /* --parents: gets no extended attributes, as in cp */
  bool no_mode;      /* a symbolic link: has none to change */
  bool may_have_acl; /* existed, or was made below a default ACL */

  /* What the target has now.  */
  uid_t uid;
  gid_t gid;
  mode_t mode;

  /* For a directory not told to preserve its mode, and files with
     --no-preserve=mode: what it is to have.  */
  mode_t final_mode;
};

/* The mode bits of a file that chmod () can change.  */
enum
{
  MODE_BITS = 07777
};

/* Whether the policy looks at attributes at all.  */
bool metadata_wants_attrs (const struct copy_policy *policy);

/* List the source's attributes if the policy wants to know them.  An error
   is said, and false returned.  */
bool metadata_list_attrs (const struct item *item, struct handle source,
                          struct attrs *ret_attrs);

/* Do all of it.  Each failure is said; return false if any makes the copy
   incomplete.  */
bool metadata_apply (struct metadata *metadata);

/* Before metadata_apply (): give the target, which is new, the owner of
   EXISTING, the file that it is to replace, unless the policy says whose it
   is to be.  Where that may not be, *MODE, which is for later, loses the
   bits that lend the owner's rights.  */
void metadata_keep_owner (struct metadata *metadata,
                          const struct statx *existing, mode_t *mode);

/* After metadata_apply (), with the policy not preserving modes: give the
   target, which is new, the ACL of EXISTING, which it is to replace.  An
   error is said, and false returned.  */
bool metadata_keep_acl (struct metadata *metadata, struct handle existing);

/* The times of STX as utimensat () wants them.  */
void metadata_times (const struct statx *stx, struct timespec times[2]);

#endif /* UU_METADATA_H */
