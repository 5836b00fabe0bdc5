/* drip -- write words to a pipe, each when the one before it was read.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: drip WORD... | READER

   Each word is what one read of the reader gets, however slow either of the
   two is.  Ends in peace when the reader goes.  */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Wait until nothing is in the pipe.  Return whether somebody is still there
   to read.  */
static int
wait_until_read (void)
{
  for (;;)
    {
      int unread;
      struct pollfd end = { .fd = STDOUT_FILENO };
      if (ioctl (STDOUT_FILENO, FIONREAD, &unread) < 0)
        {
          perror ("drip: standard output");
          exit (99);
        }
      if (unread == 0)
        return 1;
      if (poll (&end, 1, 5) > 0 && end.revents & POLLERR)
        return 0;
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc && wait_until_read (); i++)
    if (write (STDOUT_FILENO, argv[i], strlen (argv[i])) < 0)
      {
        perror ("drip: standard output");
        return 99;
      }
  return 0;
}
