/* System calls that fail, as where a container's filter is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   For programs that then run another: a filter holds for all that comes after
   it, and cannot be taken away.  */

#ifndef UU_SECCOMP_H
#define UU_SECCOMP_H

#include <stddef.h>

/* The errno that is called NAME ("EPERM"), or 0.  */
int seccomp_errno (char const *name);

/* Have COUNT calls, of these NUMBERS, fail with ERROR from now on, and with
   FROM not 0 all that have this number or a higher one.  0 or -errno.  */
int seccomp_deny (int error, int const *numbers, size_t count, int from);

#endif /* UU_SECCOMP_H */
