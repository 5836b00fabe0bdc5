/* dd's imaging: from a bad medium, first what is easily had.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Where the order of bytes matters to nobody, bad places are left for later, as
   ddrescue leaves them.  Each try to read one may take the medium many seconds,
   and make it worse; so what is good comes first, wherever it lies:

     1  large pieces from the beginning on; behind a bad one more and more is
        passed over;
     2  the same from the end of what was passed over;
     3  the rest of it, without passing over any;
     4  each bad piece from either end, up to the first place that is bad;
     5  what is in between, passing over more and more where it is bad;
     6  the rest of that.

   The map (rescue-map.h) is all that is remembered: what was not tried, `?';
   failed, `*'; and failed but for its ends, `/'.  So the end of one run is
   where another goes on.  */

#include <config.h>

#include "dd/dd-image-impl.h"

#include <errno.h>
#include <string.h>

#include "base/messages.h"
#include "user/report.h"

enum
{
  CHUNK = 1 << 20,   /* bytes read at once */
  SKIP_MAX = 1 << 30 /* bytes passed over at once */
};

/* The part of the input that is to be read.  */
struct domain
{
  struct image *image;
  uint64_t start, end;
};

/* What a pass looks for, and what becomes of it.  */
struct manner
{
  enum rescue_status todo;
  enum rescue_status failed; /* RESCUE_BAD: there is nothing left to try */
  size_t piece;              /* bytes */
  bool skips;
};

struct outcome
{
  size_t len; /* so much was dealt with */
  bool bad;
};

bool
dd_image_may_skip (const struct image *image)
{
  if (!image->wanted->rescue || !image->size_fixed)
    return false;
  return image->wanted->map_file
         || (image->puts && !image->appends && image->log == NULL
             && image->wanted->n_tees == 0 && image->window_digest == NULL);
}

static int
say_unread (const struct image *image, int err)
{
  if (err != -EINTR)
    report_error (err, _("error reading %s"), image->dd->input_name, NULL);
  return err;
}

static int
set (struct image *image, uint64_t offset, uint64_t len,
     enum rescue_status status)
{
  int err = rescue_map_set (&image->map, offset, len, status);
  return err < 0 ? say_unread (image, err) : 0;
}

static int
ends_early (const struct image *image)
{
  report_error (0, _("%s ends before all of it was read"),
                image->dd->input_name, NULL);
  return -EIO;
}

/* Try to read LEN bytes at OFFSET of the input.  What comes is put; what does
   not is noted as FAILED, and with RESCUE_BAD zeros are put in its place.  */
static int
attempt (struct image *image, uint64_t offset, size_t len,
         enum rescue_status failed, struct outcome *ret)
{
  size_t got;
  int err = rescue_try (&image->rescue, image->buf, offset, len, &got);
  if (err < 0)
    return say_unread (image, err);
  bool bad = err == RESCUE_FAILED;
  if (!bad && got == 0)
    return ends_early (image);
  ret->bad = bad;
  ret->len = bad ? len : got;
  if (bad && failed != RESCUE_BAD)
    {
      err = set (image, offset, len, failed);
      return err < 0 ? err : dd_image_look_around (image);
    }
  if (bad)
    memset (image->buf, 0, len);
  err = dd_image_take (image, offset - image->input_start, ret->len);
  /* Only now is it there.  */
  return err < 0
             ? err
             : set (image, offset, ret->len, bad ? RESCUE_BAD : RESCUE_DONE);
}

/* How much is passed over next, when it was SKIP before.  */
static uint64_t
next_skip (uint64_t skip, size_t piece)
{
  if (skip == 0)
    return piece;
  return skip < SKIP_MAX ? 2 * skip : skip;
}

/* From the beginning to the end, in pieces that end at multiples of their
   size.  */
static int
go_forward (const struct domain *domain, const struct manner *manner)
{
  struct image *image = domain->image;
  uint64_t at = domain->start, skip = 0, start, end;
  while (rescue_map_find (&image->map, manner->todo, at, domain->end, &start,
                          &end))
    {
      struct outcome outcome;
      uint64_t upto = start - start % manner->piece + manner->piece;
      size_t len = (size_t) ((upto < end ? upto : end) - start);
      int err = attempt (image, start, len, manner->failed, &outcome);
      if (err < 0)
        return err;
      at = start + outcome.len;
      skip = outcome.bad ? next_skip (skip, manner->piece) : 0;
      if (manner->skips)
        at += skip;
    }
  return 0;
}

