/* dd's imaging: what is made ready, and what is told at the end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-image.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/messages.h"
#include "dd/dd-image-impl.h"
#include "dd/dd-signal.h"
#include "engine/calls.h"
#include "minmax.h"
#include "user/report.h"

enum
{
  CHUNK = 1 << 20, /* bytes read at once */
  PAGE = 4096      /* what the page cache reads at least */
};

/* Say FORMAT of NAME, with NUMBER, as an error.  */
static void
say_number (const char *format, uintmax_t number, const char *name)
{
  char *text;
  if (asprintf (&text, format, number) < 0)
    text = NULL;
  report_error (0, text ? text : "%s", name, NULL);
  free (text);
}

/* ---- making ready -------------------------------------------------------- */

/* How much count= lets be read, and how much there is, as far as that is
   known.  */
static uint64_t
size_of (struct image *image)
{
  const struct dd_policy *policy = image->dd->policy;
  const struct endpoint *input = &image->input;
  uint64_t size = UINT64_MAX;
  int64_t wanted;
  if (policy->counts
      && dd_amount_bytes (policy->count, policy->input.block_size, &wanted))
    size = (uint64_t) wanted;
  if (!input->seekable
      || (input->type != ENDPOINT_BLOCK && input->type != ENDPOINT_FILE))
    return size;
  uint64_t left
      = input->size > image->input_start ? input->size - image->input_start : 0;
  /* What /proc has is longer than it says, and what grows as long as it
     becomes, unless bad places have to be told from the end, or something is
     done to the target before.  */
  const struct dd_imaging *asked = image->wanted;
  bool fixed = input->type == ENDPOINT_BLOCK || asked->map_file
               || asked->discard || (asked->rescue && left > 0);
  image->size_fixed = fixed;
  return fixed ? MIN (size, left) : size;
}

/* Whether INPUT says that it is empty, and is not.  */
static bool
hides_size (struct engine *engine, const struct endpoint *input)
{
  char byte;
  struct op op;
  if (input->type != ENDPOINT_FILE || input->size > 0 || input->direct)
    return false;
  op_init (&op, OP_READ, input->fd, NULL, NULL);
  op.u.rw.buf = &byte;
  op.u.rw.len = 1;
  op.u.rw.offset = 0;
  return engine_call (engine, &op) > 0;
}

static int
poll_signals (void *arg)
{
  struct image *image = arg;
  return dd_signal_poll (image->dd);
}

static int
open_input (struct image *image)
{
  struct dd *dd = image->dd;
  int err = endpoint_open (dd->engine, &image->input, dd->input_fd);
  if (err == 0 && image->input.seekable)
    {
      int64_t offset;
      err = call_seek (dd->engine, dd->input_fd, 0, SEEK_CUR, &offset);
      image->input_start = err < 0 ? 0 : (uint64_t) offset;
    }
  else if (err == 0 && image->wanted->rescue)
    err = -ESPIPE;
  if (err < 0)
    {
      report_error (err, _("cannot read %s from place to place"),
                    dd->input_name, NULL);
      return err;
    }
  if (image->wanted->map_file && hides_size (dd->engine, &image->input))
    {
      report_error (0, _("mapfile= has to know the size of %s"), dd->input_name,
                    NULL);
      return -EINVAL;
    }
  image->size = size_of (image);
  image->rescue = (struct rescue) {
    .engine = dd->engine,
    .fd = dd->input_fd,
    .smallest
    = image->input.direct ? image->input.dio_offset_align : (size_t) PAGE,
    .map = &image->map,
    .poll = poll_signals,
    .arg = image,
  };
  return 0;
}

static int
open_output (struct image *image)
{
  struct dd *dd = image->dd;
  const struct dd_imaging *wanted = image->wanted;
  bool places = wanted->diff || wanted->zero_out || wanted->discard
                || wanted->verify || dd_image_is_mapped (image);
  int64_t offset = 0;
  struct op op;
  op_init (&op, OP_GETFL, dd->output_fd, NULL, NULL);
  int flags = engine_call (dd->engine, &op);
  /* Linux then writes at the end whatever place is asked for.  */
  image->appends = flags >= 0 && (flags & O_APPEND) != 0;
  if (image->appends && (places || wanted->map_file))
    {
      report_error (0,
                    _("cannot write %s from place to place: it is open for"
                      " appending"),
                    dd->output_name, NULL);
      return -EINVAL;
    }
  image->put.diff = wanted->diff;
  image->put.zero_out = wanted->zero_out;
  image->put.sparse = (dd->conv & DD_SPARSE) != 0;
  int err = image_put_open (&image->put, dd->engine, dd->output_fd, CHUNK);
  if (err == 0)
    err = call_seek (dd->engine, dd->output_fd, 0, SEEK_CUR, &offset);
  image->puts = err == 0;
  image->output_start = (uint64_t) offset;
  /* To find the bad places, /dev/null will do.  */
  bool places_matter
      = places || (wanted->map_file && image->put.target.type != ENDPOINT_CHAR);
  if (err == 0 || (err == -ESPIPE && !places_matter))
    return 0;
  report_error (err,
                wanted->diff ? _("cannot compare with %s")
                             : _("cannot write %s from place to place"),
                dd->output_name, NULL);
  return err;
}

