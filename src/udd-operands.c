/* udd's operands.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-operands.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "dirname.h"
#include "minmax.h"
#include "progname.h"
#include "quote.h"
#include "udd-imaging.h"
#include "udd-numbers.h"
#include "udd-symbols.h"
#include "udd-usage.h"

enum
{
  BLOCK_SIZE_DEFAULT = 512,

  /* Conversions that look at bytes: input is collected into output
     blocks.  */
  LOOKS_AT_BYTES = DD_ASCII | DD_EBCDIC | DD_IBM | DD_BLOCK | DD_UNBLOCK
                   | DD_LCASE | DD_UCASE | DD_SWAB
};

/* The largest block: a system call takes it, and conv=swab a byte more.  */
#define BLOCK_SIZE_MAX (MIN (PTRDIFF_MAX, SSIZE_MAX) - 1)

/* A number as it was given.  */
struct number
{
  uint64_t value;
  bool in_bytes; /* it has a B in it */
};

/* What was given, until it is known what it means together.  */
struct reading
{
  struct udd_options *options;
  unsigned int iflag, oflag; /* enum udd_flag */
  uint64_t block_size;       /* bs=; 0: not given */
  struct number skip, seek, count;
};

static void
take_bs (struct reading *reading, struct number number)
{
  reading->block_size = number.value;
}

static void
take_cbs (struct reading *reading, struct number number)
{
  reading->options->policy.conversion_size = number.value;
}

static void
take_count (struct reading *reading, struct number number)
{
  reading->count = number;
}

static void
take_ibs (struct reading *reading, struct number number)
{
  reading->options->policy.input.block_size = number.value;
}

static void
take_obs (struct reading *reading, struct number number)
{
  reading->options->policy.output.block_size = number.value;
}

static void
take_seek (struct reading *reading, struct number number)
{
  reading->seek = number;
}

static void
take_skip (struct reading *reading, struct number number)
{
  reading->skip = number;
}

static void
take_conv (struct reading *reading, const char *value)
{
  reading->options->policy.conv |= udd_symbols_conv (value);
}

static void
take_engine (struct reading *reading, const char *value)
{
  suite_engine (&reading->options->suite, "engine", value);
}

static void
take_if (struct reading *reading, const char *value)
{
  reading->options->policy.input.name = value;
}

static void
take_iflag (struct reading *reading, const char *value)
{
  reading->iflag |= udd_symbols_iflag (value);
}

static void
take_of (struct reading *reading, const char *value)
{
  reading->options->policy.output.name = value;
}

static void
take_oflag (struct reading *reading, const char *value)
{
  reading->oflag |= udd_symbols_oflag (value);
}

static void
take_qd (struct reading *reading, const char *value)
{
  suite_queue_depth (&reading->options->suite, "qd", value);
}

static void
take_status (struct reading *reading, const char *value)
{
  reading->options->policy.status = udd_symbols_status (value);
}

static void
take_bmap (struct reading *reading, const char *value)
{
  udd_imaging_bmap (&reading->options->imaging, value);
}

static void
take_bmapout (struct reading *reading, const char *value)
{
  udd_imaging_bmapout (&reading->options->imaging, value);
}

static void
take_hash (struct reading *reading, const char *value)
{
  udd_imaging_hash (&reading->options->imaging, value);
}

static void
take_hashlog (struct reading *reading, const char *value)
{
  udd_imaging_hashlog (&reading->options->imaging, value);
}

static void
take_mapfile (struct reading *reading, const char *value)
{
  udd_imaging_mapfile (&reading->options->imaging, value);
}

static void
take_tee (struct reading *reading, const char *value)
{
  udd_imaging_tee (&reading->options->imaging, value);
}

static void
take_verify (struct reading *reading, const char *value)
{
  udd_imaging_verify (&reading->options->imaging, value);
}

static void
take_hashwindow (struct reading *reading, struct number number)
{
  udd_imaging_hashwindow (&reading->options->imaging, number.value);
}

/* An operand: a text, or a number from LEAST to MOST.  */
struct operand
{
  const char *name;
  void (*take_text) (struct reading *reading, const char *value);
  void (*take_number) (struct reading *reading, struct number number);
  uint64_t least, most;
};

