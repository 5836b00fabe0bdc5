/* Changes of modes, as rsync's --chmod takes them: "Dg+s,ug+w,F644,+X".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A list of changes is made once from the options and is const from then on;
   whoever keeps or compares a mode asks for what becomes of it first.  The
   language is that of rsync(1), "--chmod".  It differs from chmod's: D and F
   before a change limit it to directories or to what is none; there is one
   `+', `-' or `=' to a change; `=' leaves the bits for set-user-ID,
   set-group-ID and sticky alone unless it names them.  */

#ifndef UU_CHMOD_RULES_H
#define UU_CHMOD_RULES_H

#include <sys/types.h>

struct chmod_rules;

/* Add the changes that TEXT lists to *RULES, which is made where it is NULL.
   UMASK limits those that do not say whose bits they mean.  0, or -ENOMEM, or
   -EINVAL and *RULES as it was.  */
int chmod_rules_add (struct chmod_rules **rules, const char *text,
                     mode_t umask);

/* What RULES make of MODE, kind of file and permissions.  A symbolic link's
   stays.  */
mode_t chmod_rules_apply (const struct chmod_rules *rules, mode_t mode);

/* RULES may be NULL.  */
void chmod_rules_free (struct chmod_rules *rules);

#endif /* UU_CHMOD_RULES_H */
