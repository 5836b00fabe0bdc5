/* Filters: the language of rules, which names what a rule is and whom it
   concerns.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>

#include "filter/filter-impl.h"
#include "unit.h"

/* What FILTER says to SIDE of the name TEXT, a directory's if it ends in a
   slash.  */
static enum filter_verdict
ask (const struct filter *filter, unsigned int side, const char *text,
     bool perishing)
{
  struct filter_path path = { .data = NULL };
  size_t len = strlen (text);
  bool is_directory = len > 0 && text[len - 1] == '/';
  len -= is_directory;
  char *room = filter_path_room_in (&path, "/home/me", 8, len);
  if (!room)
    unit_die ("malloc");
  memcpy (room, text, len);
  struct filter_name name = filter_path_name (&path, len, is_directory);
  name.perishing = perishing;
  struct filter_question question = {
    .name = &name, .side = side, .unsided_are_senders = filter->delete_excluded
  };
  enum filter_verdict verdict = filter_ask (filter, &question, 0);
  free (path.data);
  return verdict;
}

/* Rules, a name, and what they say to the sender and to the receiver: `-',
   `+' or `.' for nothing.  */
static const struct
{
  const char *rules[4];
  const char *name;
  const char *wanted;
} cases[] = {
  { { "- foo" }, "a/foo", "--" },
  { { "-_foo" }, "foo", "--" },
  { { "-, foo" }, "foo", "--" },
  { { "exclude foo" }, "foo", "--" },
  { { "exclude_foo" }, "foo", "--" },
  { { "exclude, foo" }, "foo", "--" },
  { { "exclude,s foo" }, "foo", "-." },
  { { "+ foo" }, "foo", "++" },
  { { "include foo" }, "foo", "++" },
  { { "-s foo" }, "foo", "-." },
  { { "-r foo" }, "foo", ".-" },
  { { "-rs foo" }, "foo", "--" },
  { { "H foo" }, "foo", "-." },
  { { "hide foo" }, "foo", "-." },
  { { "S foo" }, "foo", "+." },
  { { "show foo" }, "foo", "+." },
  { { "P foo" }, "foo", ".-" },
  { { "protect foo" }, "foo", ".-" },
  { { "R foo" }, "foo", ".+" },
  { { "risk foo" }, "foo", ".+" },
  { { "P foo", "- foo" }, "foo", "--" },
  { { "R foo", "- foo" }, "foo", "-+" },
  { { "-  foo" }, " foo", "--" },
  { { "-__foo" }, "_foo", "--" },
  { { "- foo " }, "foo", ".." },
  { { "-! */" }, "file", "--" },
  { { "-! */" }, "dir/", ".." },
  { { "-/ /home/me/foo" }, "foo", "--" },
  { { "-/ /foo" }, "foo", ".." },
  { { "-/ me/foo" }, "foo", "--" },
  { { "-/ me/foo" }, "a/foo", ".." },
  { { "-/ me/**/foo" }, "a/foo", "--" },
  { { "-/ foo" }, "a/foo", "--" },
  { { "-/ /home/**" }, "a/b", "--" },
  { { "-/ **/me/*" }, "a", "--" },
  { { "-p foo" }, "foo", "--" },
  { { "-x foo" }, "foo", ".." },
  { { "- foo", "!", "- bar" }, "foo", ".." },
  { { "- foo", "clear", "- bar" }, "bar", "--" },
  { { "- foo", "clear," }, "foo", ".." },
  { { ": .rules", "- foo" }, "foo", "--" },
  { { "dir-merge,e .rules" }, "a/.rules", "--" },
  { { ":e a/.rules" }, ".rules", "--" },
  { { ":C" }, ".cvsignore", ".." },
  { { ":eC" }, ".cvsignore", "--" },
  { { "-C" }, "a/b.o", "--" },
  { { "-C" }, "#x", "--" },
  { { "-C" }, ".git/", "--" },
  { { "-C" }, ".git", ".." },
  { { "-sC" }, "b.o", "-." },
  { { "+C" }, "b.o", "++" },
  { { "-C" }, "of home", ".." },
  { { "-C" }, "home", "--" },
  { { "-C" }, "variable", "--" },
  { { "-C" }, "core", "--" },
};

static char
as_letter (enum filter_verdict verdict)
{
  return verdict == FILTER_NONE ? '.' : verdict == FILTER_INCLUDE ? '+' : '-';
}

/* Take the rules at RULES, up to NULL.  */
static void
take_rules (struct filter *filter, const char *const *rules)
{
  for (int i = 0; i < 4 && rules[i]; i++)
    {
      struct filter_trouble trouble = { FILTER_FAULT_NONE };
      unit_context = rules[i];
      CHECK_EQ (filter_take (filter, rules[i], &trouble), 0);
    }
}

static void
test_rules (void)
{
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct filter filter = { .rules = NULL };
      take_rules (&filter, cases[i].rules);
      char got[3] = {
        as_letter (ask (&filter, FILTER_SENDER, cases[i].name, false)),
        as_letter (ask (&filter, FILTER_RECEIVER, cases[i].name, false)),
      };
      if (!CHECK (strcmp (got, cases[i].wanted) == 0))
        fprintf (stderr, "%s: %s\n", cases[i].name, got);
      filter_clear (&filter);
    }
  unit_context = "";
}

