/* dd's record loop.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-records.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "dd/dd-buffer.h"
#include "dd/dd-bulk.h"
#include "dd/dd-convert.h"
#include "dd/dd-io.h"
#include "dd/dd-skip.h"
#include "minmax.h"
#include "user/report.h"

struct records
{
  struct dd *dd;
  unsigned char *in;
  size_t in_size;
  size_t partial; /* bytes of the record read last, if it was a partial one */
  unsigned char *out; /* collects what is to be written, if not one_size */
  size_t out_size;
  size_t held;    /* bytes in OUT */
  uint64_t alone; /* records to move before many at a time are tried again */
  struct dd_convert convert;
};

/* ---- Output ------------------------------------------------------------ */

/* Write what was collected, a whole record of output.  */
static int
write_collected (struct records *records)
{
  struct dd *dd = records->dd;
  size_t written;
  int err = dd_io_write (dd, records->out, records->held, &written);
  dd->counts.bytes += written;
  records->held = 0;
  if (err == 0)
    dd->counts.full_out++;
  else
    {
      dd->counts.partial_out += written > 0;
      dd->gave_up = true;
      if (err != -EINTR)
        report_error (err, _("writing to %s"), dd->output_name, NULL);
    }
  return err;
}

/* Collect what comes out of the conversions.  */
static int
collect (void *owner, const unsigned char *data, size_t len)
{
  struct records *records = owner;
  int err = 0;
  while (err == 0 && len > 0)
    {
      size_t n = MIN (len, records->out_size - records->held);
      memcpy (records->out + records->held, data, n);
      records->held += n;
      data += n;
      len -= n;
      if (records->held == records->out_size)
        err = write_collected (records);
    }
  return err;
}

/* Write what is left at the end.  */
static int
write_last (struct records *records)
{
  struct dd *dd = records->dd;
  size_t written;
  if (records->held == 0)
    return 0;
  int err = dd_io_write (dd, records->out, records->held, &written);
  dd->counts.bytes += written;
  dd->counts.partial_out += written > 0;
  if (err < 0 && err != -EINTR)
    report_error (err, _("error writing %s"), dd->output_name, NULL);
  return err;
}

/* Write a record of LEN bytes as it was read.  */
static int
write_as_read (struct records *records, size_t len)
{
  struct dd *dd = records->dd;
  size_t written;
  int err = dd_io_write (dd, records->in, len, &written);
  dd->counts.bytes += written;
  if (err == 0 && len == records->in_size)
    dd->counts.full_out++;
  else if (err == 0)
    dd->counts.partial_out++;
  else if (err != -EINTR)
    report_error (err, _("error writing %s"), dd->output_name, NULL);
  return err;
}

/* ---- Input ------------------------------------------------------------- */

/* What conv=sync fills records with.  */
static int
filler (const struct dd *dd)
{
  return dd->conv & (DD_BLOCK | DD_UNBLOCK) ? ' ' : '\0';
}

/* How much the next record is to be, 0 if count= were read.  */
static size_t
next_size (const struct records *records)
{
  const struct dd *dd = records->dd;
  const struct dd_amount *count = &dd->policy->count;
  if (dd_records_left (dd) > 0)
    return records->in_size;
  return dd->counts.full_in + dd->counts.partial_in == count->records
             ? count->bytes
             : 0;
}

/* Count a record of LEN bytes, and fill it up where that is wanted.  Return
   how many it has then.  */
static size_t
take_record (struct records *records, size_t len)
{
  struct dd *dd = records->dd;
  bool whole = len == records->in_size;
  dd->counts.full_in += whole;
  dd->counts.partial_in += !whole;
  records->partial = whole ? 0 : len;
  if (!(dd->conv & DD_SYNC))
    return len;
  /* With noerror it was filled before it was read.  */
  if (!(dd->conv & DD_NOERROR))
    memset (records->in + len, filler (dd), records->in_size - len);
  return records->in_size;
}

/* The input could not be read, for ERR, and it is gone on all the same.  Pass
   over what is left of the record that was begun.  */
static void
pass_unreadable (struct records *records, int err, int *result)
{
  struct dd *dd = records->dd;
  size_t bad = records->in_size - records->partial;
  if (dd->policy->status != DD_STATUS_NONE)
    report_warning (err, _("error reading %s"), dd->input_name, NULL);
  if (dd->tell != NULL)
    dd->tell (dd);
  err = dd_skip_unreadable (dd, bad);
  if (err == 0)
    return;
  *result = err;
  /* Once said is enough.  */
  dd->input_seek_error = ESPIPE;
}

