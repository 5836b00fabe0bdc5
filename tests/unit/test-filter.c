/* Filters: rules, patterns, and random ones against a second opinion.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>

#include "filter/filter.h"
#include "unit.h"

/* What FILTER says of the name TEXT, a directory's if it ends in a
   slash.  */
static enum filter_verdict
judge (const struct filter *filter, const char *text)
{
  char path[256];
  size_t len = strlen (text);
  bool is_directory = len > 0 && text[len - 1] == '/';
  snprintf (path, sizeof path, "/%s%s", text, is_directory ? "" : "/");
  len = strlen (path) - 1;
  size_t last = len;
  while (path[last - 1] != '/')
    last--;
  struct filter_name name = {
    .path = path, .len = len, .last = last, .is_directory = is_directory
  };
  return filter_judge (filter, &name);
}

/* Patterns, and names that they match or do not.  */
static const struct
{
  const char *pattern;
  const char *name;
  bool matches;
} cases[] = {
  { "foo", "foo", true },
  { "foo", "a/b/foo/", true },
  { "foo", "foo/b", false },
  { "foo", "xfoo", false },
  { "foo/", "a/foo/", true },
  { "foo/", "a/foo", false },
  { "/foo", "foo", true },
  { "/foo", "a/foo", false },
  { "foo/bar", "foo/bar", true },
  { "foo/bar", "a/foo/bar", true },
  { "foo/bar", "xfoo/bar", false },
  { "foo/bar", "bar", false },
  { "/foo/bar", "a/foo/bar", false },
  { "*.o", "a/b.o", true },
  { "*.o", ".o", true },
  { "*", "a/b", true },
  { "foo/*/bar", "foo/x/bar", true },
  { "foo/*/bar", "a/foo/x/bar", true },
  { "foo/*/bar", "foo/x/y/bar", false },
  { "/foo/**/bar", "foo/x/y/bar", true },
  { "/foo/**/bar", "foo/bar", false },
  { "/foo/**/bar", "a/foo/x/bar", false },
  { "**/bar", "bar", true },
  { "**/bar", "a/b/bar", true },
  { "**bar", "a/bbar", true },
  { "foo**", "a/foo/b/c", true },
  { "foo**", "afoo/b", false },
  { "dir/***", "dir/", true },
  { "dir/***", "dir", false },
  { "dir/***", "a/dir/x/y", true },
  { "dir/**", "dir/", false },
  { "a?c", "abc", true },
  { "a?c", "a/c", false },
  { "a?c", "ac", false },
  { "[abc]", "b", true },
  { "[!abc]", "b", false },
  { "[^abc]", "d", true },
  { "[a-c]x", "bx", true },
  { "[c-a]x", "bx", false },
  { "[]a]", "]", true },
  { "[a-]", "-", true },
  { "[-a]", "-", true },
  { "[\\]x]", "]", true },
  { "[a-\\c]", "b", true },
  { "[[:digit:]a]", "7", true },
  { "[[:digit:]-z]", "-", true },
  { "[![:digit:]]", "7", false },
  { "[[:nothing:]]", ":", false },
  { "[[:digit]", "[", true },
  { "[[:digit]", "d", true },
  { "[[::]]", ":", false },
  { "[abc", "[abc", false },
  { "[abc", "a", false },
  { "a[/]b", "a/b", false },
  { "a\\b", "a\\b", true },
  { "a\\b*", "abc", true },
  { "a\\b*", "a\\bc", false },
  { "a\\*", "a*", true },
  { "a\\*", "ab", false },
  { "*\\", "a\\", false },
  { "/", "a/", false },
  { "//", "a/", false },
  { "a//b", "a/b", false },
  { " ", " ", true },
};

static void
test_patterns (void)
{
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct filter filter = { .rules = NULL };
      char context[128];
      snprintf (context, sizeof context, "'%s' '%s'", cases[i].pattern,
                cases[i].name);
      unit_context = context;
      CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, cases[i].pattern), 0);
      CHECK_EQ (judge (&filter, cases[i].name) == FILTER_EXCLUDE,
                cases[i].matches);
      filter_clear (&filter);
    }
  unit_context = "";
}

static void
test_order (void)
{
  struct filter filter = { .rules = NULL };
  CHECK_EQ (judge (&filter, "a"), FILTER_NONE);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "+ *.c"), 0);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "+ */"), 0);
  CHECK_EQ (filter_parse (&filter, FILTER_INCLUDE, "- -"), 0);
  CHECK (!filter.wants_path);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "x/*"), 0);
  CHECK (filter.wants_path);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, ""), 0);
  CHECK_EQ (filter.count, 4);
  CHECK_EQ (judge (&filter, "x/a.c"), FILTER_INCLUDE);
  CHECK_EQ (judge (&filter, "x/a.h"), FILTER_EXCLUDE);
  CHECK_EQ (judge (&filter, "x/a.h/"), FILTER_INCLUDE);
  CHECK_EQ (judge (&filter, "-"), FILTER_EXCLUDE);
  CHECK_EQ (judge (&filter, "a"), FILTER_NONE);

  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "- "), -EINVAL);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "+ "), -EINVAL);
  CHECK_EQ (filter.count, 4);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "!a"), 0);
  CHECK_EQ (judge (&filter, "!a"), FILTER_EXCLUDE);
  CHECK_EQ (filter_parse (&filter, FILTER_EXCLUDE, "!"), 0);
  CHECK_EQ (filter.count, 0);
  CHECK (!filter.wants_path);
  filter_clear (&filter);
}

