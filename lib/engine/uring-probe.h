/* What this kernel's io_uring can do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Asked once per process, on the first ring that any thread sets up, and
   remembered.  Never by version: distributions backport, and containers
   take away.  */

#ifndef UU_URING_PROBE_H
#define UU_URING_PROBE_H

#include <liburing.h>

#include "engine/op.h"

/* Learn from RING which opcodes the kernel has, unless that is known.
   Return 0, or -errno when the kernel does not say (before Linux 5.6, or
   under a filter): then no opcode is to be relied on.  */
int uring_probe (struct io_uring *ring);

/* Whether the ring does KIND.  False before uring_probe ().  */
bool uring_can (enum op_kind kind);

#endif /* UU_URING_PROBE_H */
