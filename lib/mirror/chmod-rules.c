/* Changes of modes, as rsync's --chmod takes them: "Dg+s,ug+w,F644,+X".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/chmod-rules.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum
{
  MODE_ALL = 07777,
  EVERYBODY = S_IXUSR | S_IXGRP | S_IXOTH
};

/* One change.  Whom it concerns is the x bits of user, group and others:
   times 7 they are all of their permissions.  */
struct change
{
  bool directories, others; /* whom it applies to; neither: both */
  bool if_executable;       /* X: x is set where there is one already */
  mode_t keep;              /* bits that stay */
  mode_t set;
  mode_t whose;   /* of a copy: who gets ... */
  mode_t whence;  /* ... whose permissions; 0: this is no copy */
  mode_t limit;   /* ... as far as these bits */
  char operation; /* of a copy: + - = */
};

struct chmod_rules
{
  size_t count;
  struct change changes[];
};

/* A change while it is being read.  */
struct reading
{
  struct change change;
  mode_t whose;     /* 0: nobody was named */
  mode_t special;   /* set-user-ID and set-group-ID of those named */
  mode_t what;      /* r, w, x as a digit */
  mode_t what_more; /* set-user-ID, set-group-ID, sticky */
};

/* Take the letters before the operation; return what follows.  */
static const char *
take_whose (const char *at, struct reading *reading)
{
  for (;; at++)
    switch (*at)
      {
      case 'D':
        reading->change.directories = true;
        break;
      case 'F':
        reading->change.others = true;
        break;
      case 'u':
        reading->whose |= S_IXUSR;
        reading->special |= S_ISUID;
        break;
      case 'g':
        reading->whose |= S_IXGRP;
        reading->special |= S_ISGID;
        break;
      case 'o':
        reading->whose |= S_IXOTH;
        break;
      case 'a':
        reading->whose |= EVERYBODY;
        reading->special |= S_ISUID | S_ISGID;
        break;
      default:
        return at;
      }
}

/* Take the letters behind it.  */
static const char *
take_what (const char *at, struct reading *reading)
{
  for (;; at++)
    switch (*at)
      {
      case 'r':
        reading->what |= 4;
        break;
      case 'w':
        reading->what |= 2;
        break;
      case 'X':
        reading->change.if_executable = true;
        reading->what |= 1;
        break;
      case 'x':
        reading->what |= 1;
        break;
      case 's':
        reading->what_more |= reading->special ? reading->special : S_ISUID;
        break;
      case 't':
        reading->what_more |= S_ISVTX;
        break;
      default:
        return at;
      }
}

/* Whose permissions LETTER stands for, or 0.  */
static mode_t
class_of (char letter)
{
  return letter == 'u'   ? S_IXUSR
         : letter == 'g' ? S_IXGRP
         : letter == 'o' ? S_IXOTH
                         : 0;
}

/* What the letters come to, as bits to keep and to set.  */
static void
work_out (struct reading *reading, char operation, mode_t umask)
{
  struct change *change = &reading->change;
  mode_t whose = reading->whose ? reading->whose : EVERYBODY;
  mode_t limit = reading->whose ? MODE_ALL : MODE_ALL & ~umask;
  mode_t bits = (whose * reading->what & limit) | reading->what_more;
  change->keep = MODE_ALL;
  change->set = bits;
  if (operation == '-')
    {
      change->keep = MODE_ALL & ~bits;
      change->set = 0;
    }
  else if (operation == '=')
    change->keep = MODE_ALL & ~(whose * 7)
                   & ~(reading->what_more ? reading->special : 0);
  change->whose = whose;
  change->limit = limit;
  change->operation = operation;
}

/* Take an octal mode, digits alone.  */
static const char *
take_octal (const char *at, struct change *change)
{
  mode_t mode = 0;
  for (; *at >= '0' && *at <= '7' && mode <= MODE_ALL; at++)
    mode = mode * 8 + (*at - '0');
  if (mode > MODE_ALL)
    return NULL;
  change->keep = 0;
  change->set = mode;
  return at;
}

/* Take a change; return what follows, or NULL where it is none.  */
static const char *
take_change (const char *at, mode_t umask, struct change *ret_change)
{
  struct reading reading = { .whose = 0 };
  at = take_whose (at, &reading);
  if (reading.change.directories && reading.change.others)
    return NULL;
  if (*at >= '0' && *at <= '7' && reading.whose == 0)
    at = take_octal (at, &reading.change);
  else if (*at != '\0' && strchr ("+-=", *at))
    {
      char operation = *at++;
      reading.change.whence = class_of (*at);
      at = reading.change.whence ? at + 1 : take_what (at, &reading);
      work_out (&reading, operation, umask);
    }
  else
    return NULL;
  *ret_change = reading.change;
  return at && (*at == ',' || *at == '\0') ? at : NULL;
}

static int
add_change (struct chmod_rules **rules, const struct change *change)
{
  size_t count = *rules ? (*rules)->count : 0;
  struct chmod_rules *larger = realloc (
      *rules, sizeof *larger + (count + 1) * sizeof *larger->changes);
  if (!larger)
    return -ENOMEM;
  larger->changes[count] = *change;
  larger->count = count + 1;
  *rules = larger;
  return 0;
}

int
chmod_rules_add (struct chmod_rules **rules, const char *text, mode_t umask)
{
  size_t before = *rules ? (*rules)->count : 0;
  int err = 0;
  while (err == 0 && text)
    {
      struct change change;
      text = take_change (text, umask, &change);
      err = text ? add_change (rules, &change) : -EINVAL;
      if (err == 0)
        text = *text == ',' ? text + 1 : NULL;
    }
  if (err < 0 && *rules)
    (*rules)->count = before;
  return err;
}

/* The permissions that MODE gives the class WHENCE, as a digit.  */
static mode_t
permissions_of (mode_t mode, mode_t whence)
{
  return mode / whence & 7;
}

/* MODE after CHANGE, which copies permissions from one class to others.  */
static mode_t
copy_permissions (const struct change *change, mode_t mode)
{
  mode_t bits
      = change->whose * permissions_of (mode, change->whence) & change->limit;
  mode_t special = (change->whose & S_IXUSR ? S_ISUID : 0)
                   | (change->whose & S_IXGRP ? S_ISGID : 0)
                   | (change->whose & S_IXOTH ? S_ISVTX : 0);
  switch (change->operation)
    {
    case '+':
      return mode | bits;
    case '-':
      return mode & ~bits;
    default:
      return (mode & ~(change->whose * 7) & ~special) | bits;
    }
}

static mode_t
apply_change (const struct change *change, mode_t mode, bool may_set_x)
{
  if (change->whence)
    return copy_permissions (change, mode);
  mode_t set = change->set;
  if (change->if_executable && !may_set_x)
    set &= ~EVERYBODY;
  return (mode & change->keep) | set;
}

mode_t
chmod_rules_apply (const struct chmod_rules *rules, mode_t mode)
{
  if (S_ISLNK (mode))
    return mode;
  bool is_directory = S_ISDIR (mode);
  bool may_set_x = is_directory || mode & EVERYBODY;
  mode_t kind = mode & ~MODE_ALL;
  for (size_t i = 0; i < rules->count; i++)
    {
      const struct change *change = &rules->changes[i];
      if (is_directory ? !change->others : !change->directories)
        mode = apply_change (change, mode, may_set_x);
    }
  return (mode & MODE_ALL) | kind;
}

void
chmod_rules_free (struct chmod_rules *rules)
{
  free (rules);
}
