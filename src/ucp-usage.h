/* ucp's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_USAGE_H
#define UU_UCP_USAGE_H

/* Say where help is, or give it, and exit with STATUS.  */
void ucp_usage (int status) __attribute__ ((noreturn));

#endif /* UU_UCP_USAGE_H */
