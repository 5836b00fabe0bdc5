/* Flushing a tree: its files, its directories, and its name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "flush/flush-tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "engine/calls.h"
#include "flush/flush-names.h"
#include "tree/dirnode.h"
#include "tree/walk.h"
#include "user/report.h"

enum
{
  /* Directories on the way down that stay open; those above them are opened
     again by "..".  */
  MOST_OPEN = 16,

  /* Files of a directory that are opened at a time.  */
  MOST_AHEAD = 64,

  /* Without a look where names lead: what is there is what was listed.  */
  FILE_FLAGS = O_NOFOLLOW | O_NOCTTY,
  DIRECTORY_FLAGS = FILE_FLAGS | O_DIRECTORY
};

/* A directory on the way down.  */
struct level
{
  struct level *above;
  int fd; /* -1: closed for a while */
  struct file_id id;
  size_t path_len; /* of its path */
  char *names;     /* of directories in it, one behind the other */
  size_t names_len, names_size;
  size_t next; /* the name to go on with */
};

/* A file that is being opened.  */
struct ahead
{
  struct op op;
  const char *name;
};

struct flush_tree
{
  struct flush_set *set;
  struct engine *engine;
  struct walk_buffer buffer;
  struct level *level; /* the lowest */
  char *path;          /* its, and room for a name */
  size_t path_size;
  struct ahead ahead[MOST_AHEAD];
  unsigned int n_ahead;
};

int
flush_tree_open (struct flush_set *set, struct flush_tree **ret_tree)
{
  struct flush_tree *tree = calloc (1, sizeof *tree);
  if (!tree)
    return -ENOMEM;
  tree->set = set;
  tree->engine = flush_set_engine (set);
  int err = walk_buffer_init (&tree->buffer);
  if (err < 0)
    {
      free (tree);
      return err;
    }
  *ret_tree = tree;
  return 0;
}

void
flush_tree_close (struct flush_tree *tree)
{
  walk_buffer_destroy (&tree->buffer);
  free (tree->path);
  free (tree);
}

/* ---- Names -------------------------------------------------------------- */

/* Have at least SIZE bytes in *MEMORY.  */
static int
make_room (char **memory, size_t *room, size_t size)
{
  if (size <= *room)
    return 0;
  size_t wanted = 2 * *room > size ? 2 * *room : size + 256;
  char *larger = realloc (*memory, wanted);
  if (!larger)
    return -ENOMEM;
  *memory = larger;
  *room = wanted;
  return 0;
}

/* Let TREE's path end in what its first LEN bytes name, or in NAME below
   that.  */
static int
set_path (struct flush_tree *tree, size_t len, const char *name)
{
  size_t name_len = strlen (name);
  int err = make_room (&tree->path, &tree->path_size, len + name_len + 2);
  if (err < 0)
    return err;
  if (len > 0 && name_len > 0 && tree->path[len - 1] != '/')
    tree->path[len++] = '/';
  memcpy (tree->path + len, name, name_len + 1);
  return 0;
}

static void
cut_path (struct flush_tree *tree, size_t len)
{
  tree->path[len] = '\0';
}

/* LEVEL has the directory NAME in it.  */
static int
remember (struct level *level, const char *name)
{
  size_t size = strlen (name) + 1;
  int err
      = make_room (&level->names, &level->names_size, level->names_len + size);
  if (err < 0)
    return err;
  memcpy (level->names + level->names_len, name, size);
  level->names_len += size;
  return 0;
}

/* ---- One directory ------------------------------------------------------ */

/* The type of NAME in LEVEL, of which the directory says TYPE.  */
static int
type_of (struct flush_tree *tree, const char *name, int type)
{
  struct statx stx;
  if (type != DT_UNKNOWN)
    return type;
  int err = call_statx (tree->engine, tree->level->fd, name,
                        AT_SYMLINK_NOFOLLOW, &stx);
  return err < 0 ? err : (int) IFTODT (stx.stx_mode);
}

/* FD has NAME of the lowest directory open, or is -errno.  */
static void
add_file (struct flush_tree *tree, int fd, const char *name)
{
  size_t len = tree->level->path_len;
  if (set_path (tree, len, name) == 0)
    flush_set_add (tree->set, fd, tree->path, FLUSH_FILES);
  else
    {
      report_error (-ENOMEM, _("error syncing %s"), name, NULL);
      if (fd >= 0)
        call_close (tree->engine, fd);
    }
  cut_path (tree, len);
}

static void
opened (struct op *op)
{
  (void) op;
}

/* Open the files that were collected, and add them.  What has to wait for the
   disk does so side by side.  */
static void
open_ahead (struct flush_tree *tree)
{
  for (unsigned int i = 0; i < tree->n_ahead; i++)
    {
      struct op *op = &tree->ahead[i].op;
      op_init (op, OP_OPEN, tree->level->fd, NULL, opened);
      op->u.open.path = tree->ahead[i].name;
      op->u.open.how.flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | FILE_FLAGS;
      if (engine_try (tree->engine, op) == -EAGAIN)
        engine_queue (tree->engine, op);
    }
  while (engine_inflight (tree->engine) > 0)
    engine_run (tree->engine, true);
  for (unsigned int i = 0; i < tree->n_ahead; i++)
    {
      const struct ahead *ahead = &tree->ahead[i];
      int fd = ahead->op.result;
      if (fd < 0)
        fd = flush_set_try (tree->set, tree->level->fd, ahead->name,
                            FILE_FLAGS);
      add_file (tree, fd, ahead->name);
    }
  tree->n_ahead = 0;
}

