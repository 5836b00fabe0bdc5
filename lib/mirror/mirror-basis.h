/* Directories beside DEST: --link-dest, --copy-dest, --compare-dest and
   --reflink-dest.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   They are earlier mirrors of the same tree.  What is to be made is looked for
   in each, in the order in which they were given, under the name that it has
   in the transfer.  What is found as it is to be is linked to, copied, left
   out or cloned; what has the right contents only is copied from there; what
   has not even those is what changes are told against.  */

#ifndef UU_MIRROR_BASIS_H
#define UU_MIRROR_BASIS_H

#include "mirror/mirror-impl.h"

enum mirror_basis_match
{
  BASIS_NONE,     /* nothing of its kind */
  BASIS_OTHER,    /* something, with other contents */
  BASIS_CONTENTS, /* the same contents */
  BASIS_EXACT     /* and the same attributes */
};

struct mirror_basis_found
{
  enum mirror_basis_match match;
  const struct dest_dir *dir;
  int dirfd; /* where ITEM's name is found; steady until the worker looks for
                something else */
  struct statx stx;
};

/* Open what MIRROR's policy names, now that DEST is known; what cannot be had
   is said.  0 or -ENOMEM; MIRROR's bases are NULL if there are none.  */
int mirror_bases_open (struct mirror *mirror);

/* Free BASES.  The workers still have their engines, or ENGINE will do.  */
void mirror_bases_close (struct mirror_bases *bases, struct engine *engine,
                         struct dircache *cache);

/* Look for ITEM, a file like SOURCE.  TEXT is a symbolic link's, as it is to
   be, else NULL.  */
void mirror_basis_find (const struct item *item, const struct statx *source,
                        const char *text, struct mirror_basis_found *ret_found);

/* Whether the names of POLICY's directories are to be looked for what is to
   replace something, too.  */
bool mirror_basis_replaces (const struct mirror_policy *policy);

/* Whether POLICY's directories are linked to: then what has other names in the
   destination may be theirs, too.  */
bool mirror_basis_is_linked (const struct mirror_policy *policy);

/* The bits by which FOUND differs from SOURCE, ITEM's.  */
unsigned int mirror_basis_differs (const struct item *item,
                                   const struct statx *source,
                                   const struct mirror_basis_found *found);

/* Make ITEM's target a further name of FOUND's file, in place of what STANDS
   there.  0 or -errno.  */
int mirror_basis_link (const struct item *item,
                       const struct mirror_basis_found *found, bool stands);

/* Open FOUND's file, a regular one, to be copied.  A descriptor or -errno.  */
int mirror_basis_open_file (const struct item *item,
                            const struct mirror_basis_found *found);

#endif /* UU_MIRROR_BASIS_H */
