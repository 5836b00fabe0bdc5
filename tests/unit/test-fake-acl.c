/* Stored ACLs: from real ones to what rsync stores, and back.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>

#include "file/fake-acl.h"
#include "unit.h"

#define LE16(n) (char) ((n) &0xff), (char) ((n) >> 8 & 0xff)
#define LE32(n)                                                                \
  (char) ((n) &0xff), (char) ((n) >> 8 & 0xff), (char) ((n) >> 16 & 0xff),     \
      (char) ((n) >> 24 & 0xffU)
#define ENTRY(tag, rights, id) LE16 (tag), LE16 (rights), LE32 (id)
#define NOBODY 0xffffffffU
#define IS_USER 0x80000000U

/* u::rw-, u:1234:rw-, u:7:r--, g::r--, g:9:rwx, m::rwx, o::---, that is 0670.
 */
static const char real[] = {
  LE32 (2),
  ENTRY (1, 6, NOBODY),
  ENTRY (2, 6, 1234),
  ENTRY (2, 4, 7),
  ENTRY (4, 4, NOBODY),
  ENTRY (8, 7, 9),
  ENTRY (16, 7, NOBODY),
  ENTRY (32, 0, NOBODY),
};

static const char stored[] = {
  LE32 (0x80),        LE32 (4),    LE32 (7),           LE32 (0x80), LE32 (7),
  LE32 (4 | IS_USER), LE32 (1234), LE32 (6 | IS_USER), LE32 (9),    LE32 (7),
};

/* The same as a default ACL.  */
static const char stored_default[] = {
  LE32 (6),           LE32 (4),    LE32 (7),           LE32 (0), LE32 (7),
  LE32 (4 | IS_USER), LE32 (1234), LE32 (6 | IS_USER), LE32 (9), LE32 (7),
};

/* What comes back: users are in the order of their numbers.  */
static const char sorted[] = {
  LE32 (2),
  ENTRY (1, 6, NOBODY),
  ENTRY (2, 4, 7),
  ENTRY (2, 6, 1234),
  ENTRY (4, 4, NOBODY),
  ENTRY (8, 7, 9),
  ENTRY (16, 7, NOBODY),
  ENTRY (32, 0, NOBODY),
};

static void
test_both_ways (void)
{
  char buf[200], back[200];
  int len = fake_acl_from_real (real, sizeof real, false, 0670, buf);
  CHECK_EQ (len, sizeof stored);
  CHECK (memcmp (buf, stored, sizeof stored) == 0);
  CHECK_EQ (fake_acl_to_real (buf, len, false, 0670, back), sizeof sorted);
  CHECK (memcmp (back, sorted, sizeof sorted) == 0);
  CHECK_EQ (fake_acl_strip (buf, len, 0670), len);
  CHECK (memcmp (buf, stored, sizeof stored) == 0);

  len = fake_acl_from_real (real, sizeof real, true, 0, buf);
  CHECK_EQ (len, sizeof stored_default);
  CHECK (memcmp (buf, stored_default, sizeof stored_default) == 0);
  CHECK_EQ (fake_acl_to_real (buf, len, true, 0, back), sizeof sorted);
  CHECK (memcmp (back, sorted, sizeof sorted) == 0);
}

/* The group's rights are not stored where the mode has them.  */
static void
test_group (void)
{
  static const char acl[] = { LE32 (2),
                              ENTRY (1, 7, NOBODY),
                              ENTRY (2, 7, 5),
                              ENTRY (4, 5, NOBODY),
                              ENTRY (16, 5, NOBODY),
                              ENTRY (32, 5, NOBODY) };
  static const char without[]
      = { LE32 (0x80), LE32 (0x80), LE32 (5),
          LE32 (0x80), LE32 (5),    LE32 (7 | IS_USER) };
  char buf[200], other[200];
  int len = fake_acl_from_real (acl, sizeof acl, false, 0755, buf);
  CHECK_EQ (len, sizeof without);
  CHECK (memcmp (buf, without, sizeof without) == 0);
  CHECK_EQ (fake_acl_from_real (acl, sizeof acl, false, 0775, other), len);
  CHECK (memcmp (buf, other, len) != 0);
  CHECK (fake_acl_is_equal (buf, len, 0755, other, len, 0775));
  CHECK (!fake_acl_is_equal (buf, len, 0775, other, len, 0775));
}

static void
test_none (void)
{
  static const char plain[] = { LE32 (2), ENTRY (1, 6, NOBODY),
                                ENTRY (4, 4, NOBODY), ENTRY (32, 4, NOBODY) };
  static const char empty[]
      = { LE32 (0x80), LE32 (0x80), LE32 (0x80), LE32 (0x80) };
  char buf[200];
  CHECK_EQ (fake_acl_from_real (plain, sizeof plain, false, 0644, buf), 0);
  CHECK_EQ (fake_acl_from_real (plain, 0, false, 0644, buf), 0);
  CHECK_EQ (fake_acl_from_real (plain, 4, true, 0644, buf), 0);
  CHECK_EQ (fake_acl_from_real (plain, sizeof plain, true, 0, buf), 16);
  fake_acl_clear (buf);
  CHECK (memcmp (buf, empty, sizeof empty) == 0);
  CHECK_EQ (fake_acl_strip (buf, 16, 0644), 0);
  CHECK_EQ (fake_acl_to_real (buf, 16, false, 0644, buf + 100), 0);
  CHECK_EQ (fake_acl_to_real (buf, 16, true, 0644, buf + 100), 0);
  CHECK_EQ (fake_acl_to_real (buf, 0, true, 0644, buf + 100), 0);
  CHECK (fake_acl_is_equal (empty, 16, 0, NULL, 0, 0));
  CHECK (fake_acl_is_equal (NULL, 0, 0, NULL, 0, 0));
  CHECK (!fake_acl_is_equal (stored, sizeof stored, 0670, NULL, 0, 0670));
}

static void
test_nonsense (void)
{
  static const char names[] = { LE32 (2), ENTRY (2, 6, 1), ENTRY (2, 6, 2) };
  static const char version[] = { LE32 (3), ENTRY (1, 6, NOBODY) };
  char buf[200];
  CHECK_EQ (fake_acl_from_real (names, sizeof names, false, 0, buf), -EBADMSG);
  CHECK_EQ (fake_acl_from_real (version, sizeof version, false, 0, buf),
            -EBADMSG);
  CHECK_EQ (fake_acl_from_real (real, sizeof real - 1, false, 0, buf),
            -EBADMSG);
  CHECK_EQ (fake_acl_from_real (real, 3, false, 0, buf), -EBADMSG);
  memcpy (buf, stored, sizeof stored);
  CHECK_EQ (fake_acl_strip (buf, sizeof stored - 4, 0), -EBADMSG);
  CHECK_EQ (fake_acl_to_real (stored, 12, false, 0, buf), -EBADMSG);
}

int
main (void)
{
  test_both_ways ();
  test_group ();
  test_none ();
  test_nonsense ();
  return unit_end ();
}
