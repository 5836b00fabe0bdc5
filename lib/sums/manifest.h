/* Manifests: a list of files and their sums, as sha256sum -c reads it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Workers add files in whatever order they are done with them; the list is
   kept in memory, and written sorted by name when it is closed, so that
   the same tree gives the same manifest.  A name in which a backslash or an
   end of line would mislead a reader is written with escapes, and its line
   begins with a backslash, which sha256sum, b2sum and their like
   understand.  */

#ifndef UU_MANIFEST_H
#define UU_MANIFEST_H

#include <stddef.h>

struct manifest;

/* Begin a manifest of sums of SIZE bytes.  It will be written to FD, which
   then belongs to it, and which is emptied only then, if it is a regular
   file; or to standard output, if FD is negative.  0 or -ENOMEM.  */
int manifest_open (int fd, size_t size, struct manifest **ret_manifest);

/* Add the file NAME with SUM, from any thread.  0 or -ENOMEM.  */
int manifest_add (struct manifest *manifest, const char *name,
                  const unsigned char *sum);

/* Write all that was added, and free MANIFEST.  0 or -errno.  */
int manifest_close (struct manifest *manifest);

#endif /* UU_MANIFEST_H */
