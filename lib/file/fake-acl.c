/* Stored ACLs: POSIX ACLs in attributes that anybody may set.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/fake-acl.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum
{
  /* A real one: a version, then entries of a tag, rights and a number.  */
  REAL_VERSION = 2,
  REAL_HEADER = 4,
  REAL_ENTRY = 8,
  TAG_USER_OBJ = 0x01,
  TAG_USER = 0x02,
  TAG_GROUP_OBJ = 0x04,
  TAG_GROUP = 0x08,
  TAG_MASK = 0x10,
  TAG_OTHER = 0x20,

  /* A stored one: where each number is.  */
  AT_USER = 0,
  AT_GROUP = 4,
  AT_MASK = 8,
  AT_OTHER = 12,
  STORED_NAME = 8, /* bytes of one, and in them */
  NAME_ID = 0,
  NAME_RIGHTS = 4,

  NOT_THERE = 0x80
};

#define NAME_IS_USER UINT32_C (0x80000000)
#define NO_ID UINT32_C (0xffffffff)

static uint32_t
get32 (const char *at)
{
  const unsigned char *p = (const unsigned char *) at;
  return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t) p[3] << 24;
}

static void
put32 (char *at, uint32_t n)
{
  for (int i = 0; i < 4; i++)
    at[i] = (char) (n >> 8 * i & 0xff);
}

static unsigned int
group_rights (mode_t mode)
{
  return mode >> 3 & 7;
}

bool
fake_acl_is_sound (int len)
{
  return len >= FAKE_ACL_EMPTY && (len - FAKE_ACL_EMPTY) % STORED_NAME == 0;
}

void
fake_acl_clear (char *stored)
{
  for (int at = 0; at < FAKE_ACL_EMPTY; at += 4)
    put32 (stored + at, NOT_THERE);
}

int
fake_acl_strip (char *stored, int len, mode_t mode)
{
  if (!fake_acl_is_sound (len))
    return -EBADMSG;
  bool has_names = len > FAKE_ACL_EMPTY;
  if (has_names && get32 (stored + AT_MASK) == NOT_THERE)
    put32 (stored + AT_MASK, group_rights (mode));
  if (get32 (stored + AT_MASK) == NOT_THERE
      || get32 (stored + AT_GROUP) == group_rights (mode))
    put32 (stored + AT_GROUP, NOT_THERE);
  put32 (stored + AT_USER, NOT_THERE);
  put32 (stored + AT_OTHER, NOT_THERE);
  return !has_names && get32 (stored + AT_MASK) == NOT_THERE ? 0 : len;
}

/* Users before groups, each in the order of their numbers.  */
static int
compare_names (const void *a, const void *b)
{
  uint32_t rights_a = get32 ((const char *) a + NAME_RIGHTS);
  uint32_t rights_b = get32 ((const char *) b + NAME_RIGHTS);
  uint32_t id_a = get32 ((const char *) a + NAME_ID);
  uint32_t id_b = get32 ((const char *) b + NAME_ID);
  if ((rights_a ^ rights_b) & NAME_IS_USER)
    return rights_a & NAME_IS_USER ? -1 : 1;
  return id_a < id_b ? -1 : id_a > id_b;
}

/* Where the rights of a real entry with TAG stand in what is stored; -1: there
   is a name to them.  */
static int
place_of (unsigned int tag)
{
  switch (tag)
    {
    case TAG_USER_OBJ:
      return AT_USER;
    case TAG_GROUP_OBJ:
      return AT_GROUP;
    case TAG_MASK:
      return AT_MASK;
    case TAG_OTHER:
      return AT_OTHER;
    }
  return -1;
}

