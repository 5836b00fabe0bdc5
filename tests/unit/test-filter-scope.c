/* Scopes: which rules of files in directories hold where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>

#include "engines.h"
#include "filter/filter-scope.h"

static struct engine *engine;

static void
put (const char *name, const char *text)
{
  FILE *stream = fopen (name, "w");
  if (!stream || fputs (text, stream) < 0 || fclose (stream) != 0)
    unit_die (name);
}

static struct filter
make_filter (const char *first, const char *second)
{
  struct filter filter = { .rules = NULL };
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  CHECK_EQ (filter_take (&filter, first, &trouble), 0);
  if (second)
    CHECK_EQ (filter_take (&filter, second, &trouble), 0);
  return filter;
}

/* Enter the directory NAME, whose path in the transfer is PATH.  0 or
   -errno.  */
static int
enter (struct filter_scope *outer, const char *name, const char *path,
       struct filter_scope **ret_scope)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  int fd = open (name, O_RDONLY | O_DIRECTORY);
  if (fd < 0)
    unit_die (name);
  int err = filter_scope_enter (outer, engine, fd, strlen (path), ret_scope,
                                &trouble);
  CHECK (err == 0 || trouble.file);
  free (trouble.file);
  close (fd);
  return err;
}

/* The same where nothing may go wrong.  */
static struct filter_scope *
entered (struct filter_scope *outer, const char *name, const char *path)
{
  struct filter_scope *scope = NULL;
  unit_context = name;
  CHECK_EQ (enter (outer, name, path, &scope), 0);
  unit_context = "";
  return scope ? scope : filter_scope_ref (outer);
}

/* What SCOPE says of the file PATH: `-', `+' or `.'.  */
static char
ask (const struct filter_scope *scope, const char *path)
{
  struct filter_path buffer = { .data = NULL };
  size_t len = strlen (path);
  char *room = filter_scope_room (scope, &buffer, len);
  if (!room)
    unit_die ("malloc");
  memcpy (room, path, len);
  enum filter_verdict verdict
      = filter_scope_judge (scope, &buffer, len, false, false);
  free (buffer.data);
  return verdict == FILTER_NONE ? '.' : verdict == FILTER_INCLUDE ? '+' : '-';
}

static void
test_inherited (void)
{
  struct filter filter = make_filter (": .r", "- last");
  put ("top/.r", "- a\n- /b\n+ last\n");
  put ("top/one/.r", "+ a\n- one/c\n- /d/e\n");
  put ("top/one/two/.r", "!\n- f\n");
  struct filter_scope *begin
      = filter_scope_new (&filter, FILTER_SENDER, "/base");
  CHECK_EQ (ask (begin, "last"), '-');
  struct filter_scope *top = entered (begin, "top", "");
  struct filter_scope *none = entered (top, "top/none", "none");
  struct filter_scope *one = entered (top, "top/one", "one");
  struct filter_scope *two = entered (one, "top/one/two", "one/two");
  CHECK (none == top);
  CHECK_EQ (ask (top, "a"), '-');
  CHECK_EQ (ask (top, "b"), '-');
  CHECK_EQ (ask (top, "last"), '+');
  CHECK_EQ (ask (none, "none/a"), '-');
  CHECK_EQ (ask (none, "none/b"), '.');
  CHECK_EQ (ask (one, "one/a"), '+');
  CHECK_EQ (ask (one, "one/c"), '-');
  CHECK_EQ (ask (one, "one/d"), '.');
  CHECK_EQ (ask (one, "one/last"), '+');
  /* Anchored rules of a directory above go on to hold.  */
  CHECK_EQ (ask (one, "one/d/e"), '-');
  CHECK_EQ (ask (two, "one/two/a"), '.');
  CHECK_EQ (ask (two, "one/two/f"), '-');
  CHECK_EQ (ask (two, "one/two/last"), '-');
  /* What an inner scope has of an outer one it keeps.  */
  filter_scope_unref (begin);
  filter_scope_unref (top);
  filter_scope_unref (none);
  CHECK_EQ (ask (one, "one/last"), '+');
  filter_scope_unref (one);
  CHECK_EQ (ask (two, "one/two/f"), '-');
  filter_scope_unref (two);
  filter_clear (&filter);
}

/* Modifiers of the rule.  */
static void
test_modifiers (void)
{
  struct filter filter = make_filter (":n- .r", ":sC");
  put ("top/.r", "a\n- b\n#c\n");
  put ("top/one/.r", "");
  put ("top/.cvsignore", "d e\n ! f");
  put ("top/one/two/.r", "z");
  for (unsigned int side = FILTER_SENDER; side <= FILTER_RECEIVER; side++)
    {
      struct filter_scope *begin = filter_scope_new (&filter, side, "/");
      struct filter_scope *top = entered (begin, "top", "");
      struct filter_scope *one = entered (top, "top/one", "one");
      CHECK_EQ (ask (top, "a"), '-');
      CHECK_EQ (ask (top, "- b"), '-');
      CHECK_EQ (ask (top, "b"), '.');
      CHECK_EQ (ask (top, "e"), '.');
      CHECK_EQ (ask (top, "f"), side == FILTER_SENDER ? '-' : '.');
      CHECK_EQ (ask (one, "one/a"), '.');
      CHECK_EQ (ask (one, "one/f"), '.');
      filter_scope_unref (begin);
      filter_scope_unref (top);
      filter_scope_unref (one);
    }
  unlink ("top/.cvsignore");
  filter_clear (&filter);
}

