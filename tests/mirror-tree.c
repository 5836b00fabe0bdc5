/* Random trees for cases of mirroring, and others that come from them.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "mirror-case.h"

enum
{
  DEPTH = 4,
  CHILDREN = 7,
  GROUPS = 400
};

/* Few names, so that they meet in both trees and filters have them.  */
static char const *const names[]
    = { "a",     "b",    "c",    "d.txt",     "e.o",    "f~",  "core", "x y",
        "-dash", "B",    "n\nl", "\303\274",  "\\#123", "foo", "bar",  "foo.c",
        "keep",  "lose", ".hid", "z.old",     "a.b",    "sub", "sub2", "#tag",
        "*",     "[x]",  "\377", "long-name", NULL };

static char const *const targets[]
    = { "a",       "b",       "sub",           "../a",
        "../../b", "nowhere", "/etc/hostname", "../../../../out",
        "sub/a",   ".",       "foo",           "..//../x",
        "",        NULL };

/* Those that lead to nothing above them: where links are followed, they must
   not lead in circles.  */
static char const *const lower_targets[]
    = { "a", "b", "sub", "nowhere", "/etc/hostname", "foo", "core", "", NULL };

bool links_are_followed;

static unsigned int groups_used;

static char const *
random_target (void)
{
  return one_of (links_are_followed ? lower_targets : targets);
}

static mode_t
random_permissions (void)
{
  static mode_t const some[]
      = { 0644, 0600, 0755, 0640, 0444, 0666, 04755, 02644, 0711, 0664 };
  return some[below (sizeof some / sizeof *some)];
}

static void
choose_time (struct node *node)
{
  node->seconds = 1500000000 + below (1000);
  node->nanoseconds = chance (50) ? 0 : below (1000000000);
}

static void
choose_owner (struct node *node)
{
  bool root = geteuid () == 0;
  node->uid = root && chance (15) ? 1 + below (3) : geteuid ();
  node->gid = root && chance (15) ? 1 + below (3) : getegid ();
}

static void
choose_content (struct node *node)
{
  static unsigned int const sizes[]
      = { 0, 1, 10, 100, 700, 4096, 5000, 40000, 70000, 200000 };
  node->size = sizes[below (chance (80) ? 7 : 10)];
  node->content = 1 + below (1000);
  node->holes = chance (10);
}

/* Make NODE something, whatever it was but its name.  */
static void
choose_kind (struct node *node, unsigned int depth)
{
  bool root = geteuid () == 0;
  unsigned int dice = below (100);
  node->group = 0;
  node->xattr = chance (12) ? 1 + below (3) : 0;
  node->acl = chance (5);
  if (dice < 25 && depth < DEPTH)
    node->mode = S_IFDIR | (chance (80) ? 0755 : 0700 | random_permissions ());
  else if (dice < 37)
    {
      node->mode = S_IFLNK | 0777;
      node->target = random_target ();
      if (*node->target == '\0')
        node->target = node->name;
    }
  else if (dice < 40)
    node->mode = S_IFIFO | random_permissions ();
  else if (dice < 41)
    node->mode = S_IFSOCK | random_permissions ();
  else if (dice < 44 && root)
    {
      /* No block devices: rsync takes either kind for the other.  */
      node->mode = S_IFCHR | random_permissions ();
      node->device = 1 + below (3);
    }
  else
    {
      node->mode = S_IFREG | random_permissions ();
      if (chance (12))
        node->group = 1 + below (3) + 3 * groups_used;
    }
  if (!S_ISREG (node->mode) && !S_ISDIR (node->mode))
    node->xattr = node->acl = 0;
  choose_content (node);
}

static void
add_child (struct node *parent, struct node *child)
{
  parent->child = must_alloc (parent->child,
                              (parent->children + 1) * sizeof *parent->child);
  parent->child[parent->children++] = child;
}

static bool
has_child (struct node const *parent, char const *name)
{
  for (unsigned int i = 0; i < parent->children; i++)
    if (strcmp (parent->child[i]->name, name) == 0)
      return true;
  return false;
}

static struct node *make_node (char const *name, unsigned int depth,
                               bool directory);

/* Put a new name into PARENT, if there is one left.  */
static void
add_random (struct node *parent, unsigned int depth)
{
  char const *name = one_of (names);
  if (!has_child (parent, name))
    add_child (parent, make_node (name, depth + 1, false));
}

