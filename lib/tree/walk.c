/* Walking: directories read into batches of names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum
{
  BUFFER_SIZE = 128 * 1024,

  /* Room for some entries of the longest names; below it the kernel may
     answer EINVAL where it has more to say.  */
  READ_ROOM = 16 * 1024,
  SMALLEST_RECORD = 24
};

int
walk_buffer_init (struct walk_buffer *buffer)
{
  *buffer = (struct walk_buffer) { .size = BUFFER_SIZE };
  buffer->data = malloc (buffer->size);
  if (!buffer->data)
    return -ENOMEM;
  return 0;
}

void
walk_buffer_destroy (struct walk_buffer *buffer)
{
  free (buffer->data);
  free (buffer->index);
}

/* What one filling of the buffer found.  */
struct filling
{
  size_t used; /* bytes */
  bool at_end;
};

/* Read as many records as fit into BUFFER from START on.  */
static int
fill (struct engine *engine, struct walk_buffer *buffer, size_t start, int fd,
      struct filling *filling)
{
  filling->used = start;
  filling->at_end = false;
  while (buffer->size - filling->used >= READ_ROOM)
    {
      int n = call_getdents (engine, fd, buffer->data + filling->used,
                             buffer->size - filling->used);
      if (n == 0 || n == -ENOENT) /* ENOENT: removed meanwhile */
        {
          filling->at_end = true;
          return 0;
        }
      if (n < 0)
        return n;
      filling->used += n;
    }
  return 0;
}

/* Read all of the directory, letting BUFFER grow.  */
static int
fill_whole (struct engine *engine, struct walk_buffer *buffer, int fd,
            struct filling *filling)
{
  filling->used = 0;
  for (;;)
    {
      int err = fill (engine, buffer, filling->used, fd, filling);
      if (err < 0 || filling->at_end)
        return err;
      char *larger = realloc (buffer->data, buffer->size * 2);
      if (!larger)
        return -ENOMEM;
      buffer->data = larger;
      buffer->size *= 2;
    }
}

