/* Random options to mirror with.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mirror-case.h"

struct choice
{
  unsigned int percent;
  char const *word; /* several between blanks are several arguments */
};

static bool may_delete;

/* Print WORDS, which are arguments between blanks.  */
static void
put (char const *words)
{
  for (; *words; words++)
    putchar (*words == ' ' ? '\n' : *words);
  putchar ('\n');
}

static void
put_chosen (struct choice const *choices, unsigned int count)
{
  for (unsigned int i = 0; i < count; i++)
    if (chance (choices[i].percent))
      put (choices[i].word);
}

#define PUT_CHOSEN(choices)                                                    \
  put_chosen (choices, sizeof choices / sizeof *choices)

/* What is transferred, and what is kept of it.  */
static void
put_what (void)
{
  static struct choice const parts[]
      = { { 90, "-r" }, { 70, "-l" }, { 50, "-p" }, { 70, "-t" },
          { 40, "-g" }, { 40, "-o" }, { 40, "-D" }, { 20, "-E" } };
  static struct choice const taken_back[]
      = { { 8, "--no-p" },        { 8, "--no-t" },       { 6, "--no-o" },
          { 6, "--no-g" },        { 4, "--no-l" },       { 4, "--no-D" },
          { 3, "--no-specials" }, { 2, "--no-r --dirs" } };
  static struct choice const more[]
      = { { 12, "-X" }, { 8, "-A" },           { 6, "-O" },
          { 6, "-J" },  { 6, "-E" },           { 6, "--numeric-ids" },
          { 5, "-K" },  { 5, "--safe-links" }, { 3, "-x" },
          { 3, "-d" },  { 6, "-S" },           { 7, "-m" } };
  if (links_are_followed)
    put (one_of (
        (char const *const[]) { "-L", "-k", "--copy-unsafe-links", NULL }));
  if (chance (80))
    {
      put ("-a");
      PUT_CHOSEN (taken_back);
    }
  else
    PUT_CHOSEN (parts);
  PUT_CHOSEN (more);
  /* Which of the names is the first has no meaning behind links.  */
  if (!links_are_followed && chance (30))
    put ("-H");
}

/* What counts as the same, and what is left as it is.  */
static void
put_which (void)
{
  static struct choice const choices[] = { { 12, "-c" },
                                           { 6, "-I" },
                                           { 6, "--size-only" },
                                           { 10, "-u" },
                                           { 5, "--existing" },
                                           { 5, "--ignore-existing" },
                                           { 3, "--modify-window=1" },
                                           { 3, "--modify-window=-1" },
                                           { 5, "--max-size=4K" },
                                           { 2, "--max-size=101" },
                                           { 5, "--min-size=10" },
                                           { 2, "--min-size=1K" } };
  PUT_CHOSEN (choices);
}

static void
put_deleting (void)
{
  static char const *const ways[] = { "--delete",
                                      "--delete-before",
                                      "--delete-during",
                                      "--delete-delay",
                                      "--delete-after",
                                      "--del",
                                      NULL };
  static struct choice const more[] = { { 15, "--delete-excluded" },
                                        { 8, "--max-delete=2" },
                                        { 3, "--max-delete=0" },
                                        { 15, "--force" },
                                        { 5, "--ignore-errors" } };
  may_delete = chance (50);
  if (may_delete)
    {
      put (one_of (ways));
      PUT_CHOSEN (more);
    }
  else if (chance (6))
    put ("--force");
}

static void
put_writing (void)
{
  static struct choice const choices[] = { { 8, "--no-whole-file" },
                                           { 4, "--whole-file" },
                                           { 3, "--partial" },
                                           { 3, "--partial-dir=.part" } };
  static char const *const one[] = { "--inplace",
                                     "--inplace",
                                     "--inplace --no-whole-file",
                                     "--append",
                                     "--append-verify",
                                     "--delay-updates",
                                     "--delay-updates",
                                     NULL };
  static char const *const backups[] = { "-b",
                                         "-b --suffix=.old",
                                         "-b --backup-dir=../bak",
                                         "-b --backup-dir=bak",
                                         "--backup-dir=../bak --suffix=-",
                                         "-b",
                                         NULL };
  static char const *const others[]
      = { "--link-dest=../alt", "--copy-dest=../alt", "--compare-dest=../alt",
          "--link-dest=../alt --link-dest=../src2", NULL };
  if (chance (22))
    put (one_of (one));
  else
    PUT_CHOSEN (choices);
  if (chance (14))
    put (one_of (backups));
  if (chance (14))
    put (one_of (others));
  if (chance (4))
    put ("--remove-source-files");
}

