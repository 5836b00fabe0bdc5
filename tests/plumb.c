/* Run a command whose standard output is a pipe, socket or terminal.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: plumb KIND COMMAND [ARG...]

   KIND is pipe, nonblock (a pipe that is not to be waited for), socket (a pair
   of local ones), tcp, or tty (raw).  What comes out goes to plumb's standard
   output; the status is COMMAND's, 128 and more for a signal.  Complains, with
   status 99, about a pipe that has become smaller.  */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void
die (const char *what)
{
  fprintf (stderr, "plumb: %s: %s\n", what, strerror (errno));
  exit (99);
}

/* ENDS[0] is read from, ENDS[1] is written to.  */

static void
make_tcp (int ends[2])
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t len = sizeof address;
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ends[1] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || ends[1] < 0
      || bind (listener, (struct sockaddr *) &address, sizeof address) != 0
      || listen (listener, 1) != 0
      || getsockname (listener, (struct sockaddr *) &address, &len) != 0
      || connect (ends[1], (struct sockaddr *) &address, len) != 0)
    die ("tcp");
  ends[0] = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  if (ends[0] < 0)
    die ("accept");
  close (listener);
}

static void
make_tty (int ends[2])
{
  struct termios modes;
  ends[0] = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ends[0] < 0 || grantpt (ends[0]) != 0 || unlockpt (ends[0]) != 0)
    die ("pty");
  ends[1] = open (ptsname (ends[0]), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ends[1] < 0 || tcgetattr (ends[1], &modes) != 0)
    die ("tty");
  cfmakeraw (&modes);
  if (tcsetattr (ends[1], TCSANOW, &modes) != 0)
    die ("tcsetattr");
}

static void
make (const char *kind, int ends[2])
{
  int made = 0;
  if (strcmp (kind, "pipe") == 0)
    made = pipe2 (ends, O_CLOEXEC);
  else if (strcmp (kind, "nonblock") == 0)
    {
      made = pipe2 (ends, O_CLOEXEC);
      if (made == 0)
        made = fcntl (ends[1], F_SETFL, O_NONBLOCK);
    }
  else if (strcmp (kind, "socket") == 0)
    made = socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
  else if (strcmp (kind, "tcp") == 0)
    make_tcp (ends);
  else if (strcmp (kind, "tty") == 0)
    make_tty (ends);
  else
    {
      errno = EINVAL;
      made = -1;
    }
  if (made != 0)
    die (kind);
}

static void
copy_out (int fd)
{
  char buf[65536];
  ssize_t n;
  /* A terminal that nobody holds open any more says EIO.  */
  while ((n = read (fd, buf, sizeof buf)) > 0)
    for (ssize_t done = 0; done < n;)
      {
        ssize_t w = write (STDOUT_FILENO, buf + done, n - done);
        if (w < 0)
          die ("write");
        done += w;
      }
  if (n < 0 && errno != EIO)
    die ("read");
}

int
main (int argc, char **argv)
{
  int ends[2];
  int status;
  if (argc < 3)
    {
      fprintf (stderr, "usage: plumb KIND COMMAND [ARG...]\n");
      return 99;
    }
  make (argv[1], ends);
  int size = fcntl (ends[0], F_GETPIPE_SZ);
  pid_t child = fork ();
  if (child < 0)
    die ("fork");
  if (child == 0)
    {
      if (dup2 (ends[1], STDOUT_FILENO) < 0)
        die ("dup2");
      execvp (argv[2], argv + 2);
      die (argv[2]);
    }
  close (ends[1]);
  copy_out (ends[0]);
  if (fcntl (ends[0], F_GETPIPE_SZ) < size)
    {
      fprintf (stderr, "plumb: the pipe has become smaller\n");
      return 99;
    }
  while (waitpid (child, &status, 0) < 0)
    if (errno != EINTR)
      die ("waitpid");
  return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}
