/* Digests: sums of bytes, by the name of the algorithm.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The sums come from two libraries, libxxhash and OpenSSL's libcrypto.
   Neither is linked: digest_load () loads the one that an algorithm needs,
   once, before there are threads.  What it gives is const from then on and
   any thread may make digests of it; a digest belongs to one thread and
   sums one thing after the other.

   digest.c has the table; digest-xxhash.c and digest-libcrypto.c are the
   only files that include the libraries' headers.  */

#ifndef UU_DIGEST_H
#define UU_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum digest_kind
{
  DIGEST_MD5,
  DIGEST_SHA1,
  DIGEST_SHA224,
  DIGEST_SHA256,
  DIGEST_SHA384,
  DIGEST_SHA512,
  DIGEST_BLAKE2B,
  DIGEST_XXH64,
  DIGEST_XXH128, /* XXH3's 128 bits */
  DIGEST_KINDS
};

enum
{
  DIGEST_SIZE_MAX = 64 /* bytes of a sum */
};

struct digest_algorithm;
struct digest;

/* Load what KIND needs.  Return 0; -ENOSYS if this program was built
   without the library; -ELIBACC if the library cannot be loaded; or
   -EOPNOTSUPP if the library has not got the algorithm.  Not to be called
   by two threads at once.  */
int digest_load (enum digest_kind kind,
                 const struct digest_algorithm **ret_algorithm);

/* KIND's name, as options have it, and that of its library.  */
const char *digest_name (enum digest_kind kind);
const char *digest_library (enum digest_kind kind);

/* Bytes of a sum.  */
size_t digest_size (const struct digest_algorithm *algorithm);

/* Make a digest.  Return 0 or -ENOMEM.  */
int digest_open (const struct digest_algorithm *algorithm,
                 struct digest **ret_digest);
void digest_close (struct digest *digest);

/* Sum anew: begin, add as often as needed, end.  DATA may be NULL for LEN
   zeros.  digest_end () gives SUM, digest_size () bytes, or returns -EIO
   when the library failed at any of the steps.  */
void digest_begin (struct digest *digest);
void digest_add (struct digest *digest, const void *data, size_t len);
int digest_end (struct digest *digest, unsigned char *sum);

#endif /* UU_DIGEST_H */
