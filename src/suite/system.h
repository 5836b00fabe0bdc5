/* What every tool includes first.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_SYSTEM_H
#define UU_SYSTEM_H

#include <config.h>

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/messages.h"
#include "quotearg.h"

/* A file name as diagnostics show it.  */
#define quoteaf(name) quotearg_style (shell_escape_always_quoting_style, name)

#endif /* UU_SYSTEM_H */
