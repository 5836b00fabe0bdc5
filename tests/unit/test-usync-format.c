/* Lines about names: columns, escapes of formats, numbers, bytes that do not
   print.  What is expected is what rsync says in the same place.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <locale.h>
#include <sys/stat.h>

#include "unit.h"
#include "usync-tell/usync-escape.h"
#include "usync-tell/usync-format.h"
#include "usync-tell/usync-itemize.h"
#include "usync-tell/usync-number.h"

static const struct statx file_statx
    = { .stx_mode = S_IFREG | 0644,
        .stx_uid = 17,
        .stx_gid = 5,
        .stx_size = 1234567,
        .stx_mtime = { .tv_sec = 1000000000 } };

static const struct mirror_change file_change
    = { .action = MIRROR_TRANSFER,
        .differs = DIFFERS_SIZE | DIFFERS_TIME,
        .mode = S_IFREG | 0644,
        .name = "dir/file",
        .path = "/src//./dir/file",
        .stx = &file_statx,
        .moved = 4321 };

static void
test_columns (void)
{
  static const struct
  {
    enum mirror_action action;
    mode_t mode;
    unsigned int differs;
    const char *wanted;
  } rows[] = {
    { MIRROR_TRANSFER, S_IFREG, DIFFERS_NEW | DIFFERS_SIZE, ">f+++++++++" },
    { MIRROR_TRANSFER, S_IFREG, 0, ">f........." },
    { MIRROR_SAME, S_IFREG, 0, ".f         " },
    { MIRROR_SAME, S_IFDIR, DIFFERS_TIME, ".d..t......" },
    { MIRROR_CREATE, S_IFDIR, DIFFERS_NEW, "cd+++++++++" },
    { MIRROR_CREATE, S_IFLNK, DIFFERS_CONTENT | DIFFERS_SIZE, "cLc........" },
    { MIRROR_CREATE, S_IFCHR, DIFFERS_CONTENT | DIFFERS_TIME_LOST,
      "cDc.T......" },
    { MIRROR_LINK, S_IFIFO, 0, "hS         " },
    { MIRROR_SAME, S_IFREG,
      DIFFERS_MODE | DIFFERS_OWNER | DIFFERS_GROUP | DIFFERS_ATIME | DIFFERS_ACL
          | DIFFERS_XATTR,
      ".f...poguax" },
    { MIRROR_SAME, S_IFREG, DIFFERS_CRTIME, ".f......n.." },
    { MIRROR_SAME, S_IFREG, DIFFERS_CRTIME | DIFFERS_ATIME, ".f......b.." },
    { MIRROR_DELETE, S_IFREG, 0, "*deleting  " },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    {
      char columns[ITEMIZE_COLUMNS + 1];
      const struct mirror_change change = { .action = rows[i].action,
                                            .mode = rows[i].mode,
                                            .differs = rows[i].differs };
      usync_itemize (&change, columns);
      unit_context = rows[i].wanted;
      CHECK (strcmp (columns, rows[i].wanted) == 0);
    }
  unit_context = "";
}

/* Whether FORMAT makes WANTED of CHANGE.  */
static bool
makes (const struct mirror_change *change, const char *text, const char *wanted)
{
  struct usync_format format
      = { .text = text, .owner = true, .group = true, .sum_length = 4 };
  char *line;
  size_t len;
  FILE *out = open_memstream (&line, &len);
  usync_format_write (out, &format, change);
  fclose (out);
  bool same = strcmp (line, wanted) == 0;
  if (!same)
    fprintf (stderr, "'%s' makes '%s', not '%s'\n", text, line, wanted);
  free (line);
  return same;
}

static void
test_escapes (void)
{
  const struct mirror_change *file = &file_change;
  CHECK (makes (file, "%i %n%L", ">f.st...... dir/file"));
  CHECK (makes (file, "%f", "src/dir/file"));
  CHECK (makes (file, "%l %'l %''l %'''l", "1234567 1,234,567 1.23M 1.18M"));
  CHECK (makes (file, "[%10l] [%-10l] [%-10'l]",
                "[   1234567] [1234567   ] [1,234,567 ]"));
  CHECK (makes (file, "[%12n] [%-12n]", "[    dir/file] [dir/file    ]"));
  CHECK (makes (file, "%b %c %o %B %U %G %05U",
                "4321 0 send rw-r--r-- 17 5 "
                "00017"));
  CHECK (makes (file, "%M", "2001/09/09-01:46:40"));
  CHECK (makes (file, "[%C] [%6C]", "[    ] [      ]"));
  CHECK (makes (file, "%%n %q %", "%n %q %"));
  CHECK (makes (file, "%h %a %u %m %P", "%h %a %u %m %P"));
  CHECK (makes (file, "100% %l%", "100% 1234567%"));
  CHECK (makes (file, "%L|%5L", "|         "));
}

