/* Stored ACLs: POSIX ACLs in attributes that anybody may set.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's --fake-super keeps a file's ACL in user.rsync.%aacl, a directory's
   default ACL in user.rsync.%dacl.  The value is a row of 32-bit numbers, the
   low byte first: the rights of the owner, the group, the mask and the others,
   0x80 for those that are not there or are the mode's, and then for each
   further user or group its number and its rights, with the top bit for a
   user; users come first, in the order of their numbers.  Here it is called
   stored, and what the kernel has (acl(5), <linux/posix_acl_xattr.h>) real.
   No function here does more than count bytes.

   fake-stat.h is about all else that is stored.  */

#ifndef UU_FAKE_ACL_H
#define UU_FAKE_ACL_H

#include <stdbool.h>
#include <sys/types.h>

#define FAKE_ACL_ACCESS_NAME "user.rsync.%aacl"
#define FAKE_ACL_DEFAULT_NAME "user.rsync.%dacl"

enum
{
  FAKE_ACL_EMPTY = 16 /* bytes of a stored one that says nothing */
};

/* Write what the real ACL, LEN bytes at REAL, of a file of MODE says beyond
   the mode, or all that a default one says, to STORED, which need not have room
   for more than LEN or FAKE_ACL_EMPTY bytes.  Return how many these are, 0 if
   it says nothing, or -EBADMSG.  */
int fake_acl_from_real (const char *real, int len, bool is_default, mode_t mode,
                        char *stored);

/* Write what the LEN bytes at STORED say for a file of MODE to REAL, which must
   have room for LEN + 20 bytes.  Return how many these are, 0 for no ACL, or
   -EBADMSG.  */
int fake_acl_to_real (const char *stored, int len, bool is_default, mode_t mode,
                      char *real);

/* Leave out of the LEN bytes at STORED, an access ACL of a file of MODE, what
   the mode says.  Return what remains: LEN, 0 for nothing, or -EBADMSG.  */
int fake_acl_strip (char *stored, int len, mode_t mode);

/* Whether A, of a file of MODE_A, says beyond the mode what B says, both
   stored; LEN 0 is none.  They must be sound.  */
bool fake_acl_is_equal (const char *a, int len_a, mode_t mode_a, const char *b,
                        int len_b, mode_t mode_b);

/* Whether what is stored can have LEN bytes.  */
bool fake_acl_is_sound (int len);

/* Write one that says nothing, FAKE_ACL_EMPTY bytes.  */
void fake_acl_clear (char *stored);

#endif /* UU_FAKE_ACL_H */
