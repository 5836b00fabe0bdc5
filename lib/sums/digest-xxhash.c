/* Sums by libxxhash.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/digest-impl.h"

#include <stdlib.h>
#include <xxhash.h>

/* The name that its binary interface has had since release 0.8.0.  */
static const char library_name[] = "libxxhash.so.0";

static struct
{
  __typeof__ (XXH64_createState) *new64;
  __typeof__ (XXH64_freeState) *free64;
  __typeof__ (XXH64_reset) *reset64;
  __typeof__ (XXH64_update) *update64;
  __typeof__ (XXH64_digest) *digest64;
  __typeof__ (XXH64_canonicalFromHash) *canonical64;
  __typeof__ (XXH3_createState) *new3;
  __typeof__ (XXH3_freeState) *free3;
  __typeof__ (XXH3_128bits_reset) *reset128;
  __typeof__ (XXH3_128bits_update) *update128;
  __typeof__ (XXH3_128bits_digest) *digest128;
  __typeof__ (XXH128_canonicalFromHash) *canonical128;
} xxh;

static const struct library_symbol symbols[] = {
  { "XXH64_createState", &xxh.new64 },
  { "XXH64_freeState", &xxh.free64 },
  { "XXH64_reset", &xxh.reset64 },
  { "XXH64_update", &xxh.update64 },
  { "XXH64_digest", &xxh.digest64 },
  { "XXH64_canonicalFromHash", &xxh.canonical64 },
  { "XXH3_createState", &xxh.new3 },
  { "XXH3_freeState", &xxh.free3 },
  { "XXH3_128bits_reset", &xxh.reset128 },
  { "XXH3_128bits_update", &xxh.update128 },
  { "XXH3_128bits_digest", &xxh.digest128 },
  { "XXH128_canonicalFromHash", &xxh.canonical128 },
};

struct state
{
  XXH3_state_t *wide;
  XXH64_state_t *narrow; /* one of the two */
};

static void
state_close (void *arg)
{
  struct state *state = arg;
  if (state->wide)
    xxh.free3 (state->wide);
  if (state->narrow)
    xxh.free64 (state->narrow);
  free (state);
}

static void *
state_open (const struct digest_algorithm *algorithm)
{
  struct state *state = calloc (1, sizeof *state);
  if (!state)
    return NULL;
  if (algorithm->wide)
    state->wide = xxh.new3 ();
  else
    state->narrow = xxh.new64 ();
  if (state->wide || state->narrow)
    return state;
  free (state);
  return NULL;
}

static bool
state_begin (void *arg)
{
  struct state *state = arg;
  return (state->wide ? xxh.reset128 (state->wide)
                      : xxh.reset64 (state->narrow, 0))
         == XXH_OK;
}

static bool
state_add (void *arg, const void *data, size_t len)
{
  struct state *state = arg;
  return (state->wide ? xxh.update128 (state->wide, data, len)
                      : xxh.update64 (state->narrow, data, len))
         == XXH_OK;
}

static bool
state_end (void *arg, unsigned char *sum)
{
  struct state *state = arg;
  if (state->wide)
    xxh.canonical128 ((XXH128_canonical_t *) sum, xxh.digest128 (state->wide));
  else
    xxh.canonical64 ((XXH64_canonical_t *) sum, xxh.digest64 (state->narrow));
  return true;
}

static const struct digest_ops ops = {
  .open = state_open,
  .close = state_close,
  .begin = state_begin,
  .add = state_add,
  .end = state_end,
};

int
digest_load_xxhash (const struct digest_ops **ret_ops)
{
  int err
      = library_link (library_name, symbols, sizeof symbols / sizeof *symbols);
  if (err == 0)
    *ret_ops = &ops;
  return err;
}
