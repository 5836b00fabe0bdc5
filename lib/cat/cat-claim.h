/* Claims: a file copied into a part of standard output that is taken before
   it is filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Who shares standard output shares its position: in

     { ucat a & ucat b & } > out

   each write goes where the one before ended, and nothing is lost.  A transfer
   (transfer.h) writes several chunks at once, at places of its own.  So a part
   as long as what the input has is taken first (cat-part.h), of the input, too,
   if that is shared, and filled at leisure.  What follows in the input
   meanwhile is for reads and writes.  If there turns out to be less, or an
   error or a signal ends it, what is left of both parts goes back, unless
   somebody has moved on from there: then a gap in the output is an error, and
   of the input somebody else has what follows, as where cat fails that has read
   more than it could write.  Only SIGKILL leaves a claim unfilled.

   For cat-move.c only.  */

#ifndef UU_CAT_CLAIM_H
#define UU_CAT_CLAIM_H

#include "cat/cat-move.h"

struct cat_claim
{
  struct cat_move *move;
  struct cat_input *input;
  uint64_t position; /* of the input: where it stood when it was looked at, */
  uint64_t len;      /*   and what it had from there on, in bytes; then what
                          could be taken */
  enum transfer_side failed; /* where an error came from */
};

/* Copy what CLAIM says, or less if the input turns out to have less, from one
   regular file to another, of which the output is not O_APPEND.  Both then
   stand behind it.  Return 0, with nothing done where the output cannot be
   claimed, or -errno as cat_move_file () does.  */
int cat_claim_file (struct cat_claim *claim);

#endif /* UU_CAT_CLAIM_H */
