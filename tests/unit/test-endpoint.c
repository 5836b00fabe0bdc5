/* Endpoints: what open files are taken for.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/endpoint.h"
#include "unit.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>

static struct engine *engine;

static void
test_file (void)
{
  struct endpoint endpoint;
  int fd = open ("file", O_RDWR | O_CREAT, 0600);

  if (ftruncate (fd, 1 << 20) < 0 || pwrite (fd, "x", 1, 0) != 1)
    unit_die ("file");
  CHECK_EQ (endpoint_open (engine, &endpoint, fd), 0);
  CHECK_EQ (endpoint.type, ENDPOINT_FILE);
  CHECK (endpoint.seekable);
  CHECK (!endpoint.direct);
  CHECK_EQ (endpoint.fd, fd);
  CHECK_EQ (endpoint.slot, OP_NO_SLOT);
  CHECK_EQ (endpoint.cache, CACHE_KEEP);
  CHECK_EQ (endpoint.size, 1 << 20);

  struct stat st;
  fstat (fd, &st);
  CHECK_EQ (endpoint.allocated, st.st_blocks * 512);
  CHECK (endpoint.allocated < endpoint.size);
  CHECK_EQ (endpoint.dev, st.st_dev);
  CHECK_EQ (endpoint.block_size, st.st_blksize);
  CHECK (endpoint.dio_memory_align > 0);
  CHECK_EQ (endpoint.dio_offset_align & (endpoint.dio_offset_align - 1), 0);
  close (fd);
}

static void
test_direct (void)
{
  struct endpoint endpoint;
  int fd = open ("file", O_RDWR | O_APPEND);

  CHECK_EQ (endpoint_open (engine, &endpoint, fd), 0);
  int error = endpoint_set_direct (engine, &endpoint, true);
  if (error == 0)
    {
      CHECK (endpoint.direct);
      CHECK ((fcntl (fd, F_GETFL) & O_DIRECT) != 0);

      struct endpoint again;
      CHECK_EQ (endpoint_open (engine, &again, fd), 0);
      CHECK (again.direct);
      CHECK_EQ (endpoint_set_direct (engine, &endpoint, false), 0);
    }
  else
    CHECK_EQ (error, -EINVAL);
  CHECK (!endpoint.direct);
  CHECK_EQ (fcntl (fd, F_GETFL) & (O_DIRECT | O_APPEND | O_ACCMODE),
            O_APPEND | O_RDWR);
  close (fd);
}

static void
test_streams (void)
{
  struct endpoint endpoint;
  int ends[2];

  if (pipe (ends) < 0)
    unit_die ("pipe");
  CHECK_EQ (endpoint_open (engine, &endpoint, ends[0]), 0);
  CHECK_EQ (endpoint.type, ENDPOINT_PIPE);
  CHECK (!endpoint.seekable);
  CHECK_EQ (endpoint.size, 0);
  CHECK (!endpoint_wait (&endpoint, true));
  if (write (ends[1], "x", 1) != 1)
    unit_die ("write");
  CHECK (endpoint_wait (&endpoint, true));
  close (ends[0]);
  close (ends[1]);

  if (socketpair (AF_UNIX, SOCK_STREAM, 0, ends) < 0)
    unit_die ("socketpair");
  CHECK_EQ (endpoint_open (engine, &endpoint, ends[0]), 0);
  CHECK_EQ (endpoint.type, ENDPOINT_SOCKET);
  CHECK (!endpoint.seekable);
  CHECK (endpoint_wait (&endpoint, false));
  close (ends[0]);
  close (ends[1]);

  int fd = open ("/dev/null", O_RDWR);
  CHECK_EQ (endpoint_open (engine, &endpoint, fd), 0);
  CHECK_EQ (endpoint.type, ENDPOINT_CHAR);
  CHECK (!endpoint.seekable);
  close (fd);
}

static void
test_statx (void)
{
  struct endpoint endpoint;
  struct statx stx = { .stx_mode = S_IFREG,
                       .stx_mask = STATX_DIOALIGN,
                       .stx_dio_mem_align = 4,
                       .stx_dio_offset_align = 512 };

  endpoint_from_statx (&endpoint, 1, &stx);
  CHECK_EQ (endpoint.dio_memory_align, 4);
  CHECK_EQ (endpoint.dio_offset_align, 512);

  /* Not told, or told to be none: a guess that is safe.  */
  stx.stx_mask = 0;
  endpoint_from_statx (&endpoint, 1, &stx);
  CHECK_EQ (endpoint.dio_offset_align, 4096);
  stx.stx_mask = STATX_DIOALIGN;
  stx.stx_dio_offset_align = 0;
  endpoint_from_statx (&endpoint, 1, &stx);
  CHECK_EQ (endpoint.dio_offset_align, 4096);

  stx.stx_mode = S_IFBLK;
  stx.stx_size = 17;
  endpoint_from_statx (&endpoint, 1, &stx);
  CHECK_EQ (endpoint.type, ENDPOINT_BLOCK);
  CHECK (endpoint.seekable);
  CHECK_EQ (endpoint.size, 0);
}

static void
test_bad_descriptor (void)
{
  struct endpoint endpoint;
  CHECK_EQ (endpoint_open (engine, &endpoint, -1), -EBADF);
}

int
main (void)
{
  struct engine_config config = { .mode = ENGINE_AUTO };

  unit_enter_tmpdir ();
  if (engine_open (&config, &engine, NULL) < 0)
    unit_die ("engine_open");
  test_file ();
  test_direct ();
  test_streams ();
  test_statx ();
  test_bad_descriptor ();
  CHECK_EQ (engine_stats (engine)->rings, 0);
  engine_close (engine);
  return unit_end ();
}
