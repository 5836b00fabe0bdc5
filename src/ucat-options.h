/* ucat's command line.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCAT_OPTIONS_H
#define UU_UCAT_OPTIONS_H

#include "cat/cat.h"
#include "suite/suite.h"

/* Options of the suite that ucat has no use for: it has one thread.  */
#define UCAT_WITHOUT (1u << SUITE_WORKERS)

struct ucat_options
{
  struct suite_options suite;
  struct cat_policy policy;
  const char *files0_from; /* or NULL */
  char **operands;
  int n_operands;
};

/* Read the command line into *RET_OPTIONS, which points into it; exits with a
   message when something in it is wrong, and after --help.  */
void ucat_options_parse (struct ucat_options *ret_options, int argc,
                         char **argv);

/* The part of --help that tells of the options that cat has not.  */
void ucat_options_usage (void);

#endif /* UU_UCAT_OPTIONS_H */