static bool
is_dot_or_dotdot (const char *name)
{
  return name[0] == '.'
         && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

unsigned int
walk_count (const char *data, size_t used)
{
  unsigned int count = 0;
  for (size_t at = 0; at < used;)
    {
      const struct linux_dirent64 *record = (const void *) (data + at);
      at += record->d_reclen;
      count += !is_dot_or_dotdot (record->d_name);
    }
  return count;
}

static int
compare_inodes (const void *a, const void *b)
{
  const struct linux_dirent64 *x = *(struct linux_dirent64 *const *) a;
  const struct linux_dirent64 *y = *(struct linux_dirent64 *const *) b;
  return (x->d_ino > y->d_ino) - (x->d_ino < y->d_ino);
}

/* Files before directories, so that a batch is not interrupted.  */
int
walk_compare (const void *a, const void *b)
{
  const struct linux_dirent64 *x = *(struct linux_dirent64 *const *) a;
  const struct linux_dirent64 *y = *(struct linux_dirent64 *const *) b;
  int x_is_dir = x->d_type == DT_DIR;
  int y_is_dir = y->d_type == DT_DIR;
  return x_is_dir != y_is_dir ? x_is_dir - y_is_dir : compare_inodes (a, b);
}

/* Index those of the USED bytes of records in BUFFER that WAY wants; return
   how many there are, or -ENOMEM.  *RET_OFFSET is where the directory goes
   on after them.  */
static int
index_records (struct walk_buffer *buffer, size_t used,
               const struct walk_way *way, int64_t *ret_offset)
{
  unsigned int needed = used / SMALLEST_RECORD + 1;
  if (buffer->index_size < needed)
    {
      void *index = realloc (buffer->index, needed * sizeof *buffer->index);
      if (!index)
        return -ENOMEM;
      buffer->index = index;
      buffer->index_size = needed;
    }
  unsigned int n = 0;
  for (size_t at = 0; at < used;)
    {
      struct linux_dirent64 *record = (void *) (buffer->data + at);
      at += record->d_reclen;
      *ret_offset = record->d_off;
      if (!is_dot_or_dotdot (record->d_name)
          && (!way->wants || way->wants (way->arg, record)))
        buffer->index[n++] = record;
    }
  return n;
}

int
walk_read (struct engine *engine, struct walk_buffer *buffer, int fd,
           unsigned int *ret_count, bool *ret_at_end)
{
  struct filling filling = { 0 };
  int64_t at;
  int err = fill (engine, buffer, 0, fd, &filling);
  const struct walk_way all = { .wants = NULL };
  int count = index_records (buffer, filling.used, &all, &at);
  *ret_at_end = filling.at_end || err < 0 || count < 0;
  *ret_count = count < 0 ? 0 : count;
  if (count > 0)
    qsort (buffer->index, count, sizeof *buffer->index, walk_compare);
  return count < 0 ? count : err;
}

static struct batch *
make_batch (struct dirnode *node, struct linux_dirent64 **records,
            unsigned int count)
{
  size_t names_size = 0;
  for (unsigned int i = 0; i < count; i++)
    names_size += strlen (records[i]->d_name) + 1;
  char *names;
  struct batch *batch = batch_new (node, count, names_size, &names);
  for (unsigned int i = 0; batch && i < count; i++)
    {
      struct entry *entry = &batch->entries[i];
      entry->name[SOURCE] = entry->name[TARGET] = names;
      entry->ino = records[i]->d_ino;
      entry->type = records[i]->d_type;
      entry->made = NULL;
      entry->follow = false;
      entry->listed = NULL;
      names = stpcpy (names, records[i]->d_name) + 1;
    }
  return batch;
}

/* Push the COUNT indexed names in batches of at most LARGEST, and a batch
   that says `more' underneath unless the directory is AT_END.  */
static int
push_batches (struct walk_buffer *buffer, struct dirnode *node,
              unsigned int count, bool at_end, const struct walk_way *way)
{
  unsigned int largest = way->whole ? count + 1 : BATCH_MAX;
  if (!at_end)
    {
      struct batch *rest = make_batch (node, NULL, 0);
      if (!rest)
        return -ENOMEM;
      rest->more = true;
      way->push (way->arg, rest);
    }
  while (count > 0)
    {
      unsigned int n = count % largest ? count % largest : largest;
      count -= n;
      struct batch *batch = make_batch (node, buffer->index + count, n);
      if (!batch)
        return -ENOMEM;
      way->push (way->arg, batch);
    }
  return 0;
}

int
walk_names (struct engine *engine, struct walk_buffer *buffer,
            struct dirnode *node, const struct walk_way *way, bool *ret_at_end)
{
  int fd = node->fd[way->side];
  struct filling filling = { 0 };
  int64_t at;
  /* The position is lost when an idle directory is closed, so it is kept
     in the node.  */
  int err = node->read_on == 0
                ? 0
                : call_seek (engine, fd, node->read_on, SEEK_SET, &at);
  if (err == 0)
    err = way->whole ? fill_whole (engine, buffer, fd, &filling)
                     : fill (engine, buffer, 0, fd, &filling);
  bool at_end = filling.at_end || err < 0;
  int count = index_records (buffer, filling.used, way, &node->read_on);
  if (count < 0)
    {
      *ret_at_end = true;
      return count;
    }
  qsort (buffer->index, count, sizeof *buffer->index, way->compare);
  int push_err = push_batches (buffer, node, count, at_end, way);
  *ret_at_end = at_end || push_err < 0;
  return err < 0 ? err : push_err;
}

int
walk_directory (struct engine *engine, struct walk_buffer *buffer,
                struct dirnode *node, bool whole,
                void (*push) (void *arg, struct batch *batch), void *arg)
{
  const struct walk_way way = {
    .side = SOURCE,
    .whole = whole,
    .compare = whole ? compare_inodes : walk_compare,
    .push = push,
    .arg = arg,
  };
  bool at_end;
  return walk_names (engine, buffer, node, &way, &at_end);
}
