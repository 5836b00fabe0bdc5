/* What is on a block device.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "image/device-type.h"

#include <stddef.h>

#if !HAVE_LIBBLKID

char *
device_type_find (const char *name)
{
  return NULL;
}

#else

#include <blkid/blkid.h>
#include <string.h>

#include "base/library.h"

static struct
{
  __typeof__ (blkid_new_probe_from_filename) *new_probe;
  __typeof__ (blkid_free_probe) *free_probe;
  __typeof__ (blkid_do_safeprobe) *probe;
  __typeof__ (blkid_probe_lookup_value) *value;
} blkid;

static const struct library_symbol symbols[] = {
  { "blkid_new_probe_from_filename", &blkid.new_probe },
  { "blkid_free_probe", &blkid.free_probe },
  { "blkid_do_safeprobe", &blkid.probe },
  { "blkid_probe_lookup_value", &blkid.value },
};

char *
device_type_find (const char *name)
{
  if (library_link ("libblkid.so.1", symbols, sizeof symbols / sizeof *symbols)
      < 0)
    return NULL;
  blkid_probe probe = blkid.new_probe (name);
  if (!probe)
    return NULL;
  const char *type;
  char *found = NULL;
  if (blkid.probe (probe) == 0 && blkid.value (probe, "TYPE", &type, NULL) == 0)
    found = strdup (type);
  blkid.free_probe (probe);
  return found;
}

#endif
