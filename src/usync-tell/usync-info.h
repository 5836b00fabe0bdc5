/* --info of a mirror: which things are told of, and how much of each.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The words and levels are rsync's.  -v raises them all a step at a time;
   what a word of --info says counts more, wherever it stands among the
   options.  */

#ifndef UU_USYNC_INFO_H
#define UU_USYNC_INFO_H

#include <stdbool.h>

enum usync_info_word
{
  INFO_BACKUP,
  INFO_COPY,
  INFO_DEL,
  INFO_FLIST,
  INFO_MISC,
  INFO_MOUNT,
  INFO_NAME,
  INFO_NONREG,
  INFO_PROGRESS,
  INFO_REMOVE,
  INFO_SKIP,
  INFO_STATS,
  INFO_SYMSAFE,
  INFO_WORDS
};

/* All 0 is a good beginning.  */
struct usync_info
{
  unsigned char level[INFO_WORDS];
  bool by_name[INFO_WORDS]; /* set by a word: no default changes it */
};

/* Take LIST, the argument of --info: words with or without a level, between
   commas, in either case.  Return NULL, or where in LIST a word begins that
   is not known, with its length.  */
const char *usync_info_take (struct usync_info *info, const char *list,
                             int *ret_length);

/* Whether LIST asks for usync_info_help ().  */
bool usync_info_wants_help (const char *list);

/* Say on standard output which words there are.  */
void usync_info_help (void);

/* -v was given VERBOSE times.  To be called once, after all words.  */
void usync_info_verbose (struct usync_info *info, int verbose);

/* Have WORD at LEVEL, if no word of --info has set it.  */
void usync_info_default (struct usync_info *info, enum usync_info_word word,
                         int level);

#endif /* UU_USYNC_INFO_H */
