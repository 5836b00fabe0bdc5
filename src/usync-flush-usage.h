/* usync's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_FLUSH_USAGE_H
#define UU_USYNC_FLUSH_USAGE_H

/* Tell how to use usync and exit with STATUS; or, if that is not
   EXIT_SUCCESS, tell how to find out.  */
void usync_flush_usage (int status) __attribute__ ((noreturn));

#endif /* UU_USYNC_FLUSH_USAGE_H */
