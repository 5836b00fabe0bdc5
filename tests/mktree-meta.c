/* The sections of mktree about modes, times, owners and attributes.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "mktree.h"

static void
make_file_with_mode (int dir, mode_t mode)
{
  char name[32];

  if (!opt.root_stuff)
    mode |= 0400;
  snprintf (name, sizeof name, "file-%04o", (unsigned) mode);
  /* Without root stuff two modes may come to be one.  */
  if (faccessat (dir, name, F_OK, 0) == 0)
    return;
  int fd = open_new_file (dir, name);
  if (fd < 0)
    return;
  fill (fd, name, 0, 3);
  if (fchmod (fd, mode) < 0)
    refused (name);
  close_file (fd, name);
}

static void
make_directory_with_mode (int dir, mode_t mode)
{
  char name[32];

  snprintf (name, sizeof name, "dir-%04o", (unsigned) mode);
  int sub = open_new_dir (dir, name);
  if (sub < 0)
    return;
  make_file (sub, "inside", 20);
  close_dir (open_new_dir (sub, "sub"));
  if (fchmod (sub, opt.root_stuff ? mode : mode | 0500) < 0)
    refused (name);
  close_dir (sub);
}

void
make_modes (int dir)
{
  mode_t const modes[] = { 0,     0111,  0200,  0222,  0500,  0555,  0700, 0750,
                           01777, 02755, 02070, 04711, 06755, 07777, 07000 };

  for (mode_t mode = 0; mode <= 07777; mode += opt.medium ? 5 : 37)
    make_file_with_mode (dir, mode);
  for (mode_t bit = 1; bit <= 07777; bit <<= 1)
    make_file_with_mode (dir, bit);
  make_file_with_mode (dir, 07777);
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    make_directory_with_mode (dir, modes[i]);
}

static void
set_time (int dir, char const *name, time_t seconds, long ns)
{
  struct timespec const times[2] = { { seconds, ns }, { seconds, ns } };

  if (utimensat (dir, name, times, AT_SYMLINK_NOFOLLOW) < 0)
    refused (name);
}

void
make_times (int dir)
{
  /* From 1902 to 2200, around the ends of 32 bits and of the epoch.  */
  int64_t const seconds[]
      = { -2147483647, -1893456000, -1000000000, -2,         -1,
          0,           1,           999999999,   2147483647, 2147483648,
          4102444800,  4294967295,  4294967296,  7258118400 };
  long const ns[] = { 0, 1, 500000000, 999999999 };

  for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
    for (size_t j = 0; j < sizeof ns / sizeof *ns; j++)
      {
        char name[64];
        snprintf (name, sizeof name, "file%+jd.%09ld", (intmax_t) seconds[i],
                  ns[j]);
        make_file (dir, name, 1);
        set_time (dir, name, seconds[i], ns[j]);
        if (j % 2 == 0)
          continue;
        memcpy (name, "link", 4);
        make_symlink (dir, name, "target");
        set_time (dir, name, seconds[i], ns[j]);
        memcpy (name, "dir_", 4);
        close_dir (open_new_dir (dir, name));
        set_time (dir, name, seconds[i], ns[j]);
      }
}

static void
set_xattr (int fd, char const *name, void const *value, size_t size)
{
  if (fsetxattr (fd, name, value, size, 0) < 0)
    {
      /* ext4 without ea_inode says this of what one block does not hold.  */
      if (errno == ENOSPC && size > 2000)
        errno = E2BIG;
      refused (name);
    }
}

/* Set attributes of every sort on FD.  ext4 has room for one block.  */
static void
set_some_xattrs (int fd)
{
  char name[256] = "user.";

  set_xattr (fd, "user.simple", "value", 5);
  set_xattr (fd, "user.empty", "", 0);
  set_xattr (fd, "user.binary", "a\0b\n\377", 5);
  set_xattr (fd, "user.odd\tname\n\377", "x", 1);
  memset (name + 5, 'n', 250);
  set_xattr (fd, name, "name of 255 bytes", 17);
}

