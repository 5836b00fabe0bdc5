/* Mirror changes: what became of one name of a mirror, as its user is told.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A mirror fills one in for each name that something was done about, or would
   be by a run that is not dry, and hands it to the policy's tell ().
   Actions and bits are rsync's columns of --itemize-changes; to put them
   into words is the tool's.  */

#ifndef UU_MIRROR_CHANGE_H
#define UU_MIRROR_CHANGE_H

#include <linux/stat.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum mirror_action
{
  MIRROR_SAME,     /* '.': contents stay; attributes may have changed */
  MIRROR_TRANSFER, /* '>': contents were, or would be, copied */
  MIRROR_CREATE,   /* 'c': a directory, link or device was made */
  MIRROR_LINK,     /* 'h': a further name of another file */
  MIRROR_DELETE,   /* '*deleting' */
  MIRROR_NOTE      /* nothing was done, or more than can be seen */
};

/* What a MIRROR_NOTE says.  */
enum mirror_note
{
  NOTE_EXISTS,        /* --ignore-existing */
  NOTE_NEWER,         /* --update */
  NOTE_OVER_MAX,      /* --max-size */
  NOTE_UNDER_MIN,     /* --min-size */
  NOTE_NOT_CREATED,   /* --existing */
  NOTE_NONREG,        /* of a kind that is not transferred */
  NOTE_DIRECTORY,     /* one, and neither -r nor -d */
  NOTE_UNSAFE_LINK,   /* --safe-links */
  NOTE_UNSAFE_COPIED, /* --copy-unsafe-links: its file takes its place */
  NOTE_MOUNT,         /* -xx */
  NOTE_REMOVED,       /* --remove-source-files */
  NOTE_BACKED_UP,     /* to `other_name' */
  NOTE_NOT_EMPTY,     /* a directory that was to be deleted stays */
  NOTE_NOT_DELETED    /* nothing is, any more: a source cannot be read */
};

/* What was different: bits.  */
enum mirror_differs
{
  DIFFERS_NEW = 1 << 0,       /* nothing of its kind stood there: +++++++++ */
  DIFFERS_CONTENT = 1 << 1,   /* c: by a sum, or a link's text, a device */
  DIFFERS_SIZE = 1 << 2,      /* s */
  DIFFERS_TIME = 1 << 3,      /* t */
  DIFFERS_TIME_LOST = 1 << 4, /* T: it is that of the transfer */
  DIFFERS_MODE = 1 << 5,      /* p */
  DIFFERS_OWNER = 1 << 6,     /* o */
  DIFFERS_GROUP = 1 << 7,     /* g */
  DIFFERS_ATIME = 1 << 8,     /* u */
  DIFFERS_CRTIME = 1 << 9,    /* n, or b with the time of access */
  DIFFERS_ACL = 1 << 10,      /* a */
  DIFFERS_XATTR = 1 << 11     /* x */
};

struct mirror_change
{
  enum mirror_action action;
  enum mirror_note note;   /* of MIRROR_NOTE */
  unsigned int differs;    /* enum mirror_differs */
  mode_t mode;             /* kind of file, and permissions */
  const char *name;        /* in the transfer: "dir/file", or "." */
  const char *path;        /* of the source, as it was named; NULL for
                              MIRROR_DELETE, or if nobody wants it */
  const char *link_text;   /* of a symbolic link, or NULL */
  const char *other_name;  /* of MIRROR_LINK and notes, or NULL */
  bool in_basis;           /* of MIRROR_LINK: --link-dest has it so, which is
                              no change */
  const char *sum;         /* of the contents, as text; NULL if unknown */
  const struct statx *stx; /* the source's; NULL for MIRROR_DELETE */
  uint64_t moved, matched; /* bytes written, and found to be there */
};

#endif /* UU_MIRROR_CHANGE_H */
