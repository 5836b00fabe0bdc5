/* udd's words for disk images.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-imaging.h"

#include <error.h>
#include <fcntl.h>
#include <string.h>

#include "quote.h"
#include "suite/sums.h"
#include "udd-usage.h"
#include "xalloc.h"

void
udd_imaging_bmap (struct dd_imaging *imaging, const char *value)
{
  imaging->bmap_auto = strcmp (value, "auto") == 0;
  imaging->bmap = imaging->bmap_auto ? NULL : value;
}

void
udd_imaging_bmapout (struct dd_imaging *imaging, const char *value)
{
  imaging->bmap_out = value;
  sums_load (DIGEST_SHA256, "bmapout");
}

static void
add_hash (struct hash_log_config *hash, const char *name)
{
  enum digest_kind kind = sums_kind ("hash", name);
  for (size_t i = 0; i < hash->n; i++)
    if (hash->kinds[i] == kind)
      return;
  hash->kinds[hash->n] = kind;
  hash->algorithms[hash->n] = sums_load (kind, "hash");
  hash->n++;
}

void
udd_imaging_hash (struct dd_imaging *imaging, const char *value)
{
  char *list = xstrdup (value);
  char *rest = list;
  for (char *word; (word = strsep (&rest, ",")) != NULL;)
    add_hash (&imaging->hash, word);
  free (list);
}

void
udd_imaging_hashlog (struct dd_imaging *imaging, const char *value)
{
  imaging->hash_log = value;
}

void
udd_imaging_hashwindow (struct dd_imaging *imaging, uint64_t value)
{
  imaging->hash.window = value;
}

void
udd_imaging_mapfile (struct dd_imaging *imaging, const char *value)
{
  imaging->map_file = value;
}

void
udd_imaging_tee (struct dd_imaging *imaging, const char *value)
{
  if (imaging->n_tees == DD_IMAGE_TEES)
    error (EXIT_FAILURE, 0, _("tee= can be given %d times"), DD_IMAGE_TEES);
  imaging->tees[imaging->n_tees++] = value;
}

void
udd_imaging_verify (struct dd_imaging *imaging, const char *value)
{
  if (strcmp (value, "readback") != 0)
    {
      error (0, 0, "%s: %s", _("invalid way to verify"), quote (value));
      udd_usage (EXIT_FAILURE);
    }
  imaging->verify = sums_load (DIGEST_XXH128, "verify");
}

/* ---- what goes together -------------------------------------------------- */

/* What can be asked for, as bits, so that what excludes each other can be
   told from tables.  */
enum word
{
  RESCUE = 1 << 0,
  DIFF = 1 << 1,
  ZEROOUT = 1 << 2,
  DISCARD = 1 << 3,
  MAPFILE = 1 << 4,
  HASH = 1 << 5,
  TEE = 1 << 6,
  BMAP = 1 << 7,
  VERIFY = 1 << 8,
  BMAPOUT = 1 << 9,
  IMAGING = (1 << 10) - 1,
  /* dd's own.  */
  SPARSE = 1 << 10,
  APPEND = 1 << 11,
  COUNT = 1 << 12,
  SKIP = 1 << 13,
  RECORDS = 1 << 14, /* conversions of records */
  SYNC = 1 << 15,
  NOERROR = 1 << 16
};

static const struct
{
  enum word word;
  const char *name;
} names[] = {
  { RESCUE, "conv=rescue" },
  { DIFF, "conv=diff" },
  { ZEROOUT, "conv=zeroout" },
  { DISCARD, "conv=discard" },
  { MAPFILE, "mapfile=" },
  { HASH, "hash=" },
  { TEE, "tee=" },
  { BMAP, "bmap=" },
  { VERIFY, "verify=" },
  { BMAPOUT, "bmapout=" },
  { SPARSE, "conv=sparse" },
  { APPEND, "oflag=append" },
  { COUNT, "count=" },
  { SKIP, "skip=" },
  { SYNC, "conv=sync" },
  { NOERROR, "conv=noerror" },
};

