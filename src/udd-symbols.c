/* dd's words.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-symbols.h"

#include <error.h>
#include <fcntl.h>
#include <string.h>

#include "udd-usage.h"

static const struct udd_symbol conversions[]
    = { { "ascii", DD_ASCII | DD_UNBLOCK },
        { "ebcdic", DD_EBCDIC | DD_BLOCK },
        { "ibm", DD_IBM | DD_BLOCK },
        { "block", DD_BLOCK },
        { "unblock", DD_UNBLOCK },
        { "lcase", DD_LCASE },
        { "ucase", DD_UCASE },
        { "swab", DD_SWAB },
        { "sync", DD_SYNC },
        { "noerror", DD_NOERROR },
        { "sparse", DD_SPARSE },
        { "notrunc", DD_NOTRUNC },
        { "nocreat", DD_NOCREAT },
        { "excl", DD_EXCL },
        { "fdatasync", DD_FDATASYNC },
        { "fsync", DD_FSYNC },
        { "rescue", DD_RESCUE },
        { "diff", DD_DIFF },
        { "zeroout", DD_ZEROOUT },
        { "discard", DD_DISCARD },
        { NULL, 0 } };

static const struct udd_symbol flags[] = { { "append", UDD_APPEND },
                                           { "direct", UDD_DIRECT },
                                           { "directory", UDD_DIRECTORY },
                                           { "dsync", UDD_DSYNC },
                                           { "noatime", UDD_NOATIME },
                                           { "nocache", UDD_NOCACHE },
                                           { "noctty", UDD_NOCTTY },
                                           { "nofollow", UDD_NOFOLLOW },
                                           { "nonblock", UDD_NONBLOCK },
                                           { "sync", UDD_SYNC },
                                           { "fullblock", UDD_FULLBLOCK },
                                           { "count_bytes", UDD_COUNT_BYTES },
                                           { "skip_bytes", UDD_SKIP_BYTES },
                                           { "seek_bytes", UDD_SEEK_BYTES },
                                           { "iopoll", UDD_IOPOLL },
                                           { "mounted", UDD_MOUNTED },
                                           { NULL, 0 } };

static const struct udd_symbol statuses[]
    = { { "none", DD_STATUS_NONE },
        { "noxfer", DD_STATUS_NOXFER },
        { "progress", DD_STATUS_PROGRESS },
        { "json", DD_STATUS_JSON },
        { NULL, 0 } };

/* Say that the LEN bytes at WORD are no word there is, as COMPLAINT has it,
   and exit.  */
static _Noreturn void
refuse (const char *complaint, const char *word, size_t len)
{
  error (0, 0, "%s: %s", complaint,
         quotearg_n_style_mem (0, locale_quoting_style, word, len));
  udd_usage (EXIT_FAILURE);
}

/* The entry of TABLE for the LEN bytes at WORD, or NULL.  */
static const struct udd_symbol *
look_up (const struct udd_symbol *table, const char *word, size_t len)
{
  for (; table->word; table++)
    if (strlen (table->word) == len && memcmp (table->word, word, len) == 0)
      return table;
  return NULL;
}

/* What the words of LIST stand for in TABLE: all together, or with ONE_COUNTS
   the last alone.  */
static unsigned int
parse (const char *list, const struct udd_symbol *table, bool one_counts,
       const char *complaint)
{
  unsigned int value = 0;
  for (const char *word = list;;)
    {
      size_t len = strcspn (word, ",");
      const struct udd_symbol *symbol = look_up (table, word, len);
      if (!symbol)
        refuse (complaint, word, len);
      value = one_counts ? symbol->value : value | symbol->value;
      if (word[len] == '\0')
        return value;
      word += len + 1;
    }
}

unsigned int
udd_symbols_conv (const char *list)
{
  return parse (list, conversions, false, _("invalid conversion"));
}

unsigned int
udd_symbols_iflag (const char *list)
{
  return parse (list, flags, false, _("invalid input flag"));
}

unsigned int
udd_symbols_oflag (const char *list)
{
  return parse (list, flags, false, _("invalid output flag"));
}

enum dd_status
udd_symbols_status (const char *list)
{
  return parse (list, statuses, true, _("invalid status level"));
}

int
udd_symbols_open_flags (unsigned int set)
{
  static const struct
  {
    unsigned int flag;
    int open_flag;
  } pairs[] = { { UDD_APPEND, O_APPEND },       { UDD_DIRECT, O_DIRECT },
                { UDD_DIRECTORY, O_DIRECTORY }, { UDD_DSYNC, O_DSYNC },
                { UDD_NOATIME, O_NOATIME },     { UDD_NOCTTY, O_NOCTTY },
                { UDD_NOFOLLOW, O_NOFOLLOW },   { UDD_NONBLOCK, O_NONBLOCK },
                { UDD_SYNC, O_SYNC },           { UDD_IOPOLL, O_DIRECT } };
  int open_flags = 0;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (set & pairs[i].flag)
      open_flags |= pairs[i].open_flag;
  return open_flags;
}
