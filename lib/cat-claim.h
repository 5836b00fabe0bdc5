/* Claims: a file copied into a part of standard output that is taken before
   it is filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Who shares standard output shares its position: in

     { ucat a & ucat b & } > out

   each write goes where the one before ended, and nothing is lost.  A transfer
   (transfer.h) writes several chunks at once, at places of its own.  So the
   position is first moved behind all that the input has, which the kernel does
   in one step; what was passed over is ours alone, and is filled at leisure.
   What follows in the input meanwhile is for reads and writes.  If there turns
   out to be less, or an error or a signal ends it, the position goes back,
   unless somebody has moved it.  Only SIGKILL leaves a claim unfilled.

   For cat-move.c only.  */

#ifndef UU_CAT_CLAIM_H
#define UU_CAT_CLAIM_H

#include "cat-move.h"

struct cat_claim
{
  struct cat_move *move;
  struct cat_input *input;
  uint64_t position; /* of the input; what is claimed is as long as what */
  uint64_t len;      /*   the input has from there on, in bytes */
  enum transfer_side failed; /* where an error came from */
};

/* Copy what CLAIM says, or less if the input turns out to have less, from one
   regular file to another, of which the output is not O_APPEND.  Both then
   stand behind it.  Return 0, with nothing done where the output cannot be
   claimed, or -errno as cat_move_file () does.  */
int cat_claim_file (struct cat_claim *claim);

#endif /* UU_CAT_CLAIM_H */
