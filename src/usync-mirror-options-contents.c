/* The options of usync --mirror: how contents are written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "usync-mirror-options.h"

static void
take_sparse (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->policy.copy.transfer.sparse = on ? SPARSE_ALWAYS : SPARSE_AUTO;
}

static const struct mirror_row rows[] = {
  { 'S', "sparse", NULL, N_("make holes of long runs of zeros"),
    IS_TAKEN (take_sparse), OR_NOT },
};

const struct mirror_group mirror_options_contents
    = { N_("How files are written:"), rows, sizeof rows / sizeof *rows };
