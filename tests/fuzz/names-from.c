/* Fuzz target: --files-from and --files0-from.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A list of names.  */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "suite/files0.h"
#include "fuzz.h"
#include "usync-mirror/usync-files-from.h"

/* What is wrong is said of each list, which is of no use here.  */
void __wrap_report_error_at (int err, const char *format, const char *name);
void
__wrap_report_error_at (int err, const char *format, const char *name)
{
  char line[512];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-security"
  snprintf (line, sizeof line, format, name);
#pragma GCC diagnostic pop
  (void) err;
}

static int list_fd;
static char list_name[64];

/* A name that is relative, and leads nowhere up.  */
static void
check_clean (const char *name)
{
  FUZZ_CHECK (*name != '\0' && *name != '/');
  while (*name != '\0')
    {
      size_t len = strcspn (name, "/");
      FUZZ_CHECK (len > 0);
      FUZZ_CHECK (len != 2 || memcmp (name, "..", 2) != 0);
      name += len;
      name += *name == '/';
    }
}

static void
try_files_from (bool from0)
{
  struct files_from *list = files_from_open (list_name, from0);
  const char *name;
  while ((name = files_from_next (list)) != NULL)
    check_clean (name);
  files_from_close (list);
}

/* How many names the list has that are not empty.  */
static size_t
count_names (const uint8_t *data, size_t size)
{
  size_t count = 0;
  for (size_t i = 0; i < size; i++)
    count += data[i] != '\0' && (i == 0 || data[i - 1] == '\0');
  return count;
}

static void
try_files0 (size_t wanted)
{
  struct files0 *list = files0_open (list_name);
  const char *name;
  size_t count = 0;
  for (; (name = files0_next (list)) != NULL; count++)
    FUZZ_CHECK (*name != '\0');
  files0_close (list);
  FUZZ_CHECK (count == wanted);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  list_fd = memfd_create ("list", MFD_CLOEXEC);
  if (list_fd < 0)
    fuzz_skip ("no memfd_create");
  snprintf (list_name, sizeof list_name, "/proc/self/fd/%d", list_fd);
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (ftruncate (list_fd, 0) < 0
      || pwrite (list_fd, data, size, 0) != (ssize_t) size)
    abort ();
  try_files_from (false);
  try_files_from (true);
  try_files0 (count_names (data, size));
  return 0;
}
