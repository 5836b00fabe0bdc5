/* The kernel's lists of mounts and swap areas, read without libmount.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/mounts.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

static bool
is_octal (char c)
{
  return c >= '0' && c <= '7';
}

/* The kernel writes blanks and backslashes as \ooo; take that back.  */
static void
decode (char *text)
{
  char *to = text;
  for (const char *from = text; *from; to++)
    {
      if (from[0] == '\\' && is_octal (from[1]) && is_octal (from[2])
          && is_octal (from[3]))
        {
          *to = (char) ((from[1] - '0') << 6 | (from[2] - '0') << 3
                        | (from[3] - '0'));
          from += 4;
        }
      else
        *to = *from++;
    }
  *to = '\0';
}

/* The next word of *REST, or NULL.  */
static char *
next_word (char **rest)
{
  char *word;
  do
    word = strsep (rest, " \t\n");
  while (word && !*word);
  return word;
}

/* A line of mountinfo: number, parent, device, root, point, options, any
   number of fields more, "-", type, source, options (proc(5)).  */
static int
take_mount (struct mounts *mounts, char *line)
{
  char *field[6];
  for (int i = 0; i < 6; i++)
    {
      field[i] = next_word (&line);
      if (!field[i])
        return 0;
    }
  for (const char *word = ""; strcmp (word, "-") != 0;)
    {
      word = next_word (&line);
      if (!word)
        return 0;
    }
  char *type = next_word (&line);
  char *source = next_word (&line);
  unsigned int major, minor;
  if (!source || sscanf (field[2], "%u:%u", &major, &minor) != 2)
    return 0;
  decode (field[4]);
  decode (source);
  return mounts_add (mounts, makedev (major, minor), source, field[4], type);
}

/* A line of /proc/swaps; the first one, a heading, names nothing in /dev.  */
static int
take_swap (struct mounts *mounts, char *line)
{
  char *source = next_word (&line);
  if (!source || source[0] != '/')
    return 0;
  decode (source);
  return mounts_add (mounts, 0, source, NULL, "swap");
}

static int
read_list (struct mounts *mounts, const char *root, const char *name,
           int (*take) (struct mounts *mounts, char *line))
{
  char *path;
  if (asprintf (&path, "%s/proc/%s", root, name) < 0)
    return -ENOMEM;
  FILE *list = fopen (path, "re");
  free (path);
  if (!list)
    return -errno;
  char *line = NULL;
  size_t room = 0;
  int err = 0;
  while (err == 0 && getline (&line, &room, list) >= 0)
    err = take (mounts, line);
  if (err == 0 && ferror (list))
    err = -EIO;
  free (line);
  fclose (list);
  return err;
}

int
mounts_read_plain (const char *root, struct mounts *ret_mounts)
{
  struct mounts mounts = { .list = NULL };
  int err = read_list (&mounts, root, "self/mountinfo", take_mount);
  if (err == 0)
    {
      err = read_list (&mounts, root, "swaps", take_swap);
      /* A kernel without swap has no such list.  */
      if (err == -ENOENT)
        err = 0;
    }
  if (err < 0)
    mounts_free (&mounts);
  else
    *ret_mounts = mounts;
  return err;
}
