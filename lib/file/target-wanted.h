/* Targets: whether the user wants what stands there replaced: -i, -n, -u.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_TARGET_WANTED_H
#define UU_TARGET_WANTED_H

#include "file/target.h"

/* Whether the options alone let what stands there be, whatever it is.  */
bool target_wanted_never (const struct copy_policy *policy);

/* Decide about TARGET, which exists, for ITEM, a source like SOURCE_STX,
   asking the user if need be: TARGET_OVERWRITE if it may be replaced, else
   what to do instead, all said.  */
enum target_verdict target_wanted_check (const struct item *item,
                                         const struct statx *source_stx,
                                         const struct target *target);

#endif /* UU_TARGET_WANTED_H */