static int
discard (struct image *image)
{
  struct dd *dd = image->dd;
  if (!image->wanted->discard)
    return 0;
  /* What a stream has may be less than count= says.  */
  if (!image->input.seekable || image->size == UINT64_MAX)
    {
      report_error (0, _("conv=discard has to know the size of %s"),
                    dd->input_name, NULL);
      return -EINVAL;
    }
  int err = image_discard (dd->engine, dd->output_fd, image->output_start,
                           image->size);
  if (err < 0)
    report_error (err, _("cannot discard what is on %s"), dd->output_name,
                  NULL);
  return err;
}

static int
open_log (struct image *image)
{
  const struct dd_imaging *wanted = image->wanted;
  struct hash_log_config config = wanted->hash;
  if (config.n == 0)
    return 0;
  config.fd = STDERR_FILENO;
  if (wanted->hash_log)
    {
      image->log_fd
          = dd_image_open_beside (image, wanted->hash_log, &image->log_claim);
      if (image->log_fd < 0)
        return image->log_fd;
      config.fd = image->log_fd;
    }
  int err = hash_log_open (&config, image->dd->engine, &image->log);
  if (err < 0)
    report_error (err, _("failed to open %s"),
                  wanted->hash_log ? wanted->hash_log : "", NULL);
  return err;
}

static int
open_tees (struct image *image)
{
  for (size_t i = 0; i < image->wanted->n_tees; i++)
    {
      image->tees[i] = dd_image_open_beside (image, image->wanted->tees[i],
                                             &image->claims[i]);
      if (image->tees[i] < 0)
        return image->tees[i];
    }
  return 0;
}

/* Whether the output is long enough to have what the map calls done.  With
   conv=sparse it gets its length at the end only.  */
static bool
map_fits (const struct image *image)
{
  const struct endpoint *output = &image->put.target;
  uint64_t end = 0;
  if (output->type != ENDPOINT_FILE)
    return true;
  for (size_t i = 0; i < image->map.count; i++)
    {
      const struct rescue_block *block = &image->map.blocks[i];
      if (block->status == RESCUE_DONE
          && block->start + block->size > image->input_start)
        end = block->start + block->size - image->input_start;
    }
  if (end > image->size)
    end = image->size;
  return end == 0 || output->size >= image->output_start + end
         || (image->put.sparse && output->size > 0);
}

/* Write what the map says by now.  0 or -errno, which was said.  */
static int
write_map (struct image *image)
{
  const char *name = image->wanted->map_file;
  int err
      = rescue_map_write (image->dd->engine, name, &image->map, PACKAGE_STRING,
                          image->input_start + image->at, image->phase);
  if (err < 0)
    report_error (err, _("cannot write the map %s"), name, NULL);
  image->map_written = dd_image_clock ();
  return err;
}

/* Read the map of a rescue that was begun before, let it reach to the end of
   what is to be read, and write it: hours later would be late to find out that
   this cannot be.  */
static int
load_map (struct image *image)
{
  const char *name = image->wanted->map_file;
  size_t line;
  if (!name)
    return 0;
  int err = dd_image_check_beside (image, name);
  if (err < 0)
    return err;
  err = rescue_map_read (image->dd->engine, name, &image->map, &line);
  if (err == -EBADMSG && line > 0)
    say_number (_("line %ju of the map %%s cannot be understood"), line, name);
  else if (err < 0)
    report_error (err, _("cannot read the map %s"), name, NULL);
  else if (!map_fits (image))
    {
      report_error (0,
                    _("the map %s calls done what %s has not; remove the map"
                      " to begin anew"),
                    name, image->dd->output_name);
      err = -EINVAL;
    }
  if (err < 0)
    return err;
  err = rescue_map_extend (&image->map, image->input_start + image->size);
  if (err < 0)
    report_error (err, _("cannot write the map %s"), name, NULL);
  return err < 0 ? err : write_map (image);
}

static int
make_ready (struct image *image)
{
  if (posix_memalign ((void **) &image->buf, PAGE, CHUNK) != 0)
    {
      image->buf = NULL;
      report_error (-ENOMEM, _("cannot copy %s"), image->dd->input_name, NULL);
      return -ENOMEM;
    }
  int err = open_input (image);
  if (err == 0)
    err = open_output (image);
  if (err == 0)
    err = load_map (image);
  if (err == 0 && dd_image_is_mapped (image))
    err = dd_image_load_bmap (image);
  if (err == 0)
    err = open_log (image);
  if (err == 0)
    err = open_tees (image);
  if (err == 0)
    err = dd_image_make_begin (image);
  if (err == 0)
    err = dd_image_verify_begin (image);
  if (err == 0)
    err = discard (image);
  return err;
}