void
make_xattrs (int dir)
{
  char value[2000], name[32];
  int fd = open_new_file (dir, "some");

  set_some_xattrs (fd);
  close_file (fd, "some");
  fd = open_new_file (dir, "long");
  memset (value, 'v', sizeof value);
  set_xattr (fd, "user.long", value, sizeof value);
  close_file (fd, "long");
  fd = open_new_file (dir, "many");
  for (int i = 0; i < 40; i++)
    {
      snprintf (name, sizeof name, "user.many-%d", i);
      set_xattr (fd, name, name, strlen (name));
    }
  close_file (fd, "many");
  fd = open_new_dir (dir, "directory");
  set_some_xattrs (fd);
  make_file (fd, "without", 10);
  close_dir (fd);
  fd = open_new_file (dir, "read-only");
  set_xattr (fd, "user.simple", "value", 5);
  if (fchmod (fd, 0444) < 0)
    refused ("read-only");
  close_file (fd, "read-only");
}

/* Set NAME of ENTRY in DIR, whatever it is and however long DIR's path.  */
static void
set_xattr_at (int dir, char const *entry, char const *name)
{
  char link[64];
  int fd = openat (dir, entry, O_PATH | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0)
    {
      refused (entry);
      return;
    }
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  if (setxattr (link, name, entry, strlen (entry), 0) < 0)
    refused (entry);
  close (fd);
}

void
make_trusted (int dir)
{
  make_file (dir, "file", 10);
  close_dir (open_new_dir (dir, "directory"));
  make_symlink (dir, "symlink", "nowhere");
  if (mknodat (dir, "fifo", S_IFIFO | 0644, 0) < 0)
    refused ("fifo");
  set_xattr_at (dir, "file", "trusted.file");
  set_xattr_at (dir, "file", "security.test");
  set_xattr_at (dir, "directory", "trusted.directory");
  set_xattr_at (dir, "symlink", "trusted.symlink");
  set_xattr_at (dir, "fifo", "trusted.fifo");
  set_times (dir, "fifo");
}

void
make_bigxattrs (int dir)
{
  static char value[60000];
  size_t const sizes[] = { 3900, 16000, 60000 };

  memset (value, 'b', sizeof value);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    {
      char name[32];
      snprintf (name, sizeof name, "big-%zu", sizes[i]);
      int fd = open_new_file (dir, name);
      set_xattr (fd, "user.big", value, sizes[i]);
      close_file (fd, name);
    }
}

/* Make file NAME with the N words of a security.capability attribute.  */
static void
make_capable (int dir, char const *name, uint32_t const *words, int n)
{
  uint32_t value[6];
  int fd = open_new_file (dir, name);

  for (int i = 0; i < n; i++)
    value[i] = htole32 (words[i]);
  fill (fd, name, 0, 100);
  if (fchmod (fd, 0755) < 0)
    refused (name);
  set_xattr (fd, "security.capability", value, n * sizeof *value);
  close_file (fd, name);
}

void
make_capabilities (int dir)
{
  /* struct vfs_cap_data of linux/capability.h: revision and the effective
     bit, permitted, inheritable, and the high halves of both; revision 3
     ends with the uid that is root in its user namespace.  */
  make_capable (dir, "net-raw", (uint32_t[]) { 0x02000001, 1 << 13, 0, 0, 0 },
                5);
  make_capable (dir, "several",
                (uint32_t[]) { 0x02000000, 0x3fff, 0x21, 0x1c0, 1 }, 5);
  make_capable (dir, "namespaced",
                (uint32_t[]) { 0x03000001, 1 << 10, 0, 0, 0, 100000 }, 6);
}

struct acl_entry
{
  uint16_t tag, permissions;
  uint32_t id;
};

/* The tags of linux/posix_acl.h.  */
enum
{
  USER_OBJ = 1,
  USER = 2,
  GROUP_OBJ = 4,
  GROUP = 8,
  MASK = 16,
  OTHER = 32,
};

static uint32_t const NO_ID = 0xffffffff;

/* Set the ACL ATTRIBUTE of FD to the N ENTRIES, in the format of
   linux/posix_acl_xattr.h.  */
