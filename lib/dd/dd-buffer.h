/* Memory for a record of dd's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   It is made when the first byte is to be moved, not before: dd bs=1T count=0
   works.  */

#ifndef UU_DD_BUFFER_H
#define UU_DD_BUFFER_H

#include "dd/dd.h"

enum dd_buffer
{
  DD_BUFFER_INPUT, /* ibs= bytes */
  DD_BUFFER_OUTPUT /* obs= bytes */
};

/* Memory for one record of that side, aligned to a page, for O_DIRECT.  The
   caller frees it.  NULL if there is not so much; that was said.  */
void *dd_buffer_make (struct dd *dd, enum dd_buffer side);

#endif /* UU_DD_BUFFER_H */
