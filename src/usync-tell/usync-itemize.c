/* --itemize-changes: what became of a name, in rsync's eleven columns.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-itemize.h"

#include <string.h>
#include <sys/stat.h>

/* The columns from the third on: the letter of each, and what it stands for.
   A later row overrides one before it, if both are so.  */
struct column
{
  unsigned int differs; /* all of these */
  unsigned char at;
  char letter;
};

static const struct column columns_of[] = {
  { DIFFERS_CONTENT, 2, 'c' }, { DIFFERS_SIZE, 3, 's' },
  { DIFFERS_TIME, 4, 't' },    { DIFFERS_TIME_LOST, 4, 'T' },
  { DIFFERS_MODE, 5, 'p' },    { DIFFERS_OWNER, 6, 'o' },
  { DIFFERS_GROUP, 7, 'g' },   { DIFFERS_ATIME, 8, 'u' },
  { DIFFERS_CRTIME, 8, 'n' },  { DIFFERS_ATIME | DIFFERS_CRTIME, 8, 'b' },
  { DIFFERS_ACL, 9, 'a' },     { DIFFERS_XATTR, 10, 'x' },
};

static char
letter_of_action (enum mirror_action action)
{
  switch (action)
    {
    case MIRROR_TRANSFER:
      return '>';
    case MIRROR_CREATE:
      return 'c';
    case MIRROR_LINK:
      return 'h';
    default:
      return '.';
    }
}

static char
letter_of_kind (mode_t mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFDIR:
      return 'd';
    case S_IFLNK:
      return 'L';
    case S_IFCHR:
    case S_IFBLK:
      return 'D';
    case S_IFIFO:
    case S_IFSOCK:
      return 'S';
    default:
      return 'f';
    }
}

void
usync_itemize (const struct mirror_change *change,
               char columns[ITEMIZE_COLUMNS + 1])
{
  if (change->action == MIRROR_DELETE)
    {
      strcpy (columns, "*deleting  ");
      return;
    }
  unsigned int differs = change->differs;
  /* rsync counts no size for links, whatever their lengths.  */
  if (S_ISLNK (change->mode))
    differs &= ~DIFFERS_SIZE;
  memset (columns, differs & DIFFERS_NEW ? '+' : '.', ITEMIZE_COLUMNS);
  columns[ITEMIZE_COLUMNS] = '\0';
  bool any = (differs & DIFFERS_NEW) != 0;
  for (size_t i = 0; !any && i < sizeof columns_of / sizeof *columns_of; i++)
    any = (differs & columns_of[i].differs) == columns_of[i].differs;
  for (size_t i = 0; i < sizeof columns_of / sizeof *columns_of; i++)
    {
      const struct column *column = &columns_of[i];
      if (!(differs & DIFFERS_NEW)
          && (differs & column->differs) == column->differs)
        columns[column->at] = column->letter;
    }
  /* Nothing to tell is told by blanks, but for what was transferred.  */
  if (!any && change->action != MIRROR_TRANSFER)
    memset (columns, ' ', ITEMIZE_COLUMNS);
  columns[0] = letter_of_action (change->action);
  columns[1] = letter_of_kind (change->mode);
}
