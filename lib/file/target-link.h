/* Targets: what stands there, and where a symbolic link leads.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A symbolic link at the destination is followed as cp follows it, but step
   by step: each link is pinned, its owner looked at, and its content
   resolved once.  What comes out is a directory and a name in it, and from
   then on that name is used without following.  Links that somebody else
   than the caller or root made are not followed.  */

#ifndef UU_TARGET_LINK_H
#define UU_TARGET_LINK_H

#include "file/target.h"

struct target_link
{
  int dirfd;
  const char *name;
  bool owns_dirfd;
  bool magic;        /* one of /proc's, that the kernel alone can follow */
  bool dangling;     /* there is no such name */
  bool to_directory; /* it is to lead to one, to be filled */
  char content[4096];
};

enum
{
  /* As -errno: a link was planted by another user.  */
  TARGET_LINK_FOREIGN = -0x10000,
  /* A link on the way to a directory was made by this very copy.  */
  TARGET_LINK_MADE = -0x10001
};

/* See what has the target name of ITEM, a file like SOURCE_STX, into
   TARGET->stood and ->stx, and with FOLLOW, if that is a symbolic link, where
   it leads.  Return 0 or -errno;
   -ENOENT with TARGET->link set if there is a link that leads nowhere.  */
int target_link_look (const struct item *item, const struct statx *source_stx,
                      bool follow, struct target *target);

void target_link_free (struct engine *engine, struct target_link *link);

#endif /* UU_TARGET_LINK_H */