static void
refuses (const char *text, enum filter_fault fault)
{
  struct filter filter = { .rules = NULL };
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  unit_context = text;
  CHECK_EQ (filter_take (&filter, text, &trouble), -EINVAL);
  CHECK_EQ (trouble.fault, fault);
  CHECK (*filter_fault_text (trouble.fault) != '\0');
  free (trouble.file);
  filter_clear (&filter);
  unit_context = "";
}

static void
test_faults (void)
{
  refuses ("foo", FILTER_FAULT_RULE);
  refuses (" - foo", FILTER_FAULT_RULE);
  refuses ("excluded foo", FILTER_FAULT_RULE);
  refuses ("-foo", FILTER_FAULT_MODIFIER);
  refuses ("-,foo bar", FILTER_FAULT_MODIFIER);
  refuses ("-!,foo", FILTER_FAULT_MODIFIER);
  refuses ("-\tfoo", FILTER_FAULT_MODIFIER);
  refuses ("-e foo", FILTER_FAULT_MODIFIER);
  refuses ("-n foo", FILTER_FAULT_MODIFIER);
  refuses ("-w foo", FILTER_FAULT_MODIFIER);
  refuses ("-- foo", FILTER_FAULT_MODIFIER);
  refuses (".! foo", FILTER_FAULT_MODIFIER);
  refuses (".-+ foo", FILTER_FAULT_MODIFIER);
  refuses (".-C foo", FILTER_FAULT_MODIFIER);
  refuses ("Hs foo", FILTER_FAULT_MODIFIER);
  refuses ("PC", FILTER_FAULT_MODIFIER);
  refuses ("-", FILTER_FAULT_PATTERN);
  refuses ("- ", FILTER_FAULT_PATTERN);
  refuses ("merge", FILTER_FAULT_PATTERN);
  refuses (": a/", FILTER_FAULT_PATTERN);
  refuses ("! foo", FILTER_FAULT_CLEAR);
  refuses ("clear foo", FILTER_FAULT_CLEAR);
  refuses ("! ", FILTER_FAULT_CLEAR);
}

static void
write_file (const char *name, const char *text, size_t size)
{
  FILE *stream = fopen (name, "w");
  if (!stream || fwrite (text, 1, size, stream) != size || fclose (stream) != 0)
    unit_die (name);
}

/* Check what the rule TEXT, which merges "file" with CONTENTS, says to the
   sender of each of NAMES: WANTED has a letter a name.  */
static void
merges (const char *text, const char *contents, const char *names,
        const char *wanted)
{
  struct filter filter = { .rules = NULL };
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  write_file ("file", contents, strlen (contents));
  unit_context = contents;
  if (CHECK_EQ (filter_take (&filter, text, &trouble), 0))
    for (int i = 0; wanted[i]; i++)
      {
        const char name[2] = { names[i], '\0' };
        CHECK_EQ (as_letter (ask (&filter, FILTER_SENDER, name, false)),
                  wanted[i]);
      }
  filter_clear (&filter);
  unit_context = "";
}

static void
test_merged (void)
{
  merges (". file", "# - a\n; - b\n\n- c\r\n+ d\n", "abcd", "..-+");
  merges ("merge,- file", "a\n#b\n- c\n!\n", "abc!-", "-..-.");
  merges ("merge,+ file", "a\nb", "abc", "++.");
  merges (".w file", "- a + b\n\tH c\n!\n-_d", "abcd", "...-");
  merges (".w- file", "a #b\nc", "abc", "-.-");
  merges (".C file", "a ! b c", "abc", ".--");
  merges (".s file", "- a\n-p b\n", "ab", "--");
  merges (".r file", "- a\n-p b\n", "ab", "..");
  merges (".e file", "- a\n", "a", "-");
}

static void
test_merge_faults (void)
{
  struct filter filter = { .rules = NULL };
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  CHECK_EQ (filter_take (&filter, ". none", &trouble), -ENOENT);
  CHECK (trouble.file && strcmp (trouble.file, "none") == 0);
  CHECK_EQ (trouble.line, 0);
  free (trouble.file);

  trouble = (struct filter_trouble) { FILTER_FAULT_NONE };
  write_file ("inner", "- a\n#\nfoo\n", 10);
  write_file ("outer", "- b\n. inner\n", 12);
  CHECK_EQ (filter_take (&filter, ". outer", &trouble), -EINVAL);
  CHECK_EQ (trouble.fault, FILTER_FAULT_RULE);
  CHECK (trouble.file && strcmp (trouble.file, "inner") == 0);
  CHECK_EQ (trouble.line, 3);
  free (trouble.file);

  trouble = (struct filter_trouble) { FILTER_FAULT_NONE };
  write_file ("inner", "-s a\n", 5);
  CHECK_EQ (filter_take (&filter, ".s inner", &trouble), -EINVAL);
  CHECK_EQ (trouble.fault, FILTER_FAULT_SIDES);
  free (trouble.file);

  trouble = (struct filter_trouble) { FILTER_FAULT_NONE };
  write_file ("inner", ". inner\n", 8);
  CHECK_EQ (filter_take (&filter, ". inner", &trouble), -EINVAL);
  CHECK_EQ (trouble.fault, FILTER_FAULT_MERGED);
  free (trouble.file);
  filter_clear (&filter);
}