/* Write SIZE bytes of TEXT to a file, and read it as a filter.  */
static int
read_text (struct filter *filter, const char *text, size_t size, size_t *line)
{
  FILE *stream = fopen ("rules", "w");
  if (!stream || fwrite (text, 1, size, stream) != size || fclose (stream) != 0)
    unit_die ("rules");
  return filter_read (filter, FILTER_EXCLUDE, "rules", line);
}

static void
test_files (void)
{
  static const char good[] = "# not a rule\n; nor this\n\n #one\r\n\r+ two\n\n"
                             "three";
  static const char bad[] = "one\n#\n+ \ntwo\n";
  struct filter filter = { .rules = NULL };
  size_t line = 0;
  CHECK_EQ (read_text (&filter, good, strlen (good), &line), 0);
  CHECK_EQ (line, 0);
  CHECK_EQ (filter.count, 3);
  CHECK_EQ (judge (&filter, " #one"), FILTER_EXCLUDE);
  CHECK_EQ (judge (&filter, "two"), FILTER_INCLUDE);
  CHECK_EQ (judge (&filter, "three"), FILTER_EXCLUDE);
  filter_clear (&filter);

  CHECK_EQ (read_text (&filter, bad, strlen (bad), &line), -EINVAL);
  CHECK_EQ (line, 3);
  filter_clear (&filter);
  CHECK_EQ (filter_read (&filter, FILTER_EXCLUDE, "none", &line), -ENOENT);
  CHECK_EQ (filter_read (&filter, FILTER_EXCLUDE, ".", &line), -EISDIR);
}

/* A second opinion on asterisks, question marks and plain bytes, short and
   slow.  */
static bool
slow_match (const char *pattern, const char *text)
{
  if (*pattern == '\0')
    return *text == '\0';
  if (*pattern == '*')
    {
      size_t stars = strspn (pattern, "*");
      for (;; text++)
        {
          if (slow_match (pattern + stars, text))
            return true;
          if (*text == '\0' || (*text == '/' && stars == 1))
            return false;
        }
    }
  return *text != '\0'
         && (*pattern == *text || (*pattern == '?' && *text != '/'))
         && slow_match (pattern + 1, text + 1);
}

/* Up to SIZE - 1 of BYTES, at random.  */
static void
random_text (char *text, size_t size, const char *bytes)
{
  size_t len = rand () % size;
  for (size_t i = 0; i < len; i++)
    text[i] = bytes[rand () % strlen (bytes)];
  text[len] = '\0';
}

static void
test_random_stars (void)
{
  unsigned int matched = 0;
  for (int i = 0; i < 200000; i++)
    {
      char pattern[10], text[12];
      random_text (pattern, sizeof pattern, "**?aab/");
      random_text (text, sizeof text, "aaabb/");
      bool wanted = slow_match (pattern, text);
      matched += wanted;
      if (filter_match (pattern, text, strlen (text)) == wanted)
        continue;
      fprintf (stderr, "pattern '%s' text '%s'\n", pattern, text);
      CHECK (false);
      break;
    }
  CHECK (matched > 10000);
}

/* Any bytes at all are taken, or refused, without harm.  */
static void
test_random_rules (void)
{
  for (int i = 0; i < 20000; i++)
    {
      static const char bytes[] = "[[[]]]::-\\\\!^*?/aAalpha\r\n#; +\xff\x80";
      struct filter filter = { .rules = NULL };
      char rules[64], text[32];
      size_t line;
      random_text (rules, sizeof rules, bytes);
      int err = i % 16 == 0 ? read_text (&filter, rules, strlen (rules), &line)
                            : filter_parse (&filter, FILTER_EXCLUDE, rules);
      CHECK (err == 0 || err == -EINVAL);
      do
        random_text (text, sizeof text, bytes);
      while (*text == '\0' || *text == '/' || strstr (text, "//"));
      judge (&filter, text);
      filter_clear (&filter);
    }
}

/* A pattern that makes a simple matcher try for ever.  */
static void
test_time (void)
{
  char text[201];
  memset (text, 'a', 200);
  text[200] = '\0';
  CHECK (!filter_match ("*a*a*a*a*a*a*a*a*a*a*a*a*b", text, 200));
  CHECK (!filter_match ("**a**a**a**a**a**a**a**a**a**b", text, 200));
  CHECK (!filter_match ("**a*a**a*a**a*a**a*a**a*a**b", text, 200));
}

int
main (void)
{
  unit_enter_tmpdir ();
  srand (1);
  test_patterns ();
  test_order ();
  test_files ();
  test_random_stars ();
  test_random_rules ();
  test_time ();
  return unit_end ();
}
