/* The fault engine's settings, and its start from the environment.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine-fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct
{
  const char *name;
  int number;
} errors[] = {
  { "EIO", EIO },         { "ENOSPC", ENOSPC },
  { "EDQUOT", EDQUOT },   { "ENOMEM", ENOMEM },
  { "EPERM", EPERM },     { "EACCES", EACCES },
  { "ENOENT", ENOENT },   { "EEXIST", EEXIST },
  { "EMFILE", EMFILE },   { "EINVAL", EINVAL },
  { "EINTR", EINTR },     { "EAGAIN", EAGAIN },
  { "EROFS", EROFS },     { "ENOSYS", ENOSYS },
  { "ESTALE", ESTALE },   { "EOPNOTSUPP", EOPNOTSUPP },
  { "ENOTSUP", ENOTSUP },
};

static int
parse_errno (const char *text)
{
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
    if (strcmp (text, errors[i].name) == 0)
      return errors[i].number;
  return atoi (text);
}

static bool
parse_kind (const char *text, struct fault_config *config)
{
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (strcmp (text, op_kind_name (kind)) == 0)
      {
        config->fail_kind = kind;
        config->fail_any_kind = false;
        return true;
      }
  return false;
}

/* N:ERRNO[:forever][:KIND], which is taken to pieces.  */
static bool
parse_fail (char *text, struct fault_config *config)
{
  char *rest;
  char *word = strtok_r (text, ":", &rest);

  if (word == NULL)
    return false;
  config->fail_at = strtoull (word, NULL, 10);
  word = strtok_r (NULL, ":", &rest);
  if (word == NULL)
    return config->fail_at == 0;
  config->fail_errno = parse_errno (word);
  if (config->fail_errno <= 0)
    return false;
  while ((word = strtok_r (NULL, ":", &rest)) != NULL)
    {
      if (strcmp (word, "forever") == 0)
        config->fail_forever = true;
      else if (!parse_kind (word, config))
        return false;
    }
  return true;
}

/* A percentage; all of everything would end nowhere.  */
static bool
parse_percent (const char *text, unsigned int *percent)
{
  *percent = (unsigned int) strtoul (text, NULL, 10);
  return *percent <= 90;
}

/* FROM-TO.  */
static bool
parse_bad (const char *text, struct fault_config *config)
{
  struct fault_place place;
  char *end;

  if (config->n_bad == FAULT_BAD_PLACES)
    return false;
  place.from = strtoull (text, &end, 10);
  if (*end != '-')
    return false;
  place.to = strtoull (end + 1, &end, 10);
  if (*end != '\0' || place.to <= place.from)
    return false;
  config->bad[config->n_bad++] = place;
  return true;
}

static bool
parse_setting (char *text, struct fault_config *config)
{
  char *value = strchr (text, '=');

  if (value != NULL)
    *value++ = '\0';
  else if (strcmp (text, "reorder") == 0)
    return config->reorder = true;
  else if (strcmp (text, "uneven") == 0)
    return config->uneven = true;
  else if (strcmp (text, "unregistered") == 0)
    return config->unregistered = true;
  else
    return false;

  if (strcmp (text, "seed") == 0)
    {
      config->seed = strtoull (value, NULL, 10);
      return true;
    }
  if (strcmp (text, "short") == 0)
    return parse_percent (value, &config->short_percent);
  if (strcmp (text, "delay") == 0)
    return parse_percent (value, &config->delay_percent);
  if (strcmp (text, "eintr") == 0)
    return parse_percent (value, &config->eintr_percent);
  if (strcmp (text, "corrupt") == 0)
    {
      config->corrupt_at = strtoull (value, NULL, 10);
      return config->corrupt_at > 0;
    }
  if (strcmp (text, "bad") == 0)
    return parse_bad (value, config);
  if (strcmp (text, "fail") == 0)
    return parse_fail (value, config);
  return false;
}

int
fault_parse (const char *text, struct fault_config *ret_config)
{
  struct fault_config config = { .fail_any_kind = true };
  char copy[512];
  char *rest;

  if (strlen (text) >= sizeof copy)
    return -EINVAL;
  strcpy (copy, text);
  for (char *word = strtok_r (copy, ",", &rest); word != NULL;
       word = strtok_r (NULL, ",", &rest))
    if (!parse_setting (word, &config))
      return -EINVAL;
  *ret_config = config;
  return 0;
}

/* ---- From the environment ---------------------------------------------- */

static struct fault_config settings;

static int
decorate (struct engine *inner, struct engine **ret_outer)
{
  return engine_fault_open (&settings, inner, ret_outer);
}

__attribute__ ((constructor)) static void
install (void)
{
  const char *text = getenv ("URINGUTILS_FAULT");

  if (text == NULL && getenv ("URINGUTILS_FAULT_COUNT") == NULL)
    return;
  if (fault_parse (text != NULL ? text : "", &settings) < 0)
    {
      fprintf (stderr, "URINGUTILS_FAULT: cannot make sense of '%s'\n", text);
      _exit (99);
    }
  engine_set_decorator (decorate);
}

__attribute__ ((destructor)) static void
write_count (void)
{
  const char *name = getenv ("URINGUTILS_FAULT_COUNT");
  int fd = name == NULL ? -1 : open (name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  if (fd < 0)
    return;
  dprintf (fd, "%ju\n", (uintmax_t) fault_count ());
  close (fd);
}
