/* Sums by name, for the tools' options.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_SUMS_H
#define UU_SUMS_H

#include "sums/digest.h"

/* The algorithm that NAME, given to OPTION, is; exits with the list of them
   if there is none.  */
enum digest_kind sums_kind (const char *option, const char *name);

/* Load what sums by KIND, which OPTION needs; exits with a message where that
   cannot be had.  */
const struct digest_algorithm *sums_load (enum digest_kind kind,
                                          const char *option);

#endif /* UU_SUMS_H */
