/* --checksum, --manifest and --verify.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What sums is loaded while the options are read, so that what cannot be
   had is said before anything is copied.  */

#ifndef UU_UCP_SUMS_H
#define UU_UCP_SUMS_H

#include "ucp-options.h"

/* Take the options' arguments.  Exits with a message when there is no such
   algorithm, or it cannot be had.  */
void ucp_sums_checksum (struct ucp_options *options, const char *name);
void ucp_sums_verify (struct ucp_options *options);

/* All options are read: begin the manifest that they ask for, if any.
   Exits with a message when its file cannot be opened.  */
void ucp_sums_open (struct ucp_options *options);

/* Write it.  An error is said.  */
void ucp_sums_close (const struct ucp_options *options);

#endif /* UU_UCP_SUMS_H */
