/* Attributes: extended attributes and POSIX ACLs, from file to file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/attrs.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#if USE_ACL
#include <acl/libacl.h>
#include <sys/acl.h>
#endif
#if USE_XATTR
#include <attr/libattr.h>
#endif
#if USE_SELINUX
#include <selinux/restorecon.h>
#include <selinux/selinux.h>
#endif

#define ACCESS_ACL "system.posix_acl_access"
#define DEFAULT_ACL "system.posix_acl_default"

#if USE_ACL
/* acl(5) as an attribute's value, <linux/posix_acl_xattr.h>: a version of
   2 and then the entries.  Without entries it means: no ACL.  */
static const unsigned char NO_ACL[] = { 2, 0, 0, 0 };
#endif

int
attrs_list (struct engine *engine, struct handle handle, char *buf,
            struct attrs *ret_attrs)
{
  *ret_attrs = (struct attrs) { .names = buf };
#if USE_ACL || USE_XATTR || USE_SELINUX
  int len = call_listxattr (engine, handle, buf, ATTRS_LIST_MAX);
  if (len == -ENOTSUP || len == -ENOSYS)
    return 0;
  /* What is pinned is there; it is /proc that is not, through which alone
     its attributes could be reached.  */
  if (len == -ENOENT && handle.is_path)
    return 0;
  if (len < 0)
    return len;
  ret_attrs->names_len = len;
  for (const char *name = buf; name < buf + len; name += strlen (name) + 1)
    if (strcmp (name, ACCESS_ACL) == 0)
      ret_attrs->access_acl = true;
    else if (strcmp (name, DEFAULT_ACL) == 0)
      ret_attrs->default_acl = true;
#else
  (void) engine;
  (void) handle;
#endif
  return 0;
}

#if USE_XATTR

/* libattr reads its configuration at the first question and keeps it in
   variables that it does not lock: have that done once.  */
static void
load_configuration (void)
{
  attr_copy_action ("user.", NULL);
}

/* Whether libattr's configuration leaves NAME to be copied.  */
static bool
is_copied (const char *name)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once (&once, load_configuration);
  return attr_copy_action (name, NULL) == 0;
}

#elif USE_SELINUX

static bool
is_copied (const char *name)
{
  (void) name;
  return false;
}

#endif

#if USE_XATTR || USE_SELINUX

static bool
is_wanted (const struct copy_policy *policy, const char *name)
{
  if (strcmp (name, ACCESS_ACL) == 0 || strcmp (name, DEFAULT_ACL) == 0)
    return false;
  if (strcmp (name, "security.selinux") == 0)
    return policy->preserve_context;
  return policy->preserve_xattr && is_copied (name);
}

static bool
is_refusal (int err)
{
  return err == -ENOTSUP || err == -EPERM || err == -ENOSYS;
}

/* Copy attribute NAME.  */
static int
copy_one (struct engine *engine, const char *name, struct handle source,
          struct handle target, char *value)
{
  int len = call_getxattr (engine, source, name, value, ATTRS_VALUE_MAX);
  if (len == -ENODATA) /* it went meanwhile */
    return 0;
  if (len < 0)
    return len;
  return call_setxattr (engine, target, name, value, len);
}

#endif

int
attrs_copy (struct engine *engine, const struct copy_policy *policy,
            const struct attrs *attrs, struct handle source,
            struct handle target, char *value, const char **ret_name)
{
  int first_err = 0;
#if USE_XATTR || USE_SELINUX
  const char *end = attrs->names + attrs->names_len;
  for (const char *name = attrs->names; name < end; name += strlen (name) + 1)
    {
      if (!is_wanted (policy, name))
        continue;
      int err = copy_one (engine, name, source, target, value);
      bool required = strcmp (name, "security.selinux") == 0
                          ? policy->require_context
                          : policy->require_xattr;
      if (err < 0 && (required || !is_refusal (err)) && first_err == 0)
        {
          first_err = err;
          *ret_name = name;
        }
    }
#else
  (void) engine, (void) policy, (void) attrs, (void) source, (void) target;
  (void) value, (void) ret_name;
#endif
  return first_err;
}

