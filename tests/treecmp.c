/* Compare two trees strictly, by descriptors alone.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   No path longer than one component is ever resolved and at most eight
   descriptors are open at once, so that trees deeper than PATH_MAX and a
   small `ulimit -n` make no difference.  The way back up is "..", checked
   by device and inode.  */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "treecmp.h"

struct counts count;

/* The names of one directory, sorted by bytes.  */
struct listing
{
  char **name;
  size_t n, i;
};

/* A directory pair being compared.  Its descriptors are not here: only the
   innermost directory is open.  */
struct frame
{
  dev_t dev[SIDES];
  ino_t ino[SIDES];
  struct listing list[SIDES];
  size_t path_length;
};

static struct frame *frames;
static size_t depth, frames_size;

/* The entry at hand, relative to the operands.  */
static char *path;
static size_t path_length, path_size;

void
out_of_memory (void)
{
  fputs ("treecmp: out of memory\n", stderr);
  exit (2);
}

void *
must_alloc (void *old, size_t size)
{
  void *p = realloc (old, size);

  if (p == NULL)
    out_of_memory ();
  return p;
}

/* Return TEXT in double quotes, all but printable ASCII escaped.  */
static char *
quote (char const *text, size_t length)
{
  char *quoted = must_alloc (NULL, 4 * length + 3), *q = quoted;

  *q++ = '"';
  for (size_t i = 0; i < length; i++)
    {
      unsigned char c = text[i];
      if (c == '"' || c == '\\')
        *q++ = '\\';
      if (c >= ' ' && c <= '~')
        *q++ = c;
      else
        q += sprintf (q, "\\%03o", c);
    }
  *q++ = '"';
  *q = '\0';
  return quoted;
}

char *
quoted_path (void)
{
  size_t const most = 1000;
  char *start, *end, *both;

  if (path_length == 0)
    return quote (".", 1);
  if (path_length <= most)
    return quote (path, path_length);
  /* The ends of a long path say more than its whole.  */
  start = quote (path, most / 4);
  end = quote (path + path_length - most / 4, most / 4);
  if (asprintf (&both, "%s...(%zu bytes)...%s", start, path_length, end) < 0)
    out_of_memory ();
  free (start);
  free (end);
  return both;
}

static bool
is_plain (char const *text)
{
  for (; *text != '\0'; text++)
    if (*text < ' ' || *text > '~')
      return false;
  return true;
}

void
differs_at (char const *where, char const *what, char const *source,
            char const *copy)
{
  char const *const value[SIDES] = { source, copy };

  printf ("%s: %s:", where, what);
  for (int side = SRC; side < SIDES; side++)
    {
      char *quoted = quote (value[side], strlen (value[side]));
      printf (side == SRC ? " source %s," : " copy %s\n",
              is_plain (value[side]) ? value[side] : quoted);
      free (quoted);
    }
  count.differences++;
}

void
differs (char const *what, char const *source, char const *copy)
{
  char *where = quoted_path ();

  differs_at (where, what, source, copy);
  free (where);
}

void
differs_number (char const *what, long long source, long long copy)
{
  char text[SIDES][32];

  snprintf (text[SRC], sizeof text[SRC], "%lld", source);
  snprintf (text[DST], sizeof text[DST], "%lld", copy);
  differs (what, text[SRC], text[DST]);
}

void
trouble (enum side side, char const *doing, int errnum)
{
  char *where = quoted_path ();

  fprintf (stderr, "treecmp: %s: %s: %s: %s\n", where,
           side == SRC ? "source" : "copy", doing, strerror (errnum));
  free (where);
  count.troubles++;
}

int
reopen (int fd, int flags)
{
  char link[32];

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  flags |= O_CLOEXEC | O_NONBLOCK;
  int opened = open (link, flags | O_NOATIME);
  if (opened < 0 && errno == EPERM)
    opened = open (link, flags);
  return opened < 0 ? -errno : opened;
}

static void
path_push (char const *name)
{
  size_t length = strlen (name);

  if (path_size < path_length + length + 2)
    {
      path_size = 2 * (path_length + length + 2);
      path = must_alloc (path, path_size);
    }
  if (path_length > 0)
    path[path_length++] = '/';
  memcpy (path + path_length, name, length);
  path_length += length;
}

