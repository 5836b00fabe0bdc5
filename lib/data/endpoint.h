/* Endpoints: one side of a transfer, and what it can do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An endpoint describes an open descriptor: what kind of file it is, how
   long, how aligned, whether its position may be chosen.  The descriptor
   stays the caller's.  transfer.h moves bytes between two of them.  */

#ifndef UU_ENDPOINT_H
#define UU_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "engine/engine.h"

enum endpoint_type
{
  ENDPOINT_FILE, /* regular */
  ENDPOINT_BLOCK,
  ENDPOINT_CHAR,
  ENDPOINT_PIPE, /* pipe or fifo */
  ENDPOINT_SOCKET,
  ENDPOINT_OTHER
};

/* How the page cache is kept clean, by `nocache'.  */
enum endpoint_cache
{
  CACHE_KEEP,
  CACHE_DONTCACHE, /* RWF_DONTCACHE on each op */
  CACHE_FADVISE    /* write back and POSIX_FADV_DONTNEED */
};

struct endpoint
{
  int fd;
  int slot; /* in the engine's file table, or OP_NO_SLOT */
  enum endpoint_type type;
  bool seekable; /* explicit offsets may be used */
  bool direct;   /* O_DIRECT is on */
  enum endpoint_cache cache;
  dev_t dev;                 /* st_dev */
  uint64_t size;             /* bytes when looked at; 0 for streams */
  uint64_t allocated;        /* bytes on disk (st_blocks * 512) */
  uint32_t block_size;       /* st_blksize */
  uint32_t dio_memory_align; /* STATX_DIOALIGN, or a safe guess; bytes */
  uint32_t dio_offset_align;
};

/* Describe FD from STX, a fresh statx result with STATX_BASIC_STATS (and
   STATX_DIOALIGN for direct use).  Asks the kernel nothing, so a block
   device gets size 0 and `direct' is taken to be off.  */
void endpoint_from_statx (struct endpoint *endpoint, int fd,
                          const struct statx *stx);

/* The same, asking the kernel itself, a block device's size and O_DIRECT
   included.  Return 0 or -errno.  */
int endpoint_open (struct engine *engine, struct endpoint *endpoint, int fd);

/* Turn O_DIRECT on or off for the descriptor.  -EINVAL where the file
   system has none.  The flag belongs to the open file, so other holders
   of the same description see it.  */
int endpoint_set_direct (struct engine *engine, struct endpoint *endpoint,
                         bool direct);

/* Get LEN bytes at OFFSET on their way to the disk, without waiting for
   them.  A hint: there is no result.  */
void endpoint_write_back (struct engine *engine,
                          const struct endpoint *endpoint, uint64_t offset,
                          uint64_t len);

/* Wait until LEN bytes at OFFSET are on the disk if they are DIRTY, and
   take them out of the page cache.  A hint too.  */
void endpoint_drop_cache (struct engine *engine,
                          const struct endpoint *endpoint, bool dirty,
                          uint64_t offset, uint64_t len);

/* Have a pipe hold SIZE bytes, or as many as this user may; one that holds
   more goes on doing so.  A hint.  */
void endpoint_grow_pipe (const struct endpoint *endpoint, int size);

/* Wait a fraction of a second for a stream to be READABLE, or else to be
   writable.  Whether it is.  */
bool endpoint_wait (const struct endpoint *endpoint, bool readable);

#endif /* UU_ENDPOINT_H */
