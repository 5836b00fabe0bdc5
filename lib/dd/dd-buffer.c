/* Memory for a record of dd's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/messages.h"
#include "human.h"
#include "user/report.h"

/* Say that there is no memory for SIZE bytes, by FORMAT.  */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
exhausted (const char *format, size_t size)
{
  char number[LONGEST_HUMAN_READABLE + 1];
  char text[400];
  snprintf (text, sizeof text, format, size,
            human_readable (size, number,
                            human_autoscale | human_round_to_nearest
                                | human_space_before_unit | human_SI | human_B
                                | human_base_1024,
                            1, 1));
  report_error (0, text, NULL, NULL);
}
#pragma GCC diagnostic pop

void *
dd_buffer_make (struct dd *dd, enum dd_buffer side)
{
  /* As dd has it: with bs= there is one buffer, the input's.  */
  bool input = side == DD_BUFFER_INPUT || dd->policy->one_size;
  size_t size
      = input ? dd->policy->input.block_size : dd->policy->output.block_size;
  void *buffer;
  if (posix_memalign (&buffer, getpagesize (), size) == 0)
    return buffer;
  exhausted (input ? _("memory exhausted by input buffer of size %zu bytes"
                       " (%s)")
                   : _("memory exhausted by output buffer of size %zu bytes"
                       " (%s)"),
             size);
  dd->untold = true;
  return NULL;
}