/* Collect what the directory has as RECORD, or keep its name for later.  */
static void
take_entry (struct flush_tree *tree, const struct linux_dirent64 *record)
{
  const char *name = record->d_name;
  int type = type_of (tree, name, record->d_type);
  int err = type < 0 ? type : 0;
  if (type == DT_DIR)
    err = remember (tree->level, name);
  if (err < 0)
    add_file (tree, err, name);
  if (type != DT_REG)
    return;
  unsigned int most = flush_set_most (tree->set) / 4;
  tree->ahead[tree->n_ahead++].name = name;
  if (tree->n_ahead == MOST_AHEAD || tree->n_ahead >= most)
    open_ahead (tree);
}

/* Read the lowest directory.  */
static void
read_directory (struct flush_tree *tree)
{
  bool at_end = false;
  while (!at_end)
    {
      unsigned int count;
      int err = walk_read (tree->engine, &tree->buffer, tree->level->fd, &count,
                           &at_end);
      for (unsigned int i = 0; i < count; i++)
        take_entry (tree, tree->buffer.index[i]);
      open_ahead (tree);
      if (err < 0)
        flush_set_add_unread (tree->set, err, tree->path);
    }
}

/* ---- Down and up -------------------------------------------------------- */

/* Go down into the directory that FD has open, whose path is there.  */
static int
push (struct flush_tree *tree, int fd)
{
  struct statx stx;
  struct level *level = calloc (1, sizeof *level);
  int err = level ? call_fstatx (tree->engine, fd, &stx) : -ENOMEM;
  if (err < 0)
    {
      free (level);
      return err;
    }
  level->above = tree->level;
  level->fd = fd;
  level->id = file_id_from_statx (&stx);
  level->path_len = strlen (tree->path);
  tree->level = level;
  unsigned int n = 1;
  for (level = level->above; level && n < MOST_OPEN; level = level->above)
    n++;
  if (level && level->fd >= 0)
    {
      call_close (tree->engine, level->fd);
      level->fd = -1;
    }
  return 0;
}

/* Open the directory above the lowest again.  */
static int
reopen_above (struct flush_tree *tree)
{
  struct level *above = tree->level->above;
  struct statx stx;
  int fd = flush_set_try (tree->set, tree->level->fd, "..", DIRECTORY_FLAGS);
  int err = fd < 0 ? fd : call_fstatx (tree->engine, fd, &stx);
  if (err >= 0 && !file_id_equal (file_id_from_statx (&stx), above->id))
    err = -ESTALE; /* moved meanwhile */
  if (err < 0 && fd >= 0)
    call_close (tree->engine, fd);
  if (err < 0)
    return err;
  above->fd = fd;
  return 0;
}

/* All that is in the lowest directory was added: add it, and go up.  Where
   the way back is lost, so are those above.  */
static void
pop (struct flush_tree *tree)
{
  struct level *level = tree->level;
  struct level *above = level->above;
  int err = 0;
  if (above && above->fd < 0)
    err = level->fd < 0 ? -ESTALE : reopen_above (tree);
  cut_path (tree, level->path_len);
  if (level->fd >= 0)
    flush_set_add (tree->set, level->fd, tree->path, FLUSH_DIRECTORIES);
  if (err < 0)
    {
      cut_path (tree, above->path_len);
      flush_set_add_unread (tree->set, err, tree->path);
      above->next = above->names_len;
    }
  tree->level = above;
  free (level->names);
  free (level);
}

/* Go down into the next directory of the lowest, if there is one.  */
static bool
descend (struct flush_tree *tree)
{
  struct level *level = tree->level;
  while (level->next < level->names_len)
    {
      const char *name = level->names + level->next;
      level->next += strlen (name) + 1;
      if (set_path (tree, level->path_len, name) < 0)
        {
          report_error (-ENOMEM, _("error syncing %s"), name, NULL);
          continue;
        }
      int fd = flush_set_try (tree->set, level->fd, name, DIRECTORY_FLAGS);
      int err = fd < 0 ? fd : push (tree, fd);
      if (err == 0)
        return true;
      if (fd >= 0)
        call_close (tree->engine, fd);
      flush_set_add (tree->set, err, tree->path, FLUSH_DIRECTORIES);
    }
  return false;
}

/* Add all that is in the directory FD, whose path is there, and it.  */
static void
walk (struct flush_tree *tree, int fd)
{
  int err = push (tree, fd);
  if (err < 0)
    {
      flush_set_add (tree->set, err, tree->path, FLUSH_DIRECTORIES);
      call_close (tree->engine, fd);
      return;
    }
  read_directory (tree);
  while (tree->level)
    if (descend (tree))
      read_directory (tree);
    else
      pop (tree);
}

/* A descriptor of NAME, if it is a directory that can be read; or -errno.  */
static int
open_directory (struct flush_tree *tree, const char *name)
{
  return flush_set_try (tree->set, AT_FDCWD, name, O_DIRECTORY | O_NOCTTY);
}

void
flush_tree_add (struct flush_tree *tree, const char *name)
{
  int fd = open_directory (tree, name);
  if (fd == -ENOTDIR)
    flush_set_add_operand (tree->set, name);
  else if (fd >= 0 && set_path (tree, 0, name) == 0)
    walk (tree, fd);
  else
    {
      flush_set_add (tree->set, fd < 0 ? fd : -ENOMEM, name, FLUSH_FILES);
      if (fd >= 0)
        call_close (tree->engine, fd);
      return;
    }
  flush_names_add (tree->set, name);
}
