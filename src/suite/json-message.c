/* Messages as objects for programs: errors and warnings in place of text.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/json-message.h"

#include <string.h>

#include "suite/json.h"

const char *
json_operation_word (const struct json_operation *rows, size_t count,
                     const char *format)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp (format, gettext (rows[i].format)) == 0)
      return rows[i].word;
  return NULL;
}

/* Whether FORMAT takes a second name.  */
static bool
names_two (const char *format)
{
  const char *first = strstr (format, "%s");
  return first && strstr (first + 1, "%s");
}

void
json_message (const struct report_message *message, const char *word)
{
  struct json json;
  json_open (&json, message->failure ? "error" : "warning");
  json_string (&json, "message", message->text);
  json_string (&json, "operation", word);
  json_integer (&json, "errno", message->err);
  json_name (&json, "path", message->name1);
  if (names_two (message->format))
    json_name (&json, "other_path", message->name2);
  json_close (&json);
}
