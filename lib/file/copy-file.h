/* Copying a regular file: one job, from opening the source to the mode.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A job is a small machine that a worker drives: each step tries its op
   inline and, if that would block, waits for it (an open) or leaves it on
   the ring and returns, to be resumed when it is done (a read).

     JOB_OPENING -> JOB_LOOKING -> JOB_READING -> (stored) -> end
                                \-> (moved by a transfer)  -> end

   A small file is read into the job's own buffer, up to its very end, and
   only then is the target created, written and closed, in one go: calls
   on the target seldom wait, and a file that cannot be read leaves no
   empty one behind.  A large file, one with holes, or one that the file
   system may clone goes through transfer.h.  */

#ifndef UU_COPY_FILE_H
#define UU_COPY_FILE_H

#include "tree/job.h"

/* Have JOB, whose buf is set, stand for ENTRY of BATCH, with nothing known and
   nothing done yet; and take it as far as it goes without waiting.  */
void job_init (struct job *job, struct worker *worker, struct batch *batch,
               const struct entry *entry);
bool job_go (struct job *job);

/* The same with FD, open for reading, in place of the source.  */
bool job_go_from (struct job *job, int fd);

/* Do JOB's op inline if it need not wait, or leave it with the engine.  Return
   JOB_GOES_ON or JOB_WAITS.  */
enum job_course job_attempt (struct job *job);

/* Whether ERR, of JOB's op, is no more than an interruption.  A file that
   always says EAGAIN, as some in /proc do, is given up in the end.  */
bool job_may_retry (struct job *job, int err);

/* Whether JOB's file, whose source is open, is to be copied by cp's rules,
   and to what target.  */
bool copy_file_look (struct job *job);

/* Begin to copy ENTRY of BATCH, thought to be a regular file, with JOB,
   whose buf is set, and take it as far as it goes without waiting.  Return
   whether it has ended: then its entry is settled and JOB is free.  Else it
   is with the engine and comes back by worker_job_ready ().  */
bool job_start (struct job *job, struct worker *worker, struct batch *batch,
                const struct entry *entry);

/* Go on with JOB, whose op is done.  Return as job_start () does.  */
bool job_step (struct job *job);

#endif /* UU_COPY_FILE_H */
