/* Sums by OpenSSL's libcrypto.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/digest-impl.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

/* The library that belongs to the headers: its name has its interface's
   version in it.  */
#define TEXT(version) TEXT_ (version)
#define TEXT_(version) #version
#ifdef OPENSSL_SHLIB_VERSION
static const char library_name[] = "libcrypto.so." TEXT (OPENSSL_SHLIB_VERSION);
#else
static const char library_name[] = "libcrypto.so." SHLIB_VERSION_NUMBER;
#endif

static struct
{
  __typeof__ (EVP_get_digestbyname) *by_name;
  __typeof__ (EVP_MD_CTX_new) *ctx_new;
  __typeof__ (EVP_MD_CTX_free) *ctx_free;
  __typeof__ (EVP_DigestInit_ex) *init;
  __typeof__ (EVP_DigestUpdate) *update;
  __typeof__ (EVP_DigestFinal_ex) *final;
} evp;

static const struct library_symbol symbols[] = {
  { "EVP_get_digestbyname", &evp.by_name },
  { "EVP_MD_CTX_new", &evp.ctx_new },
  { "EVP_MD_CTX_free", &evp.ctx_free },
  { "EVP_DigestInit_ex", &evp.init },
  { "EVP_DigestUpdate", &evp.update },
  { "EVP_DigestFinal_ex", &evp.final },
};

static void
ctx_close (void *ctx)
{
  evp.ctx_free (ctx);
}

static void *
ctx_open (const struct digest_algorithm *algorithm)
{
  EVP_MD_CTX *ctx = evp.ctx_new ();
  const EVP_MD *md = evp.by_name (algorithm->foreign);
  if (ctx && md && evp.init (ctx, md, NULL) == 1)
    return ctx;
  evp.ctx_free (ctx);
  return NULL;
}

/* Without an algorithm, the one of last time is begun anew; to name it would
   have it looked up under a lock that all threads share.  */
static bool
ctx_begin (void *ctx)
{
  return evp.init (ctx, NULL, NULL) == 1;
}

static bool
ctx_add (void *ctx, const void *data, size_t len)
{
  return evp.update (ctx, data, len) == 1;
}

static bool
ctx_end (void *ctx, unsigned char *sum)
{
  return evp.final (ctx, sum, NULL) == 1;
}

static const struct digest_ops ops = {
  .open = ctx_open,
  .close = ctx_close,
  .begin = ctx_begin,
  .add = ctx_add,
  .end = ctx_end,
};

int
digest_load_libcrypto (const struct digest_ops **ret_ops)
{
  int err
      = library_link (library_name, symbols, sizeof symbols / sizeof *symbols);
  if (err == 0)
    *ret_ops = &ops;
  return err;
}
