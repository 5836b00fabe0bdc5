/* Mirroring a regular file: what a basis directory has of it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-file-impl.h"

#include <errno.h>

#include "base/messages.h"
#include "file/copy-file.h"
#include "file/copy-link.h"
#include "mirror/mirror-basis.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-links.h"
#include "mirror/mirror-remove-source.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"

/* Tell of the file that ACTION was done about, with bits DIFFERS.  */
static void
tell (const struct mirror_comparing *comparing, enum mirror_action action,
      unsigned int differs)
{
  const struct statx *source = comparing->source;
  mirror_tell (comparing->item,
               &(struct mirror_change) { .action = action,
                                         .differs = differs,
                                         .mode = source->stx_mode,
                                         .stx = source });
}

/* FOUND is the file with its attributes, and need not be made here: what
   stands here goes.  */
static void
leave_out (struct mirror_comparing *comparing)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (comparing->is_regular && !policy->dry_run)
    {
      mirror_directory_touch (item->worker, item_node (item));
      int err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                             item->entry->name[TARGET], 0);
      if (err < 0 && err != -ENOENT)
        item_error (item, err, N_("cannot remove %s"), TARGET);
    }
  mirror_tell_left (item->worker, comparing->source->stx_size);
  if (policy->tell_unchanged)
    tell (comparing, MIRROR_SAME, 0);
  copy_link_give_up (item, LINK_FIRST, comparing->link);
}

/* Make the file a further name of FOUND's.  Return 0, or less if it is to be
   copied.  */
static int
link_found (struct mirror_comparing *comparing,
            const struct mirror_basis_found *found)
{
  const struct item *item = comparing->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  int err = 0;
  if (!policy->dry_run)
    {
      int stands = comparing->exists ? mirror_way_clear (
                       item, comparing->source->stx_mode, &comparing->target)
                                     : 0;
      mirror_directory_touch (item->worker, item_node (item));
      if (stands < 0)
        {
          copy_link_give_up (item, LINK_FIRST, comparing->link);
          return 0;
        }
      err = mirror_basis_link (item, found, stands);
    }
  if (err < 0)
    return err;
  mirror_tell_left (item->worker, comparing->source->stx_size);
  if (policy->tell_unchanged)
    tell (comparing, MIRROR_LINK, 0);
  mirror_links_stands (item, comparing->link, &found->stx);
  mirror_remove_source (item, comparing->source);
  return 0;
}

/* Have JOB make the file of FOUND's contents.  Return false if these cannot be
   had.  */
static bool
copy_found (struct mirror_comparing *comparing,
            const struct mirror_basis_found *found, struct job *job,
            enum mirror_course *ret_course)
{
  const struct item *item = comparing->item;
  unsigned int differs = mirror_basis_differs (item, comparing->source, found);
  differs |= mirror_differs_lost (mirror_policy_of (item),
                                  comparing->source->stx_mode);
  if (mirror_policy_of (item)->dry_run)
    {
      tell (comparing, MIRROR_CREATE, differs);
      mirror_links_stands (item, comparing->link, NULL);
      *ret_course = COURSE_DONE;
      return true;
    }
  int fd = mirror_basis_open_file (item, found);
  if (fd < 0)
    return false;
  int stands = mirror_file_make_way (comparing);
  if (stands < 0)
    {
      call_close (item->worker->engine, fd);
      copy_link_give_up (item, LINK_FIRST, comparing->link);
      *ret_course = COURSE_DONE;
      return true;
    }
  mirror_file_set_up (comparing, job, differs, stands);
  job->from_basis = true;
  job->own_stx = *comparing->source;
  *ret_course = job_go_from (job, fd) ? COURSE_ENDED : COURSE_WAITS;
  return true;
}

bool
mirror_file_use_basis (struct mirror_comparing *comparing, struct job *job,
                       enum mirror_course *ret_course)
{
  const struct item *item = comparing->item;
  const struct mirror *mirror = mirror_of (item->worker);
  struct mirror_basis_found found;
  if (!mirror->bases
      || (comparing->is_regular && !mirror_basis_replaces (mirror->policy)))
    return false;
  mirror_basis_find (item, comparing->source, NULL, &found);
  if (found.match < (comparing->is_regular ? BASIS_EXACT : BASIS_CONTENTS))
    {
      comparing->has_basis = found.match == BASIS_OTHER;
      comparing->basis = found.stx;
      return false;
    }
  enum dest_kind kind = found.dir->kind;
  bool exact = found.match == BASIS_EXACT;
  *ret_course = COURSE_DONE;
  if (exact && kind == DEST_COMPARE)
    {
      leave_out (comparing);
      return true;
    }
  if (exact && kind == DEST_LINK && comparing->is_regular
      && file_id_equal (file_id_from_statx (&found.stx),
                        file_id_from_statx (&comparing->target)))
    return false;
  if (exact && kind == DEST_LINK && link_found (comparing, &found) == 0)
    return true;
  return copy_found (comparing, &found, job, ret_course);
}
