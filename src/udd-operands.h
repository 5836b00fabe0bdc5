/* udd's operands: from NAME=VALUE to a policy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Rules and messages are dd's.  Each operand is taken in its turn, so that
   the first that is wrong is the one that is complained about and the last
   of several with one name counts; what they mean together is found out at
   the end.  */

#ifndef UU_UDD_OPERANDS_H
#define UU_UDD_OPERANDS_H

#include "udd-options.h"

/* Take COUNT OPERANDS into OPTIONS, whose suite's options are already
   there.  Exits with a message when one is wrong, or two contradict each
   other.  */
void udd_operands_take (struct udd_options *options, char **operands,
                        int count);

#endif /* UU_UDD_OPERANDS_H */
