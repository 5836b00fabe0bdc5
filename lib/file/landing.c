/* Landings: the last steps of a regular file, from complete to copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/landing.h"

#include <errno.h>

#include "base/messages.h"
#include "file/copy-partial.h"
#include "file/copy-sums.h"

/* The copy of LANDING's file stands: let the names that wait for it be
   linked.  */
static void
settle_link (struct landing *landing)
{
  struct worker *worker = landing->item.worker;
  worker_push_all (worker, links_made (worker->tree->links, worker->engine,
                                       &worker->tree->cache, landing->link,
                                       landing->id));
  landing->link = NULL;
}

bool
landing_end (struct landing *landing, bool data_ok)
{
  const struct item *item = &landing->item;
  struct worker *worker = item->worker;
  bool ok = data_ok && landing->whole;
  if (!data_ok && !copy_partial_keep (item, &landing->file))
    target_open_drop (item, &landing->file);
  if (data_ok && !target_open_commit (item, &landing->file))
    ok = false;
  int fd = landing->file.fd;
  int err = fd < 0 ? 0 : call_close (worker->engine, fd);
  if (err < 0 && err != -EINTR)
    {
      item_error (item, err, N_("failed to close %s"), TARGET);
      ok = false;
    }
  if (!ok)
    return false;
  copy_partial_forget (item);
  meter_add (&worker->meter.files, 1);
  target_made (item, landing->id);
  copy_sums_list (item, landing->sum, landing->link);
  if (landing->link)
    settle_link (landing);
  return true;
}