/* Read the next record, of up to SIZE bytes.  Return how many it has, 0 at
   the end of the input, or -errno.  What went wrong and was put up with
   becomes *RESULT.  */
static ssize_t
read_record (struct records *records, size_t size, int *result)
{
  struct dd *dd = records->dd;
  for (;;)
    {
      if (dd->tick != NULL)
        dd->tick (dd);
      if ((dd->conv & DD_SYNC) && (dd->conv & DD_NOERROR))
        memset (records->in, filler (dd), records->in_size);
      ssize_t n = dd_io_read (dd, dd->input_fd, records->in, size);
      if (n > 0)
        {
          dd_advance_input (dd, n);
          if (dd->input_cache.wanted)
            dd_cache_moved (&dd->input_cache, dd->engine, dd->input_fd,
                            dd->input_seek_error == 0 ? dd->input_offset : -1,
                            n);
          return take_record (records, n);
        }
      if (n == 0 || n == -EINTR)
        return n;
      if (!(dd->conv & DD_NOERROR))
        {
          report_error (n, _("error reading %s"), dd->input_name, NULL);
          return n;
        }
      pass_unreadable (records, n, result);
      /* What was read of it before has been filled up already.  */
      if ((dd->conv & DD_SYNC) && records->partial == 0)
        return take_record (records, 0);
    }
}

/* ---- The loop ---------------------------------------------------------- */

/* The input is at its end: all of it may leave the cache.  */
static void
reached_end (struct dd *dd)
{
  dd->input_cache.to_end |= dd->input_cache.wanted;
  dd->output_cache.to_end
      |= dd->output_cache.wanted && !(dd->conv & DD_NOTRUNC);
}

/* Move many records at a time, if that can be done here and now.  */
static int
move_many (struct records *records)
{
  struct dd *dd = records->dd;
  uint64_t before = dd->counts.full_in;
  if (records->alone > 0)
    {
      records->alone--;
      return 0;
    }
  if (records->held > 0)
    return 0;
  int err = dd_bulk_run (dd, &records->alone);
  if (dd->counts.full_in > before)
    records->partial = 0;
  return err;
}

/* Read and write records.  Return 0, or -errno if what was collected is not
   to be written; an error of reading becomes *RESULT.  */
static int
move_records (struct records *records, int *result)
{
  struct dd *dd = records->dd;
  for (;;)
    {
      int err = move_many (records);
      if (err < 0)
        return err;
      size_t size = next_size (records);
      if (size == 0)
        break;
      ssize_t n = read_record (records, size, result);
      if (n == -EINTR)
        return n;
      if (n < 0)
        *result = n;
      if (n == 0)
        reached_end (dd);
      if (n <= 0)
        break;
      err = dd->policy->one_size
                ? write_as_read (records, n)
                : dd_convert_feed (&records->convert, records->in, n);
      if (err < 0)
        return err;
    }
  return 0;
}

static int
open_records (struct records *records, struct dd *dd)
{
  const struct dd_policy *policy = dd->policy;
  memset (records, 0, sizeof *records);
  records->dd = dd;
  records->in_size = policy->input.block_size;
  records->out_size = policy->output.block_size;
  dd_convert_init (&records->convert, dd->conv, policy->conversion_size,
                   collect, records, &dd->counts.truncated);
  records->in = dd_buffer_make (dd, DD_BUFFER_INPUT);
  if (records->in != NULL && !policy->one_size)
    records->out = dd_buffer_make (dd, DD_BUFFER_OUTPUT);
  return records->in == NULL || (records->out == NULL && !policy->one_size)
             ? -ENOMEM
             : 0;
}

int
dd_records_run (struct dd *dd)
{
  struct records records;
  int result = 0;
  int err = open_records (&records, dd);
  if (err == 0)
    err = move_records (&records, &result);
  if (err == 0)
    err = dd_convert_end (&records.convert);
  if (err == 0)
    err = write_last (&records);
  if (err == 0)
    err = dd_io_end_hole (dd);
  free (records.in);
  free (records.out);
  return err < 0 ? err : result;
}