static int
compare_names (void const *a, void const *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* List the directory behind the O_PATH descriptor FD.  */
static int
listing_read (int fd, struct listing *ret_list)
{
  struct listing list = { .n = 0 };
  struct dirent *entry;
  int opened = reopen (fd, O_RDONLY | O_DIRECTORY);
  DIR *dir = opened < 0 ? NULL : fdopendir (opened);

  if (dir == NULL)
    return opened < 0 ? opened : -errno;
  while (errno = 0, (entry = readdir (dir)) != NULL)
    {
      if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0)
        continue;
      if ((list.n & (list.n - 1)) == 0)
        list.name = must_alloc (list.name,
                                (list.n ? 2 * list.n : 1) * sizeof *list.name);
      list.name[list.n] = strdup (entry->d_name);
      if (list.name[list.n++] == NULL)
        out_of_memory ();
    }
  int err = -errno;
  closedir (dir);
  if (list.n > 0)
    qsort (list.name, list.n, sizeof *list.name, compare_names);
  *ret_list = list;
  return err;
}

static void
listing_free (struct listing *list)
{
  for (size_t i = 0; i < list->n; i++)
    free (list->name[i]);
  free (list->name);
}

static char const *
type_name (mode_t mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFREG:
      return "regular file";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symbolic link";
    case S_IFIFO:
      return "fifo";
    case S_IFSOCK:
      return "socket";
    case S_IFCHR:
      return "character device";
    default:
      return "block device";
    }
}

static bool
left_out (mode_t mode)
{
  if (S_ISLNK (mode))
    return !opt.symlink;
  return !opt.special && !S_ISREG (mode) && !S_ISDIR (mode);
}

static void
count_entry (struct stat const *st)
{
  count.entries++;
  if (S_ISREG (st->st_mode))
    {
      count.files++;
      count.bytes += st->st_size;
    }
  else if (S_ISDIR (st->st_mode))
    count.directories++;
  else if (S_ISLNK (st->st_mode))
    count.symlinks++;
  else
    count.others++;
}

/* Whether the names in the directory behind FD can be looked at, so that its
   ".." leads back as well.  */
static bool
is_searchable (int fd)
{
  int here = openat (fd, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);

  if (here >= 0)
    close (here);
  return here >= 0;
}

/* Make the directories PAIR the innermost ones.  On success their
   descriptors are taken over.  */
static bool
enter (struct pair const *pair, int cwd[SIDES])
{
  struct frame frame = { .path_length = path_length };
  enum side unsearchable = SIDES;

  for (int side = SRC; side < SIDES; side++)
    {
      int err = listing_read (pair->fd[side], &frame.list[side]);
      if (err < 0)
        {
          trouble (side, "read directory", -err);
          listing_free (&frame.list[SRC]);
          listing_free (&frame.list[DST]);
          return false;
        }
      if (!is_searchable (pair->fd[side]))
        unsearchable = side;
      frame.dev[side] = pair->st[side].st_dev;
      frame.ino[side] = pair->st[side].st_ino;
    }
  if (unsearchable != SIDES)
    {
      if (frame.list[SRC].n > 0 || frame.list[DST].n > 0)
        trouble (unsearchable, "search", EACCES);
      listing_free (&frame.list[SRC]);
      listing_free (&frame.list[DST]);
      return false;
    }
  if (depth == frames_size)
    {
      frames_size = frames_size ? 2 * frames_size : 64;
      frames = must_alloc (frames, frames_size * sizeof *frames);
    }
  frames[depth++] = frame;
  for (int side = SRC; side < SIDES; side++)
    {
      if (cwd[side] >= 0)
        close (cwd[side]);
      cwd[side] = pair->fd[side];
    }
  return true;
}