static void
put_attributes (void)
{
  static char const *const modes[]
      = { "--chmod=u+w,go-w",    "--chmod=D755,F644", "--chmod=a+rX",
          "--chmod=Dg+s,Fo-rwx", "--chmod=ug=rwX",    NULL };
  static char const *const owners[]
      = { "--chown=1:2", "--usermap=0:1,1-3:0", "--groupmap=*:3",
          "--usermap=2:0 --groupmap=1-2:0", NULL };
  if (chance (8))
    put (one_of (modes));
  if (chance (5) && geteuid () == 0)
    put (one_of (owners));
}

static void
put_rules (void)
{
  static char const *const patterns[]
      = { "*.o",   "a",      "/a",   "sub/",  "*/",    "foo*", "**/b",
          "sub/*", "/sub/a", "keep", "lose",  "[a-c]", "?",    "sub/***",
          "x?y",   "core",   "/*/a", "z.old", "B",     NULL };
  static char const *const rules[]
      = { "- ", "+ ", "P ", "R ", "H ", "S ", "-! ", "-s ", "+r ", NULL };
  if (!chance (35))
    return;
  for (unsigned int i = 1 + below (4); i > 0; i--)
    switch (below (3))
      {
      case 0:
        printf ("--exclude=%s\n", one_of (patterns));
        break;
      case 1:
        printf ("--include=%s\n", one_of (patterns));
        break;
      default:
        printf ("-f%s%s\n", one_of (rules), one_of (patterns));
      }
  if (chance (15))
    put ("-F");
  if (chance (5))
    put ("-C");
}

static void
put_telling (void)
{
  static char const *const formats[]
      = { "--out-format=%o|%i|%n%L|%l|%B", "--out-format=%i|%-20n|%10l|%'l",
          "--out-format=%i|%f|%M", "--out-format=%o|%n|%U|%G", NULL };
  put (chance (25) ? "-ii" : "-i");
  if (chance (10))
    put (one_of (formats));
  if (chance (10))
    put ("--info=skip");
  if (chance (6))
    put (one_of ((char const *const[]) {
        "--info=backup", "--info=remove", "--info=nonreg0", "--info=del",
        "--info=symsafe", "--info=name2", NULL }));
  if (chance (12))
    put ("-n");
  if (chance (5))
    put ("-8");
}

/* A name of the top of TREE; its own where there is none.  */
static struct node const *
some_child (struct node const *tree)
{
  return tree->children ? tree->child[below (tree->children)] : tree;
}

/* Where things are listed, a newline cannot be.  */
static char const *
plain_name (struct node const *tree)
{
  for (int i = 0; i < 20; i++)
    {
      char const *name = some_child (tree)->name;
      if (strchr (name, '\n') == NULL)
        return name;
    }
  return ".";
}

static void
write_list (struct node const *tree)
{
  FILE *list = fopen ("list", "w");
  if (list == NULL)
    die ("list");
  for (unsigned int i = 1 + below (4); i > 0; i--)
    {
      struct node const *node = some_child (tree);
      if (strchr (node->name, '\n') != NULL || node->name[0] == '#')
        continue;
      fprintf (list, "%s", node->name);
      char const *further = node->children ? plain_name (node) : ".";
      if (S_ISDIR (node->mode) && chance (50))
        fprintf (list, "/%s", strcmp (further, ".") == 0 ? "" : further);
      putc ('\n', list);
    }
  fclose (list);
}

/* What goes where.  */
static void
put_operands (struct node const *tree, bool below_name)
{
  char const *name = plain_name (tree);
  unsigned int dice = below (100);
  if (below_name)
    puts (dice < 70 ? "src\ndst/" : "src\nsrc2\ndst");
  else if (dice < 60)
    puts ("src/\ndst/");
  else if (dice < 66)
    puts ("src/\nsrc2/\ndst/");
  else if (dice < 70)
    puts ("src/.\ndst");
  else if (dice < 76)
    printf ("-R\nsrc/./%s\nsrc/./%s\ndst/\n", name, plain_name (tree));
  else if (dice < 79)
    printf ("-R\n--no-implied-dirs\nsrc/%s\ndst/\n", name);
  else if (dice < 85)
    {
      write_list (tree);
      puts ("--files-from=list\nsrc\ndst/");
    }
  else if (dice < 92)
    printf ("src/%s\nsrc/%s\ndst/\n", name, plain_name (tree));
  else if (dice < 96)
    printf ("src/%s\ndst/new\n", name);
  else if (dice < 98)
    puts ("src/\nmissing\ndst/");
  else
    puts ("--mkpath\nsrc/\ndst/x/y/z/");
}

void
options_print (struct node const *tree, bool below_name)
{
  put_what ();
  put_which ();
  put_deleting ();
  put_writing ();
  put_attributes ();
  put_rules ();
  put_telling ();
  put_operands (tree, below_name);
}
