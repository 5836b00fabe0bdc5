/* Run many copies with faults: files and processes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include "sweep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

char *
text (const char *format, ...)
{
  va_list args;
  char *result;

  va_start (args, format);
  if (vasprintf (&result, format, args) < 0)
    give_up ("malloc");
  va_end (args);
  return result;
}

void
give_up (const char *doing)
{
  fprintf (stderr, "sweep: %s: %s\n", doing, strerror (errno));
  exit (99);
}

char *
read_whole (const char *name)
{
  struct stat st;
  int fd = open (name, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, &st) < 0)
    give_up (name);
  char *contents = malloc (st.st_size + 1);
  if (contents == NULL)
    give_up ("malloc");
  ssize_t n = read (fd, contents, st.st_size);
  if (n < 0)
    give_up (name);
  contents[n] = '\0';
  close (fd);
  return contents;
}

/* ---- Processes ---------------------------------------------------------- */

static void
redirect (int fd, const char *name, int flags)
{
  int new_fd = open (name, flags, 0644);

  if (new_fd < 0 || dup2 (new_fd, fd) < 0)
    give_up (name);
  close (new_fd);
}

static _Noreturn void
become (char *const *words, const char *out, const char *err)
{
  setpgid (0, 0);
  redirect (0, "/dev/null", O_RDONLY);
  redirect (1, out, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  if (strcmp (out, err) == 0)
    dup2 (1, 2);
  else
    redirect (2, err, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  execvp (words[0], words);
  fprintf (stderr, "cannot run %s: %s\n", words[0], strerror (errno));
  _exit (127);
}

int
run_command (char *const *words, const char *out, const char *err, int seconds,
             bool *ret_hung)
{
  int status;
  pid_t pid = fork ();

  if (pid < 0)
    give_up ("fork");
  if (pid == 0)
    become (words, out, err);

  struct pollfd end = { (int) syscall (SYS_pidfd_open, pid, 0), POLLIN, 0 };
  if (end.fd < 0)
    give_up ("pidfd_open");
  *ret_hung = poll (&end, 1, seconds * 1000) == 0;
  close (end.fd);
  if (*ret_hung)
    {
      kill (-pid, SIGKILL);
      kill (pid, SIGKILL);
    }
  if (waitpid (pid, &status, 0) < 0)
    give_up ("waitpid");
  return status;
}

/* ---- Trees -------------------------------------------------------------- */

/* Open directory NAME of DIRFD, after seeing to it that it can be.  */
static DIR *
open_directory (int dirfd, const char *name)
{
  struct stat st;

  if (fstatat (dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISDIR (st.st_mode) && (st.st_mode & S_IRWXU) != S_IRWXU)
    fchmodat (dirfd, name, S_IRWXU, 0);
  int fd
      = openat (dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd < 0 ? NULL : fdopendir (fd);
}

static bool
is_dots (const char *name)
{
  return strcmp (name, ".") == 0 || strcmp (name, "..") == 0;
}

static void
remove_at (int parent, const char *name)
{
  if (unlinkat (parent, name, 0) == 0 || errno == ENOENT)
    return;
  DIR *dir = open_directory (parent, name);
  if (dir == NULL)
    give_up (name);
  struct dirent *entry;
  while ((entry = readdir (dir)) != NULL)
    if (!is_dots (entry->d_name))
      remove_at (dirfd (dir), entry->d_name);
  closedir (dir);
  if (unlinkat (parent, name, AT_REMOVEDIR) < 0)
    give_up (name);
}

void
remove_tree (const char *name)
{
  remove_at (AT_FDCWD, name);
}

static bool
has (const char *tree, const char *path)
{
  struct stat st;

  if (tree == NULL)
    return false;
  char *name = text ("%s/%s", tree, path);
  /* What lies too deep for a path is treecmp's alone to judge.  */
  bool there = lstat (name, &st) == 0 || errno == ENAMETOOLONG;
  free (name);
  return there;
}

/* Look at what is below directory NAME of PARENT, which is PATH (with a
   slash) in its tree.  */
static char *
find_extra_at (int parent, const char *name, const char *path, const char *a,
               const char *b)
{
  char *extra = NULL;
  struct dirent *entry;
  DIR *dir = open_directory (parent, name);

  if (dir == NULL)
    return NULL;
  while (extra == NULL && (entry = readdir (dir)) != NULL)
    if (!is_dots (entry->d_name))
      {
        char *at = text ("%s%s", path, entry->d_name);
        if (!has (a, at) && !has (b, at))
          extra = text ("%s", at);
        else
          {
            char *below = text ("%s/", at);
            extra = find_extra_at (dirfd (dir), entry->d_name, below, a, b);
            free (below);
          }
        free (at);
      }
  closedir (dir);
  return extra;
}

char *
find_extra (const char *tree, const char *a, const char *b)
{
  return find_extra_at (AT_FDCWD, tree, "", a, b);
}
