/* The names of the files that ucat copies: operands, or those of a list.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucat-names.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stop.h"
#include "user/report.h"
#include "xalloc.h"

enum
{
  READ_SIZE = 64 << 10
};

struct ucat_names
{
  /* Of operands.  */
  char **operands;
  int left;

  /* Of a list.  */
  const char *list; /* its name, or NULL */
  int fd;
  bool never_waits; /* reading it */
  bool ended;
  char *text; /* what was read and is not given out: */
  size_t start, end, size;
  size_t searched; /* there is no zero byte before this */
  size_t number;   /* of the name given out last */
};

static char dash[] = "-";
static char *standard_input[] = { dash };

struct ucat_names *
ucat_names_open (const struct ucat_options *options)
{
  struct ucat_names *names = xcalloc (1, sizeof *names);
  names->list = options->files0_from;
  names->operands
      = options->n_operands > 0 ? options->operands : standard_input;
  names->left = options->n_operands > 0 ? options->n_operands : 1;
  if (!names->list)
    return names;
  names->fd = strcmp (names->list, "-") == 0
                  ? STDIN_FILENO
                  : open (names->list, O_RDONLY | O_CLOEXEC);
  if (names->fd < 0)
    error (EXIT_FAILURE, errno, _("cannot open %s for reading"),
           quoteaf (names->list));
  struct stat st;
  names->never_waits = fstat (names->fd, &st) == 0 && S_ISREG (st.st_mode);
  return names;
}

void
ucat_names_close (struct ucat_names *names)
{
  if (names->list && names->fd != STDIN_FILENO)
    close (names->fd);
  free (names->text);
  free (names);
}

/* ---- Operands ----------------------------------------------------------- */

static int
next_operand (void *arg, bool wait, const char **ret_name)
{
  struct ucat_names *names = arg;
  (void) wait;
  if (names->left == 0)
    return 0;
  names->left--;
  *ret_name = *names->operands++;
  return 1;
}

/* ---- A list ------------------------------------------------------------- */

static bool
would_wait (const struct ucat_names *names)
{
  struct pollfd pollfd = { .fd = names->fd, .events = POLLIN };
  return !names->never_waits && poll (&pollfd, 1, 0) == 0;
}

/* Read more of the list, or find its end.  */
static void
read_more (struct ucat_names *names)
{
  if (names->start > 0)
    memmove (names->text, names->text + names->start,
             names->end - names->start);
  names->end -= names->start;
  names->searched -= names->start;
  names->start = 0;
  if (names->size - names->end < READ_SIZE)
    {
      names->size = names->end + 2 * READ_SIZE;
      names->text = xrealloc (names->text, names->size);
    }
  ssize_t n = read (names->fd, names->text + names->end, READ_SIZE);
  if (n > 0)
    names->end += n;
  else if (n == 0 || stop_requested ())
    names->ended = true;
  else if (errno != EINTR)
    {
      report_error_at (errno, _("%s: read error"), names->list);
      names->ended = true;
    }
}

/* Set *RET_NAME to a copy of the next name, if all of it is there.  The last
   may lack its zero byte.  */
static bool
cut_name (struct ucat_names *names, char **ret_name)
{
  char *from = names->text + names->searched;
  char *zero = names->end > names->searched
                   ? memchr (from, '\0', names->end - names->searched)
                   : NULL;
  if (!zero && (!names->ended || names->start == names->end))
    {
      names->searched = names->end;
      return false;
    }
  size_t end = zero ? (size_t) (zero - names->text) : names->end;
  *ret_name = ximemdup0 (names->text + names->start, end - names->start);
  names->start = end + (zero != NULL);
  names->searched = names->start;
  names->number++;
  return true;
}

/* Whether NAME, of the list, is that of a file; if not, say why.  */
static bool
is_good (const struct ucat_names *names, const char *name)
{
  bool is_list = names->fd == STDIN_FILENO && strcmp (name, "-") == 0;
  if (*name != '\0' && !is_list)
    return true;
  char format[256];
  snprintf (format, sizeof format, "%%s:%zu: %s", names->number,
            is_list ? _("standard input has the names, and is no file")
                    : _("invalid zero-length file name"));
  report_error_at (0, format, names->list);
  return false;
}

static int
next_of_list (void *arg, bool wait, const char **ret_name)
{
  struct ucat_names *names = arg;
  char *name;
  for (;;)
    {
      while (!cut_name (names, &name))
        {
          if (names->ended)
            return 0;
          if (!wait && would_wait (names))
            return -EAGAIN;
          read_more (names);
        }
      if (is_good (names, name))
        {
          *ret_name = name;
          return 1;
        }
      free (name);
    }
}

static void
used (void *arg, const char *name)
{
  (void) arg;
  free ((char *) name);
}

struct cat_names
ucat_names_source (struct ucat_names *names)
{
  if (names->list)
    return (
        struct cat_names) { .next = next_of_list, .used = used, .arg = names };
  return (struct cat_names) { .next = next_operand, .arg = names };
}