/* Files that have rules for further files.  */
static void
test_nested (void)
{
  struct filter filter = make_filter (": .r", NULL);
  put ("top/.r", "- a\n: .s\n+ b\n");
  put ("top/.s", ": .r\n: .s\n- b\n");
  put ("top/one/.r", "- c\n");
  put ("top/one/.s", "+ a\n- d\n. .t\n");
  put ("top/one/.t", "- in-t\n");
  put ("top/one/two/.r", "!\n: .s\n");
  put ("top/one/two/.s", ": .r\n- e\n");
  struct filter_scope *begin = filter_scope_new (&filter, FILTER_SENDER, "/");
  struct filter_scope *top = entered (begin, "top", "");
  struct filter_scope *one = entered (top, "top/one", "one");
  struct filter_scope *two = entered (one, "top/one/two", "one/two");
  CHECK_EQ (ask (top, "b"), '-');
  CHECK_EQ (ask (top, "d"), '.');
  CHECK_EQ (ask (one, "one/a"), '-');
  CHECK_EQ (ask (one, "one/b"), '-');
  CHECK_EQ (ask (one, "one/c"), '-');
  CHECK_EQ (ask (one, "one/d"), '-');
  CHECK_EQ (ask (one, "one/in-t"), '-');
  CHECK_EQ (ask (two, "one/two/e"), '-');
  CHECK_EQ (ask (two, "one/two/d"), '.');
  filter_scope_unref (begin);
  filter_scope_unref (top);
  filter_scope_unref (one);
  filter_scope_unref (two);
  filter_clear (&filter);
  unlink ("top/.s");
}

/* Files above the transfer, which is top/one/two.  */
static void
test_above (void)
{
  static const struct
  {
    const char *rule;
    const char *wanted; /* of a, b, c, and two/a, two/b, two/c */
  } cases[]
      = {
          { ": /.r", "---.-." },
          { ": ../.r", ".--.-." }, /* it begins in the directory above */
          { ": ../../.r", "---.-." },
          { ": .r", "..-..." },
          { ": x/.r", "..-..." },
          { ":n /.r", "..-..." },
        };
  put ("top/.r", "- /one/two/a\n");
  put ("top/one/.r", "- b\n");
  put ("top/one/two/.r", "- /c\n");
  char base[4200];
  snprintf (base, sizeof base, "%s/./top//x/../one", unit_tmpdir);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct filter filter = make_filter (cases[i].rule, NULL);
      struct filter_trouble trouble = { FILTER_FAULT_NONE };
      struct filter_scope *begin
          = filter_scope_new (&filter, FILTER_SENDER, base);
      struct filter_scope *above = NULL;
      CHECK_EQ (filter_scope_above (begin, engine, "two", 3, &above, &trouble),
                0);
      struct filter_scope *two = entered (above, "top/one/two", "two");
      unit_context = cases[i].rule;
      const char *wanted = cases[i].wanted;
      CHECK_EQ (ask (two, "two/a"), wanted[0]);
      CHECK_EQ (ask (two, "two/b"), wanted[1]);
      CHECK_EQ (ask (two, "two/c"), wanted[2]);
      CHECK_EQ (ask (two, "two/two/a"), wanted[3]);
      CHECK_EQ (ask (two, "two/two/b"), wanted[4]);
      CHECK_EQ (ask (two, "two/two/c"), wanted[5]);
      unit_context = "";
      filter_scope_unref (begin);
      filter_scope_unref (above);
      filter_scope_unref (two);
      filter_clear (&filter);
    }
}

/* What is wrong is said; what is no file is none.  */
static void
test_faults (void)
{
  struct filter filter = make_filter (": .r", NULL);
  struct filter_scope *begin = filter_scope_new (&filter, FILTER_SENDER, "/");
  struct filter_scope *scope = NULL;
  put ("top/.r", "- a\nfoo\n");
  CHECK_EQ (enter (begin, "top", "", &scope), -EINVAL);
  put ("top/.r", ". none\n");
  CHECK_EQ (enter (begin, "top", "", &scope), -ENOENT);
  CHECK (scope == NULL);
  unlink ("top/.r");
  if (mkdir ("top/.r", 0700) != 0)
    unit_die ("top/.r");
  scope = entered (begin, "top", "");
  CHECK (scope == begin);
  filter_scope_unref (scope);
  rmdir ("top/.r");
  if (mkfifo ("top/.r", 0600) != 0)
    unit_die ("top/.r");
  scope = entered (begin, "top", "");
  CHECK (scope == begin);
  filter_scope_unref (scope);
  unlink ("top/.r");
  filter_scope_unref (begin);
  filter_clear (&filter);
}

static void
test_clean (void)
{
  static const char *const names[][2] = {
    { "/", "" },
    { "/a", "/a" },
    { "//a//b/", "/a/b" },
    { "/./a/./b/.", "/a/b" },
    { "/a/../b", "/b" },
    { "/../../a", "/a" },
    { "/a/b/..", "/a" },
    { "/a/..", "" },
    { "/a/...", "/a/..." },
    { "/.a/b.", "/.a/b." },
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      char text[32];
      strcpy (text, names[i][0]);
      unit_context = names[i][0];
      filter_scope_clean (text);
      CHECK (strcmp (text, names[i][1]) == 0);
    }
  unit_context = "";
}

int
main (void)
{
  unit_enter_tmpdir ();
  engine = unit_open (ENGINE_SYNC, 1);
  if (mkdir ("top", 0700) != 0 || mkdir ("top/none", 0700) != 0
      || mkdir ("top/one", 0700) != 0 || mkdir ("top/one/two", 0700) != 0)
    unit_die ("mkdir");
  test_clean ();
  test_inherited ();
  test_modifiers ();
  test_nested ();
  test_above ();
  test_faults ();
  engine_close (engine);
  return unit_end ();
}
