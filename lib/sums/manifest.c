/* A list of files and their sums.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/manifest.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sums/digest.h"

enum
{
  FIRST_ROOM = 256
};

struct manifest
{
  pthread_mutex_t lock;
  int fd;
  size_t size;
  char **lines; /* each a sum as it is, and a name */
  size_t count, room;
};

int
manifest_open (int fd, size_t size, struct manifest **ret_manifest)
{
  struct manifest *manifest = calloc (1, sizeof *manifest);
  if (!manifest)
    return -ENOMEM;
  pthread_mutex_init (&manifest->lock, NULL);
  manifest->fd = fd;
  manifest->size = size;
  *ret_manifest = manifest;
  return 0;
}

/* Make room for one more line.  The lock is held.  */
static int
make_room (struct manifest *manifest)
{
  if (manifest->count < manifest->room)
    return 0;
  size_t room = manifest->room ? 2 * manifest->room : FIRST_ROOM;
  char **lines = reallocarray (manifest->lines, room, sizeof *lines);
  if (!lines)
    return -ENOMEM;
  manifest->lines = lines;
  manifest->room = room;
  return 0;
}

int
manifest_add (struct manifest *manifest, const char *name,
              const unsigned char *sum)
{
  size_t name_size = strlen (name) + 1;
  char *line = malloc (manifest->size + name_size);
  if (!line)
    return -ENOMEM;
  memcpy (line, sum, manifest->size);
  memcpy (line + manifest->size, name, name_size);

  pthread_mutex_lock (&manifest->lock);
  int err = make_room (manifest);
  if (err == 0)
    manifest->lines[manifest->count++] = line;
  pthread_mutex_unlock (&manifest->lock);
  if (err < 0)
    free (line);
  return err;
}

/* ---- Writing ---------------------------------------------------------- */

static int
compare_names (const void *a, const void *b, void *arg)
{
  const size_t *size = arg;
  return strcmp (*(char *const *) a + *size, *(char *const *) b + *size);
}

/* What makes sha256sum write, and read, a name in another way.  */
static const char special[] = "\\\n\r";

static void
print_escaped (FILE *file, const char *name)
{
  for (;;)
    {
      size_t plain = strcspn (name, special);
      fwrite (name, 1, plain, file);
      name += plain;
      if (!*name)
        return;
      putc ('\\', file);
      putc (*name == '\n' ? 'n' : *name == '\r' ? 'r' : '\\', file);
      name++;
    }
}

/* Digits are put together here: a printf for each byte of each sum would take
   longer than the sums.  */
static void
print_sum (FILE *file, const char *sum, size_t size)
{
  static const char digits[] = "0123456789abcdef";
  char text[2 * DIGEST_SIZE_MAX];
  for (size_t i = 0; i < size; i++)
    {
      unsigned char byte = sum[i];
      text[2 * i] = digits[byte >> 4];
      text[2 * i + 1] = digits[byte & 0xf];
    }
  fwrite (text, 1, 2 * size, file);
}

static void
print_line (FILE *file, const char *line, size_t size)
{
  const char *name = line + size;
  if (strpbrk (name, special))
    putc ('\\', file);
  print_sum (file, line, size);
  fputs ("  ", file);
  print_escaped (file, name);
  putc ('\n', file);
}

static int
print_all (const struct manifest *manifest, FILE *file)
{
  errno = 0;
  for (size_t i = 0; i < manifest->count && !ferror (file); i++)
    print_line (file, manifest->lines[i], manifest->size);
  bool failed = ferror (file) || fflush (file) == EOF;
  return failed ? -(errno != 0 ? errno : EIO) : 0;
}

/* What was there before goes only now.  */
static int
empty (int fd)
{
  struct stat st;
  if (fstat (fd, &st) < 0)
    return -errno;
  return S_ISREG (st.st_mode) && ftruncate (fd, 0) < 0 ? -errno : 0;
}

static void
manifest_free (struct manifest *manifest)
{
  for (size_t i = 0; i < manifest->count; i++)
    free (manifest->lines[i]);
  free (manifest->lines);
  pthread_mutex_destroy (&manifest->lock);
  free (manifest);
}

static int
write_file (const struct manifest *manifest)
{
  int err = empty (manifest->fd);
  FILE *file = err < 0 ? NULL : fdopen (manifest->fd, "w");
  if (err == 0 && !file)
    err = -errno;
  if (file)
    err = print_all (manifest, file);
  if ((file ? fclose (file) : close (manifest->fd)) != 0 && err == 0)
    err = -errno;
  return err;
}

int
manifest_close (struct manifest *manifest)
{
  if (manifest->count > 0)
    qsort_r (manifest->lines, manifest->count, sizeof *manifest->lines,
             compare_names, &manifest->size);
  int err
      = manifest->fd < 0 ? print_all (manifest, stdout) : write_file (manifest);
  manifest_free (manifest);
  return err;
}
