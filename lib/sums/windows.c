/* A file's sums, one for each MiB.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sums/windows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FIRST_ROOM = 16
};

struct window
{
  uint64_t start;
  unsigned char sum[WINDOWS_SUM];
};

void
windows_begin (struct windows *windows, struct digest *digest)
{
  windows->digest = digest;
  windows->count = 0;
  windows->taken = 0;
  windows->summing = false;
  windows->error = 0;
}

/* The window in hand is over: list its sum.  */
static void
list_window (struct windows *windows)
{
  if (windows->count == windows->room)
    {
      size_t room = windows->room ? 2 * windows->room : FIRST_ROOM;
      void *list = reallocarray (windows->list, room, sizeof *windows->list);
      if (!list)
        {
          windows->error = -ENOMEM;
          return;
        }
      windows->list = list;
      windows->room = room;
    }
  struct window *window = &windows->list[windows->count++];
  window->start = (windows->taken - 1) / WINDOWS_SIZE * WINDOWS_SIZE;
  int err = digest_end (windows->digest, window->sum);
  if (err < 0)
    windows->error = err;
}

/* Take LEN bytes of the window in hand, or of one that begins.  */
static void
take_part (struct windows *windows, const void *data, size_t len)
{
  size_t within = windows->taken % WINDOWS_SIZE;
  if (!windows->summing && data)
    {
      windows->summing = true;
      digest_begin (windows->digest);
      digest_add (windows->digest, NULL, within);
    }
  if (windows->summing)
    digest_add (windows->digest, data, len);
  windows->taken += len;
  if (within + len < WINDOWS_SIZE)
    return;
  if (windows->summing)
    list_window (windows);
  windows->summing = false;
}

void
windows_take (struct windows *windows, const void *data, uint64_t len)
{
  while (len > 0 && windows->error == 0)
    {
      size_t part = WINDOWS_SIZE - windows->taken % WINDOWS_SIZE;
      if (!data && part == WINDOWS_SIZE && len >= WINDOWS_SIZE)
        {
          /* Whole windows of nothing.  */
          uint64_t whole = len - len % WINDOWS_SIZE;
          windows->taken += whole;
          len -= whole;
          continue;
        }
      if (len < part)
        part = (size_t) len;
      take_part (windows, data, part);
      data = data ? (const char *) data + part : NULL;
      len -= part;
    }
}

int
windows_end (struct windows *windows)
{
  if (windows->summing && windows->error == 0)
    list_window (windows);
  windows->summing = false;
  return windows->error;
}

/* ---- Comparing ------------------------------------------------------- */

struct comparison
{
  void (*differs) (void *arg, uint64_t from, uint64_t to);
  void *arg;
  uint64_t from, to; /* not yet told; none if they are the same */
};

static void
tell (struct comparison *comparison)
{
  if (comparison->from < comparison->to)
    comparison->differs (comparison->arg, comparison->from, comparison->to);
}

/* Another stretch differs.  They come in order.  */
static void
add (struct comparison *comparison, uint64_t from, uint64_t to)
{
  if (from > comparison->to || comparison->from == comparison->to)
    {
      tell (comparison);
      comparison->from = from;
    }
  if (to > comparison->to)
    comparison->to = to;
}

static uint64_t
window_end (const struct windows *windows, uint64_t start)
{
  uint64_t left = windows->taken - start;
  return start + (left < WINDOWS_SIZE ? left : WINDOWS_SIZE);
}

/* Whether WINDOW of WINDOWS, which the other reading passed over, is all
   zeros.  1, 0 or -EIO.  */
static int
is_zeros (const struct windows *windows, const struct window *window)
{
  unsigned char sum[WINDOWS_SUM];
  digest_begin (windows->digest);
  digest_add (windows->digest, NULL,
              window_end (windows, window->start) - window->start);
  int err = digest_end (windows->digest, sum);
  return err < 0 ? err : memcmp (sum, window->sum, sizeof sum) == 0;
}

/* The longer of the two readings has this beyond the other.  */
static void
add_length (struct comparison *comparison, uint64_t one, uint64_t other)
{
  if (one != other)
    add (comparison, one < other ? one : other, one < other ? other : one);
}

int
windows_compare (const struct windows *one, const struct windows *other,
                 void (*differs) (void *arg, uint64_t from, uint64_t to),
                 void *arg)
{
  struct comparison comparison = { differs, arg, 0, 0 };
  size_t i = 0, k = 0;
  while (i < one->count || k < other->count)
    {
      const struct window *a = i < one->count ? &one->list[i] : NULL;
      const struct window *b = k < other->count ? &other->list[k] : NULL;
      bool has_a = a && (!b || a->start <= b->start);
      bool has_b = b && (!a || b->start <= a->start);
      int same = has_a && has_b ? memcmp (a->sum, b->sum, sizeof a->sum) == 0
                 : has_a        ? is_zeros (one, a)
                                : is_zeros (other, b);
      if (same < 0)
        return same;
      if (!same)
        add (&comparison, has_a ? a->start : b->start,
             has_a ? window_end (one, a->start) : window_end (other, b->start));
      i += has_a;
      k += has_b;
    }
  add_length (&comparison, one->taken, other->taken);
  tell (&comparison);
  return 0;
}

void
windows_free (struct windows *windows)
{
  free (windows->list);
  windows->list = NULL;
  windows->room = 0;
}
