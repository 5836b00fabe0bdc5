/* dd's reads and writes: one record, one call.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   How many bytes a call asks for can be told from outside wherever records
   matter: by a tape, a terminal, the other end of a pipe.  So these make the
   calls that dd makes.  Both poll for signals; both move the files' own
   positions, which may be shared with other processes.  */

#ifndef UU_DD_IO_H
#define UU_DD_IO_H

#include <stddef.h>
#include <sys/types.h>

#include "dd/dd.h"

/* Read up to LEN bytes from FD, one of DD's two, to BUF: what comes at once,
   or all with iflag=fullblock.  Return their number, 0 at the end of the file,
   or -errno; -EINTR is SIGINT.  Warn, once, if a short read is followed by
   another and that may not be what was meant.  */
ssize_t dd_io_read (struct dd *dd, int fd, void *buf, size_t len);

/* Write LEN bytes of BUF, or with conv=sparse pass over them if all are zero.
   Where O_DIRECT will not take them, as they are less than a record, turn it
   off for good.  Set *WRITTEN, also on failure.  Return 0 or -errno; -EINTR
   is SIGINT.  */
int dd_io_write (struct dd *dd, const void *buf, size_t len, size_t *written);

/* Make the output SIZE bytes long; what is no file to be cut is left as it is.
   Return 0 or -errno, which was said.  */
int dd_io_truncate (struct dd *dd, int64_t size);

/* Give a regular file that ends in what was passed over its length.  Return 0
   or -errno, which was said.  */
int dd_io_end_hole (struct dd *dd);

#endif /* UU_DD_IO_H */
