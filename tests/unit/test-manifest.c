/* Manifests: sorted, escaped, and an error where they cannot be written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>

#include "sums/manifest.h"
#include "unit.h"

static const unsigned char sum[] = { 0x00, 0x9f, 0xff };

static int
open_for_writing (const char *name)
{
  int fd = open (name, O_WRONLY | O_CREAT, 0600);
  if (fd < 0)
    unit_die (name);
  return fd;
}

/* Write the names, which end with NULL, to FILE.  */
static int
write_manifest (const char *file, const char *const *names)
{
  struct manifest *manifest;
  if (manifest_open (open_for_writing (file), sizeof sum, &manifest) < 0)
    unit_die ("manifest_open");
  for (; *names; names++)
    CHECK_EQ (manifest_add (manifest, *names, sum), 0);
  return manifest_close (manifest);
}

static const char *
contents (const char *name)
{
  static char text[1000];
  int fd = open (name, O_RDONLY);
  ssize_t n = read (fd, text, sizeof text - 1);
  if (n < 0)
    unit_die (name);
  close (fd);
  text[n] = '\0';
  return text;
}

static void
test_lines (void)
{
  static const char *const names[]
      = { "b",           "a b",      "dir/x", "new\nline",
          "back\\slash", "return\r", "\xff",  NULL };
  int fd = open_for_writing ("list");
  if (write (fd, contents ("/proc/self/stat"), 300) < 0)
    unit_die ("write");
  close (fd);
  CHECK_EQ (write_manifest ("list", names), 0);
  CHECK (strcmp (contents ("list"), "009fff  a b\n"
                                    "009fff  b\n"
                                    "\\009fff  back\\\\slash\n"
                                    "009fff  dir/x\n"
                                    "\\009fff  new\\nline\n"
                                    "\\009fff  return\\r\n"
                                    "009fff  \xff\n")
         == 0);
}

/* What the file held is not left behind an empty list.  */
static void
test_empty (void)
{
  static const char *const none[] = { NULL };
  CHECK_EQ (write_manifest ("list", none), 0);
  CHECK (strcmp (contents ("list"), "") == 0);
}

static void
test_full (void)
{
  static const char *const names[] = { "a", NULL };
  CHECK_EQ (write_manifest ("/dev/full", names), -ENOSPC);
}

int
main (void)
{
  unit_enter_tmpdir ();
  test_lines ();
  test_empty ();
  test_full ();
  return unit_end ();
}
