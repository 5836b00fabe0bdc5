/* What the files of the digests share: digest*.c only.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_DIGEST_IMPL_H
#define UU_DIGEST_IMPL_H

#include "base/library.h"
#include "sums/digest.h"

/* A library's way to sum.  Its state is what `open' made.  The other
   functions return false when the library failed.  */
struct digest_ops
{
  void *(*open) (const struct digest_algorithm *algorithm); /* or NULL */
  void (*close) (void *state);
  bool (*begin) (void *state);
  bool (*add) (void *state, const void *data, size_t len);
  bool (*end) (void *state, unsigned char *sum);
};

struct digest_algorithm
{
  const char *name;    /* for the user */
  const char *foreign; /* the library's name for it */
  size_t size;         /* of the sum, bytes */
  bool wide;           /* libxxhash: the one of 128 bits */
  const char *library;
  int (*load) (const struct digest_ops **ret_ops); /* NULL: built without */
  const struct digest_ops *ops;                    /* once it is loaded */
};

/* Load the library, once.  0 or -ELIBACC.  */
int digest_load_xxhash (const struct digest_ops **ret_ops);
int digest_load_libcrypto (const struct digest_ops **ret_ops);

#endif /* UU_DIGEST_IMPL_H */