/* What each of the left excludes.  */
static const struct
{
  unsigned int words, others;
} excluded[] = {
  { IMAGING, RECORDS | SYNC | NOERROR },
  { DIFF | ZEROOUT | DISCARD, SPARSE },
  { DIFF, DISCARD },
  { DIFF | ZEROOUT | DISCARD | MAPFILE | BMAP | VERIFY, APPEND },
  /* These want to see all of it.  */
  { MAPFILE, HASH | TEE | VERIFY | BMAP | DISCARD },
  { BMAPOUT, MAPFILE | RESCUE | BMAP | SKIP | COUNT },
  { BMAP, HASH | TEE | RESCUE | SKIP | COUNT | DISCARD },
};

static const char *
name_of (unsigned int words)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (words & names[i].word)
      return names[i].name;
  return "conv=ascii,ebcdic,ibm,block,unblock,lcase,ucase,swab";
}

static unsigned int
words_of (const struct dd_imaging *imaging, const struct dd_policy *policy)
{
  unsigned int conv = policy->conv;
  const unsigned int records = DD_ASCII | DD_EBCDIC | DD_IBM | DD_BLOCK
                               | DD_UNBLOCK | DD_LCASE | DD_UCASE | DD_SWAB;
  return (conv & DD_RESCUE ? RESCUE : 0) | (conv & DD_DIFF ? DIFF : 0)
         | (conv & DD_ZEROOUT ? ZEROOUT : 0) | (conv & DD_DISCARD ? DISCARD : 0)
         | (imaging->map_file ? MAPFILE : 0) | (imaging->hash.n ? HASH : 0)
         | (imaging->n_tees ? TEE : 0)
         | (imaging->bmap || imaging->bmap_auto ? BMAP : 0)
         | (imaging->bmap_out ? BMAPOUT : 0) | (imaging->verify ? VERIFY : 0)
         | (conv & DD_SPARSE ? SPARSE : 0)
         | (policy->output.open_flags & O_APPEND ? APPEND : 0)
         | (policy->counts ? COUNT : 0)
         | (policy->skip.records || policy->skip.bytes ? SKIP : 0)
         | (conv & records ? RECORDS : 0) | (conv & DD_SYNC ? SYNC : 0)
         | (conv & DD_NOERROR ? NOERROR : 0);
}

static void
check (const struct dd_imaging *imaging, const struct dd_policy *policy,
       unsigned int words)
{
  for (size_t i = 0; i < sizeof excluded / sizeof *excluded; i++)
    if (words & excluded[i].words && words & excluded[i].others)
      error (EXIT_FAILURE, 0, _("cannot combine %s and %s"),
             name_of (words & excluded[i].words),
             name_of (words & excluded[i].others));
  if (words & MAPFILE && !(words & RESCUE))
    error (EXIT_FAILURE, 0, _("%s needs %s"), "mapfile=", "conv=rescue");
  if (imaging->hash_log && imaging->hash.n == 0)
    error (EXIT_FAILURE, 0, _("%s needs %s"), "hashlog=", "hash=");
  if (imaging->hash.window && imaging->hash.n == 0)
    error (EXIT_FAILURE, 0, _("%s needs %s"), "hashwindow=", "hash=");
  if (imaging->hash.n && !imaging->hash_log && policy->status == DD_STATUS_JSON)
    error (EXIT_FAILURE, 0, _("%s needs %s"), "hash= with status=json",
           "hashlog=");
}

void
udd_imaging_complete (struct udd_options *options)
{
  struct dd_imaging *imaging = &options->imaging;
  struct dd_policy *policy = &options->policy;
  unsigned int words = words_of (imaging, policy);
  check (imaging, policy, words);
  imaging->rescue = words & RESCUE;
  imaging->diff = words & DIFF;
  imaging->zero_out = words & ZEROOUT;
  imaging->discard = words & DISCARD;
  /* What is there is needed.  */
  if (words & (DIFF | MAPFILE))
    policy->conv |= DD_NOTRUNC;
  if (words & IMAGING)
    policy->imaging = imaging;
}
