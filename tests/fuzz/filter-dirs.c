/* Fuzz target: rules of files in directories.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Rules, a line each, up to an empty line; then what the file .rules has in the
   directories of a tree, the outermost first, with an empty line between two of
   them.  Names are judged in each.  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/engine.h"
#include "filter/filter-impl.h"
#include "filter/filter-scope.h"
#include "fuzz.h"

/* A rule of the command line reads no file.  */
int __wrap_filter_read_file (const struct filter_reader *reader,
                             const char *name, char **ret_text,
                             size_t *ret_len);
int
__wrap_filter_read_file (const struct filter_reader *reader, const char *name,
                         char **ret_text, size_t *ret_len)
{
  return -ENOENT;
}

enum
{
  DIRECTORIES = 4,
  FIRST = 1 /* where the transfer begins: the one before is above it */
};

/* Relative to the temporary directory; in the transfer they begin with "top".
 */
static const char *const directories[DIRECTORIES]
    = { ".", "top", "top/a", "top/a/b" };

static struct engine *engine;
static char base[64]; /* the temporary directory */
static int base_fd;

static void
remove_all (void)
{
  for (int i = DIRECTORIES - 1; i >= 0; i--)
    {
      char name[64];
      snprintf (name, sizeof name, "%s/.rules", directories[i]);
      unlinkat (base_fd, name, 0);
      if (i > 0)
        unlinkat (base_fd, directories[i], AT_REMOVEDIR);
    }
  rmdir (base);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  const struct engine_config config = { .mode = ENGINE_SYNC };
  struct engine_why why;
  unsetenv ("CVSIGNORE");
  unsetenv ("HOME");
  strcpy (base, "/tmp/uu-fuzz-XXXXXX");
  if (!mkdtemp (base) || engine_open (&config, &engine, &why) < 0)
    abort ();
  base_fd = open (base, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int i = FIRST; i < DIRECTORIES; i++)
    if (mkdirat (base_fd, directories[i], 0700) < 0)
      abort ();
  atexit (remove_all);
  return 0;
}

/* Take what comes up to an empty line, which is taken too.  */
static char *
next_part (const uint8_t **data, size_t *size)
{
  size_t len = 0;
  while (len < *size
         && !((*data)[len] == '\n' && (len == 0 || (*data)[len - 1] == '\n')))
    len++;
  char *text = fuzz_text (*data, len);
  size_t taken = len + (len < *size);
  *data += taken;
  *size -= taken;
  return text;
}

static int
take_rules (struct filter *filter, char *text)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  int err = 0;
  for (char *rule; err == 0 && (rule = strsep (&text, "\n")) != NULL;)
    err = filter_take (filter, rule, &trouble);
  free (trouble.file);
  return err;
}

static void
put_file (const char *directory, const char *text)
{
  char name[64];
  snprintf (name, sizeof name, "%s/.rules", directory);
  int fd
      = openat (base_fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  size_t len = strlen (text);
  if (fd < 0 || write (fd, text, len) != (ssize_t) len)
    abort ();
  close (fd);
}

/* Ask SCOPE of names in DIRECTORY.  */
static void
judge (const struct filter_scope *scope, const char *directory)
{
  static const char *const names[] = { "a", "b", ".rules", "x.o", "core~" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      struct filter_path path = { .data = NULL };
      char name[64];
      int len = snprintf (name, sizeof name, "%s/%s", directory, names[i]);
      char *room = filter_scope_room (scope, &path, len);
      if (!room)
        abort ();
      memcpy (room, name, len);
      for (int variant = 0; variant < 4; variant++)
        {
          enum filter_verdict verdict = filter_scope_judge (
              scope, &path, len, variant & 1, variant & 2);
          FUZZ_CHECK (verdict
                      == filter_scope_judge (scope, &path, len, variant & 1,
                                             variant & 2));
        }
      free (path.data);
    }
}

/* Enter the directories from the first to the last, as a transfer would.  */
static void
walk (const struct filter *filter, unsigned int side)
{
  struct filter_scope *scopes[DIRECTORIES + 1];
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  int count = 0, err = 0;
  scopes[count] = filter_scope_new (filter, side, base);
  if (!scopes[count++])
    abort ();
  if (filter_scope_above (scopes[0], engine, directories[FIRST],
                          strlen (directories[FIRST]), &scopes[1], &trouble)
      == 0)
    count++;
  for (int i = FIRST; i < DIRECTORIES && err == 0; i++)
    {
      int fd = openat (base_fd, directories[i],
                       O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      struct filter_scope *inner;
      free (trouble.file);
      trouble = (struct filter_trouble) { FILTER_FAULT_NONE };
      err = filter_scope_enter (scopes[count - 1], engine, fd,
                                strlen (directories[i]), &inner, &trouble);
      close (fd);
      FUZZ_CHECK (err == 0 || trouble.file || err == -ENOMEM);
      if (err < 0)
        break;
      judge (inner, directories[i]);
      filter_scope_unref (scopes[count - 1]);
      scopes[count - 1] = inner;
    }
  free (trouble.file);
  while (count > 0)
    filter_scope_unref (scopes[--count]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct filter filter = { .rules = NULL };
  char *rules = next_part (&data, &size);
  for (int i = 0; i < DIRECTORIES; i++)
    {
      char *text = next_part (&data, &size);
      put_file (directories[i], text);
      free (text);
    }
  if (take_rules (&filter, rules) == 0)
    {
      walk (&filter, FILTER_SENDER);
      walk (&filter, FILTER_RECEIVER);
    }
  filter_clear (&filter);
  free (rules);
  return 0;
}
