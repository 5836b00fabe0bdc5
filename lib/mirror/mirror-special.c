/* Mirroring what is not a regular file: symbolic links, fifos, devices.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-special.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/messages.h"
#include "file/copy-link.h"
#include "file/flush.h"
#include "file/stage.h"
#include "mirror/mirror-basis.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-links.h"
#include "mirror/mirror-remove-source.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"
#include "mirror/mirror-xattrs.h"

/* What --munge-links puts before a link's text.  */
static const char munge_prefix[] = "/rsyncd-munged/";

/* A special file on its way.  */
struct special
{
  const struct item *item;
  const struct statx *source;
  char text[MIRROR_TEXT_MAX]; /* of a symbolic link, as it is to be */
  struct statx target;
  bool exists;  /* something stands there, */
  bool is_like; /*   and is of the same kind */
  struct mirror_wanted wanted;
  struct link_record *link; /* to be settled, or NULL */
};

int
mirror_special_text (const struct item *item, enum side side,
                     char text[MIRROR_TEXT_MAX])
{
  int n = mirror_fake_readlink (item, side, item_dirfd (item, side),
                                item->entry->name[side], text, MIRROR_TEXT_MAX);
  if (n < 0)
    return n;
  if (n == MIRROR_TEXT_MAX)
    return -ENAMETOOLONG;
  text[n] = '\0';
  return 0;
}

/* How many directories are above ITEM in the transfer.  */
static int
depth_of (const struct item *item)
{
  int depth = 0;
  for (const struct dirnode *up = item_node (item); up->parent; up = up->parent)
    depth += strcmp (up->name[TARGET], ".") != 0;
  return depth;
}

bool
mirror_special_is_unsafe (const struct item *item, const char *text)
{
  if (text[0] == '\0' || text[0] == '/')
    return true;
  int depth = depth_of (item);
  bool went_down = false;
  for (const char *s = text; *s != '\0';)
    {
      size_t len = strcspn (s, "/");
      if (len == 2 && s[0] == '.' && s[1] == '.')
        {
          /* "a/../.." may be anywhere, should a be a link itself.  */
          if (went_down || --depth < 0)
            return true;
        }
      else if (len > 0 && !(len == 1 && s[0] == '.'))
        went_down = true;
      s += len;
      s += strspn (s, "/");
    }
  return false;
}

/* Have SPECIAL's text, if it is a symbolic link.  False, all said, if that
   cannot be had.  */
static bool
read_text (struct special *special)
{
  const struct item *item = special->item;
  size_t prefix = 0;
  if (!S_ISLNK (special->source->stx_mode))
    return true;
  int err = mirror_special_text (item, SOURCE, special->text);
  if (err == 0 && mirror_policy_of (item)->munge_links)
    {
      prefix = sizeof munge_prefix - 1;
      size_t size = strlen (special->text) + 1;
      if (prefix + size > MIRROR_TEXT_MAX)
        err = -ENAMETOOLONG;
      else
        {
          memmove (special->text + prefix, special->text, size);
          memcpy (special->text, munge_prefix, prefix);
        }
    }
  if (err < 0)
    item_error (item, err, N_("cannot read symbolic link %s"), SOURCE);
  return err == 0;
}

/* Whether what stands there is the same file, attributes aside.  */
static bool
is_same (const struct special *special)
{
  const struct statx *source = special->source;
  const struct statx *target = &special->target;
  if (!special->is_like)
    return false;
  if (S_ISLNK (source->stx_mode))
    {
      char text[MIRROR_TEXT_MAX];
      return target->stx_size == strlen (special->text)
             && mirror_special_text (special->item, TARGET, text) == 0
             && strcmp (text, special->text) == 0;
    }
  if (S_ISCHR (source->stx_mode) || S_ISBLK (source->stx_mode))
    return source->stx_rdev_major == target->stx_rdev_major
           && source->stx_rdev_minor == target->stx_rdev_minor;
  return true;
}

static void
tell (const struct special *special, enum mirror_action action,
      unsigned int differs)
{
  const struct statx *source = special->source;
  mirror_tell (special->item,
               &(struct mirror_change) { .action = action,
                                         .differs = differs,
                                         .mode = source->stx_mode,
                                         .link_text = S_ISLNK (source->stx_mode)
                                                          ? special->text
                                                          : NULL,
                                         .stx = source });
}

/* Whether it is the same, but may be an earlier mirror's, too, linked to by
   --link-dest, and differs in attributes: then it is made anew.  */
