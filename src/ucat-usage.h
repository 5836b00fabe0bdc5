/* ucat's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCAT_USAGE_H
#define UU_UCAT_USAGE_H

/* Print --help, or, unless STATUS is 0, where to find it; exit with STATUS.  */
void ucat_usage (int status) __attribute__ ((noreturn));

#endif /* UU_UCAT_USAGE_H */
