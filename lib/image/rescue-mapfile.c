/* Rescue maps as files, in the form of ddrescue's mapfiles.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Lines of three fields, after lines that begin with `#' and one of status:
   where a block begins, its size, and a character.  Numbers are as in C.  */

#include <config.h>

#include "image/rescue-map.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/calls.h"

enum
{
  /* Of a file that is no mapfile, not more than this is read.  */
  LARGEST = 256 * 1024 * 1024
};

/* ---- reading ---------------------------------------------------------------
 */

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t\r");
}

/* Take a number from *TEXT.  */
static bool
take_number (const char **text, uint64_t *ret_number)
{
  char *end;
  const char *begin = skip_blanks (*text);
  if (*begin < '0' || *begin > '9')
    return false;
  errno = 0;
  uintmax_t number = strtoumax (begin, &end, 0);
  if (errno != 0 || number > INT64_MAX)
    return false;
  *text = end;
  *ret_number = number;
  return true;
}

/* Take one of the characters SET from *TEXT.  */
static bool
take_character (const char **text, const char *set, char *ret_character)
{
  const char *begin = skip_blanks (*text);
  if (*begin == '\0' || !strchr (set, *begin))
    return false;
  *ret_character = *begin;
  *text = begin + 1;
  return true;
}

static bool
at_end_of_line (const char *text)
{
  text = skip_blanks (text);
  return *text == '\0' || *text == '\n' || *text == '#';
}

/* "0x00120000 ? 1"; the last number is missing in old files.  */
static bool
is_status_line (const char *line)
{
  uint64_t number;
  char phase;
  if (!take_number (&line, &number)
      || !take_character (&line, "?*/-FG+", &phase))
    return false;
  return at_end_of_line (line)
         || (take_number (&line, &number) && at_end_of_line (line));
}

/* A block's line.  0, -EBADMSG, or what rescue_map_set () gave.  */
static int
take_block (struct rescue_map *map, const char *line)
{
  uint64_t start, size;
  char status;
  if (!take_number (&line, &start) || !take_number (&line, &size)
      || !take_character (&line, "?*/-+", &status) || !at_end_of_line (line)
      || size == 0 || start > INT64_MAX - size)
    return -EBADMSG;
  /* Without gaps, but for one at the beginning.  */
  if (map->count > 0)
    {
      const struct rescue_block *last = &map->blocks[map->count - 1];
      if (last->start + last->size != start)
        return -EBADMSG;
    }
  return rescue_map_set (map, start, size, (enum rescue_status) status);
}

int
rescue_map_parse (struct rescue_map *map, const char *text, size_t *ret_line)
{
  bool begun = false; /* the status line was seen */
  int err = 0;
  size_t number = 0;
  for (const char *line = text; err == 0 && *line;)
    {
      number++;
      if (!at_end_of_line (line))
        {
          if (begun)
            err = take_block (map, line);
          else if (!is_status_line (line))
            err = -EBADMSG;
          begun = true;
        }
      line += strcspn (line, "\n");
      line += *line == '\n';
    }
  if (err == 0 && !begun)
    err = -EBADMSG;
  if (err < 0)
    {
      *ret_line = number;
      rescue_map_free (map);
    }
  return err;
}

int
rescue_map_read (struct engine *engine, const char *name,
                 struct rescue_map *map, size_t *ret_line)
{
  *ret_line = 0;
  int fd = call_open (engine, AT_FDCWD, name, O_RDONLY, 0);
  if (fd == -ENOENT)
    return 0;
  if (fd < 0)
    return fd;
  char *text;
  size_t len;
  /* What has a NUL in it ends there, and is no mapfile.  */
  int err = call_read_all (engine, fd, LARGEST, &text, &len);
  call_close (engine, fd);
  if (err < 0)
    return err;
  if (*text)
    err = rescue_map_parse (map, text, ret_line);
  free (text);
  return err;
}

/* ---- writing ---------------------------------------------------------------
 */

/* The whole text, to be freed, or NULL.  */
static char *
text_of (const struct rescue_map *map, const char *command, uint64_t position,
         enum rescue_status phase, size_t *ret_len)
{
  char *text;
  FILE *stream = open_memstream (&text, ret_len);
  if (!stream)
    return NULL;
  fprintf (stream, "# Mapfile. Created by %s\n", command);
  fputs ("# current_pos  current_status  current_pass\n", stream);
  fprintf (stream, "0x%08" PRIX64 "     %c               1\n", position, phase);
  fputs ("#      pos        size  status\n", stream);
  for (size_t i = 0; i < map->count; i++)
    fprintf (stream, "0x%08" PRIX64 "  0x%08" PRIX64 "  %c\n",
             map->blocks[i].start, map->blocks[i].size, map->blocks[i].status);
  bool failed = ferror (stream);
  if (fclose (stream) == 0 && !failed)
    return text;
  free (text);
  return NULL;
}

/* Write TEXT to the new file NAME and bring it to the disk.  */
static int
write_new (struct engine *engine, const char *name, const char *text,
           size_t len)
{
  int fd
      = call_open (engine, AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (fd < 0)
    return fd;
  int err = call_write_all (engine, fd, text, len, 0);
  if (err == 0)
    {
      struct op op;
      op_init (&op, OP_FSYNC, fd, NULL, NULL);
      err = engine_call (engine, &op);
    }
  int closed = call_close (engine, fd);
  return err < 0 ? err : closed;
}

int
rescue_map_write (struct engine *engine, const char *name,
                  const struct rescue_map *map, const char *command,
                  uint64_t position, enum rescue_status phase)
{
  size_t len;
  char *beside = NULL;
  char *text = text_of (map, command, position, phase, &len);
  int err = text && asprintf (&beside, "%s.new", name) >= 0 ? 0 : -ENOMEM;
  if (err == 0)
    {
      err = write_new (engine, beside, text, len);
      if (err == 0)
        err = call_rename (engine, AT_FDCWD, beside, AT_FDCWD, name, 0);
      if (err < 0)
        call_unlink (engine, AT_FDCWD, beside, 0);
      free (beside);
    }
  free (text);
  return err;
}