/* From the end to the beginning.  */
static int
go_backward (const struct domain *domain, const struct manner *manner)
{
  struct image *image = domain->image;
  uint64_t upto = domain->end, skip = 0, start, end;
  while (upto > domain->start
         && rescue_map_find_last (&image->map, manner->todo, domain->start,
                                  upto, &start, &end))
    {
      struct outcome outcome;
      uint64_t at = end - 1 - (end - 1) % manner->piece;
      at = at < start ? start : at;
      int err
          = attempt (image, at, (size_t) (end - at), manner->failed, &outcome);
      if (err < 0)
        return err;
      skip = outcome.bad ? next_skip (skip, manner->piece) : 0;
      /* What is left behind a short read is found again.  */
      if (outcome.bad)
        upto = at > skip ? at - skip : 0;
    }
  return 0;
}

/* Read from START up to the first bad place before END.  Set *RET_AT to what
   lies behind that.  */
static int
trim_front (struct image *image, uint64_t start, uint64_t end, uint64_t *ret_at)
{
  size_t piece = image->rescue.smallest;
  struct outcome outcome = { .bad = false };
  while (start < end && !outcome.bad)
    {
      uint64_t upto = start - start % piece + piece;
      size_t len = (size_t) ((upto < end ? upto : end) - start);
      int err = attempt (image, start, len, RESCUE_BAD, &outcome);
      if (err < 0)
        return err;
      start += outcome.len;
    }
  *ret_at = start;
  return 0;
}

/* The same from END down to START; *RET_AT is where the last piece that is left
   ends.  */
static int
trim_back (struct image *image, uint64_t start, uint64_t end, uint64_t *ret_at)
{
  size_t piece = image->rescue.smallest;
  bool bad = false;
  while (start < end && !bad)
    {
      uint64_t at = end - 1 - (end - 1) % piece;
      at = at < start ? start : at;
      for (uint64_t behind = at; behind < end;)
        {
          struct outcome outcome;
          int err = attempt (image, behind, (size_t) (end - behind), RESCUE_BAD,
                             &outcome);
          if (err < 0)
            return err;
          behind += outcome.len;
          bad |= outcome.bad;
        }
      end = at;
    }
  *ret_at = end;
  return 0;
}

static int
trim (const struct domain *domain)
{
  struct image *image = domain->image;
  uint64_t start, end;
  image->phase = RESCUE_UNTRIMMED;
  while (rescue_map_find (&image->map, RESCUE_UNTRIMMED, domain->start,
                          domain->end, &start, &end))
    {
      int err = trim_front (image, start, end, &start);
      if (err == 0)
        err = trim_back (image, start, end, &end);
      if (err == 0 && start < end)
        err = set (image, start, end - start, RESCUE_UNSCRAPED);
      if (err < 0)
        return err;
    }
  return 0;
}

/* What an earlier run has given up is tried once more, place by place.  */
static int
begin (const struct domain *domain)
{
  struct image *image = domain->image;
  uint64_t at = domain->start, start, end;
  int err = 0;
  if (domain->end > domain->start
      && rescue_map_extend (&image->map, domain->end) < 0)
    return say_unread (image, -ENOMEM);
  while (err == 0
         && rescue_map_find (&image->map, RESCUE_BAD, at, domain->end, &start,
                             &end))
    {
      err = set (image, start, end - start, RESCUE_UNSCRAPED);
      at = end;
    }
  return err;
}

int
dd_image_rescue (struct image *image)
{
  struct domain domain
      = { image, image->input_start, image->input_start + image->size };
  struct manner manner
      = { RESCUE_UNTRIED, RESCUE_UNTRIMMED, CHUNK, .skips = true };
  int err = begin (&domain);
  if (err == 0)
    err = go_forward (&domain, &manner);
  if (err == 0)
    err = go_backward (&domain, &manner);
  manner.skips = false;
  if (err == 0)
    err = go_forward (&domain, &manner);
  if (err == 0)
    err = trim (&domain);
  if (err < 0)
    return err;
  image->phase = RESCUE_UNSCRAPED;
  manner = (struct manner) { RESCUE_UNSCRAPED, RESCUE_BAD,
                             image->rescue.smallest, .skips = true };
  err = go_forward (&domain, &manner);
  manner.skips = false;
  if (err == 0)
    err = go_forward (&domain, &manner);
  if (err < 0)
    return err;
  image->phase = RESCUE_DONE;
  image->at = image->size;
  return 0;
}
