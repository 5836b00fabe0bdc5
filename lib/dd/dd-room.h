/* Blocks of dd's output, allocated before they are written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   On ext4 a file whose blocks are there already is written with a quarter less
   of the processor's time.  They are allocated behind the end of the file, a
   step at a time, so that its length is at any moment what was written. Whoever
   is killed leaves at most a step of them behind; a run that ends too early
   gives them back.  */

#ifndef UU_DD_ROOM_H
#define UU_DD_ROOM_H

#include <stdbool.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "dd/dd.h"

struct dd_room
{
  struct engine *engine;
  int fd;             /* of the output; below 0: nothing is to be allocated */
  uint64_t last;      /* nothing is from here on */
  uint64_t allocated; /* up to here it was asked for */
};

/* Set up ROOM for LEN bytes to be written from AT on to OUTPUT, the file of DD,
   which stays the caller's.  Nothing will be allocated where that does not pay,
   where the blocks may become holes, or where others may be writing to the same
   file: only what dd itself has cut to nothing is sure to be its own.  */
void dd_room_open (struct dd_room *room, const struct dd *dd,
                   const struct endpoint *output, uint64_t at, uint64_t len);

/* Whether blocks are allocated.  */
bool dd_room_is_made (const struct dd_room *room);

/* The output is about to be written up to END.  */
void dd_room_ahead (struct dd_room *room, uint64_t end);

/* No more is written, and the output ends at END: free what was allocated
   behind it.  */
void dd_room_close (struct dd_room *room, uint64_t end);

#endif /* UU_DD_ROOM_H */
