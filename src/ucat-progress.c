/* --progress of ucat.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What there is to copy is known when all files are named on the command line
   and say their length; it is asked for once, before the first is copied.  */

#include "suite/system.h"

#include "ucat-progress.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xalloc.h"

struct totals
{
  const struct cat *cat;
  const struct ucat_options *options;
  uint64_t files, bytes;
  bool all;
};

static void
sums (void *arg, struct tree_sums *ret_sums)
{
  const struct totals *totals = arg;
  const struct meter *meter = cat_meter (totals->cat);
  *ret_sums = (struct tree_sums) { .files = meter_get (&meter->files),
                                   .others = meter_get (&meter->others),
                                   .bytes = meter_get (&meter->bytes) };
}

static bool
tell (void *arg, uint64_t *ret_files, uint64_t *ret_bytes)
{
  const struct totals *totals = arg;
  *ret_files = totals->files;
  *ret_bytes = totals->bytes;
  return totals->all;
}

/* Add the file NAME.  Return whether its length is known, or it has none
   for it is not there.  */
static bool
add (struct totals *totals, const char *name)
{
  struct stat st;
  bool is_stdin = strcmp (name, "-") == 0;
  if ((is_stdin ? fstat (STDIN_FILENO, &st) : stat (name, &st)) != 0)
    return true;
  if (!S_ISREG (st.st_mode))
    return false;
  off_t position = is_stdin ? lseek (STDIN_FILENO, 0, SEEK_CUR) : 0;
  totals->files++;
  if (st.st_size > position)
    totals->bytes += st.st_size - position;
  return true;
}

static void
count (void *arg)
{
  struct totals *totals = arg;
  const struct ucat_options *options = totals->options;
  if (options->files0_from)
    return;
  totals->all = options->n_operands > 0 || add (totals, "-");
  for (int i = 0; i < options->n_operands; i++)
    totals->all = add (totals, options->operands[i]) && totals->all;
}

static void
stop (void *arg)
{
  (void) arg;
}

struct progress *
ucat_progress_start (const struct cat *cat, const struct ucat_options *options)
{
  struct totals *totals = xcalloc (1, sizeof *totals);
  totals->cat = cat;
  totals->options = options;
  const struct progress_source source = { .sums = sums,
                                          .totals = tell,
                                          .count = count,
                                          .stop = stop,
                                          .free = free,
                                          .arg = totals };
  return progress_start (&source, options->suite.progress);
}