static void
test_kinds (void)
{
  struct mirror_change change = file_change;
  change.other_name = "dir/first";
  CHECK (makes (&change, "%n%L", "dir/file => dir/first"));
  CHECK (makes (&change, "%L|%-10L|", " => dir/first| => dir/first |"));
  change.other_name = NULL;
  change.mode = S_IFLNK | 0777;
  change.link_text = "else";
  CHECK (makes (&change, "%n%L", "dir/file -> else"));
  change.sum = "abcd";
  CHECK (makes (&change, "%C", "abcd"));
  const struct mirror_change gone
      = { .action = MIRROR_DELETE, .mode = S_IFDIR | 0755, .name = "d" };
  CHECK (makes (&gone, "%i %n%L %o %l %U %G", "*deleting   d/ del. 0 0 0"));
  CHECK (makes (&gone, "%f [%4n]", "d [  d/]"));
}

static void
test_unknown_owner (void)
{
  struct usync_format format = { .text = "%U %G" };
  char line[40] = "";
  FILE *out = fmemopen (line, sizeof line, "w");
  usync_format_write (out, &format, &file_change);
  fclose (out);
  CHECK (strcmp (line, "0 DEFAULT") == 0);
}

static void
test_has (void)
{
  CHECK (usync_format_has ("%i %n", 'i'));
  CHECK (usync_format_has ("a%-30'n", 'n'));
  CHECK (!usync_format_has ("%%i", 'i'));
  CHECK (usync_format_has ("%%%i", 'i'));
  CHECK (!usync_format_has ("i%", 'i'));
}

static void
test_numbers (void)
{
  char buf[NUMBER_SIZE];
  static const struct
  {
    uint64_t n;
    int level;
    const char *wanted;
  } rows[] = {
    { 0, 0, "0" },
    { 0, 3, "0" },
    { 999, 1, "999" },
    { 1000, 1, "1,000" },
    { 1234567, 0, "1234567" },
    { 999999999, 1, "999,999,999" },
    { 999, 2, "999" },
    { 1000, 2, "1.00K" },
    { 1023, 3, "1,023" },
    { 1024, 3, "1.00K" },
    { 1536000, 3, "1.46M" },
    { UINT64_C (5000000000000000000), 2, "5000.00P" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    {
      unit_context = rows[i].wanted;
      CHECK (
          strcmp (usync_number (rows[i].n, rows[i].level, buf), rows[i].wanted)
          == 0);
    }
  unit_context = "";
  CHECK (strcmp (usync_number_real (12.345, 2, 1, buf), "12.35") == 0
         || strcmp (buf, "12.34") == 0);
  CHECK (strcmp (usync_number_real (1234.5, 2, 1, buf), "1,234.50") == 0);
  CHECK (strcmp (usync_number_real (1234.5, 2, 0, buf), "1234.50") == 0);
  CHECK (strcmp (usync_number_real (1234567, 2, 2, buf), "1.23M") == 0);
}

/* Whether TEXT is shown as WANTED.  */
static bool
is_shown (const char *text, const char *wanted, bool eight_bit)
{
  char line[200] = "";
  FILE *out = fmemopen (line, sizeof line, "w");
  usync_escape (out, text, strlen (text), eight_bit);
  fclose (out);
  return strcmp (line, wanted) == 0;
}

static void
test_bytes (void)
{
  CHECK (is_shown ("plain name", "plain name", false));
  CHECK (is_shown ("a\nb\tc\001", "a\\#012b\tc\\#001", false));
  CHECK (is_shown ("\\#123", "\\#134#123", false));
  CHECK (is_shown ("\\#12x \\#12", "\\#12x \\#12", false));
  CHECK (is_shown ("\377\303\274", "\\#377\\#303\\#274", false));
  CHECK (is_shown ("\377\303\274\n", "\377\303\274\\#012", true));
  if (!setlocale (LC_CTYPE, "C.UTF-8"))
    return;
  CHECK (is_shown ("\377\303\274", "\\#377\303\274", false));
  CHECK (is_shown ("\303", "\\#303", false));
}

int
main (void)
{
  setenv ("TZ", "UTC0", 1);
  test_columns ();
  test_escapes ();
  test_kinds ();
  test_unknown_owner ();
  test_has ();
  test_numbers ();
  test_bytes ();
  return unit_end ();
}