/* With a NUL at the end of each rule, newlines are part of them.  */
static void
test_from0 (void)
{
  static const char text[] = "- a\nb\0#c\0+ d\0";
  struct filter filter = { .from0 = true };
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  write_file ("file", text, sizeof text - 1);
  CHECK_EQ (filter_take (&filter, ". file", &trouble), 0);
  CHECK_EQ (filter.count, 2);
  CHECK_EQ (ask (&filter, FILTER_SENDER, "a\nb", false), FILTER_EXCLUDE);
  CHECK_EQ (ask (&filter, FILTER_SENDER, "d", false), FILTER_INCLUDE);
  CHECK_EQ (filter_take (&filter, "!", &trouble), 0);
  CHECK_EQ (filter.count, 0);
  CHECK (filter.from0);
  filter_clear (&filter);
}

static void
test_options (void)
{
  struct filter filter = { .delete_excluded = true };
  static const char *const rules[4] = { "- a", "-sr b", "P c", "-p d" };
  take_rules (&filter, rules);
  unit_context = "--delete-excluded";
  CHECK_EQ (ask (&filter, FILTER_SENDER, "a", false), FILTER_EXCLUDE);
  CHECK_EQ (ask (&filter, FILTER_RECEIVER, "a", false), FILTER_NONE);
  CHECK_EQ (ask (&filter, FILTER_RECEIVER, "b", false), FILTER_EXCLUDE);
  CHECK_EQ (ask (&filter, FILTER_RECEIVER, "c", false), FILTER_EXCLUDE);
  filter.delete_excluded = false;
  unit_context = "perishing";
  CHECK_EQ (ask (&filter, FILTER_RECEIVER, "d", false), FILTER_EXCLUDE);
  CHECK_EQ (ask (&filter, FILTER_RECEIVER, "d", true), FILTER_NONE);
  filter_clear (&filter);
  unit_context = "";
}

static void
test_xattrs (void)
{
  struct filter filter = { .rules = NULL };
  static const char *const rules[4]
      = { "- user.*", "+xs user.a", "-xr user.b", "-x system.*" };
  take_rules (&filter, rules);
  unit_context = "";
  CHECK (filter.has_xattrs);
  CHECK_EQ (filter_judge_xattr (&filter, FILTER_SENDER, "user.a"),
            FILTER_INCLUDE);
  CHECK_EQ (filter_judge_xattr (&filter, FILTER_RECEIVER, "user.a"),
            FILTER_NONE);
  CHECK_EQ (filter_judge_xattr (&filter, FILTER_RECEIVER, "user.b"),
            FILTER_EXCLUDE);
  CHECK_EQ (filter_judge_xattr (&filter, FILTER_SENDER, "system.x"),
            FILTER_EXCLUDE);
  CHECK_EQ (filter_judge_xattr (&filter, FILTER_SENDER, "trusted.x"),
            FILTER_NONE);
  filter_clear (&filter);
}

/* Any bytes at all are taken, or refused, without harm.  */
static void
test_random (void)
{
  static const char bytes[] = "-+.:HSPR!,/sxrpenwC__  clear merge\n#;*[]?fo";
  unsigned int taken = 0;
  write_file ("f", "- a\n", 4);
  if (!freopen ("/dev/null", "r", stdin))
    unit_die ("/dev/null");
  for (int i = 0; i < 100000; i++)
    {
      struct filter filter = { .rules = NULL };
      struct filter_trouble trouble = { FILTER_FAULT_NONE };
      char text[16];
      size_t len = rand () % sizeof text;
      for (size_t at = 0; at < len; at++)
        text[at] = bytes[rand () % (sizeof bytes - 1)];
      text[len] = '\0';
      int err = filter_take (&filter, text, &trouble);
      CHECK (err == 0 || (err == -EINVAL && trouble.fault != FILTER_FAULT_NONE)
             || err == -ENOENT || err == -ENOTDIR || err == -EISDIR);
      taken += err == 0 && filter.count > 0;
      ask (&filter, FILTER_SENDER, "a/foo", false);
      free (trouble.file);
      filter_clear (&filter);
    }
  CHECK (taken > 1000);
}

int
main (void)
{
  unit_enter_tmpdir ();
  srand (1);
  write_file (".cvsignore", "home\n", 5);
  if (setenv ("HOME", unit_tmpdir, 1) != 0
      || setenv ("CVSIGNORE", "x  variable", 1) != 0)
    unit_die ("setenv");
  test_rules ();
  test_faults ();
  test_merged ();
  test_merge_faults ();
  test_from0 ();
  test_options ();
  test_xattrs ();
  test_random ();
  return unit_end ();
}
