/* Sums of bytes: the table of algorithms, and a digest's life.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/digest-impl.h"

#include <errno.h>
#include <stdlib.h>

#if !HAVE_XXHASH
#define digest_load_xxhash NULL
#endif
#if !HAVE_LIBCRYPTO
#define digest_load_libcrypto NULL
#endif

#define LIBCRYPTO .library = "libcrypto", .load = digest_load_libcrypto
#define LIBXXHASH .library = "libxxhash", .load = digest_load_xxhash

static struct digest_algorithm algorithms[DIGEST_KINDS] = {
  [DIGEST_MD5] = { "md5", "MD5", 16, LIBCRYPTO },
  [DIGEST_SHA1] = { "sha1", "SHA1", 20, LIBCRYPTO },
  [DIGEST_SHA224] = { "sha224", "SHA224", 28, LIBCRYPTO },
  [DIGEST_SHA256] = { "sha256", "SHA256", 32, LIBCRYPTO },
  [DIGEST_SHA384] = { "sha384", "SHA384", 48, LIBCRYPTO },
  [DIGEST_SHA512] = { "sha512", "SHA512", 64, LIBCRYPTO },
  [DIGEST_BLAKE2B] = { "blake2b", "BLAKE2b512", 64, LIBCRYPTO },
  [DIGEST_XXH64] = { "xxh64", "XXH64", 8, LIBXXHASH },
  [DIGEST_XXH128] = { "xxh128", "XXH3_128bits", 16, LIBXXHASH, .wide = true },
};

struct digest
{
  const struct digest_algorithm *algorithm;
  void *state;
  bool failed;
};

int
digest_load (enum digest_kind kind,
             const struct digest_algorithm **ret_algorithm)
{
  struct digest_algorithm *algorithm = &algorithms[kind];
  if (!algorithm->load)
    return -ENOSYS;
  int err = algorithm->load (&algorithm->ops);
  if (err < 0)
    return err;
  /* Policies of the system may forbid some.  */
  void *state = algorithm->ops->open (algorithm);
  if (!state)
    return -EOPNOTSUPP;
  algorithm->ops->close (state);
  *ret_algorithm = algorithm;
  return 0;
}

const char *
digest_name (enum digest_kind kind)
{
  return algorithms[kind].name;
}

const char *
digest_library (enum digest_kind kind)
{
  return algorithms[kind].library;
}

size_t
digest_size (const struct digest_algorithm *algorithm)
{
  return algorithm->size;
}

int
digest_open (const struct digest_algorithm *algorithm,
             struct digest **ret_digest)
{
  struct digest *digest = malloc (sizeof *digest);
  if (!digest)
    return -ENOMEM;
  *digest = (struct digest) { .algorithm = algorithm };
  digest->state = algorithm->ops->open (algorithm);
  if (!digest->state)
    {
      free (digest);
      return -ENOMEM;
    }
  *ret_digest = digest;
  return 0;
}

void
digest_close (struct digest *digest)
{
  if (!digest)
    return;
  digest->algorithm->ops->close (digest->state);
  free (digest);
}

void
digest_begin (struct digest *digest)
{
  digest->failed = !digest->algorithm->ops->begin (digest->state);
}

void
digest_add (struct digest *digest, const void *data, size_t len)
{
  static const unsigned char zeros[16 * 1024];
  bool (*add) (void *, const void *, size_t) = digest->algorithm->ops->add;
  if (data)
    {
      digest->failed |= !add (digest->state, data, len);
      return;
    }
  while (len > 0)
    {
      size_t n = len < sizeof zeros ? len : sizeof zeros;
      digest->failed |= !add (digest->state, zeros, n);
      len -= n;
    }
}

int
digest_end (struct digest *digest, unsigned char *sum)
{
  digest->failed |= !digest->algorithm->ops->end (digest->state, sum);
  return digest->failed ? -EIO : 0;
}
