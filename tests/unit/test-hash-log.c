/* A hash log has the sums that others give, by windows and whole.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/stat.h>

#include "engines.h"
#include "sums/hash-log.h"
#include "unit.h"

static struct hash_log_config config;
static struct engine *engine;
static char text[1 << 20];

/* Begin anew with windows of that size.  */
static struct hash_log *
begin (uint64_t window)
{
  struct hash_log *log;
  config.fd = open ("log", O_RDWR | O_CREAT | O_TRUNC, 0600);
  config.window = window;
  if (config.fd < 0 || hash_log_open (&config, engine, &log) < 0)
    unit_die ("log");
  return log;
}

/* End it; what was written is in `text' then.  */
static void
end (struct hash_log *log)
{
  CHECK_EQ (hash_log_end (log), 0);
  hash_log_close (log);
  ssize_t n = pread (config.fd, text, sizeof text - 1, 0);
  text[n < 0 ? 0 : n] = '\0';
  close (config.fd);
}

#define EMPTY "d41d8cd98f00b204e9800998ecf8427e"
#define ABC "900150983cd24fb0d6963f7d28e17f72"
#define A "0cc175b9c0f1b6a831c399e269772661"
#define ABC_SHA1 "a9993e364706816aba3e25717850c26c9cd0d89d"
#define A_SHA1 "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"

static void
test_known (void)
{
  struct hash_log *log = begin (0);
  CHECK_EQ (hash_log_take (log, "ab", 2), 0);
  CHECK_EQ (hash_log_take (log, "c", 1), 0);
  end (log);
  CHECK (strcmp (text, "whole md5 0 3 " ABC "\nwhole sha1 0 3 " ABC_SHA1 "\n")
         == 0);

  /* The last window is in part; there is none of nothing.  */
  log = begin (3);
  CHECK_EQ (hash_log_take (log, "abca", 4), 0);
  end (log);
  CHECK (strncmp (text,
                  "window md5 0 3 " ABC "\nwindow sha1 0 3 " ABC_SHA1
                  "\nwindow md5 3 1 " A "\nwindow sha1 3 1 " A_SHA1
                  "\nwhole md5 0 4 ",
                  strlen ("window md5 0 3 ") * 2)
         == 0);
  CHECK (strstr (text, "window md5 0 3 " ABC "\n") != NULL);
  CHECK (strstr (text, "window sha1 0 3 " ABC_SHA1 "\n") != NULL);
  CHECK (strstr (text, "window md5 3 1 " A "\n") != NULL);
  CHECK (strstr (text, "window sha1 3 1 " A_SHA1 "\n") != NULL);
  log = begin (3);
  end (log);
  CHECK (strncmp (text, "whole md5 0 0 " EMPTY "\n", 45) == 0);
}

/* However the bytes come, zeros or not, the log is the same.  */
static void
test_steps (void)
{
  static unsigned char data[300000];
  static char first[sizeof text];
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = i < 100000 || i >= 200000 ? (unsigned char) (i * 7 + i / 256) : 0;
  static const size_t steps[] = { 300000, 1, 4095, 65536, 150000 };
  for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
    {
      struct hash_log *log = begin (4096);
      for (size_t at = 0; at < sizeof data; at += steps[k])
        {
          size_t left = sizeof data - at;
          hash_log_take (log, data + at, left < steps[k] ? left : steps[k]);
        }
      end (log);
      if (k == 0)
        strcpy (first, text);
      CHECK (strcmp (first, text) == 0);
    }
  struct hash_log *log = begin (4096);
  hash_log_take (log, data, 100000);
  hash_log_take (log, NULL, 100000);
  hash_log_take (log, data + 200000, 100000);
  end (log);
  CHECK (strcmp (first, text) == 0);
  /* More lines than are kept in memory at once: none is missing.  */
  size_t lines = 0;
  for (const char *p = text; *p; p++)
    lines += *p == '\n';
  CHECK_EQ (lines, 2 * ((300000 + 4095) / 4096 + 1));
}

/* What cannot be written is an error, and stays one.  */
static void
test_full (void)
{
  struct hash_log *log;
  config.fd = open ("/dev/full", O_WRONLY);
  config.window = 1;
  if (config.fd < 0 || hash_log_open (&config, engine, &log) < 0)
    unit_die ("/dev/full");
  CHECK_EQ (hash_log_take (log, "x", 1), -ENOSPC);
  CHECK_EQ (hash_log_take (log, "y", 1), -ENOSPC);
  CHECK_EQ (hash_log_end (log), -ENOSPC);
  hash_log_close (log);
  close (config.fd);
}

int
main (void)
{
  config.n = 2;
  config.kinds[0] = DIGEST_MD5;
  config.kinds[1] = DIGEST_SHA1;
  for (size_t i = 0; i < config.n; i++)
    if (digest_load (config.kinds[i], &config.algorithms[i]) < 0)
      unit_skip ("no libcrypto, or not these sums");
  unit_enter_tmpdir ();
  engine = unit_open (ENGINE_AUTO, 0);
  test_known ();
  test_steps ();
  test_full ();
  engine_close (engine);
  return unit_end ();
}
