/* Words and levels of --info, beside -v.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "unit.h"
#include "usync-tell/usync-info.h"

/* LIST, which is fine, and then -v as often.  */
static struct usync_info
taken (const char *list, int verbose)
{
  struct usync_info info = { { 0 } };
  int len;
  unit_context = list;
  CHECK (usync_info_take (&info, list, &len) == NULL);
  usync_info_verbose (&info, verbose);
  return info;
}

static void
test_verbose (void)
{
  struct usync_info info = taken ("", 0);
  CHECK_EQ (info.level[INFO_NAME], 0);
  CHECK_EQ (info.level[INFO_NONREG], 1);
  info = taken ("", 1);
  CHECK_EQ (info.level[INFO_NAME], 1);
  CHECK_EQ (info.level[INFO_STATS], 1);
  CHECK_EQ (info.level[INFO_SKIP], 0);
  info = taken ("", 2);
  CHECK_EQ (info.level[INFO_NAME], 2);
  CHECK_EQ (info.level[INFO_SKIP], 1);
  info = taken ("", 5);
  CHECK_EQ (info.level[INFO_NAME], 2);
}

static void
test_words (void)
{
  struct usync_info info = taken ("stats2,Name0,,DEL", 1);
  CHECK_EQ (info.level[INFO_STATS], 2);
  CHECK_EQ (info.level[INFO_NAME], 0);
  CHECK_EQ (info.level[INFO_DEL], 1);
  CHECK_EQ (info.level[INFO_SYMSAFE], 1);
  info = taken ("none,skip", 2);
  CHECK_EQ (info.level[INFO_SKIP], 1);
  CHECK_EQ (info.level[INFO_NAME], 0);
  CHECK_EQ (info.level[INFO_NONREG], 0);
  info = taken ("all3", 0);
  CHECK_EQ (info.level[INFO_NAME], 3);
  CHECK_EQ (info.level[INFO_MOUNT], 3);
  info = taken ("name77777777777777777777", 0);
  CHECK_EQ (info.level[INFO_NAME], 4);
}

static void
test_unknown (void)
{
  struct usync_info info = { { 0 } };
  int len;
  const char *list = "name,what2,skip";
  CHECK (usync_info_take (&info, list, &len) == list + 5);
  CHECK_EQ (len, 4);
  list = "3";
  CHECK (usync_info_take (&info, list, &len) == list);
  CHECK_EQ (len, 1);
  CHECK (usync_info_wants_help ("name,HELP"));
  CHECK (!usync_info_wants_help ("name,helpless"));
}

static void
test_default (void)
{
  struct usync_info info = taken ("stats0", 1);
  usync_info_default (&info, INFO_STATS, 2);
  usync_info_default (&info, INFO_FLIST, 2);
  CHECK_EQ (info.level[INFO_STATS], 0);
  CHECK_EQ (info.level[INFO_FLIST], 2);
}

int
main (void)
{
  test_verbose ();
  test_words ();
  test_unknown ();
  test_default ();
  return unit_end ();
}
