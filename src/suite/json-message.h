/* Messages as objects for programs: errors and warnings in place of text.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool that talks JSON hands report.h a listener, which finds a word for what
   was being done and calls json_message ().  */

#ifndef UU_JSON_MESSAGE_H
#define UU_JSON_MESSAGE_H

#include <stddef.h>

#include "user/report.h"

/* What was being done when a message of FORMAT, not translated, was given, in a
   word that does not depend on the language.  */
struct json_operation
{
  const char *word;
  const char *format;
};

/* The word of FORMAT, translated, among COUNT ROWS, or NULL.  */
const char *json_operation_word (const struct json_operation *rows,
                                 size_t count, const char *format);

/* Write MESSAGE, which came while WORD was being done.  */
void json_message (const struct report_message *message, const char *word);

#endif /* UU_JSON_MESSAGE_H */
