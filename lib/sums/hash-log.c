/* The sums of a stream, whole and by windows.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/hash-log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/calls.h"

enum
{
  ROOM = 16 * 1024,
  /* A word, a name, two numbers and a sum, with blanks.  */
  LINE_ROOM = 64 + 2 * 20 + 2 * DIGEST_SIZE_MAX
};

struct sum
{
  struct digest *whole;
  struct digest *window; /* NULL without windows */
};

struct hash_log
{
  struct hash_log_config config;
  struct engine *engine;
  struct sum sums[HASH_LOG_SUMS];
  uint64_t taken; /* bytes */
  uint64_t start; /* of the window in hand */
  int error;
  size_t len; /* of the text that is to be written */
  char text[ROOM];
};

/* Begin to sum again, all windows or all that is whole.  */
static void
begin (struct hash_log *log, bool windows)
{
  for (size_t i = 0; i < log->config.n; i++)
    digest_begin (windows ? log->sums[i].window : log->sums[i].whole);
}

int
hash_log_open (const struct hash_log_config *config, struct engine *engine,
               struct hash_log **ret_log)
{
  struct hash_log *log = calloc (1, sizeof *log);
  if (!log)
    return -ENOMEM;
  log->config = *config;
  log->engine = engine;
  for (size_t i = 0; i < config->n; i++)
    {
      struct sum *sum = &log->sums[i];
      int err = digest_open (config->algorithms[i], &sum->whole);
      if (err == 0 && config->window > 0)
        err = digest_open (config->algorithms[i], &sum->window);
      if (err < 0)
        {
          hash_log_close (log);
          return err;
        }
    }
  begin (log, false);
  if (config->window > 0)
    begin (log, true);
  *ret_log = log;
  return 0;
}

static void
keep_error (struct hash_log *log, int err)
{
  if (err < 0 && log->error == 0)
    log->error = err;
}

static void
flush (struct hash_log *log)
{
  if (log->len > 0 && log->error == 0)
    keep_error (log, call_write_all (log->engine, log->config.fd, log->text,
                                     log->len, OP_CURRENT_OFFSET));
  log->len = 0;
}

/* A line for each algorithm.  */
static void
add_lines (struct hash_log *log, bool windows, uint64_t start)
{
  for (size_t i = 0; i < log->config.n; i++)
    {
      unsigned char sum[DIGEST_SIZE_MAX];
      struct digest *digest
          = windows ? log->sums[i].window : log->sums[i].whole;
      keep_error (log, digest_end (digest, sum));
      if (log->len + LINE_ROOM > sizeof log->text)
        flush (log);
      log->len += sprintf (
          log->text + log->len, "%s %s %" PRIu64 " %" PRIu64 " ",
          windows ? "window" : "whole", digest_name (log->config.kinds[i]),
          start, log->taken - start);
      for (size_t k = 0; k < digest_size (log->config.algorithms[i]); k++)
        log->len += sprintf (log->text + log->len, "%02x", sum[k]);
      log->text[log->len++] = '\n';
    }
}

/* Sum LEN bytes that lie within the window in hand.  */
static void
take_part (struct hash_log *log, const void *data, size_t len)
{
  uint64_t window = log->config.window;
  for (size_t i = 0; i < log->config.n; i++)
    {
      digest_add (log->sums[i].whole, data, len);
      if (window > 0)
        digest_add (log->sums[i].window, data, len);
    }
  log->taken += len;
  if (window == 0 || log->taken - log->start < window)
    return;
  add_lines (log, true, log->start);
  log->start = log->taken;
  begin (log, true);
}

int
hash_log_take (struct hash_log *log, const void *data, uint64_t len)
{
  /* Not more at once than a size_t holds, and lines now and then.  */
  const uint64_t most = 1 << 30;
  while (len > 0 && log->error == 0)
    {
      uint64_t part = len < most ? len : most;
      if (log->config.window > 0)
        {
          uint64_t left = log->config.window - (log->taken - log->start);
          part = part < left ? part : left;
        }
      take_part (log, data, (size_t) part);
      data = data ? (const char *) data + part : NULL;
      len -= part;
    }
  flush (log);
  return log->error;
}

int
hash_log_end (struct hash_log *log)
{
  if (log->config.window > 0 && log->taken > log->start)
    add_lines (log, true, log->start);
  add_lines (log, false, 0);
  flush (log);
  return log->error;
}

void
hash_log_close (struct hash_log *log)
{
  if (!log)
    return;
  for (size_t i = 0; i < log->config.n; i++)
    {
      digest_close (log->sums[i].whole);
      digest_close (log->sums[i].window);
    }
  free (log);
}
