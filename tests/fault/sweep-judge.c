/* Run many copies with faults: what is wrong with what a run left.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include "sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum
{
  WORDS_MAX = 40
};

/* Add the OPTIONS, which are separated by commas and taken apart, to WORDS,
   which has COUNT.  */
static int
add_options (char **words, int count, char *options)
{
  char *rest;

  for (char *word = strtok_r (options, ",", &rest); word != NULL;
       word = strtok_r (NULL, ",", &rest))
    if (count < WORDS_MAX - 3)
      words[count++] = word;
  return count;
}

/* Whether source and copy are the same, as treecmp sees it; what it says
   is in RUN's file.  */
static bool
is_same (const struct run *run)
{
  char *words[WORDS_MAX] = { (char *) "treecmp" };
  char *options = text ("%s,%s", run->sweep->compare, run->compare);
  int n = add_options (words, 1, options);
  bool hung;

  words[n++] = (char *) run->sweep->source;
  words[n++] = (char *) run->target;
  int status = run_command (words, run->judge_file, run->judge_file,
                            run->sweep->seconds, &hung);
  free (options);
  return status == 0 && !hung;
}

/* What no run may say.  */
static bool
is_alarming (const char *said)
{
  return strstr (said, "Sanitizer") != NULL
         || strstr (said, "runtime error:") != NULL
         || strstr (said, "Assertion") != NULL;
}

/* Whether SAID has the quoted name that PREFIX and the first LEN bytes of
   PATH make.  */
static bool
says_name (const char *said, const char *prefix, const char *path, int len)
{
  char *name = text ("%s%s%.*s'", prefix, len > 0 ? "/" : "", len, path);
  bool found = strstr (said, name) != NULL;

  free (name);
  return found;
}

/* Whether SAID has the quoted NAME with a slash behind it.  */
static bool
says_slash (const char *said, const char *name)
{
  char *slashed = text ("%s/'", name);
  bool found = strstr (said, slashed) != NULL;

  free (slashed);
  return found;
}

/* Whether SAID names PATH, or a directory above it.  */
static bool
says_path (const struct run *run, const char *said, const char *path)
{
  int len = strcmp (path, ".") == 0 ? 0 : (int) strlen (path);

  for (;;)
    {
      if (says_name (said, run->sweep->source, path, len)
          || says_name (said, run->target, path, len))
        return true;
      /* The source itself may be named with a slash behind it.  */
      if (len == 0)
        return says_slash (said, run->sweep->source);
      do
        len--;
      while (len > 0 && path[len] != '/');
    }
}

/* Differences that follow from another, which the message was about.  */
static bool
is_consequence (const char *line)
{
  return strstr (line, ": hard link:") != NULL
         || strstr (line, ": links from outside the tree:") != NULL
         || strstr (line, "(whole tree):") != NULL;
}

/* The first line of treecmp's about something that SAID does not name, to
   be freed, or NULL.  */
static char *
find_unsaid (const struct run *run, const char *said)
{
  char *lines = read_whole (run->judge_file);
  char *unsaid = NULL;
  char *rest;

  for (char *line = strtok_r (lines, "\n", &rest);
       line != NULL && unsaid == NULL; line = strtok_r (NULL, "\n", &rest))
    {
      char *end = strstr (line, "\": ");
      if (line[0] != '"' || end == NULL || is_consequence (line))
        continue;
      *end = '\0';
      if (!says_path (run, said, line + 1))
        unsaid = text ("%s: %s", line + 1, end + 3);
    }
  free (lines);
  return unsaid;
}

/* Whether STATUS is that of a run which says what is wrong.  */
static bool
is_refusal (const struct run *run, int status)
{
  char *wanted = text (",%d,", status);
  bool found = strstr (run->sweep->refusal, wanted) != NULL;

  free (wanted);
  return found;
}

/* The run ended with such a status and SAID something.  */
static enum verdict
judge_refusal (const struct run *run, const char *said, char **ret_why)
{
  if (run->sweep->must_succeed)
    {
      *ret_why = text ("exit status %d", WEXITSTATUS (run->wait_status));
      return WRONG;
    }
  if (said[0] == '\0')
    {
      *ret_why = text ("a failure without a message");
      return WRONG;
    }
  /* '?' stands for a name there was no memory for; and where there is no
     memory to go on at all, nothing is known of the rest.  */
  if (strchr (said, '?') != NULL || strstr (said, "memory exhausted") != NULL
      || strstr (said, "cannot start") != NULL || is_same (run))
    return REFUSED;
  char *unsaid = find_unsaid (run, said);
  if (unsaid == NULL)
    return REFUSED;
  *ret_why = text ("a failure, but no message about: %s", unsaid);
  free (unsaid);
  return WRONG;
}

static enum verdict
judge_status (const struct run *run, const char *said, char **ret_why)
{
  int status = run->wait_status;

  if (run->hung)
    *ret_why = text ("still running after %d seconds", run->sweep->seconds);
  else if (WIFSIGNALED (status))
    *ret_why = text ("killed by signal %d", WTERMSIG (status));
  else if (is_alarming (said))
    *ret_why = text ("an alarm in what was said");
  else if (is_refusal (run, WEXITSTATUS (status)))
    return judge_refusal (run, said, ret_why);
  else if (WEXITSTATUS (status) != 0)
    *ret_why = text ("exit status %d", WEXITSTATUS (status));
  else if (is_same (run))
    return RIGHT_COPY;
  else
    {
      char *differences = read_whole (run->judge_file);
      *ret_why = text ("exit status 0 and a wrong copy:\n%.1000s", differences);
      free (differences);
    }
  return WRONG;
}

enum verdict
judge (const struct run *run, char **ret_why)
{
  char *said = read_whole (run->error_file);
  enum verdict verdict = judge_status (run, said, ret_why);

  free (said);
  if (verdict == WRONG)
    return verdict;
  char *extra
      = find_extra (run->target, run->sweep->source, run->sweep->before);
  if (extra == NULL)
    return verdict;
  *ret_why = text ("left behind: %s", extra);
  free (extra);
  return WRONG;
}
