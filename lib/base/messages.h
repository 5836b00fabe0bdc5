/* Messages: marking what is to be translated.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_MESSAGES_H
#define UU_MESSAGES_H

#include "gettext.h"

/* Translated where it stands, and translated by whoever says it.  */
#define _(text) gettext (text)
#define N_(text) text

#endif /* UU_MESSAGES_H */
