/* JSON: objects for programs to read, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   json_open () begins an object, json_close () writes it, whole and in one
   piece, as a line.  Numbers do not follow the locale, and what is not
   UTF-8 becomes U+FFFD, so that any parser takes the line whatever the
   names of files are.  A KEY is written as it is: it must need no escaping.
   Without memory for a whole line, one is written in pieces.  */

#ifndef UU_JSON_H
#define UU_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json
{
  FILE *out;
  char *text;
  size_t size;
  bool comma; /* one is due before the next member */
};

/* Begin a line, an object whose member "type" is TYPE.  */
void json_open (struct json *json, const char *type);

/* End it, write it to standard error, and free what it took.  */
void json_close (struct json *json);

/* Members.  A real number gets six decimals; below 0 it stands for what is not
   known, and is null.  */
void json_count (struct json *json, const char *key, uintmax_t value);
void json_integer (struct json *json, const char *key, intmax_t value);
void json_real (struct json *json, const char *key, double value);
void json_boolean (struct json *json, const char *key, bool value);
void json_null (struct json *json, const char *key);
void json_string (struct json *json, const char *key, const char *value);

/* The name of a file: as json_string (), and where it is not UTF-8 a second
   member, called KEY with "_b64" behind it, that has its bytes in
   base64.  NULL, a name that is not known, is null.  */
void json_name (struct json *json, const char *key, const char *name);

/* A member that is an object; what follows goes into it until it ends.  */
void json_begin_object (struct json *json, const char *key);
void json_end_object (struct json *json);

#endif /* UU_JSON_H */
