/* Delaying: files that are complete appear at the very end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   --delay-updates of a mirror.  What is complete waits, closed, under its
   temporary name until nobody has anything else to do; then the workers
   rename all, and the tree changes in a moment.  As with flush.h, the entry of
   a file that waits is not settled before, nor is its directory finished.  */

#ifndef UU_DELAY_H
#define UU_DELAY_H

#include "file/landing.h"

/* LANDING's file is complete.  Have it landed later, and TARGET given back;
   until then its entry counts once more, and its descriptor is closed.  Return
   whether that can be; else nothing has been taken over.  */
bool delay_defer (struct landing *landing, const struct target *target);

/* Let some of what waits appear.  Return whether there was any.  */
bool delay_some (struct worker *worker);

#endif /* UU_DELAY_H */
