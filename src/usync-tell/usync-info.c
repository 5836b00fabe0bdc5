/* --info of a mirror: which things are told of, and how much of each.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-info.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum
{
  LEVEL_MAX = 4
};

/* What there is, and at which levels -v, 0 to 2 of them, has it.  */
struct row
{
  const char *name;
  unsigned char verbose[3];
  const char *help; /* marked with N_ */
};

static const struct row rows[INFO_WORDS] = {
  [INFO_BACKUP] = { "backup", { 0, 0, 1 }, N_("names of backups") },
  [INFO_COPY] = { "copy", { 0, 1, 1 }, N_("what --copy-dest took") },
  [INFO_DEL] = { "del", { 0, 1, 1 }, N_("what was deleted") },
  [INFO_FLIST] = { "flist", { 0, 1, 1 }, N_("the beginning of the work") },
  [INFO_MISC] = { "misc", { 0, 1, 2 }, N_("whatever else there is to say") },
  [INFO_MOUNT] = { "mount", { 0, 0, 1 }, N_("mount points that -x passed by") },
  [INFO_NAME]
  = { "name", { 0, 1, 2 }, N_("1: what was changed, 2: and what was not") },
  [INFO_NONREG] = { "nonreg",
                    { 1, 1, 1 },
                    N_("special files that were left out (told by default)") },
  [INFO_PROGRESS]
  = { "progress",
      { 0, 0, 0 },
      N_("1: names, and how far the work is; 2: without names") },
  [INFO_REMOVE]
  = { "remove", { 0, 0, 1 }, N_("what --remove-source-files removed") },
  [INFO_SKIP]
  = { "skip", { 0, 0, 1 }, N_("what options such as -u left as it is") },
  [INFO_STATS]
  = { "stats", { 0, 1, 1 }, N_("1: two lines at the end, 2: all numbers") },
  [INFO_SYMSAFE] = { "symsafe", { 0, 1, 1 }, N_("unsafe symbolic links") },
};

/* Whether the LEN bytes at TEXT are WORD, in either case.  */
static bool
is_word (const char *text, size_t len, const char *word)
{
  return strlen (word) == len && strncasecmp (text, word, len) == 0;
}

/* One item of a list: LEN bytes of a name, and a level behind it.  */
struct item
{
  const char *name;
  size_t len;
  int level;
};

/* Read the item that LIST begins with; return where the next begins, or
   NULL.  */
static const char *
read_item (const char *list, struct item *item)
{
  size_t all = strcspn (list, ",");
  *item = (struct item) { .name = list, .len = all, .level = 1 };
  /* A name that begins with a digit is none, and is said to be none.  */
  bool named = all > 0 && !isdigit ((unsigned char) *list);
  while (named && isdigit ((unsigned char) list[item->len - 1]))
    item->len--;
  if (item->len < all)
    {
      size_t digits = all - item->len;
      item->level = digits > 2 ? LEVEL_MAX : atoi (list + item->len);
      if (item->level > LEVEL_MAX)
        item->level = LEVEL_MAX;
    }
  return list[all] == ',' ? list + all + 1 : NULL;
}

static void
set (struct usync_info *info, int word, int level)
{
  info->level[word] = level;
  info->by_name[word] = true;
}

/* Take ITEM; return whether there is such a word.  */
static bool
take_item (struct usync_info *info, const struct item *item)
{
  bool none = is_word (item->name, item->len, "none");
  bool every = none || is_word (item->name, item->len, "all");
  if (item->len == 0)
    return true;
  for (int word = 0; word < INFO_WORDS; word++)
    if (every)
      set (info, word, none ? 0 : item->level);
    else if (is_word (item->name, item->len, rows[word].name))
      {
        set (info, word, item->level);
        return true;
      }
  return every;
}

const char *
usync_info_take (struct usync_info *info, const char *list, int *ret_length)
{
  while (list)
    {
      struct item item;
      list = read_item (list, &item);
      if (!take_item (info, &item))
        {
          *ret_length = item.len;
          return item.name;
        }
    }
  return NULL;
}

bool
usync_info_wants_help (const char *list)
{
  while (list)
    {
      struct item item;
      list = read_item (list, &item);
      if (is_word (item.name, item.len, "help"))
        return true;
    }
  return false;
}

void
usync_info_help (void)
{
  puts (_("Words of --info, with a level behind them if it is not 1; 0 is\n"
          "silence:\n"));
  for (int word = 0; word < INFO_WORDS; word++)
    printf ("%-10s %s\n", rows[word].name, _ (rows[word].help));
  printf ("\n%-10s %s\n", "all", _("all of them: all2 is each at level 2"));
  printf ("%-10s %s\n", "none", _("none of them"));
  printf ("%-10s %s\n", "help", _("this list"));
  puts (_("\nWhat -v tells of, and -vv beside that:\n"));
  for (int verbose = 1; verbose <= 2; verbose++)
    {
      const char *between = verbose == 1 ? "-v   " : "-vv  ";
      for (int word = 0; word < INFO_WORDS; word++)
        if (rows[word].verbose[verbose] > rows[word].verbose[verbose - 1])
          {
            printf ("%s%s", between, rows[word].name);
            if (rows[word].verbose[verbose] > 1)
              printf ("%d", rows[word].verbose[verbose]);
            between = ",";
          }
      putchar ('\n');
    }
}

void
usync_info_default (struct usync_info *info, enum usync_info_word word,
                    int level)
{
  if (!info->by_name[word])
    info->level[word] = level;
}

void
usync_info_verbose (struct usync_info *info, int verbose)
{
  for (int word = 0; word < INFO_WORDS; word++)
    usync_info_default (info, word,
                        rows[word].verbose[verbose > 2 ? 2 : verbose]);
}