static bool
is_to_part (const struct special *special)
{
  const struct item *item = special->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  mode_t mode = special->source->stx_mode;
  return special->target.stx_nlink > 1 && mirror_basis_is_linked (policy)
         && (mirror_differs (policy, special->source, &special->target,
                             &special->wanted)
                 != 0
             || (mirror_xattrs_wanted (policy)
                 && mirror_xattrs_differ (item, mode) != 0));
}

/* It is the same: see to the attributes.  */
static void
keep (struct special *special)
{
  const struct item *item = special->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct statx *source = special->source;
  unsigned int differs
      = mirror_differs (policy, source, &special->target, &special->wanted);
  if (mirror_xattrs_wanted (policy))
    differs |= mirror_xattrs_differ (item, source->stx_mode);
  bool ok = true;
  if (mirror_attrs_is_due (item, differs))
    ok = mirror_attrs_update (item, source, &special->target, &special->wanted);
  if (ok)
    tell (special, MIRROR_SAME,
          mirror_differs_told (policy, differs, &special->target,
                               &special->wanted));
  mirror_links_stands (item, special->link, &special->target);
  if (ok)
    mirror_remove_source (item, source);
}

static void
say_not_made (const struct special *special, int err)
{
  mode_t mode = special->source->stx_mode;
  item_error (special->item, err,
              S_ISLNK (mode)    ? N_("cannot create symbolic link %s")
              : S_ISFIFO (mode) ? N_("cannot create fifo %s")
                                : N_("cannot create special file %s"),
              TARGET);
}

/* Make it as NAME, with no attributes.  0 or -errno.  */
static int
make_bare (const struct special *special, const char *name)
{
  const struct item *item = special->item;
  const struct statx *source = special->source;
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  bool is_link = S_ISLNK (source->stx_mode);
  if (mirror_fake_is_on (item, TARGET))
    return mirror_fake_make (item, name, is_link ? special->text : NULL);
  if (is_link)
    return call_symlink (engine, special->text, dirfd, name);
  mode_t mode = special->wanted.mode & (S_IRUSR | S_IWUSR);
  return call_mknod (engine, dirfd, name, (source->stx_mode & S_IFMT) | mode,
                     makedev (source->stx_rdev_major, source->stx_rdev_minor));
}

/* Give what was made as NAME its attributes.  Return whether it has them, with
   what it is in *RET_MADE.  */
static bool
dress (const struct special *special, const char *name, struct statx *ret_made)
{
  const struct item *item = special->item;
  struct engine *engine = item->worker->engine;
  int fd = call_open (engine, item_dirfd (item, TARGET), name,
                      O_PATH | O_NOFOLLOW, 0);
  int err = fd < 0 ? fd : call_fstatx (engine, fd, ret_made);
  mode_t kind = mirror_fake_is_on (item, TARGET)
                    ? S_IFREG
                    : special->source->stx_mode & S_IFMT;
  if (err == 0 && (ret_made->stx_mode & S_IFMT) != kind)
    err = -ESTALE;
  bool ok = err >= 0;
  if (ok)
    {
      struct mirror_dressing dressing = {
        .item = item,
        .source_stx = special->source,
        .source = { -1, false },
        .target = { fd, true },
        .wanted = &special->wanted,
        .is_new = true,
        .may_have_acl = item_node (item)->default_acl,
        .uid = ret_made->stx_uid,
        .gid = ret_made->stx_gid,
        .mode = ret_made->stx_mode & MODE_BITS,
      };
      ok = mirror_attrs_apply (&dressing);
    }
  else
    item_error (item, err, N_("cannot stat %s"), TARGET);
  if (fd >= 0)
    call_close (engine, fd);
  return ok;
}

/* Make it, in place of what STANDS there.  Return whether it is as it should
   be, with what it is in *RET_MADE.  */
static bool
make (const struct special *special, bool stands, struct statx *ret_made)
{
  const struct item *item = special->item;
  struct stage stage = { .replaces = stands,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = item->entry->name[TARGET] };
  const char *name = stands ? stage_begin_special (&stage) : stage.name;
  int err = make_bare (special, name);
  if (err < 0)
    {
      say_not_made (special, err);
      return false;
    }
  bool ok = dress (special, name, ret_made);
  err = stage_commit (item->worker->engine, &stage, -1);
  if (err < 0)
    say_not_made (special, err);
  /* What is faked has contents, or attributes, like a file's.  */
  if (err == 0 && item_policy (item)->fsync && mirror_fake_is_on (item, TARGET))
    ok &= flush_standing (item);
  return ok && err == 0;
}