#if USE_ACL

/* Whether HANDLE's ACL of TYPE says no more than a mode can.  */
static bool
acl_is_trivial (struct handle handle, acl_type_t type)
{
  char path[sizeof "/proc/self/fd/" + 12];
  snprintf (path, sizeof path, "/proc/self/fd/%d", handle.fd);
  acl_t acl = acl_get_file (path, type);
  if (!acl)
    return false;
  bool trivial = type == ACL_TYPE_ACCESS ? acl_equiv_mode (acl, NULL) == 0
                                         : acl_entries (acl) == 0;
  acl_free (acl);
  return trivial;
}

static int
copy_acl (struct engine *engine, const char *name, acl_type_t type,
          struct handle source, struct handle target, char *value)
{
  int len = call_getxattr (engine, source, name, value, ATTRS_VALUE_MAX);
  if (len < 0)
    return len;
  int err = call_setxattr (engine, target, name, value, len);
  if ((err == -ENOTSUP || err == -ENOSYS) && acl_is_trivial (source, type))
    return 0;
  return err;
}

static int
remove_acl (struct engine *engine, const char *name, struct handle target)
{
  int err = call_setxattr (engine, target, name, NO_ACL, sizeof NO_ACL);
  return err == -ENOTSUP || err == -ENOSYS || err == -ENODATA ? 0 : err;
}

#endif

int
attrs_copy_acls (struct engine *engine, const struct attrs *attrs,
                 struct handle source, struct handle target, bool is_directory,
                 bool target_has, char *value)
{
  int err = 0;
#if USE_ACL
  if (attrs->access_acl)
    err = copy_acl (engine, ACCESS_ACL, ACL_TYPE_ACCESS, source, target, value);
  else if (target_has)
    err = remove_acl (engine, ACCESS_ACL, target);
  if (err < 0 || !is_directory)
    return err;
  if (attrs->default_acl)
    err = copy_acl (engine, DEFAULT_ACL, ACL_TYPE_DEFAULT, source, target,
                    value);
  else if (target_has)
    err = remove_acl (engine, DEFAULT_ACL, target);
#else
  (void) engine, (void) attrs, (void) source, (void) target;
  (void) is_directory, (void) target_has, (void) value;
#endif
  return err;
}

const char *
attrs_acl_name (bool is_default)
{
  return is_default ? DEFAULT_ACL : ACCESS_ACL;
}

int
attrs_put_acl (struct engine *engine, struct handle target, bool is_default,
               const char *value, int len)
{
  const char *name = attrs_acl_name (is_default);
#if USE_ACL
  if (len == 0)
    return remove_acl (engine, name, target);
#endif
  return len == 0 ? 0 : call_setxattr (engine, target, name, value, len);
}

bool
attrs_have_contexts (void)
{
#if USE_SELINUX
  return is_selinux_enabled () > 0;
#else
  return false;
#endif
}

int
attrs_give_context (const char *context)
{
#if USE_SELINUX
  return setfscreatecon (context) < 0 ? -errno : 0;
#else
  (void) context;
  return -ENOTSUP;
#endif
}

int
attrs_default_context (struct handle handle)
{
#if USE_SELINUX
  /* The link leads to the name that the policy is asked about.  */
  char path[sizeof "/proc/self/fd/" + 12];
  snprintf (path, sizeof path, "/proc/self/fd/%d", handle.fd);
  return selinux_restorecon (path, 0) < 0 ? -errno : 0;
#else
  (void) handle;
  return -ENOTSUP;
#endif
}

bool
attrs_has_default_acl (struct engine *engine, struct handle directory)
{
  int len = call_getxattr (engine, directory, DEFAULT_ACL, NULL, 0);
  return len != -ENODATA && len != -ENOTSUP && len != -ENOSYS;
}

int
attrs_drop_default_acl (struct engine *engine, struct handle directory)
{
#if USE_ACL
  return remove_acl (engine, DEFAULT_ACL, directory);
#else
  (void) engine, (void) directory;
  return 0;
#endif
}
