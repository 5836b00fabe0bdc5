/* Cat's plain way: bytes from a file to standard output as they are, by the
   kernel alone where it can.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   How a file goes depends on what it goes to:

     a pipe        splice (), from files and from other pipes; the pipe is made
                   larger for a large file
     a socket, or  sendfile ()
     /dev/null
     a file        as ucp copies it: cat-claim.h
     all else      reads and writes, as large as suits the output

   Whatever the kernel refuses, reads and writes do from there on, so that they
   also meet each error and then know which side it came from.  All of this but
   cat-claim.h moves the positions of both files as read () and write () do; but
   splice () and sendfile () without the lock that keeps others who share the
   input from getting the same bytes.  So of a standard input that is a file, as
   much as cat reads at a time is taken first (cat-part.h), and moved by its
   offset; whatever ends that leaves the position where cat's read would have.
   Standard input that is a device is read.

   A pipe or socket that is given a page of a file does not copy it: what is
   written to the file before the reader comes is what the reader gets.  With
   cat there is such a time, too, but it ends when the bytes are in the pipe.
   So files of less than CAT_MOVE_LARGE bytes are copied, always.

   cat.c opens the files, and says what went wrong.  */

#ifndef UU_CAT_MOVE_H
#define UU_CAT_MOVE_H

#include <stdbool.h>
#include <stdint.h>

#include "data/bufpool.h"
#include "data/endpoint.h"
#include "data/meter.h"
#include "data/transfer.h"
#include "engine/engine.h"

enum
{
  CAT_MOVE_LARGE = 256 << 10 /* bytes; less is not worth the trouble */
};

struct cat_move
{
  /* Given by the caller, the rest zero.  */
  struct engine *engine;
  struct endpoint *output;
  bool output_appends;  /* O_APPEND */
  bool output_discards; /* it is /dev/null */
  bool output_is_local; /* it is a socket to a process of this machine */
  bool direct, nocache; /* as in struct transfer_policy */
  size_t chunk_size;    /* bytes; 0: a default */
  struct meter *meter;  /* its `bytes' are counted */

  /* Its own.  */
  struct transfer_policy policy;
  bool catches;          /* stop_catch () was called; and */
  int own_output;        /*   the output as --direct has opened it, or -1 */
  bool grown;            /* the output is as large a pipe as it gets */
  struct bufpool *pool;  /* of transfers, once there was one */
  unsigned char *buffer; /* of reads and writes, likewise */
  size_t buffer_size;
};

/* A file to be moved.  */
struct cat_input
{
  struct endpoint end;
  bool is_ours;   /* nobody else has this open file: not standard input */
  bool is_output; /* it is the output, too */
};

/* Move what INPUT has, from its position to its end.  Return 0, or -errno
   with the side that it came from in *RET_SIDE: after SIDE_SOURCE all that
   could be read is written, and another file may follow.  -ECANCELED: a signal
   asks to stop.  */
int cat_move_file (struct cat_move *move, struct cat_input *input,
                   enum transfer_side *ret_side);

/* Free what MOVE has, but not itself.  */
void cat_move_close (struct cat_move *move);

#endif /* UU_CAT_MOVE_H */