int
fake_acl_from_real (const char *real, int len, bool is_default, mode_t mode,
                    char *stored)
{
  int at = FAKE_ACL_EMPTY;
  if (len == 0 || len == REAL_HEADER)
    return 0;
  if (len < REAL_HEADER || (len - REAL_HEADER) % REAL_ENTRY != 0
      || get32 (real) != REAL_VERSION)
    return -EBADMSG;
  fake_acl_clear (stored);
  for (const char *entry = real + REAL_HEADER; entry < real + len;
       entry += REAL_ENTRY)
    {
      unsigned int tag = get32 (entry) & 0xffff, rights = get32 (entry) >> 16;
      int place = place_of (tag);
      if (place >= 0)
        put32 (stored + place, rights);
      else if (at + STORED_NAME > len)
        return -EBADMSG;
      else
        {
          put32 (stored + at + NAME_ID, get32 (entry + 4));
          put32 (stored + at + NAME_RIGHTS,
                 rights | (tag == TAG_USER ? NAME_IS_USER : 0));
          at += STORED_NAME;
        }
    }
  qsort (stored + FAKE_ACL_EMPTY, (at - FAKE_ACL_EMPTY) / STORED_NAME,
         STORED_NAME, compare_names);
  return is_default ? at : fake_acl_strip (stored, at, mode);
}

/* Add an entry to the LEN bytes at REAL, and return how many these are then. */
static int
add_real (char *real, int len, unsigned int tag, uint32_t rights, uint32_t id)
{
  put32 (real + len, tag | (rights & 7) << 16);
  put32 (real + len + 4, id);
  return len + REAL_ENTRY;
}

/* The number at AT, or RIGHTS where none is stored.  */
static uint32_t
stored_or (const char *at, uint32_t rights)
{
  uint32_t n = get32 (at);
  return n == NOT_THERE ? rights : n;
}

/* Add what is stored of users, or of groups, in the LEN bytes at STORED.  */
static int
add_names (const char *stored, int len, bool users, char *real, int real_len)
{
  for (const char *name = stored + FAKE_ACL_EMPTY; name < stored + len;
       name += STORED_NAME)
    {
      uint32_t rights = get32 (name + NAME_RIGHTS);
      if (users == ((rights & NAME_IS_USER) != 0))
        real_len = add_real (real, real_len, users ? TAG_USER : TAG_GROUP,
                             rights, get32 (name + NAME_ID));
    }
  return real_len;
}

int
fake_acl_to_real (const char *stored, int len, bool is_default, mode_t mode,
                  char *real)
{
  if (len == 0)
    return 0;
  if (!fake_acl_is_sound (len))
    return -EBADMSG;
  uint32_t mask = get32 (stored + AT_MASK);
  bool has_names = len > FAKE_ACL_EMPTY;
  bool says_something = is_default ? get32 (stored + AT_USER) != NOT_THERE
                                   : has_names || mask != NOT_THERE;
  if (!says_something)
    return 0;
  if (is_default)
    mode = stored_or (stored + AT_USER, 0) << 6
           | stored_or (stored + AT_GROUP, 0) << 3
           | stored_or (stored + AT_OTHER, 0);
  else if (mask != NOT_THERE)
    mask = group_rights (mode);
  if (has_names && mask == NOT_THERE)
    mask = group_rights (mode);
  put32 (real, REAL_VERSION);
  int at = add_real (real, REAL_HEADER, TAG_USER_OBJ, mode >> 6, NO_ID);
  at = add_names (stored, len, true, real, at);
  at = add_real (real, at, TAG_GROUP_OBJ,
                 stored_or (stored + AT_GROUP, group_rights (mode)), NO_ID);
  at = add_names (stored, len, false, real, at);
  if (mask != NOT_THERE)
    at = add_real (real, at, TAG_MASK, mask, NO_ID);
  return add_real (real, at, TAG_OTHER, mode, NO_ID);
}

bool
fake_acl_is_equal (const char *a, int len_a, mode_t mode_a, const char *b,
                   int len_b, mode_t mode_b)
{
  char none[FAKE_ACL_EMPTY];
  fake_acl_clear (none);
  if (len_a == 0)
    a = none, len_a = FAKE_ACL_EMPTY;
  if (len_b == 0)
    b = none, len_b = FAKE_ACL_EMPTY;
  bool has_mask = get32 (a + AT_MASK) != NOT_THERE;
  if (len_a != len_b || has_mask != (get32 (b + AT_MASK) != NOT_THERE)
      || memcmp (a + FAKE_ACL_EMPTY, b + FAKE_ACL_EMPTY, len_a - FAKE_ACL_EMPTY)
             != 0)
    return false;
  /* With a mask the mode says nothing of the group itself.  */
  return !has_mask
         || stored_or (a + AT_GROUP, group_rights (mode_a))
                == stored_or (b + AT_GROUP, group_rights (mode_b));
}
