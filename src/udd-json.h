/* status=json: objects for programs, a line each on standard error.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What the objects hold is told in the manual page, and stays.  */

#ifndef UU_UDD_JSON_H
#define UU_UDD_JSON_H

#include "udd-status.h"

/* Make objects of errors and warnings, from now on.  */
void udd_json_listen (void);

/* How far it is.  */
void udd_json_status (const struct udd_now *now);

/* The last object: what DD has done, by NOW, and the exit STATUS, as shells
   have it.  */
void udd_json_summary (const struct dd *dd, const struct udd_now *now,
                       int status);

#endif /* UU_UDD_JSON_H */
