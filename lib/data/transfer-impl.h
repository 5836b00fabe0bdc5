/* What the methods of a transfer share: transfer.c and transfer-*.c only.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A job is one transfer under way.  The methods run one after the other
   on the same job: each begins at job->position and leaves it where the
   bytes it has dealt with end.  */

#ifndef UU_TRANSFER_IMPL_H
#define UU_TRANSFER_IMPL_H

#include "data/transfer.h"

enum
{
  TRANSFER_METHODS = TRANSFER_INLINE + 1
};

struct transfer_job
{
  struct transfer *transfer;
  uint64_t position;  /* bytes from the offsets on that are dealt with */
  uint64_t high;      /* the end of the highest bytes written, and of */
  uint64_t allocated; /*   blocks or length asked for: target offsets */
  uint64_t bytes[TRANSFER_METHODS]; /* moved as data, by method */
};

/* What a method's run returns beside 0 (the source is copied to its end)
   and -errno (with transfer->failed set).  */
enum
{
  TRANSFER_HAND_OVER = 1
}; /* the next method goes on from here */

/* Each method: whether it is worth running for this job, and its run.
   serves () also says in transfer->saw_* why not.  */
bool transfer_clone_serves (struct transfer_job *job);
int transfer_clone_run (struct transfer_job *job);
bool transfer_range_serves (struct transfer_job *job);
int transfer_range_run (struct transfer_job *job);
bool transfer_splice_serves (struct transfer_job *job);
int transfer_splice_run (struct transfer_job *job);
bool transfer_ring_serves (struct transfer_job *job);
int transfer_ring_run (struct transfer_job *job);

/* Where the job is in the source and in the target.  */
uint64_t transfer_source_at (const struct transfer_job *job);
uint64_t transfer_target_at (const struct transfer_job *job);

/* The source offset from which on nothing is to be copied, or
   EXTENTS_NO_LIMIT.  */
uint64_t transfer_limit (const struct transfer_job *job);

/* Note that BYTES at the job's position have reached the target by METHOD
   (a hole: TRANSFER_NONE), and tell the caller.  */
void transfer_advance (struct transfer_job *job, enum transfer_method method,
                       uint64_t bytes);

/* Pay the policy's rate, if it has one, for BYTES of data that were moved;
   transfer_advance () does.  */
void transfer_pay (struct transfer_job *job, uint64_t bytes);

/* How many bytes, at most MOST, to move at a time because of that rate.  */
size_t transfer_piece (const struct transfer_job *job, size_t most);

/* Whether the caller wants to stop.  */
bool transfer_stopped (struct transfer_job *job);

/* Whether holes of the source are to be holes of the target.  */
bool transfer_keeps_holes (const struct transfer_job *job);

/* File systems that a method knows by their type, as statfs(2) has it;
   <linux/magic.h> lacks some.  */
#define TRANSFER_FS_BTRFS UINT32_C (0x9123683e)
#define TRANSFER_FS_CEPH UINT32_C (0x00c36400)
#define TRANSFER_FS_CIFS UINT32_C (0xff534d42)
#define TRANSFER_FS_EXT4 UINT32_C (0xef53)
#define TRANSFER_FS_FUSE UINT32_C (0x65735546)
#define TRANSFER_FS_NFS UINT32_C (0x6969)
#define TRANSFER_FS_SMB UINT32_C (0x517b)
#define TRANSFER_FS_SMB2 UINT32_C (0xfe534d42)
#define TRANSFER_FS_XFS UINT32_C (0x58465342)

/* The type of ENDPOINT's file system, or 0.  */
uint32_t transfer_fs_type (struct transfer_job *job,
                           const struct endpoint *endpoint);

#endif /* UU_TRANSFER_IMPL_H */