/* Go back from the innermost directories to those around them.  */
static void
leave (int cwd[SIDES])
{
  struct frame *frame = &frames[--depth];

  listing_free (&frame->list[SRC]);
  listing_free (&frame->list[DST]);
  if (depth == 0)
    return;
  frame--;
  for (int side = SRC; side < SIDES; side++)
    {
      struct stat st;
      int up = openat (cwd[side], "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
      if (up < 0 || fstat (up, &st) < 0 || st.st_dev != frame->dev[side]
          || st.st_ino != frame->ino[side])
        {
          trouble (side, "the way back up", up < 0 ? errno : ESTALE);
          exit (2);
        }
      close (cwd[side]);
      cwd[side] = up;
    }
}

/* Compare the two objects of PAIR; neither is a directory's content.  */
static void
compare_pair (struct pair const *pair)
{
  struct stat const *st = pair->st;

  count_entry (&st[SRC]);
  if ((st[SRC].st_mode & S_IFMT) != (st[DST].st_mode & S_IFMT))
    {
      differs ("type", type_name (st[SRC].st_mode),
               type_name (st[DST].st_mode));
      return;
    }
  compare_stat (pair);
  if (!S_ISDIR (st[SRC].st_mode) && !links_note (pair))
    return;
  compare_xattrs (pair);
  if (S_ISLNK (st[SRC].st_mode))
    compare_symlink (pair);
  if (S_ISREG (st[SRC].st_mode))
    {
      compare_allocation (pair);
      compare_data (pair);
    }
}

/* Open NAME in CWD on SIDE.  Return false, having said so, if that cannot
   be done.  */
static bool
pin (int const cwd[SIDES], enum side side, char const *name, struct pair *pair)
{
  pair->fd[side] = openat (cwd[side], name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (pair->fd[side] < 0)
    {
      trouble (side, "open", errno);
      return false;
    }
  if (fstat (pair->fd[side], &pair->st[side]) < 0)
    {
      trouble (side, "stat", errno);
      close (pair->fd[side]);
      pair->fd[side] = -1;
      return false;
    }
  return true;
}

static void
compare_entry (int cwd[SIDES], char const *name)
{
  struct pair pair = { .fd = { -1, -1 } };
  bool entered = false;

  if (pin (cwd, SRC, name, &pair) && pin (cwd, DST, name, &pair)
      && !(left_out (pair.st[SRC].st_mode) && left_out (pair.st[DST].st_mode)))
    {
      compare_pair (&pair);
      if (S_ISDIR (pair.st[SRC].st_mode) && S_ISDIR (pair.st[DST].st_mode))
        entered = enter (&pair, cwd);
    }
  for (int side = SRC; side < SIDES && !entered; side++)
    if (pair.fd[side] >= 0)
      close (pair.fd[side]);
}

/* NAME is on SIDE only.  */
static void
report_lonely (int const cwd[SIDES], enum side side, char const *name)
{
  struct pair pair;

  if ((side == DST && opt.extra_ok) || !pin (cwd, side, name, &pair))
    return;
  close (pair.fd[side]);
  if (left_out (pair.st[side].st_mode))
    return;
  char const *type = type_name (pair.st[side].st_mode);
  differs ("existence", side == SRC ? type : "nothing",
           side == DST ? type : "nothing");
}

/* Take the next name of the innermost directories.  Return false at their
   end.  */
static bool
next_name (enum side *ret_lonely, char const **ret_name)
{
  struct listing *list = frames[depth - 1].list;
  bool left[SIDES] = { list[SRC].i < list[SRC].n, list[DST].i < list[DST].n };
  int order;

  if (!left[SRC] && !left[DST])
    return false;
  if (!left[SRC] || !left[DST])
    order = left[SRC] ? -1 : 1;
  else
    order = strcmp (list[SRC].name[list[SRC].i], list[DST].name[list[DST].i]);
  *ret_lonely = order < 0 ? SRC : order > 0 ? DST : SIDES;
  enum side from = order > 0 ? DST : SRC;
  *ret_name = list[from].name[list[from].i];
  list[SRC].i += order <= 0;
  list[DST].i += order >= 0;
  return true;
}

static void
walk (int cwd[SIDES])
{
  enum side lonely;
  char const *name;

  while (depth > 0)
    {
      path_length = frames[depth - 1].path_length;
      if (!next_name (&lonely, &name))
        {
          leave (cwd);
          continue;
        }
      path_push (name);
      if (lonely == SIDES)
        compare_entry (cwd, name);
      else
        report_lonely (cwd, lonely, name);
    }
}

/* Compare the operands, which are never followed where they are links.  */
static void
compare_operands (char *const operand[SIDES])
{
  struct pair pair;
  int cwd[SIDES] = { -1, -1 };

  for (int side = SRC; side < SIDES; side++)
    {
      pair.fd[side] = open (operand[side], O_PATH | O_NOFOLLOW | O_CLOEXEC);
      if (pair.fd[side] < 0 || fstat (pair.fd[side], &pair.st[side]) < 0)
        {
          fprintf (stderr, "treecmp: %s: %s\n", operand[side],
                   strerror (errno));
          exit (2);
        }
    }
  compare_pair (&pair);
  if (S_ISDIR (pair.st[SRC].st_mode) && S_ISDIR (pair.st[DST].st_mode)
      && enter (&pair, cwd))
    walk (cwd);
  links_finish ();
  compare_total_allocation ();
}

int
main (int argc, char **argv)
{
  compare_operands (options_parse (argc, argv));
  if (opt.summary)
    counts_print ();
  if (fflush (stdout) != 0)
    return 2;
  return count.troubles ? 2 : count.differences != 0;
}
