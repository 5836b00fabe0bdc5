/* dd's imaging: an image is copied by its block map.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Only what the map lists is written, and each range that has a sum is
   compared with it as it goes by.  */

#include <config.h>

#include "dd/dd-image-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "engine/calls.h"
#include "user/report.h"

enum
{
  /* No map of an image that can be is larger.  */
  LARGEST = 1 << 30
};

bool
dd_image_is_mapped (const struct image *image)
{
  return image->wanted->bmap || image->wanted->bmap_auto;
}

/* ---- the map ------------------------------------------------------------- */

/* Open NAME with its last LEN characters replaced by ".bmap".  */
static int
open_beside (struct engine *engine, const char *name, size_t len,
             char **ret_name)
{
  char *map;
  if (asprintf (&map, "%.*s.bmap", (int) len, name) < 0)
    return -ENOMEM;
  int fd = call_open (engine, AT_FDCWD, map, O_RDONLY, 0);
  if (fd < 0)
    free (map);
  else
    *ret_name = map;
  return fd;
}

/* Find the map of the input beside it: disk.img.bmap or disk.bmap.  */
static int
open_auto (struct image *image, char **ret_name)
{
  const char *name = image->dd->policy->input.name;
  if (!name)
    return -ENOENT;
  struct engine *engine = image->dd->engine;
  int fd = open_beside (engine, name, strlen (name), ret_name);
  const char *dot = strrchr (name, '.');
  if (fd == -ENOENT && dot && !strchr (dot, '/'))
    fd = open_beside (engine, name, (size_t) (dot - name), ret_name);
  return fd;
}

static int
open_map (struct image *image, char **ret_name)
{
  if (image->wanted->bmap_auto)
    {
      int fd = open_auto (image, ret_name);
      if (fd < 0)
        report_error (fd, _("no block map is beside %s"), image->dd->input_name,
                      NULL);
      return fd;
    }
  int fd = call_open (image->dd->engine, AT_FDCWD, image->wanted->bmap,
                      O_RDONLY, 0);
  if (fd < 0)
    report_error (fd, _("failed to open %s"), image->wanted->bmap, NULL);
  else if (!(*ret_name = strdup (image->wanted->bmap)))
    {
      call_close (image->dd->engine, fd);
      return -ENOMEM;
    }
  return fd;
}

/* Say what is wrong with the map NAME.  */
static void
say_fault (const char *name, int err, const struct bmap_fault *fault)
{
  char *text = NULL;
  if (err == -ENOSYS)
    report_error (0,
                  _("bmap= needs libexpat and libcrypto, and this program"
                    " was built without"),
                  NULL, NULL);
  else if (err != -EBADMSG || !fault->text)
    report_error (err, _("cannot read the block map %s"), name, NULL);
  else if ((fault->line == 0
                ? asprintf (&text, _("the block map %%s cannot be used: %s"),
                            _ (fault->text))
                : asprintf (&text,
                            _("line %lu of the block map %%s cannot be used:"
                              " %s"),
                            fault->line, _ (fault->text)))
           >= 0)
    {
      report_error (0, text, name, NULL);
      free (text);
    }
}

/* Whether the map is of what is there.  */
static int
check_size (struct image *image, const char *name)
{
  const struct endpoint *input = &image->input;
  uint64_t size = input->size - image->input_start;
  if ((input->type == ENDPOINT_FILE && size == image->bmap.image_size)
      || (input->type == ENDPOINT_BLOCK && size >= image->bmap.image_size)
      || (input->type != ENDPOINT_FILE && input->type != ENDPOINT_BLOCK))
    return 0;
  report_error (0,
                _("the block map %s is of another image than %s: their"
                  " sizes differ"),
                name, image->dd->input_name);
  return -EBADMSG;
}

int
dd_image_load_bmap (struct image *image)
{
  struct engine *engine = image->dd->engine;
  struct bmap_fault fault = { .text = NULL };
  char *name, *text;
  size_t len;
  int fd = open_map (image, &name);
  if (fd < 0)
    return fd;
  int err = call_read_all (engine, fd, LARGEST, &text, &len);
  call_close (engine, fd);
  if (err == 0)
    {
      err = bmap_parse (text, len, &image->bmap, &fault);
      free (text);
    }
  if (err < 0)
    say_fault (name, err, &fault);
  else
    err = check_size (image, name);
  free (name);
  return err;
}

/* ---- copying by it ------------------------------------------------------- */

/* Say that the bytes of RANGE are not what the map says.  */
static void
say_difference (struct image *image, const struct bmap_range *range)
{
  char *text;
  if (asprintf (&text,
                _("bytes %ju to %ju of %%s are not what its block map says"),
                (uintmax_t) bmap_start (&image->bmap, range),
                (uintmax_t) bmap_end (&image->bmap, range) - 1)
      < 0)
    text = NULL;
  report_error (0, text ? text : "%s", image->dd->input_name, NULL);
  free (text);
}

