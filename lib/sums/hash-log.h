/* Hash logs: the sums of a stream, whole and by windows, as lines of text.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Bytes are taken in order, once, and summed by as many algorithms as
   wanted.  The lines are

     window ALGORITHM OFFSET BYTES SUM     one for each window
     whole ALGORITHM OFFSET BYTES SUM      at the end

   with decimal numbers and the sum in hexadecimal.  Offsets count what was
   taken.  Lines of windows are written when there are some, so that a run
   that is broken off leaves those behind that were complete.  */

#ifndef UU_HASH_LOG_H
#define UU_HASH_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "engine/engine.h"
#include "sums/digest.h"

enum
{
  HASH_LOG_SUMS = DIGEST_KINDS /* at most */
};

struct hash_log_config
{
  enum digest_kind kinds[HASH_LOG_SUMS]; /* all different */
  const struct digest_algorithm *algorithms[HASH_LOG_SUMS];
  size_t n;
  uint64_t window; /* bytes, or 0 for none */
  int fd;          /* where the lines go; stays the caller's */
};

struct hash_log;

/* Begin.  0 or -ENOMEM.  */
int hash_log_open (const struct hash_log_config *config, struct engine *engine,
                   struct hash_log **ret_log);

/* Take LEN bytes more, or so many zeros where DATA is NULL.  0; -EIO when a
   library failed; or what writing the lines gave, which is given again from
   then on.  */
int hash_log_take (struct hash_log *log, const void *data, uint64_t len);

/* Write the last lines.  0 or -errno, whenever it was that went wrong.  */
int hash_log_end (struct hash_log *log);

/* Free what there is, also of one that was not ended.  */
void hash_log_close (struct hash_log *log);

#endif /* UU_HASH_LOG_H */
