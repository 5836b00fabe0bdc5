/* Descriptors: how many files this process may have open.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_DESCRIPTORS_H
#define UU_DESCRIPTORS_H

/* Raise the soft limit on descriptors as far as may be; return it, or a
   million if it is more.  */
unsigned int descriptors_raise (void);

#endif /* UU_DESCRIPTORS_H */
