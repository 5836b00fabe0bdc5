/* Walking: directories read into batches of names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory is read a buffer at a time, so that one of a million names
   takes no more memory than one of a thousand: the batch returned last
   says `more', and whoever comes to it reads on.  The names in a buffer
   are put in the order of their inodes, in which a disk is read fastest.
   Only where order is promised (-v) is a directory read whole first; then
   it is sorted as cp does, which is by inode too.  */

#ifndef UU_WALK_H
#define UU_WALK_H

#include "tree/batch.h"

/* As getdents64 (2) has it; glibc does not declare it.  */
struct linux_dirent64
{
  uint64_t d_ino;
  int64_t d_off;
  uint16_t d_reclen;
  uint8_t d_type;
  char d_name[];
};

struct walk_buffer
{
  char *data; /* directory records as the kernel has them */
  size_t size;
  struct linux_dirent64 **index; /* to be sorted */
  unsigned int index_size;
};

int walk_buffer_init (struct walk_buffer *buffer);
void walk_buffer_destroy (struct walk_buffer *buffer);

/* How many names, "." and ".." aside, are in the USED bytes of records at
   DATA.  */
unsigned int walk_count (const char *data, size_t used);

/* The usual order of records: files before directories, so that a batch is
   not interrupted, and by inode.  */
int walk_compare (const void *a, const void *b);

/* Which names of a directory are to be had, and how.  */
struct walk_way
{
  enum side side;
  bool whole; /* all at once, in one batch */

  /* Whether the name of RECORD is wanted, whose type this may find out.
     NULL: all are.  */
  bool (*wants) (void *arg, struct linux_dirent64 *record);

  /* The order of those that are read at once, as qsort () wants it, of
     pointers to records.  */
  int (*compare) (const void *a, const void *b);

  /* Takes batches, the last to be worked on first.  */
  void (*push) (void *arg, struct batch *batch);
  void *arg;
};

/* Read the next names of NODE's directory on a side, pinned and open for
   reading, and push them.  Goes on where the last call for NODE stopped.
   Return 0 or -errno; what was read before an error has been pushed.
   *RET_AT_END: there are no more, or there was an error.  */
int walk_names (struct engine *engine, struct walk_buffer *buffer,
                struct dirnode *node, const struct walk_way *way,
                bool *ret_at_end);

/* The same for all names of the source: in the order of their inodes, if
   WHOLE, else files first.  */
int walk_directory (struct engine *engine, struct walk_buffer *buffer,
                    struct dirnode *node, bool whole,
                    void (*push) (void *arg, struct batch *batch), void *arg);

/* Read the next names of the directory that FD has open into BUFFER, and put
   them in its index, files before directories.  *RET_COUNT is how many there
   are, also where -errno is returned instead of 0, and *RET_AT_END whether no
   others will come.  */
int walk_read (struct engine *engine, struct walk_buffer *buffer, int fd,
               unsigned int *ret_count, bool *ret_at_end);

#endif /* UU_WALK_H */
