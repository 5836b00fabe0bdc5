/* Changes of modes: what they make of modes, and what is no change.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>

#include "mirror/chmod-rules.h"
#include "unit.h"

static const struct
{
  const char *text;
  mode_t file, file_wanted;
  mode_t directory, directory_wanted;
} cases[] = {
  { "u+w", 0444, 0644, 0555, 0755 },
  { "a+r", 0200, 0644, 0300, 0744 },
  { "+w", 0444, 0644, 0555, 0755 },
  { "+rwx", 0000, 0755, 0000, 0755 },
  { "go-rwx", 0777, 0700, 0777, 0700 },
  { "-w", 0777, 0577, 0777, 0577 },
  { "u=rw", 0777, 0677, 0777, 0677 },
  { "u=", 0777, 0077, 0777, 0077 },
  { "D755,F644", 0600, 0644, 0700, 0755 },
  { "Dg+s,ug+w,Fo-w,+X", 0446, 0664, 0555, 02775 },
  { "+X", 0644, 0644, 0644, 0755 },
  { "a+X", 0645, 0755, 0600, 0711 },
  { "a-x,a+X", 0755, 0755, 0755, 0755 },
  { "u+s", 0755, 04755, 0755, 04755 },
  { "ug+s", 0755, 06755, 0755, 06755 },
  { "a+s", 0755, 06755, 0755, 06755 },
  { "o+s", 0755, 04755, 0755, 04755 },
  { "+t", 0755, 01755, 0755, 01755 },
  { "u-s", 06755, 02755, 06755, 02755 },
  { "u=rwx", 04644, 04744, 0644, 0744 },
  { "ug=s", 06777, 06007, 06777, 06007 },
  { "g=u", 0750, 0770, 02750, 0770 },
  { "o+g", 0750, 0755, 0750, 0755 },
  { "g-o", 0775, 0725, 0775, 0725 },
  { "0", 0777, 0, 0777, 0 },
  { "7777", 0, 07777, 0, 07777 },
  { "F600,go=", 0777, 0600, 0777, 0700 },
};

static void
test_changes (void)
{
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct chmod_rules *rules = NULL;
      unit_context = cases[i].text;
      if (!CHECK (chmod_rules_add (&rules, cases[i].text, 022) == 0))
        continue;
      CHECK_EQ (chmod_rules_apply (rules, S_IFREG | cases[i].file),
                S_IFREG | cases[i].file_wanted);
      CHECK_EQ (chmod_rules_apply (rules, S_IFBLK | cases[i].file),
                S_IFBLK | cases[i].file_wanted);
      CHECK_EQ (chmod_rules_apply (rules, S_IFDIR | cases[i].directory),
                S_IFDIR | cases[i].directory_wanted);
      CHECK_EQ (chmod_rules_apply (rules, S_IFLNK | 0777), S_IFLNK | 0777);
      chmod_rules_free (rules);
    }
  unit_context = "";
}

static void
test_refused (void)
{
  static const char *const texts[]
      = { "",     "u",    "u+r,", ",u+r",  "x+r",  "u+q", "u+r-w",
          "8",    "DF+r", "F+r,", "77777", "u7",   "u+7", "644x",
          "g=uo", "g=ur", "g=ru", "D",     "u++r", "+,",  " u+r" };
  struct chmod_rules *rules = NULL;
  CHECK_EQ (chmod_rules_add (&rules, "F600", 0), 0);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    {
      unit_context = texts[i];
      CHECK_EQ (chmod_rules_add (&rules, texts[i], 0), -EINVAL);
    }
  unit_context = "";
  CHECK_EQ (chmod_rules_add (&rules, "F000,x", 0), -EINVAL);
  CHECK_EQ (chmod_rules_apply (rules, S_IFREG | 0777), S_IFREG | 0600);
  /* Further ones come after them.  */
  CHECK_EQ (chmod_rules_add (&rules, "u-w,a+r", 0), 0);
  CHECK_EQ (chmod_rules_apply (rules, S_IFREG | 0777), S_IFREG | 0444);
  chmod_rules_free (rules);
  chmod_rules_free (NULL);
}

int
main (void)
{
  test_changes ();
  test_refused ();
  return unit_end ();
}