static const struct operand table[]
    = { { "bmap", take_bmap, NULL, 0, 0 },
        { "bmapout", take_bmapout, NULL, 0, 0 },
        { "bs", NULL, take_bs, 1, BLOCK_SIZE_MAX },
        { "cbs", NULL, take_cbs, 1, PTRDIFF_MAX },
        { "conv", take_conv, NULL, 0, 0 },
        { "count", NULL, take_count, 0, INT64_MAX },
        { "engine", take_engine, NULL, 0, 0 },
        { "hash", take_hash, NULL, 0, 0 },
        { "hashlog", take_hashlog, NULL, 0, 0 },
        { "hashwindow", NULL, take_hashwindow, 1, INT64_MAX },
        { "ibs", NULL, take_ibs, 1, BLOCK_SIZE_MAX },
        { "if", take_if, NULL, 0, 0 },
        { "iflag", take_iflag, NULL, 0, 0 },
        { "iseek", NULL, take_skip, 0, INT64_MAX },
        { "mapfile", take_mapfile, NULL, 0, 0 },
        { "obs", NULL, take_obs, 1, BLOCK_SIZE_MAX },
        { "of", take_of, NULL, 0, 0 },
        { "oflag", take_oflag, NULL, 0, 0 },
        { "oseek", NULL, take_seek, 0, INT64_MAX },
        { "qd", take_qd, NULL, 0, 0 },
        { "seek", NULL, take_seek, 0, INT64_MAX },
        { "skip", NULL, take_skip, 0, INT64_MAX },
        { "status", take_status, NULL, 0, 0 },
        { "tee", take_tee, NULL, 0, 0 },
        { "verify", take_verify, NULL, 0, 0 } };

/* The operand that OPERAND, which has a `=' at VALUE - 1, is; or NULL.  */
static const struct operand *
look_up (const char *operand, const char *value)
{
  size_t len = value - 1 - operand;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strlen (table[i].name) == len
        && memcmp (table[i].name, operand, len) == 0)
      return &table[i];
  return NULL;
}

static struct number
parse_number (const struct operand *row, const char *value)
{
  struct number number = { .in_bytes = strchr (value, 'B') };
  int err = udd_number_parse (value, &number.value);
  if (err == 0 && number.value < row->least)
    err = -EINVAL;
  if (err == 0 && number.value > row->most)
    err = -EOVERFLOW;
  if (err < 0)
    error (EXIT_FAILURE, err == -EOVERFLOW ? EOVERFLOW : 0, "%s: %s",
           _("invalid number"), quote (value));
  return number;
}

static void
take (struct reading *reading, const char *operand)
{
  const char *equals = strchr (operand, '=');
  const struct operand *row = equals ? look_up (operand, equals + 1) : NULL;
  if (!row)
    {
      error (0, 0, _("unrecognized operand %s"), quote (operand));
      udd_usage (EXIT_FAILURE);
    }
  if (row->take_text)
    row->take_text (reading, equals + 1);
  else
    row->take_number (reading, parse_number (row, equals + 1));
}

/* What the suite's options say in dd's words.  */
static void
take_suite (struct reading *reading)
{
  const struct suite_options *suite = &reading->options->suite;
  unsigned int both = (suite->direct ? UDD_DIRECT : 0)
                      | (suite->engine.polled ? UDD_IOPOLL : 0)
                      | (suite->nocache ? UDD_NOCACHE : 0);
  reading->iflag |= both;
  reading->oflag |= both;
  enum dd_status *status = &reading->options->policy.status;
  if (suite->progress == PROGRESS_JSON)
    *status = DD_STATUS_JSON;
  else if (suite->progress == PROGRESS_ALWAYS
           || (suite->progress == PROGRESS_AUTO && isatty (STDERR_FILENO)))
    *status = DD_STATUS_PROGRESS;
  reading->options->policy.chunk_size = suite->chunk_size;
  reading->options->policy.depth = suite->engine.depth;
}

/* NUMBER as records of SIZE, if FLAG among FLAGS or itself says that it
   counts bytes.  */
static struct dd_amount
amount (struct number number, size_t size, unsigned int flags,
        enum udd_flag flag)
{
  if (number.in_bytes || flags & flag)
    return (struct dd_amount) { .records = number.value / size,
                                .bytes = number.value % size };
  return (struct dd_amount) { .records = number.value };
}

