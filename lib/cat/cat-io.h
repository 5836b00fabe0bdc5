/* Cat's reads and writes: where a file stands, as read () and write () do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What moves bytes at a file's own position, so that others who share it lose
   nothing, or from a part of it that was taken (cat-part.h): one call after the
   other, each as large as the caller likes.  All that is ordinary about reads
   and writes is dealt with: interruptions, a stream that is not to be waited
   for and is waited for all the same, flags that a file system refuses.
   cat-move.c and cat-lines.c use it.  */

#ifndef UU_CAT_IO_H
#define UU_CAT_IO_H

#include <stddef.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "engine/engine.h"

/* Read up to LEN bytes from where SIDE stands.  With O_DIRECT, BUF and LEN are
   multiples of 4096.  Return how many, 0 at the end, -ECANCELED when a signal
   asks to stop, or another -errno.  */
int cat_io_read (struct engine *engine, struct endpoint *side, void *buf,
                 size_t len);

/* The same, at OFFSET, without moving where SIDE stands.  */
int cat_io_read_at (struct engine *engine, struct endpoint *side, void *buf,
                    size_t len, int64_t offset);

/* Write all LEN bytes of BUF to where SIDE stands.  Return 0 or -errno as
   above; some may be written then.  */
int cat_io_write (struct engine *engine, struct endpoint *side, const void *buf,
                  size_t len);

#endif /* UU_CAT_IO_H */