/* A few names want to be files of rules.  */
static void
add_rules (struct node *parent)
{
  if (!chance (8) || has_child (parent, ".rsync-filter"))
    return;
  struct node *rules = make_node (".rsync-filter", DEPTH, false);
  rules->mode = S_IFREG | 0644;
  rules->group = rules->xattr = rules->acl = 0;
  rules->target = one_of ((char const *const[]) {
      "- *.o\n", "- /a\n+ b\n- b\n", "P z.old\nH foo\n", "- sub/\n",
      "+ keep\n- *e*\n", "!\n- B\n", NULL });
  rules->size = strlen (rules->target);
  add_child (parent, rules);
}

static struct node *
make_node (char const *name, unsigned int depth, bool directory)
{
  struct node *node = must_alloc (NULL, sizeof *node);
  *node = (struct node) { .name = strdup (name) };
  choose_kind (node, depth);
  if (directory)
    *node = (struct node) { .name = node->name, .mode = S_IFDIR | 0755 };
  choose_time (node);
  choose_owner (node);
  if (S_ISDIR (node->mode))
    {
      for (unsigned int i = below (CHILDREN + 1); i > 0; i--)
        add_random (node, depth);
      add_rules (node);
    }
  return node;
}

struct node *
tree_make (void)
{
  groups_used++;
  struct node *tree = make_node ("src", 0, true);
  while (tree->children < 4)
    add_random (tree, 0);
  return tree;
}

static void
change_node (struct node *node, unsigned int depth)
{
  switch (below (9))
    {
    case 0:
      choose_time (node);
      break;
    case 1: /* the same length and time */
      node->content++;
      break;
    case 2:
      choose_content (node);
      choose_time (node);
      break;
    case 3:
      node->mode = (node->mode & S_IFMT) | random_permissions ()
                   | (S_ISDIR (node->mode) ? 0700 : 0);
      break;
    case 4:
      choose_owner (node);
      break;
    case 5:
      node->seconds += chance (50) ? 5 : -5;
      node->size += chance (50) ? 100 : 0;
      break;
    case 6:
      if (chance (50))
        node->nanoseconds = 1000 * below (1000000);
      else
        node->xattr = S_ISREG (node->mode) ? below (4) : 0;
      break;
    case 7:
      node->group = 0;
      if (S_ISLNK (node->mode))
        node->target = random_target ();
      if (S_ISLNK (node->mode) && *node->target == '\0')
        node->target = node->name;
      break;
    default:
      choose_kind (node, depth);
      if (S_ISDIR (node->mode) && chance (50))
        add_random (node, depth);
      break;
    }
  if (S_ISLNK (node->mode))
    node->mode = S_IFLNK | 0777;
}

static struct node *
copy_changed (struct node const *old, unsigned int depth)
{
  struct node *node = must_alloc (NULL, sizeof *node);
  *node = *old;
  node->child = NULL;
  node->children = 0;
  node->name = strdup (old->name);
  if (depth > 0 && chance (25) && strcmp (node->name, ".rsync-filter") != 0)
    change_node (node, depth);
  else if (chance (15))
    choose_time (node);
  if (!S_ISDIR (node->mode))
    return node;
  for (unsigned int i = 0; i < old->children; i++)
    if (!chance (12) && !has_child (node, old->child[i]->name))
      add_child (node, copy_changed (old->child[i], depth + 1));
  for (unsigned int i = below (3); i > 0; i--)
    add_random (node, depth);
  return node;
}

struct node *
tree_change (struct node const *tree)
{
  /* Links of both trees have their own groups, but for those that stay.  */
  groups_used++;
  return copy_changed (tree, 0);
}

/* ---- on disk ------------------------------------------------------------- */

/* Where the first name of each group is, from the top.  */
static char *first_of[GROUPS];

/* Bytes are made from a seed, and few of them differ between neighbours, so
   that parts of files match.  */