static void
complete_sizes (struct reading *reading)
{
  struct dd_policy *policy = &reading->options->policy;
  policy->one_size
      = reading->block_size > 0 && !(policy->conv & LOOKS_AT_BYTES);
  if (reading->block_size > 0)
    policy->input.block_size = policy->output.block_size = reading->block_size;
  if (policy->input.block_size == 0)
    policy->input.block_size = BLOCK_SIZE_DEFAULT;
  if (policy->output.block_size == 0)
    policy->output.block_size = BLOCK_SIZE_DEFAULT;
  if (policy->conversion_size == 0)
    policy->conv &= ~(DD_BLOCK | DD_UNBLOCK);

  policy->skip = amount (reading->skip, policy->input.block_size,
                         reading->iflag, UDD_SKIP_BYTES);
  policy->seek = amount (reading->seek, policy->output.block_size,
                         reading->oflag, UDD_SEEK_BYTES);
  policy->count = amount (reading->count, policy->input.block_size,
                          reading->iflag, UDD_COUNT_BYTES);
  policy->counts = reading->count.value != INT64_MAX;
}

static void
complete_flags (struct reading *reading)
{
  struct udd_options *options = reading->options;
  struct dd_policy *policy = &options->policy;
  /* O_RSYNC, which dd adds, is O_SYNC to Linux.  */
  if (reading->iflag & UDD_DSYNC)
    reading->iflag |= UDD_SYNC;
  policy->input.open_flags = udd_symbols_open_flags (reading->iflag);
  policy->output.open_flags = udd_symbols_open_flags (reading->oflag);
  policy->input.nocache = reading->iflag & UDD_NOCACHE;
  policy->output.nocache = reading->oflag & UDD_NOCACHE;
  policy->fullblock = reading->iflag & UDD_FULLBLOCK;
  policy->guarding = reading->oflag & UDD_MOUNTED ? DD_GUARD_OFF
                     : strcmp (last_component (program_name), "dd") == 0
                         ? DD_GUARD_WARN
                         : DD_GUARD_REFUSE;
  if ((reading->iflag | reading->oflag) & UDD_IOPOLL)
    options->suite.engine.polled = true;
}

/* Whether more than one bit of CONV is among WORDS.  */
static bool
several (unsigned int conv, unsigned int words)
{
  unsigned int set = conv & words;
  return (set & (set - 1)) != 0;
}

/* Exit with a message if what is asked for contradicts itself.  */
static void
check (const struct reading *reading)
{
  const struct dd_policy *policy = &reading->options->policy;
  unsigned int conv = policy->conv;
  if (several (conv, DD_ASCII | DD_EBCDIC | DD_IBM))
    error (EXIT_FAILURE, 0, _("cannot combine any two of {ascii,ebcdic,ibm}"));
  if (several (conv, DD_BLOCK | DD_UNBLOCK))
    error (EXIT_FAILURE, 0, _("cannot combine block and unblock"));
  if (several (conv, DD_LCASE | DD_UCASE))
    error (EXIT_FAILURE, 0, _("cannot combine lcase and ucase"));
  if (several (conv, DD_EXCL | DD_NOCREAT))
    error (EXIT_FAILURE, 0, _("cannot combine excl and nocreat"));
  if ((policy->input.nocache && policy->input.open_flags & O_DIRECT)
      || (policy->output.nocache && policy->output.open_flags & O_DIRECT))
    error (EXIT_FAILURE, 0, _("cannot combine direct and nocache"));
  if (policy->output.open_flags & O_APPEND && !(conv & DD_NOTRUNC))
    error (0, 0, _("you probably want conv=notrunc with oflag=append"));
}

void
udd_operands_take (struct udd_options *options, char **operands, int count)
{
  struct reading reading
      = { .options = options, .count = { .value = INT64_MAX } };
  take_suite (&reading);
  for (int i = 0; i < count; i++)
    take (&reading, operands[i]);
  complete_sizes (&reading);
  if (reading.iflag & UDD_MOUNTED)
    {
      error (0, 0, "%s: %s", _("invalid input flag"), quote ("mounted"));
      udd_usage (EXIT_FAILURE);
    }
  if (reading.oflag & UDD_FULLBLOCK)
    {
      error (0, 0, "%s: %s", _("invalid output flag"), quote ("fullblock"));
      udd_usage (EXIT_FAILURE);
    }
  complete_flags (&reading);
  check (&reading);
  udd_imaging_complete (options);
}
