/* Compare the bytes, the holes and the allocation of two files.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "treecmp.h"

enum
{
  BUFFER_SIZE = 256 * 1024,
  /* Smaller holes than this may be filled under HOLES_LAX.  */
  LAX_HOLE = 64 * 1024,
};

/* Files above this size are not read where both sides have a hole.  */
static off_t const READ_HOLES_UP_TO = 64 * 1024 * 1024;

static char *buffer[SIDES];

/* Read up to SIZE bytes at OFFSET until they are all there or the file
   ends.  Return their number or -errno.  */
static ssize_t
read_full (int fd, char *buf, size_t size, off_t offset)
{
  size_t done = 0;

  while (done < size)
    {
      ssize_t n = pread (fd, buf + done, size - done, offset + done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -errno;
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

/* The first offset at or after OFFSET where FD has data, or END if there is
   none.  A file system that knows no holes has data everywhere.  */
static off_t
next_data (int fd, off_t offset, off_t end)
{
  off_t data = lseek (fd, offset, SEEK_DATA);

  if (data < 0)
    return errno == ENXIO ? end : offset;
  return data < end ? data : end;
}

/* The first offset at or after OFFSET where FD has a hole, at most END.  */
static off_t
next_hole (int fd, off_t offset, off_t end)
{
  off_t hole = lseek (fd, offset, SEEK_HOLE);

  return hole < 0 || hole > end ? end : hole;
}

static void
report_byte (off_t offset, size_t n)
{
  size_t i = 0;
  char what[64], text[SIDES][16];

  while (i < n && buffer[SRC][i] == buffer[DST][i])
    i++;
  snprintf (what, sizeof what, "byte at %jd", (intmax_t) (offset + i));
  for (int side = SRC; side < SIDES; side++)
    snprintf (text[side], sizeof text[side], "0x%02x",
              (unsigned char) buffer[side][i]);
  differs (what, text[SRC], text[DST]);
}

/* Compare the first SIZE bytes; one difference is enough.  */
static void
compare_bytes (int const fd[SIDES], off_t size)
{
  off_t offset = 0;

  while (offset < size)
    {
      if (size > READ_HOLES_UP_TO)
        {
          off_t a = next_data (fd[SRC], offset, size);
          off_t b = next_data (fd[DST], offset, size);
          offset = a < b ? a : b;
        }
      ssize_t n[SIDES];
      size_t want = size - offset < BUFFER_SIZE ? size - offset : BUFFER_SIZE;
      for (int side = SRC; side < SIDES; side++)
        {
          n[side] = read_full (fd[side], buffer[side], want, offset);
          if (n[side] < 0)
            {
              trouble (side, "read", -n[side]);
              return;
            }
        }
      if (n[SRC] != n[DST])
        {
          differs_number ("readable size", offset + n[SRC], offset + n[DST]);
          return;
        }
      if (memcmp (buffer[SRC], buffer[DST], n[SRC]) != 0)
        {
          report_byte (offset, n[SRC]);
          return;
        }
      if (n[SRC] == 0)
        return;
      offset += n[SRC];
    }
}

/* Report the first hole of at least SMALLEST bytes, cut to whole blocks of
   BLOCK bytes, that side FROM has and the other has not.  */
static void
compare_holes (int const fd[SIDES], off_t size, enum side from, off_t block,
               off_t smallest)
{
  int other = fd[from == SRC ? DST : SRC];
  off_t end;

  for (off_t hole = next_hole (fd[from], 0, size); hole < size;
       hole = next_hole (fd[from], end, size))
    {
      end = next_data (fd[from], hole, size);
      off_t first = (hole + block - 1) / block * block;
      off_t last = end == size ? size : end / block * block;
      if (end <= hole)
        return;
      if (last - first < smallest || first >= last)
        continue;
      off_t data = next_data (other, first, last);
      if (data < last)
        {
          char text[2][80];
          snprintf (text[0], sizeof text[0], "hole from %jd to %jd",
                    (intmax_t) hole, (intmax_t) end);
          snprintf (text[1], sizeof text[1], "data at %jd", (intmax_t) data);
          differs ("holes", text[from == SRC ? 0 : 1],
                   text[from == SRC ? 1 : 0]);
          return;
        }
    }
}

/* The block in which holes can be had on both sides.  */
static off_t
hole_block (struct pair const *pair)
{
  off_t block = 4096;

  for (int side = SRC; side < SIDES; side++)
    if (pair->st[side].st_blksize > block
        && pair->st[side].st_blksize <= LAX_HOLE)
      block = pair->st[side].st_blksize;
  return block;
}

/* Whether what ST's file calls holes are holes: where blocks are allocated for
   the whole file, they are preallocated and unwritten.  Whether those are said
   to be data depends on what is cached, and they take space anyway.  */
static bool
is_sparse (struct stat const *st)
{
  return (off_t) st->st_blocks * 512 < st->st_size;
}

void
compare_data (struct pair const *pair)
{
  int fd[SIDES] = { -1, -1 };
  off_t size = pair->st[SRC].st_size;

  if ((!opt.data && opt.holes == HOLES_OFF) || size != pair->st[DST].st_size
      || size == 0)
    return;
  for (int side = SRC; side < SIDES; side++)
    {
      if (buffer[side] == NULL)
        buffer[side] = must_alloc (NULL, BUFFER_SIZE);
      fd[side] = reopen (pair->fd[side], O_RDONLY);
      if (fd[side] < 0)
        {
          trouble (side, "open", -fd[side]);
          goto out;
        }
    }
  /* The maps come first: reading may fill pages that some file systems
     would then call data.  */
  off_t block = hole_block (pair);
  if (opt.holes == HOLES_LAX && is_sparse (&pair->st[SRC]))
    compare_holes (fd, size, SRC, block, LAX_HOLE);
  if (opt.holes == HOLES_STRICT && is_sparse (&pair->st[SRC]))
    compare_holes (fd, size, SRC, block, block);
  if (opt.holes == HOLES_STRICT && is_sparse (&pair->st[DST]))
    compare_holes (fd, size, DST, block, block);
  if (opt.data)
    compare_bytes (fd, size);
out:
  for (int side = SRC; side < SIDES; side++)
    if (fd[side] >= 0)
      close (fd[side]);
}

static int64_t
allocation_limit (int64_t source)
{
  return source + source / 20 + opt.alloc_slack;
}

void
compare_allocation (struct pair const *pair)
{
  int64_t bytes[SIDES];

  for (int side = SRC; side < SIDES; side++)
    {
      bytes[side] = (int64_t) pair->st[side].st_blocks * 512;
      count.allocated[side] += bytes[side];
    }
  if (opt.alloc && bytes[DST] > allocation_limit (bytes[SRC]))
    differs_number ("allocated bytes", bytes[SRC], bytes[DST]);
}

void
compare_total_allocation (void)
{
  char text[SIDES][32];

  /* The slack of one file is there for rounding; over the whole tree those
     of many files would add up to more than 5%, so it counts 16 times.  */
  int64_t limit
      = allocation_limit (count.allocated[SRC]) + 15 * opt.alloc_slack;
  if (!opt.alloc || (int64_t) count.allocated[DST] <= limit)
    return;
  for (int side = SRC; side < SIDES; side++)
    snprintf (text[side], sizeof text[side], "%" PRIu64, count.allocated[side]);
  differs_at ("(whole tree)", "allocated bytes", text[SRC], text[DST]);
}
