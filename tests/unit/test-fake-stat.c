/* Stored attributes: what is written is what is read, and as rsync has it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "engine/engine.h"
#include "file/fake-stat.h"
#include "unit.h"

static struct engine *engine;

static void
test_texts (void)
{
  static const char *const sound[] = {
    "100644 0,0 5000:5002",
    "20644 41,67 0:0",
    "60600 4095,1048575 0:4294967295",
    "120777 0,0 1:2",
    "40000 0,0 0:0",
    "107777 0,0 4294967295:0",
  };
  for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
    {
      struct fake_stat stat;
      char text[FAKE_STAT_MAX];
      unit_context = sound[i];
      if (!CHECK_EQ (fake_stat_parse (sound[i], &stat), 0))
        continue;
      CHECK_EQ (fake_stat_print (&stat, text), (int) strlen (sound[i]));
      CHECK (strcmp (text, sound[i]) == 0);
    }
}

static void
test_nonsense (void)
{
  static const char *const bad[] = {
    "",
    "100644",
    "100644 0,0",
    "100644 0,0 1",
    "100644 0,0 1:",
    "108644 0,0 1:2",
    "100644 -1,0 1:2",
    "100644 0,0 1:x",
    "100644 0,0 4294967296:2",
    "1100644 0,0 1:2",
    "100644 0;0 1:2",
    "100644  0,0 1:2",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    {
      struct fake_stat stat;
      unit_context = bad[i];
      CHECK_EQ (fake_stat_parse (bad[i], &stat), -EBADMSG);
    }
  unit_context = "";
}

/* What is stored with FD; "" for nothing.  */
static const char *
stored (int fd)
{
  static char text[300];
  ssize_t len = fgetxattr (fd, FAKE_STAT_NAME, text, sizeof text - 1);
  text[len < 0 ? 0 : len] = '\0';
  return text;
}

static void
test_file (int fd)
{
  struct handle handle = { fd, false };
  struct fake_stat wanted = { S_IFREG | 04751, 0, 0, geteuid (), 77 };
  struct statx stx;
  struct stat st;
  char text[FAKE_STAT_MAX];

  CHECK_EQ (fchmod (fd, 0400), 0);
  CHECK_EQ (fake_stat_store (engine, handle, &wanted), 1);
  fake_stat_print (&wanted, text);
  CHECK (strcmp (stored (fd), text) == 0);
  CHECK_EQ (fstat (fd, &st), 0);
  CHECK_EQ (st.st_mode, S_IFREG | 0751);
  CHECK_EQ (fake_stat_store (engine, handle, &wanted), 0);
  CHECK_EQ (call_fstatx (engine, fd, &stx), 0);
  CHECK_EQ (fake_stat_fold (engine, handle, &stx), 0);
  CHECK_EQ (stx.stx_mode, S_IFREG | 04751);
  CHECK_EQ (stx.stx_gid, 77);

  /* Owners that nobody cares about stay as they are.  */
  wanted.mode = S_IFCHR | 0;
  wanted.major = 3;
  wanted.uid = wanted.gid = -1;
  CHECK_EQ (fake_stat_store (engine, handle, &wanted), 1);
  wanted.uid = geteuid ();
  wanted.gid = 77;
  fake_stat_print (&wanted, text);
  CHECK (strcmp (stored (fd), text) == 0);
  CHECK_EQ (fstat (fd, &st), 0);
  CHECK_EQ (st.st_mode, S_IFREG | 0600);

  /* What the file has itself is not stored.  */
  wanted = (struct fake_stat) { S_IFREG | 0640, 0, 0, st.st_uid, st.st_gid };
  CHECK_EQ (fake_stat_store (engine, handle, &wanted), 1);
  CHECK (strcmp (stored (fd), "") == 0);
  CHECK_EQ (fake_stat_store (engine, handle, &wanted), 0);
}

/* What makes no sense is an error to read, and no obstacle to write.  */
static void
test_broken (int fd)
{
  static const char *const texts[]
      = { "nonsense", "40755 0,0 0:0", "755 0,0 0:0" };
  struct handle handle = { fd, false };
  struct fake_stat wanted = { S_IFREG | 0600, 0, 0, -1, -1 };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    {
      struct statx stx;
      unit_context = texts[i];
      CHECK_EQ (fsetxattr (fd, FAKE_STAT_NAME, texts[i], strlen (texts[i]), 0),
                0);
      CHECK_EQ (call_fstatx (engine, fd, &stx), 0);
      CHECK_EQ (fake_stat_fold (engine, handle, &stx), -EBADMSG);
      CHECK_EQ (fake_stat_store (engine, handle, &wanted), 1);
      CHECK (strcmp (stored (fd), "") == 0);
    }
  unit_context = "";
}

int
main (void)
{
  struct engine_config config = { .mode = ENGINE_SYNC };
  umask (0);
  test_texts ();
  test_nonsense ();
  unit_enter_tmpdir ();
  int fd = open ("file", O_RDWR | O_CREAT, 0600);
  if (fd < 0 || engine_open (&config, &engine, NULL) < 0)
    unit_die ("file");
  if (fsetxattr (fd, "user.probe", "", 0, 0) == 0)
    {
      test_file (fd);
      test_broken (fd);
    }
  else
    fputs ("no attributes here: nothing is stored\n", stderr);
  engine_close (engine);
  close (fd);
  return unit_end ();
}
