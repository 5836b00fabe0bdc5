/* usync without a mode: what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_FLUSH_H
#define UU_USYNC_FLUSH_H

/* Do what the command line asks for; return the exit status, or exit with a
   message when something in it is wrong, and after --help.  */
int usync_flush_main (int argc, char **argv);

#endif /* UU_USYNC_FLUSH_H */