/* ---- copying ------------------------------------------------------------- */

/* Of LEN bytes there were only DONE.  */
static int
check_end (const struct image *image, uint64_t done, uint64_t len)
{
  if (!image->size_fixed || done >= len)
    return 0;
  report_error (0, _("%s ends before all of it was read"),
                image->dd->input_name, NULL);
  return -EIO;
}

static int
copy (struct image *image)
{
  uint64_t done;
  if (dd_image_is_mapped (image))
    return dd_image_copy_mapped (image);
  if (dd_image_may_skip (image))
    return dd_image_rescue (image);
  int err = dd_image_copy (image, 0, image->size, &done);
  return err < 0 ? err : check_end (image, done, image->size);
}

/* ---- the end ------------------------------------------------------------- */

int
dd_image_save_map (struct image *image)
{
  struct dd *dd = image->dd;
  struct op op;
  /* The kernel tells only once that it could not write something.  */
  if (image->map_untrue)
    return 0;
  op_init (&op, OP_FSYNC, dd->output_fd, NULL, NULL);
  op.u.fsync.data_only = true;
  int err = engine_call (dd->engine, &op);
  /* Some files are never anywhere but where they are.  */
  if (err < 0 && err != -EINVAL && err != -ENOSYS && err != -EROFS)
    {
      report_error (err, _("fdatasync failed for %s"), dd->output_name, NULL);
      image->map_untrue = true;
      return err;
    }
  return write_map (image);
}

/* What could not be read: how much, and where it is listed.  */
static void
tell_bad (struct image *image)
{
  uint64_t bad = rescue_map_bytes (&image->map, RESCUE_BAD);
  if (bad > 0)
    say_number (_("%ju bytes of %%s cannot be read; the copy has zeros in"
                  " their place"),
                bad, image->dd->input_name);
}

/* Leave both files where dd would.  */
static void
move_positions (struct image *image)
{
  struct dd *dd = image->dd;
  int64_t offset;
  if (image->input.seekable)
    call_seek (dd->engine, dd->input_fd,
               (int64_t) (image->input_start + image->at), SEEK_SET, &offset);
  dd_advance_input (dd, image->at);
  if (image->puts && image->put.end > 0)
    call_seek (dd->engine, dd->output_fd, (int64_t) image->put.end, SEEK_SET,
               &offset);
}

/* What is there to be done even if something went wrong: ERR.  */
static int
end (struct image *image, int err)
{
  struct dd *dd = image->dd;
  int later = 0;
  if (image->puts)
    {
      later = image_put_end (&image->put);
      if (later < 0)
        report_error (later, _("failed to truncate %s"), dd->output_name, NULL);
      /* As dd has it where O_DIRECT had to go.  */
      if (image->put.left_direct)
        {
          dd->conv |= DD_FSYNC;
          dd->output_cache.to_end = true;
        }
    }
  if (image->log && err == 0)
    {
      int log_err = hash_log_end (image->log);
      if (log_err < 0)
        report_error (log_err, _("cannot write the sums of %s"),
                      dd->output_name, NULL);
      later = later < 0 ? later : log_err;
    }
  if (err == 0 && later == 0)
    later = dd_image_verify (image);
  if (err == 0 && later == 0)
    later = dd_image_make_end (image);
  if (image->wanted->map_file)
    {
      int map_err = dd_image_save_map (image);
      later = later < 0 ? later : map_err;
    }
  tell_bad (image);
  move_positions (image);
  return err < 0 ? err : later;
}

/* Free and close all.  */
static int
put_away (struct image *image)
{
  const struct dd_imaging *wanted = image->wanted;
  int err = dd_image_close_beside (image, &image->log_fd, wanted->hash_log);
  dd_image_close_beside (image, &image->log_claim, wanted->hash_log);
  int tee_err = dd_image_close_tees (image);
  err = err < 0 ? err : tee_err;
  hash_log_close (image->log);
  dd_image_verify_close (image);
  if (image->makes)
    bmap_make_close (&image->make);
  image_put_close (&image->put);
  rescue_map_free (&image->map);
  bmap_free (&image->bmap);
  digest_close (image->range_digest);
  free (image->buf);
  return err;
}

int
dd_image_run (struct dd *dd)
{
  struct image image = { .dd = dd,
                         .wanted = dd->policy->imaging,
                         .put = { .compare_fd = -1, .room = CHUNK },
                         .phase = RESCUE_UNTRIED,
                         .log_fd = -1,
                         .log_claim = -1 };
  for (size_t i = 0; i < DD_IMAGE_TEES; i++)
    image.tees[i] = image.claims[i] = -1;
  int err = make_ready (&image);
  if (err == 0)
    err = end (&image, copy (&image));
  int close_err = put_away (&image);
  return err < 0 ? err : close_err;
}