static void
set_acl (int fd, char const *attribute, struct acl_entry const *entries, int n)
{
  struct
  {
    uint32_t version;
    struct acl_entry entry[16];
  } value = { .version = htole32 (2) };

  for (int i = 0; i < n; i++)
    value.entry[i] = (struct acl_entry) { htole16 (entries[i].tag),
                                          htole16 (entries[i].permissions),
                                          htole32 (entries[i].id) };
  set_xattr (fd, attribute, &value, sizeof (uint32_t) + n * sizeof *entries);
}

static struct acl_entry const some_acl[]
    = { { USER_OBJ, 7, NO_ID },  { USER, 5, 1 },     { USER, 6, 12345 },
        { GROUP_OBJ, 4, NO_ID }, { GROUP, 7, 2 },    { GROUP, 0, 54321 },
        { MASK, 6, NO_ID },      { OTHER, 1, NO_ID } };

static struct acl_entry const closed_acl[] = { { USER_OBJ, 7, NO_ID },
                                               { USER, 7, 65534 },
                                               { GROUP_OBJ, 0, NO_ID },
                                               { MASK, 0, NO_ID },
                                               { OTHER, 0, NO_ID } };

enum
{
  SOME_ENTRIES = sizeof some_acl / sizeof *some_acl,
  CLOSED_ENTRIES = sizeof closed_acl / sizeof *closed_acl,
};

void
make_acls (int dir)
{
  int fd = open_new_file (dir, "access");

  set_acl (fd, "system.posix_acl_access", some_acl, SOME_ENTRIES);
  close_file (fd, "access");
  fd = open_new_file (dir, "closed");
  set_acl (fd, "system.posix_acl_access", closed_acl, CLOSED_ENTRIES);
  close_file (fd, "closed");
  int sub = open_new_dir (dir, "directory");
  set_acl (sub, "system.posix_acl_access", some_acl, SOME_ENTRIES);
  set_acl (sub, "system.posix_acl_default", closed_acl, CLOSED_ENTRIES);
  make_file (sub, "inherits", 10);
  int inner = open_new_dir (sub, "inherits-too");
  make_file (inner, "inherits", 10);
  close_dir (inner);
  /* A plain file among those that inherit must stay plain.  */
  fd = open_new_file (sub, "plain");
  if (fremovexattr (fd, "system.posix_acl_access") < 0)
    refused ("plain");
  if (fchmod (fd, 0640) < 0)
    refused ("plain");
  close_file (fd, "plain");
  close_dir (sub);
  sub = open_new_dir (dir, "default-only");
  set_acl (sub, "system.posix_acl_default", some_acl, SOME_ENTRIES);
  close_dir (sub);
}

/* Make file NAME of this owner and mode; the chown comes first, as it drops
   bits of the mode.  */
static void
make_owned (int dir, char const *name, uid_t uid, gid_t gid, mode_t mode)
{
  int fd = open_new_file (dir, name);

  if (fd < 0)
    return;
  fill (fd, name, 0, 50);
  if (fchown (fd, uid, gid) < 0 || fchmod (fd, mode) < 0)
    refused (name);
  close_file (fd, name);
}

void
make_owners (int dir)
{
  make_owned (dir, "daemon", 1, 1, 0644);
  make_owned (dir, "user", 12345, 0, 0600);
  make_owned (dir, "group", 0, 54321, 0664);
  make_owned (dir, "nobody", 65534, 65534, 0);
  make_owned (dir, "large", 4294967293, 4294967292, 0640);
  make_owned (dir, "setuid", 12345, 54321, 04755);
  make_owned (dir, "setgid", 12345, 54321, 02755);
  make_owned (dir, "all-bits", 12345, 54321, 07777);
  make_symlink (dir, "symlink", "nowhere");
  if (fchownat (dir, "symlink", 12345, 54321, AT_SYMLINK_NOFOLLOW) < 0)
    refused ("symlink");
  int sub = open_new_dir (dir, "setgid-directory");
  if (fchown (sub, 12345, 54321) < 0 || fchmod (sub, 02775) < 0)
    refused ("setgid-directory");
  make_file (sub, "inherits-group", 10);
  close_dir (open_new_dir (sub, "inherits-bit"));
  make_owned (sub, "other-group", 1, 1, 0644);
  close_dir (sub);
}
