/* Sums by name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/sums.h"

#include <errno.h>
#include <error.h>

#include "argmatch.h"

static const char *const words[]
    = { "md5",    "sha1",    "sha224", "sha256", "sha384",
        "sha512", "blake2b", "xxh64",  "xxh128", NULL };
static const enum digest_kind kinds[]
    = { DIGEST_MD5,     DIGEST_SHA1,   DIGEST_SHA224,
        DIGEST_SHA256,  DIGEST_SHA384, DIGEST_SHA512,
        DIGEST_BLAKE2B, DIGEST_XXH64,  DIGEST_XXH128 };
ARGMATCH_VERIFY (words, kinds);

enum digest_kind
sums_kind (const char *option, const char *name)
{
  return XARGMATCH (option, name, words, kinds);
}

const struct digest_algorithm *
sums_load (enum digest_kind kind, const char *option)
{
  const struct digest_algorithm *algorithm;
  const char *library = digest_library (kind);
  int err = digest_load (kind, &algorithm);
  switch (err)
    {
    case 0:
      return algorithm;
    case -ENOSYS:
      error (EXIT_FAILURE, 0,
             _("%s needs %s, and this program was built without it; build it"
               " where the headers of %s are installed"),
             option, library, library);
      break;
    case -ELIBACC:
      error (EXIT_FAILURE, 0,
             _("%s needs the library %s, which cannot be loaded; install it"),
             option, library);
      break;
    default:
      error (EXIT_FAILURE, 0,
             _("%s: the library %s of this system has no %s; choose another"
               " algorithm"),
             option, library, digest_name (kind));
    }
  abort (); /* not reached */
}
