/* JSON: objects for programs to read, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* How many bytes at S are one character of UTF-8 (RFC 3629: none of the
   longer forms, no surrogates, nothing above U+10FFFF); 0 if none.  */
static size_t
utf8_length (const unsigned char *s)
{
  if (s[0] < 0x80)
    return 1;
  size_t len = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
  if (s[0] < 0xc2 || s[0] > 0xf4)
    return 0;
  /* The first byte that follows may be confined further.  */
  unsigned char low = s[0] == 0xe0 ? 0xa0 : s[0] == 0xf0 ? 0x90 : 0x80;
  unsigned char high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
  if (s[1] < low || s[1] > high)
    return 0;
  for (size_t i = 2; i < len; i++)
    if (s[i] < 0x80 || s[i] > 0xbf)
      return 0;
  return len;
}

static bool
is_utf8 (const char *text)
{
  const unsigned char *s = (const unsigned char *) text;
  while (*s)
    {
      size_t len = utf8_length (s);
      if (len == 0)
        return false;
      s += len;
    }
  return true;
}

static void
put_string (FILE *out, const char *text)
{
  const unsigned char *s = (const unsigned char *) text;
  putc ('"', out);
  while (*s)
    {
      size_t len = utf8_length (s);
      if (len == 0)
        fputs ("\xef\xbf\xbd", out);
      else if (*s < 0x20 || *s == 0x7f)
        fprintf (out, "\\u%04x", (unsigned int) *s);
      else if (*s == '"' || *s == '\\')
        fprintf (out, "\\%c", *s);
      else
        fwrite (s, 1, len, out);
      s += len ? len : 1;
    }
  putc ('"', out);
}

static void
put_base64 (FILE *out, const char *bytes, size_t len)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";
  const unsigned char *s = (const unsigned char *) bytes;
  putc ('"', out);
  for (size_t i = 0; i < len; i += 3)
    {
      size_t left = len - i;
      uint32_t bits = (uint32_t) s[i] << 16;
      bits |= left > 1 ? (uint32_t) s[i + 1] << 8 : 0;
      bits |= left > 2 ? s[i + 2] : 0;
      putc (digits[bits >> 18], out);
      putc (digits[bits >> 12 & 63], out);
      putc (left > 1 ? digits[bits >> 6 & 63] : '=', out);
      putc (left > 2 ? digits[bits & 63] : '=', out);
    }
  putc ('"', out);
}

static void
put_key (struct json *json, const char *key)
{
  fprintf (json->out, "%s\"%s\":", json->comma ? "," : "", key);
  json->comma = true;
}

void
json_open (struct json *json, const char *type)
{
  *json = (struct json) { .comma = false };
  json->out = open_memstream (&json->text, &json->size);
  if (!json->out)
    json->out = stderr;
  putc ('{', json->out);
  json_string (json, "type", type);
}

void
json_close (struct json *json)
{
  fputs ("}\n", json->out);
  if (json->out == stderr)
    return;
  /* One that memory did not suffice for is no JSON, and left out.  */
  if (fclose (json->out) == 0)
    fwrite (json->text, 1, json->size, stderr);
  free (json->text);
}

void
json_count (struct json *json, const char *key, uintmax_t value)
{
  put_key (json, key);
  fprintf (json->out, "%ju", value);
}

void
json_integer (struct json *json, const char *key, intmax_t value)
{
  put_key (json, key);
  fprintf (json->out, "%jd", value);
}

void
json_real (struct json *json, const char *key, double value)
{
  if (value < 0)
    {
      json_null (json, key);
      return;
    }
  /* Not %f, which has the decimal point of the locale.  */
  uintmax_t millionths = (uintmax_t) (value * 1e6 + 0.5);
  put_key (json, key);
  fprintf (json->out, "%ju.%06ju", millionths / 1000000, millionths % 1000000);
}

void
json_boolean (struct json *json, const char *key, bool value)
{
  put_key (json, key);
  fputs (value ? "true" : "false", json->out);
}

void
json_null (struct json *json, const char *key)
{
  put_key (json, key);
  fputs ("null", json->out);
}

void
json_string (struct json *json, const char *key, const char *value)
{
  put_key (json, key);
  put_string (json->out, value);
}

void
json_name (struct json *json, const char *key, const char *name)
{
  if (!name)
    {
      json_null (json, key);
      return;
    }
  json_string (json, key, name);
  if (is_utf8 (name))
    return;
  fprintf (json->out, ",\"%s_b64\":", key);
  put_base64 (json->out, name, strlen (name));
}

void
json_begin_object (struct json *json, const char *key)
{
  put_key (json, key);
  putc ('{', json->out);
  json->comma = false;
}

void
json_end_object (struct json *json)
{
  putc ('}', json->out);
  json->comma = true;
}
