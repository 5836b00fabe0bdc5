/* Rescue maps: which ranges of an input were read, and which cannot be.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Kept in memory as blocks that follow each other without gaps, and in a
   file in the form of GNU ddrescue's mapfiles ("Mapfile structure" in its
   manual), so that either program can go on where the other has ended.
   A file is replaced as a whole, never half written.  rescue.h fills it
   in.  */

#ifndef UU_RESCUE_MAP_H
#define UU_RESCUE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/engine.h"

/* A block's status, by the character that a mapfile has for it.  */
enum rescue_status
{
  RESCUE_UNTRIED = '?',
  RESCUE_UNTRIMMED = '*', /* failed, and not yet looked into */
  RESCUE_UNSCRAPED = '/', /* likewise, but for its ends */
  RESCUE_BAD = '-',
  RESCUE_DONE = '+'
};

struct rescue_block
{
  uint64_t start, size; /* bytes of the input */
  enum rescue_status status;
};

/* Zero is a map of nothing.  */
struct rescue_map
{
  struct rescue_block *blocks; /* in order, neighbours of different status */
  size_t count, room;
};

/* Give SIZE bytes from START on the status, whatever they had; between the
   map's end and START is what was not tried.  0, -ENOMEM, or -EOVERFLOW.  */
int rescue_map_set (struct rescue_map *map, uint64_t start, uint64_t size,
                    enum rescue_status status);

/* Let the map reach to SIZE, by what was not tried.  0 or -errno.  */
int rescue_map_extend (struct rescue_map *map, uint64_t size);

/* How many bytes have STATUS.  */
uint64_t rescue_map_bytes (const struct rescue_map *map,
                           enum rescue_status status);

/* Set the bounds of the first range of STATUS, or of the last, between FROM and
   TO.  Return false if there is none.  */
bool rescue_map_find (const struct rescue_map *map, enum rescue_status status,
                      uint64_t from, uint64_t to, uint64_t *ret_start,
                      uint64_t *ret_end);
bool rescue_map_find_last (const struct rescue_map *map,
                           enum rescue_status status, uint64_t from,
                           uint64_t to, uint64_t *ret_start, uint64_t *ret_end);

/* Read a mapfile's TEXT, which ends in a NUL, into MAP, which is zero.  0,
   -ENOMEM, or -EBADMSG with the number of the line that cannot be
   understood.  */
int rescue_map_parse (struct rescue_map *map, const char *text,
                      size_t *ret_line);

/* Read the file NAME; 0 also where there is none, with *MAP as it was, zero.
   Else as above, or -errno with *RET_LINE zero.  */
int rescue_map_read (struct engine *engine, const char *name,
                     struct rescue_map *map, size_t *ret_line);

/* Write the file NAME; COMMAND, for its first line, names the program.
   POSITION is where the work is, and PHASE what it is.  0 or -errno.  */
int rescue_map_write (struct engine *engine, const char *name,
                      const struct rescue_map *map, const char *command,
                      uint64_t position, enum rescue_status phase);

void rescue_map_free (struct rescue_map *map);

#endif /* UU_RESCUE_MAP_H */
