/* Names on the terminal as rsync has them: what does not print as \#ooo.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A control character, but for a tab, and a byte that is no part of a
   character in the locale become a backslash, a number sign and three octal
   digits; so does a backslash before a number sign and three digits.  What
   is written that way can be read back without doubt.  */

#ifndef UU_USYNC_ESCAPE_H
#define UU_USYNC_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Write the LEN bytes at TEXT to OUT, escaped.  EIGHT_BIT: bytes from 0x80
   on stay as they are.  */
void usync_escape (FILE *out, const char *text, size_t len, bool eight_bit);

#endif /* UU_USYNC_ESCAPE_H */