static void
write_content (struct node const *node, int fd)
{
  char *bytes = must_alloc (NULL, node->size + 1);
  unsigned int seed = node->content / 2;
  for (unsigned int i = 0; i < node->size; i++)
    {
      seed = seed * 1103515245 + 12345;
      bytes[i] = i / 1000 % 7 == node->content % 7 ? (char) (seed >> 16)
                                                   : (char) (i * 31 + i / 256);
    }
  if (node->holes && node->size > 8192)
    memset (bytes + 4096, 0, (node->size - 4096) / 4096 * 4096);
  if (strcmp (node->name, ".rsync-filter") == 0 && node->target != NULL)
    memcpy (bytes, node->target, node->size);
  for (unsigned int done = 0; done < node->size;)
    {
      ssize_t n = write (fd, bytes + done, node->size - done);
      if (n < 0)
        die ("write");
      done += n;
    }
  free (bytes);
}

static void
make_socket (char const *name)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);
  snprintf (address.sun_path, sizeof address.sun_path, "%s", name);
  if (fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address) < 0)
    die ("socket");
  close (fd);
}

/* Make NODE in the current directory; a directory without what it has.  */
static void
make_file (struct node const *node, char const *name)
{
  int result = 0;
  switch (node->mode & S_IFMT)
    {
    case S_IFDIR:
      result = mkdir (name, 0700);
      break;
    case S_IFLNK:
      result = symlink (node->target, name);
      break;
    case S_IFIFO:
      result = mkfifo (name, 0600);
      break;
    case S_IFSOCK:
      make_socket (name);
      break;
    case S_IFREG:
      result = open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (result >= 0)
        {
          write_content (node, result);
          result = close (result);
        }
      break;
    default:
      result = mknod (name, (node->mode & S_IFMT) | 0600,
                      makedev (1, node->device + 2));
    }
  if (result < 0)
    die (name);
}

/* The ACL that gives user 1 the right to read, as the file system has it:
   version 2, and five entries of tag, permissions and id.  */
static void
set_acl (char const *name, mode_t mode)
{
  unsigned char acl[4 + 5 * 8] = { 2 };
  static unsigned char const tags[] = { 1, 2, 4, 16, 32 };
  for (int i = 0; i < 5; i++)
    {
      unsigned char *entry = acl + 4 + 8 * i;
      entry[0] = tags[i];
      entry[2] = i == 0   ? mode >> 6 & 7
                 : i == 1 ? 4
                 : i == 4 ? mode & 7
                          : mode >> 3 & 7;
      memset (entry + 4, tags[i] == 2 ? 0 : 0xff, 4);
      if (tags[i] == 2)
        entry[4] = 1;
    }
  /* Where there are none, there are none.  */
  setxattr (name, "system.posix_acl_access", acl, sizeof acl, 0);
}

static void
set_attributes (struct node const *node, char const *name)
{
  struct timespec times[2]
      = { { .tv_sec = 1400000000 },
          { .tv_sec = node->seconds, .tv_nsec = node->nanoseconds } };
  if (geteuid () == 0 && lchown (name, node->uid, node->gid) < 0)
    die ("lchown");
  if (!S_ISLNK (node->mode) && chmod (name, node->mode & 07777) < 0)
    die ("chmod");
  if (node->acl)
    set_acl (name, node->mode);
  if (node->xattr)
    {
      char value[40];
      int len = sprintf (value, "value %u", node->xattr);
      setxattr (name, "user.test", value, len, 0);
    }
  if (utimensat (AT_FDCWD, name, times, AT_SYMLINK_NOFOLLOW) < 0)
    die ("utimensat");
}

/* UP leads from here to the top, PATH from there to here.  */
static void
write_node (struct node const *node, char const *name, char const *up,
            char const *path)
{
  char *full, *further;
  if (asprintf (&full, "%s%s", path, name) < 0)
    die ("asprintf");
  if (node->group && first_of[node->group % GROUPS])
    {
      if (asprintf (&further, "%s%s", up, first_of[node->group % GROUPS]) < 0
          || link (further, name) < 0)
        die ("link");
      return;
    }
  if (node->group)
    first_of[node->group % GROUPS] = full;
  make_file (node, name);
  if (S_ISDIR (node->mode))
    {
      if (chdir (name) < 0 || asprintf (&further, "../%s", up) < 0
          || asprintf (&full, "%s%s/", path, name) < 0)
        die (name);
      for (unsigned int i = 0; i < node->children; i++)
        write_node (node->child[i], node->child[i]->name, further, full);
      if (chdir ("..") < 0)
        die ("..");
    }
  set_attributes (node, name);
}

void
tree_write (struct node const *tree, char const *name)
{
  memset (first_of, 0, sizeof first_of);
  write_node (tree, name, "", "");
}
