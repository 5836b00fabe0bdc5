/* --progress=json: objects for programs, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The keys are a promise that man/ucp.1 makes: none goes away or changes
   its meaning, others may come.  Who calls these holds report.h's lock,
   or is alone.  */

#ifndef UU_PROGRESS_JSON_H
#define UU_PROGRESS_JSON_H

#include "suite/progress.h"

/* Have errors and warnings said as objects from now on, or no longer.  */
void progress_json_listen (bool on);

/* How far it is NOW.  */
void progress_json_status (const struct progress_now *now);

/* The last line: what came of it.  */
void progress_json_summary (const struct progress_now *now);

#endif /* UU_PROGRESS_JSON_H */
