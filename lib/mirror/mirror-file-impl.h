/* What the files about one regular file of a mirror share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   mirror-file.c is the whole of it; mirror-file-basis.c asks the directories
   of --link-dest and its like.  */

#ifndef UU_MIRROR_FILE_IMPL_H
#define UU_MIRROR_FILE_IMPL_H

#include "mirror/mirror-attrs.h"
#include "mirror/mirror-file.h"
#include "mirror/mirror-impl.h"

/* A file that is compared with what stands at its target.  */
struct mirror_comparing
{
  const struct item *item;
  const struct statx *source;
  struct statx target;
  bool exists;     /* something stands there, */
  bool is_regular; /*   and is a regular file */
  struct mirror_wanted wanted;
  struct link_record *link; /* to be settled, or NULL */
  bool pinned;              /* for the job */
  bool has_basis;           /* nothing stands there, but something in a */
  struct statx basis;       /*   basis directory, with other contents */
};

/* See to it that the file can be made, and that what stands there is put
   aside if that cannot be done later.  Return as mirror_way_clear () does.  */
int mirror_file_make_way (const struct mirror_comparing *comparing);

/* Have JOB stand for the copy, in place of what STANDS there.  */
void mirror_file_set_up (const struct mirror_comparing *comparing,
                         struct job *job, unsigned int differs, bool stands);

/* Look for the file in the basis directories, and make use of what is found.
   Return whether that was all; then *RET_COURSE is what became of it.  */
bool mirror_file_use_basis (struct mirror_comparing *comparing, struct job *job,
                            enum mirror_course *ret_course);

#endif /* UU_MIRROR_FILE_IMPL_H */