/* What -i shows of it, which is new or is to be something else.  */
static unsigned int
create_differs (const struct special *special)
{
  const struct mirror_policy *policy = mirror_policy_of (special->item);
  const struct statx *source = special->source;
  if (!special->is_like)
    return DIFFERS_NEW;
  unsigned int differs
      = DIFFERS_CONTENT
        | mirror_differs (policy, source, &special->target, &special->wanted);
  return differs | mirror_differs_lost (policy, source->stx_mode);
}

/* Make it, and tell that it differs by bits DIFFERS.  */
static void
create (struct special *special, unsigned int differs)
{
  const struct item *item = special->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct worker *worker = item->worker;
  mode_t mode = special->source->stx_mode;
  int stands
      = special->exists ? mirror_way_clear (item, mode, &special->target) : 0;
  bool ok = stands >= 0;
  struct statx made = special->target;
  if (ok && !policy->dry_run)
    {
      mirror_directory_touch (worker, item_node (item));
      mirror_attrs_want (item, special->source,
                         special->is_like ? &special->target : NULL,
                         &special->wanted);
      ok = make (special, stands, &made);
    }
  if (!ok)
    {
      copy_link_give_up (item, LINK_FIRST, special->link);
      return;
    }
  if (!special->is_like)
    mirror_tell_created (worker, mode);
  tell (special, MIRROR_CREATE, differs);
  mirror_links_stands (item, special->link, &made);
  mirror_remove_source (item, special->source);
}

/* FOUND is the same, attributes and all.  Return whether nothing more is to be
   done about it.  */
static bool
use_exact (struct special *special, const struct mirror_basis_found *found)
{
  const struct item *item = special->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  enum mirror_action action = MIRROR_SAME;
  if (found->dir->kind == DEST_LINK)
    {
      action = MIRROR_LINK;
      if (!policy->dry_run)
        {
          mirror_directory_touch (item->worker, item_node (item));
          if (mirror_basis_link (item, found, false) < 0)
            return false;
        }
      mirror_links_stands (item, special->link, &found->stx);
    }
  else if (found->dir->kind == DEST_COMPARE)
    copy_link_give_up (item, LINK_FIRST, special->link);
  else
    return false;
  if (policy->tell_unchanged)
    tell (special, action, 0);
  return true;
}

/* Look for it in the basis directories.  Return whether it was dealt with.  */
static bool
use_basis (struct special *special)
{
  const struct item *item = special->item;
  struct mirror_basis_found found;
  if (!mirror_of (item->worker)->bases)
    return false;
  mirror_basis_find (item, special->source, special->text, &found);
  if (found.match == BASIS_NONE)
    return false;
  if (found.match == BASIS_EXACT && use_exact (special, &found))
    return true;
  unsigned int differs = mirror_basis_differs (item, special->source, &found);
  if (found.match != BASIS_EXACT)
    differs |= DIFFERS_CONTENT
               | mirror_differs_lost (mirror_policy_of (item),
                                      special->source->stx_mode);
  create (special, differs);
  return true;
}

/* Whether the options let the target be made or changed.  */
static bool
is_allowed (const struct special *special)
{
  const struct item *item = special->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  mode_t mode = special->source->stx_mode;
  if (policy->existing && !special->exists)
    mirror_tell_note (item, NOTE_NOT_CREATED, mode, NULL);
  else if (policy->ignore_existing && special->exists)
    mirror_tell_note (item, NOTE_EXISTS, mode, NULL);
  else
    return true;
  return false;
}

void
mirror_special (const struct item *item, const struct statx *stx)
{
  struct special special = { .item = item, .source = stx };
  if (!mirror_links_first (item, stx, &special.link))
    return;
  mirror_tell_count (item->worker, stx);
  int err = mirror_entry_target (item, &special.target);
  special.exists = err == 0;
  special.is_like
      = err == 0
        && (special.target.stx_mode & S_IFMT) == (stx->stx_mode & S_IFMT);
  if ((err < 0 && err != -ENOENT) || !is_allowed (&special)
      || !read_text (&special))
    {
      copy_link_give_up (item, LINK_FIRST, special.link);
      return;
    }
  mirror_attrs_want (item, stx, special.is_like ? &special.target : NULL,
                     &special.wanted);
  if (is_same (&special) && !is_to_part (&special))
    keep (&special);
  else if (special.exists || !use_basis (&special))
    create (&special, create_differs (&special));
}
