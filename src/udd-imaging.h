/* udd's words for disk images, which dd has not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   udd-operands.c takes operands in their turn and hands over those that are
   meant for dd-image.h; what they mean together is found out at the end.  */

#ifndef UU_UDD_IMAGING_H
#define UU_UDD_IMAGING_H

#include <stdint.h>

#include "udd-options.h"

/* Take the VALUE of bmap=, hash=, ...  Exit with a message where it is no
   good.  */
void udd_imaging_bmap (struct dd_imaging *imaging, const char *value);
void udd_imaging_bmapout (struct dd_imaging *imaging, const char *value);
void udd_imaging_hash (struct dd_imaging *imaging, const char *value);
void udd_imaging_hashlog (struct dd_imaging *imaging, const char *value);
void udd_imaging_hashwindow (struct dd_imaging *imaging, uint64_t value);
void udd_imaging_mapfile (struct dd_imaging *imaging, const char *value);
void udd_imaging_tee (struct dd_imaging *imaging, const char *value);
void udd_imaging_verify (struct dd_imaging *imaging, const char *value);

/* All operands were taken, and the policy is complete but for this.  Exit
   with a message if what is asked for contradicts itself.  */
void udd_imaging_complete (struct udd_options *options);

#endif /* UU_UDD_IMAGING_H */
