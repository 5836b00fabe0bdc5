/* Data and holes of a file, in order.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/extents.h"

#include <errno.h>
#include <unistd.h>

#include "engine/calls.h"

bool
extents_worth_asking (const struct endpoint *file)
{
  return file->type == ENDPOINT_FILE && file->seekable
         && file->allocated < file->size - file->size % 512;
}

void
extents_init (struct extents *extents, struct engine *engine,
              const struct endpoint *file, uint64_t from, uint64_t limit,
              uint64_t granule, bool keep_holes)
{
  extents->engine = engine;
  extents->file = file;
  extents->seeks = keep_holes && extents_worth_asking (file);
  extents->granule = granule != 0 ? granule : 1;
  extents->next = from;
  extents->size = file->size;
  extents->limit = limit;
}

/* Where FILE's first byte of the kind WHENCE at or after OFFSET is.  */
static int
look (struct extents *extents, uint64_t offset, int whence,
      uint64_t *ret_offset)
{
  int64_t found;
  int error = call_seek (extents->engine, extents->file->fd, (int64_t) offset,
                         whence, &found);
  if (error < 0)
    return error;
  *ret_offset = (uint64_t) found;
  return 0;
}

/* The next data at or after extents->next, or *RET_START = the length when
   there is none.  The length is taken before the last look for data, so
   that bytes appended in between are not taken for a hole.  */
static int
find_data (struct extents *extents, uint64_t *ret_start)
{
  int error = look (extents, extents->next, SEEK_DATA, ret_start);
  if (error != -ENXIO)
    return error;

  error = look (extents, 0, SEEK_END, &extents->size);
  if (error < 0)
    return error;
  if (extents->size <= extents->next)
    {
      *ret_start = extents->next;
      return 0;
    }
  error = look (extents, extents->next, SEEK_DATA, ret_start);
  if (error == -ENXIO)
    {
      *ret_start = extents->size;
      return 0;
    }
  return error;
}

/* Give out the stretch from extents->next to END, which is above it.  */
static int
give (struct extents *extents, uint64_t end, bool hole,
      struct extent *ret_extent)
{
  if (end > extents->limit)
    end = extents->limit;
  ret_extent->start = extents->next;
  ret_extent->end = end;
  ret_extent->hole = hole;
  extents->next = end;
  return 1;
}

/* Whether ERROR says that this file system does not know its holes.  */
static bool
is_ignorance (int error)
{
  return error == -EINVAL || error == -EOPNOTSUPP || error == -ENOSYS;
}

/* Find the end of the data at START, which lies at or after extents->next.
   The file may have shrunk to before it (ENXIO).  */
static int
find_end (struct extents *extents, uint64_t start, uint64_t *ret_end)
{
  uint64_t end;
  int error = look (extents, start, SEEK_HOLE, &end);
  if (error < 0 && error != -ENXIO && !is_ignorance (error))
    return error;
  if (error < 0 || end <= start)
    end = extents->size;

  /* The rest of a granule that begins with data is copied as data, though
     never beyond the end of the file.  */
  uint64_t ragged = end % extents->granule;
  if (ragged != 0 && end < extents->size)
    {
      end += extents->granule - ragged;
      if (end > extents->size)
        end = extents->size;
    }
  *ret_end = end;
  return 0;
}

/* extents_next () for a file that has holes.  */
static int
next_by_seek (struct extents *extents, struct extent *ret_extent)
{
  uint64_t start, end;
  int error = find_data (extents, &start);
  if (is_ignorance (error))
    {
      extents->seeks = false;
      return give (extents, extents->size, false, ret_extent);
    }
  if (error < 0)
    return error;

  uint64_t aligned = start;
  if (start < extents->size)
    aligned -= start % extents->granule;
  if (aligned > extents->next)
    return give (extents, aligned, true, ret_extent);
  if (extents->size <= extents->next)
    return 0;
  error = find_end (extents, start, &end);
  return error < 0 ? error : give (extents, end, false, ret_extent);
}

int
extents_next (struct extents *extents, struct extent *ret_extent)
{
  if (extents->next >= extents->limit)
    return 0;
  if (extents->seeks && extents->next >= extents->size)
    {
      int error = look (extents, 0, SEEK_END, &extents->size);
      if (error < 0)
        return error;
    }
  if (extents->next >= extents->size)
    return 0;
  if (extents->seeks)
    return next_by_seek (extents, ret_extent);
  return give (extents, extents->size, false, ret_extent);
}

int
extents_grown (struct extents *extents, uint64_t offset)
{
  extents->next = offset;
  if (extents->file->type != ENDPOINT_FILE || extents->file->size == 0)
    return 0;
  return look (extents, 0, SEEK_END, &extents->size);
}
