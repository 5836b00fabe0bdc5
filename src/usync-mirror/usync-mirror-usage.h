/* usync --mirror --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_MIRROR_USAGE_H
#define UU_USYNC_MIRROR_USAGE_H

/* Print the help and exit, or if STATUS is not EXIT_SUCCESS, say how to get
   it.  */
void mirror_usage (int status) __attribute__ ((noreturn));

#endif /* UU_USYNC_MIRROR_USAGE_H */
