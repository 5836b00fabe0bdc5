/* Attributes: extended attributes and POSIX ACLs, from file to file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Both live in the same list of names, so one listing per file tells all.
   ACLs are carried as the kernel's own bytes, which costs no parsing and
   reaches default ACLs through a descriptor; libacl is asked only when the
   target's file system has no ACLs, whether the source's says more than
   its mode.  libattr decides, by /etc/xattr.conf, which names are nobody's
   to copy.  Only attrs.c includes their headers.  */

#ifndef UU_ATTRS_H
#define UU_ATTRS_H

#include "engine/calls.h"
#include "tree/policy.h"

enum
{
  ATTRS_LIST_MAX = 65536,
  ATTRS_VALUE_MAX = 65536
};

/* What a file has.  */
struct attrs
{
  char *names;   /* each ended by a NUL */
  int names_len; /* bytes; 0: none */
  bool access_acl;
  bool default_acl;
};

/* List what HANDLE has, into BUF of ATTRS_LIST_MAX bytes, which ATTRS then
   points into.  A file system without attributes has none of them.  Return
   0 or -errno.  */
int attrs_list (struct engine *engine, struct handle handle, char *buf,
                struct attrs *ret_attrs);

/* Copy what the policy wants of ATTRS of SOURCE, ACLs aside, to TARGET.
   VALUE is a buffer of ATTRS_VALUE_MAX bytes.  What the target refuses
   (ENOTSUP, EPERM) is an error only if it was required.  Return 0, or the
   first -errno with the attribute's name in *RET_NAME.  */
int attrs_copy (struct engine *engine, const struct copy_policy *policy,
                const struct attrs *attrs, struct handle source,
                struct handle target, char *value, const char **ret_name);

/* Give TARGET the ACLs of SOURCE: those that ATTRS names, and none where
   it names none, if TARGET_HAS says that the target might have some.
   Return 0 or -errno; -ENOTSUP only for an ACL that a mode cannot
   express.  */
int attrs_copy_acls (struct engine *engine, const struct attrs *attrs,
                     struct handle source, struct handle target,
                     bool is_directory, bool target_has, char *value);

/* What the attribute is called that is a file's access ACL, or a directory's
   default ACL.  */
const char *attrs_acl_name (bool is_default);

/* Give TARGET an ACL, the LEN bytes at VALUE, or none with LEN 0.  0 or
   -errno.  */
int attrs_put_acl (struct engine *engine, struct handle target, bool is_default,
                   const char *value, int len);

/* Whether this program and this kernel know SELinux contexts.  */
bool attrs_have_contexts (void);

/* Have all files that this thread, and those that it starts, make from now on
   get CONTEXT.  0 or -errno.  */
int attrs_give_context (const char *context);

/* Give what HANDLE has open the context that SELinux's policy has for its
   name.  0 or -errno.  */
int attrs_default_context (struct handle handle);

/* Whether files newly made in DIRECTORY get an ACL from it, or may, where
   that cannot be found out.  */
bool attrs_has_default_acl (struct engine *engine, struct handle directory);

/* Take DIRECTORY's default ACL away, if it has one.  0 or -errno.  */
int attrs_drop_default_acl (struct engine *engine, struct handle directory);

#endif /* UU_ATTRS_H */
