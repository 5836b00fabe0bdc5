/* The lines of --debug: how a file's contents were copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The first line is cp's own, for scripts that look for its words; the
   second names the engine and the method.  */

#ifndef UU_DEBUG_LINE_H
#define UU_DEBUG_LINE_H

#include "data/transfer.h"
#include "tree/item.h"

/* If --debug was given, say how TRANSFER, just over, went.  */
void debug_line_print (const struct item *item,
                       const struct transfer *transfer);

#endif /* UU_DEBUG_LINE_H */
