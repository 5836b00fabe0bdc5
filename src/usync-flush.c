/* usync without a mode: what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-flush.h"

#include <error.h>
#include <unistd.h>

#include "flush/flush-set.h"
#include "flush/flush-tree.h"
#include "suite/files0.h"
#include "user/report.h"
#include "usync-flush-options.h"
#include "usync-flush-progress.h"
#include "usync-flush-stats.h"

/* What files are added to.  */
struct target
{
  struct flush_set *set;
  struct flush_tree *tree; /* with --recursive, or NULL */
};

static void
add (const struct target *target, const char *name)
{
  if (target->tree)
    flush_tree_add (target->tree, name);
  else
    flush_set_add_operand (target->set, name);
}

/* Add all files that OPTIONS name.  */
static void
add_all (const struct target *target, const struct usync_flush_options *options,
         struct files0 *list)
{
  const char *name;
  while (list && (name = files0_next (list)))
    add (target, name);
  for (int i = 0; i < options->n_operands; i++)
    add (target, options->operands[i]);
  atomic_store (&flush_set_sums (target->set)->all_added, true);
}

static void
fail_to_start (int err)
{
  if (err < 0)
    error (EXIT_FAILURE, -err, _("cannot start"));
}

/* Flush the files that OPTIONS name by ENGINE.  */
static void
flush_files (const struct usync_flush_options *options, struct engine *engine)
{
  const struct flush_config config = {
    .engine = options->suite.engine,
    .workers = options->suite.workers,
    .how = options->how,
    .sizes = options->suite.progress != PROGRESS_NEVER,
  };
  struct target target = { .tree = NULL };
  struct files0 *list
      = options->files0_from ? files0_open (options->files0_from) : NULL;
  fail_to_start (flush_set_open (engine, &config, &target.set));
  if (options->recursive)
    fail_to_start (flush_tree_open (target.set, &target.tree));

  struct progress *progress = usync_flush_progress_start (target.set, options);
  struct stats_clock clock = stats_start ();
  add_all (&target, options, list);
  flush_set_run (target.set);
  if (progress)
    progress_stop (progress);
  usync_flush_stats_print (target.set, clock, options->suite.stats);
  if (progress)
    progress_close (progress);

  if (target.tree)
    flush_tree_close (target.tree);
  flush_set_close (target.set);
  files0_close (list);
}

int
usync_flush_main (int argc, char **argv)
{
  struct usync_flush_options options;
  usync_flush_options_parse (&options, argc, argv);
  if (options.n_operands == 0 && !options.files0_from)
    {
      sync ();
      return EXIT_SUCCESS;
    }
  struct engine *engine = suite_open_engine (&options.suite);
  flush_files (&options, engine);
  engine_close (engine);
  return report_failed () ? EXIT_FAILURE : EXIT_SUCCESS;
}
