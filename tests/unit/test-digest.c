/* Digests give the sums that the whole world gives for the same bytes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>

#include "sums/digest.h"
#include "unit.h"

/* Of "abc", as the algorithms' own documents and tools have it.  */
static const struct
{
  enum digest_kind kind;
  const char *sum;
} known[] = {
  { DIGEST_MD5, "900150983cd24fb0d6963f7d28e17f72" },
  { DIGEST_SHA1, "a9993e364706816aba3e25717850c26c9cd0d89d" },
  { DIGEST_SHA224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7" },
  { DIGEST_SHA256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20"
                   "015ad" },
  { DIGEST_SHA384, "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43f"
                   "f5bed8086072ba1e7cc2358baeca134c825a7" },
  { DIGEST_SHA512, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b5"
                   "5d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac9"
                   "4fa54ca49f" },
  { DIGEST_BLAKE2B, "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdb"
                    "ffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab923"
                    "86edd4009923" },
  { DIGEST_XXH64, "44bc2cf5ad770999" },
  { DIGEST_XXH128, "06b05ab6733a618578af5f94892f3950" },
};

static char hex[2 * DIGEST_SIZE_MAX + 1];

/* End DIGEST, and its sum as text.  */
static const char *
end_in_hex (struct digest *digest, size_t size)
{
  unsigned char sum[DIGEST_SIZE_MAX];
  CHECK_EQ (digest_end (digest, sum), 0);
  for (size_t i = 0; i < size; i++)
    snprintf (hex + 2 * i, 3, "%02x", sum[i]);
  return hex;
}

/* However the bytes come, and once more with the same digest.  */
static void
test_sum (const struct digest_algorithm *algorithm, const char *wanted)
{
  struct digest *digest;
  size_t size = digest_size (algorithm);
  if (!CHECK_EQ (digest_open (algorithm, &digest), 0))
    return;
  for (int cut = 0; cut <= 3; cut++)
    {
      digest_begin (digest);
      digest_add (digest, "abc", cut);
      digest_add (digest, "abc" + cut, 3 - cut);
      CHECK (strcmp (end_in_hex (digest, size), wanted) == 0);
    }
  digest_close (digest);
}

/* NULL stands for zeros, as many as are asked for.  */
static void
test_zeros (const struct digest_algorithm *algorithm)
{
  static const unsigned char zeros[100000];
  char wanted[sizeof hex];
  struct digest *digest;
  if (!CHECK_EQ (digest_open (algorithm, &digest), 0))
    return;
  digest_begin (digest);
  digest_add (digest, "a", 1);
  digest_add (digest, zeros, sizeof zeros);
  strcpy (wanted, end_in_hex (digest, digest_size (algorithm)));
  digest_begin (digest);
  digest_add (digest, "a", 1);
  digest_add (digest, NULL, sizeof zeros);
  CHECK (strcmp (end_in_hex (digest, digest_size (algorithm)), wanted) == 0);
  digest_close (digest);
}

int
main (void)
{
  unsigned int had = 0;
  CHECK_EQ (sizeof known / sizeof *known, DIGEST_KINDS);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    {
      const struct digest_algorithm *algorithm;
      unit_context = digest_name (known[i].kind);
      int err = digest_load (known[i].kind, &algorithm);
      if (err < 0)
        {
          CHECK (err == -ENOSYS || err == -ELIBACC || err == -EOPNOTSUPP);
          fprintf (stderr, "note: no %s here: %s\n", unit_context,
                   strerror (-err));
          continue;
        }
      had++;
      CHECK_EQ (2 * digest_size (algorithm), strlen (known[i].sum));
      test_sum (algorithm, known[i].sum);
      test_zeros (algorithm);
    }
  if (had == 0)
    unit_skip ("no library that sums");
  return unit_end ();
}
