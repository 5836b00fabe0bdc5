/* udd's command line: from options and operands to a policy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   dd itself has no options but --help and --version; the suite's are beside
   them.  The operands are udd-operands.h's.  */

#ifndef UU_UDD_OPTIONS_H
#define UU_UDD_OPTIONS_H

#include "dd/dd-image.h"
#include "dd/dd-policy.h"
#include "suite/suite.h"

enum
{
  /* One thread does everything.  */
  UDD_WITHOUT = 1 << SUITE_WORKERS
};

struct udd_options
{
  struct dd_policy policy;
  struct dd_imaging imaging; /* the policy has it where it is asked for */
  struct suite_options suite;
};

/* Parse ARGV.  Exits for --help and --version, and with a message when
   something is wrong.  */
void udd_options_parse (struct udd_options *ret_options, int argc, char **argv);

#endif /* UU_UDD_OPTIONS_H */
