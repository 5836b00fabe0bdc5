/* Run one program with its standard output going somewhere, and take what
   comes. Copyright (C) 2026 the uringutils authors SPDX-License-Identifier:
   GPL-3.0-or-later  */

/* drain KIND FILE PROGRAM [ARG...]

   KIND is pipe, socket (a pair of local ones), tty (raw), null or file.  Of the
   first three all is taken, and FILE gets the number of bytes; FILE is what is
   written to for the last.  Ends when the program has, and all of its bytes
   have come.

   Whoever writes to the pipe, the same reader takes from it, as fast as can be:
   by splice () to /dev/null, which copies nothing, so that the time is the
   writer's.  What a socket or a terminal has is read, 128 KiB at a time.  */

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum
{
  READ_SIZE = 128 << 10,
  SPLICE_SIZE = 1 << 20
};

/* ENDS[0] is read from, ENDS[1] is written to.  */
static void
make_tty (int ends[2])
{
  struct termios modes;
  ends[0] = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ends[0] < 0 || grantpt (ends[0]) != 0 || unlockpt (ends[0]) != 0)
    err (125, "pty");
  ends[1] = open (ptsname (ends[0]), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ends[1] < 0 || tcgetattr (ends[1], &modes) != 0)
    err (125, "tty");
  cfmakeraw (&modes);
  if (tcsetattr (ends[1], TCSANOW, &modes) != 0)
    err (125, "tcsetattr");
}

/* Return whether there is something to read from.  */
static bool
make_ends (const char *kind, const char *file, int ends[2])
{
  ends[0] = -1;
  if (strcmp (kind, "pipe") == 0)
    {
      if (pipe2 (ends, O_CLOEXEC) != 0)
        err (125, "pipe");
    }
  else if (strcmp (kind, "socket") == 0)
    {
      if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        err (125, "socket");
    }
  else if (strcmp (kind, "tty") == 0)
    make_tty (ends);
  else
    {
      const char *name = strcmp (kind, "null") == 0 ? "/dev/null" : file;
      ends[1] = open (name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
      if (ends[1] < 0)
        err (125, "%s", name);
    }
  return ends[0] >= 0;
}

static unsigned long long
read_all (int fd)
{
  static char buf[READ_SIZE];
  unsigned long long sum = 0;
  ssize_t n;

  while ((n = read (fd, buf, sizeof buf)) > 0)
    sum += (unsigned long long) n;
  /* A terminal that nobody holds open any more says EIO.  */
  if (n < 0 && errno != EIO)
    err (125, "read");
  return sum;
}

static unsigned long long
splice_all (int fd)
{
  unsigned long long sum = 0;
  ssize_t n;
  int null = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (null < 0)
    err (125, "/dev/null");
  while ((n = splice (fd, NULL, null, NULL, SPLICE_SIZE, 0)) > 0)
    sum += (unsigned long long) n;
  if (n < 0)
    err (125, "splice");
  return sum;
}

static void
take_all (const char *kind, int fd, const char *file)
{
  unsigned long long sum
      = strcmp (kind, "pipe") == 0 ? splice_all (fd) : read_all (fd);
  FILE *out = fopen (file, "w");

  if (!out || fprintf (out, "%llu\n", sum) < 0 || fclose (out) != 0)
    err (125, "%s", file);
}

int
main (int argc, char **argv)
{
  int ends[2];
  int status;
  if (argc < 4)
    errx (125, "usage: drain KIND FILE PROGRAM [ARG...]");
  bool reads = make_ends (argv[1], argv[2], ends);
  pid_t pid = fork ();
  if (pid < 0)
    err (125, "fork");
  if (pid == 0)
    {
      if (dup2 (ends[1], STDOUT_FILENO) < 0)
        _exit (126);
      execvp (argv[3], argv + 3);
      _exit (127);
    }
  close (ends[1]);
  if (reads)
    take_all (argv[1], ends[0], argv[2]);
  while (waitpid (pid, &status, 0) < 0)
    if (errno != EINTR)
      err (125, "waitpid");
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}
