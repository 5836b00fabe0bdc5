/* udd's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UDD_USAGE_H
#define UU_UDD_USAGE_H

/* Print the help on standard output if STATUS is 0, else a hint at it on
   standard error, and exit with STATUS.  */
void udd_usage (int status) __attribute__ ((noreturn));

#endif /* UU_UDD_USAGE_H */
