/* usync's command line, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_FLUSH_OPTIONS_H
#define UU_USYNC_FLUSH_OPTIONS_H

#include "flush/flush-set.h"
#include "suite/suite.h"

/* Options of the suite that are about copying.  */
#define USYNC_FLUSH_WITHOUT                                                    \
  (1u << SUITE_CHUNK_SIZE | 1u << SUITE_DIRECT | 1u << SUITE_IOPOLL            \
   | 1u << SUITE_SQPOLL | 1u << SUITE_NOCACHE)

struct usync_flush_options
{
  struct suite_options suite;
  enum flush_how how;
  bool recursive;
  const char *files0_from; /* or NULL */
  char **operands;
  int n_operands;
};

/* Read the command line into *RET_OPTIONS, which points into it; exits with a
   message when something in it is wrong, and after --help.  */
void usync_flush_options_parse (struct usync_flush_options *ret_options,
                                int argc, char **argv);

/* The part of --help that tells of the options that sync has not.  */
void usync_flush_options_usage (void);

#endif /* UU_USYNC_FLUSH_OPTIONS_H */
