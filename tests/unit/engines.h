/* Engines for unit tests to go through.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UNIT_ENGINES_H
#define UU_UNIT_ENGINES_H

#include <errno.h>

#include "engine/engine.h"
#include "unit.h"

static const struct
{
  enum engine_mode mode;
  const char *name;
} unit_modes[] = {
  { ENGINE_SYNC, "sync" },
  { ENGINE_URING, "uring" },
  { ENGINE_AUTO, "auto" },
};

enum
{
  UNIT_MODES = sizeof unit_modes / sizeof unit_modes[0]
};

/* Open an engine by CONFIG.  NULL where this system has no io_uring and
   CONFIG insists on it; anything else that goes wrong ends the test.  */
static inline struct engine *
unit_open_config (const struct engine_config *config)
{
  struct engine *engine;
  struct engine_why why;
  int r = engine_open (config, &engine, &why);

  if (r == 0)
    return engine;
  if (config->mode == ENGINE_URING
      && (r == -ENOSYS || r == -EPERM || r == -EACCES))
    return NULL;
  fprintf (stderr, "engine_open: %s: %s\n", why.stage, strerror (-r));
  exit (99);
}

static inline struct engine *
unit_open (enum engine_mode mode, unsigned int depth)
{
  struct engine_config config = { .mode = mode, .depth = depth };

  return unit_open_config (&config);
}

/* The same for a test that is about rings.  */
static inline struct engine *
unit_need_ring (enum engine_mode mode, unsigned int depth)
{
  struct engine *engine = unit_open (mode, depth);

  if (engine == NULL || !engine_is_async (engine))
    unit_skip ("no io_uring here");
  return engine;
}

/* Run ENGINE until nothing is in flight; how many ops were delivered.  */
static inline unsigned int
unit_run_all (struct engine *engine)
{
  unsigned int n = 0;

  while (engine_inflight (engine) > 0)
    {
      int r = engine_run (engine, true);

      if (r > 0)
        n += (unsigned int) r;
      else if (r != 0 && r != -EINTR)
        unit_die ("engine_run");
    }
  return n;
}

/* A done function for ops whose owner, an unsigned int, counts them.  */
static inline void
unit_count_done (struct op *op)
{
  unsigned int *count = op->owner;

  ++*count;
}

/* Queue OP and run until it is done; its result.  */
static inline int
unit_queue_one (struct engine *engine, struct op *op)
{
  unsigned int count = 0;

  op->owner = &count;
  op->done = unit_count_done;
  engine_queue (engine, op);
  unit_run_all (engine);
  CHECK_EQ (count, 1);
  return op->result;
}

/* A new file of LEN bytes that differ from place to place; its descriptor.  */
static inline int
unit_make_file (const char *name, size_t len)
{
  int fd = open (name, O_RDWR | O_CREAT | O_TRUNC, 0600);
  unsigned char block[4096];

  if (fd < 0)
    unit_die (name);
  for (size_t at = 0; at < len; at += sizeof block)
    {
      size_t n = len - at < sizeof block ? len - at : sizeof block;

      for (size_t i = 0; i < n; i++)
        block[i] = (unsigned char) ((at + i) * 31 + (at >> 12));
      if (write (fd, block, n) != (ssize_t) n)
        unit_die (name);
    }
  return fd;
}

/* Whether two open files hold the same bytes.  */
static inline bool
unit_same_bytes (int a, int b)
{
  static unsigned char x[65536];
  static unsigned char y[65536];

  for (off_t at = 0;; at += sizeof x)
    {
      ssize_t n = pread (a, x, sizeof x, at);

      if (n < 0 || pread (b, y, sizeof y, at) != n || memcmp (x, y, n) != 0)
        return false;
      if (n < (ssize_t) sizeof x)
        return true;
    }
}

/* How many descriptors the process has open.  */
static inline unsigned int
unit_open_descriptors (void)
{
  unsigned int n = 0;

  for (int fd = 0; fd < 1024; fd++)
    if (fcntl (fd, F_GETFD) >= 0)
      n++;
  return n;
}

/* Fill in a read or a write of LEN bytes at OFFSET.  */
static inline void
unit_rw (struct op *op, enum op_kind kind, int fd, void *buf, size_t len,
         int64_t offset)
{
  op_init (op, kind, fd, NULL, NULL);
  op->u.rw.buf = buf;
  op->u.rw.len = len;
  op->u.rw.offset = offset;
}

#endif /* UU_UNIT_ENGINES_H */