/* The range was copied: compare its sum.  */
static int
check_range (struct image *image, const struct bmap_range *range, size_t size)
{
  unsigned char sum[DIGEST_SIZE_MAX];
  int err = digest_end (image->range_digest, sum);
  if (err < 0)
    report_error (err, _("cannot sum %s"), image->dd->input_name, NULL);
  else if (memcmp (sum, range->sum, size) != 0)
    {
      say_difference (image, range);
      err = -EBADMSG;
    }
  return err;
}

static int
ends_early (struct image *image)
{
  report_error (0, _("%s ends before its block map does"),
                image->dd->input_name, NULL);
  return -EBADMSG;
}

static int
copy_range (struct image *image, const struct bmap_range *range,
            const struct digest_algorithm *algorithm)
{
  uint64_t start = bmap_start (&image->bmap, range);
  uint64_t len = bmap_end (&image->bmap, range) - start;
  uint64_t done;
  if (!image->input.seekable && image->at < start)
    {
      uint64_t gap = start - image->at;
      int err = dd_image_pass (image, gap, &done);
      if (err < 0)
        return err;
      if (done < gap)
        return ends_early (image);
    }
  if (range->summed)
    {
      int err = digest_open (algorithm, &image->range_digest);
      if (err < 0)
        {
          report_error (err, _("cannot sum %s"), image->dd->input_name, NULL);
          return err;
        }
      digest_begin (image->range_digest);
    }
  int err = dd_image_copy (image, start, len, &done);
  if (err == 0 && done < len)
    err = ends_early (image);
  if (err == 0 && range->summed)
    err = check_range (image, range, digest_size (algorithm));
  digest_close (image->range_digest);
  image->range_digest = NULL;
  return err;
}

/* What comes through a pipe has to end where the image does.  */
static int
check_end (struct image *image)
{
  uint64_t size = image->bmap.image_size;
  uint64_t left = size > image->at ? size - image->at : 0;
  uint64_t done = 0;
  if (image->input.seekable)
    return 0;
  int err = left > 0 ? dd_image_pass (image, left, &done) : 0;
  if (err == 0 && done < left)
    return ends_early (image);
  if (err == 0)
    err = dd_image_pass (image, 1, &done);
  if (err < 0 || done == 0)
    return err;
  report_error (0, _("%s goes on where its block map ends"),
                image->dd->input_name, NULL);
  return -EBADMSG;
}

/* A file becomes as long as the image.  */
static int
set_length (struct image *image)
{
  struct dd *dd = image->dd;
  struct statx stx;
  uint64_t size = image->output_start + image->bmap.image_size;
  if (image->put.target.type != ENDPOINT_FILE)
    return 0;
  int err = call_fstatx (dd->engine, dd->output_fd, &stx);
  if (err == 0 && stx.stx_size < size)
    err = call_ftruncate (dd->engine, dd->output_fd, (int64_t) size);
  if (err < 0)
    report_error (err, _("failed to truncate %s"), dd->output_name, NULL);
  return err;
}

int
dd_image_copy_mapped (struct image *image)
{
  const struct digest_algorithm *algorithm;
  int err = digest_load (image->bmap.kind, &algorithm);
  for (size_t i = 0; err == 0 && i < image->bmap.count; i++)
    err = copy_range (image, &image->bmap.ranges[i], algorithm);
  if (err == 0)
    err = check_end (image);
  return err == 0 ? set_length (image) : err;
}

/* ---- making one ---------------------------------------------------------- */

int
dd_image_make_begin (struct image *image)
{
  if (!image->wanted->bmap_out)
    return 0;
  /* The map is of the whole.  */
  int err = image->input.seekable && image->input_start > 0
                ? -EINVAL
                : bmap_make_open (&image->make, image->dd->engine,
                                  &image->input, DIGEST_SHA256);
  if (err < 0)
    report_error (err, _("cannot make a block map of %s"),
                  image->dd->input_name, NULL);
  image->makes = err == 0;
  return err;
}

static int
write_text (struct image *image, const char *name, const char *text, size_t len)
{
  struct engine *engine = image->dd->engine;
  int claim;
  int fd = dd_image_open_beside (image, name, &claim);
  if (fd < 0)
    return fd;
  int err = call_write_all (engine, fd, text, len, OP_CURRENT_OFFSET);
  int close_err = call_close (engine, fd);
  if (claim >= 0)
    call_close (engine, claim);
  err = err < 0 ? err : close_err;
  if (err < 0)
    report_error (err, _("error writing %s"), name, NULL);
  return err;
}

int
dd_image_make_end (struct image *image)
{
  const char *name = image->wanted->bmap_out;
  char *text;
  size_t len;
  if (!image->makes)
    return 0;
  int err = bmap_make_end (&image->make, &text, &len);
  if (err < 0)
    {
      report_error (err, _("cannot make a block map of %s"),
                    image->dd->input_name, NULL);
      return err;
    }
  err = write_text (image, name, text, len);
  free (text);
  return err;
}
