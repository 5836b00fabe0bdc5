/* Scopes: the rules that hold in a directory, those of files in it and above
   it included.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A filter may have rules that stand for files of a certain name, one in each
   directory ("dir-merge").  Whoever reads a directory enters it first: its
   scope has the rules of its own files before those of the directories above,
   for each such rule.  Where it has no file, its scope is that of its parent.
   The sender's scopes come from the source's directories, the receiver's, by
   whom deletions are judged, from the target's.

   A scope does not change once it is there; any thread may ask it.  Scopes,
   and the rules that they share, are freed with their last reference.  A
   directory file is read through a descriptor of its directory.  */

#ifndef UU_FILTER_SCOPE_H
#define UU_FILTER_SCOPE_H

#include "engine/engine.h"
#include "filter/filter.h"

struct filter_scope;

/* What holds where a transfer begins: FILTER's rules for SIDE, FILTER_SENDER
   or FILTER_RECEIVER.  BASE is the directory that its names are in, an
   absolute name, which is copied.  NULL without memory.  */
struct filter_scope *filter_scope_new (const struct filter *filter,
                                       unsigned int side, const char *base);

/* Make TEXT, an absolute name, the shortest that means the same if nothing in
   it is a symbolic link, without a slash at the end: "" for the root.  */
void filter_scope_clean (char *text);

/* The directory TOP of the transfer, of LEN bytes without slashes at either
   end, is the first to be read.  Read the files in the directories above it,
   in the base and further up, where FILTER says so ("dir-merge /NAME").
   *RET_SCOPE is OUTER with them, a new reference.  0, or -errno and *TROUBLE,
   as filter_take () has it.  */
int filter_scope_above (struct filter_scope *outer, struct engine *engine,
                        const char *top, size_t len,
                        struct filter_scope **ret_scope,
                        struct filter_trouble *trouble);

/* Enter the directory that FD is, of which the path in the transfer has LEN
   bytes: *RET_SCOPE is OUTER with the files in it, a new reference.  The same
   errors; a file's name is relative to this directory.  */
int filter_scope_enter (struct filter_scope *outer, struct engine *engine,
                        int fd, size_t len, struct filter_scope **ret_scope,
                        struct filter_trouble *trouble);

struct filter_scope *filter_scope_ref (struct filter_scope *scope);

/* SCOPE may be NULL.  */
void filter_scope_unref (struct filter_scope *scope);

/* Whether SCOPE wants more of a path than its last component.  */
bool filter_scope_wants_path (const struct filter_scope *scope);

/* As filter_path_room (), for a name that SCOPE is to judge.  */
char *filter_scope_room (const struct filter_scope *scope,
                         struct filter_path *path, size_t len);

/* What SCOPE says of the name of LEN bytes that was put there.  PERISHING: it
   is in a directory that is being deleted.  */
enum filter_verdict filter_scope_judge (const struct filter_scope *scope,
                                        const struct filter_path *path,
                                        size_t len, bool is_directory,
                                        bool perishing);

#endif /* UU_FILTER_SCOPE_H */
