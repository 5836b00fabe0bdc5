/* Compare which names of two trees are one and the same file.
   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The names of both trees must fall into the same groups.  It is enough to
   keep, for every inode with more than one link, the inode that the other
   side had under the first name seen: any later name must meet the same
   pair, from both sides.  */

#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "treecmp.h"

struct group
{
  dev_t dev, peer_dev;
  ino_t ino, peer_ino;
  uint64_t names; /* seen in this tree; 0: the slot is free */
  uint64_t nlink; /* what stat says */
  char *path;     /* quoted path of the first name */
};

struct table
{
  struct group *slot;
  size_t size; /* a power of two */
  size_t used;
};

static struct table tables[SIDES];

static size_t
hash (dev_t dev, ino_t ino, size_t size)
{
  uint64_t x = (uint64_t) ino * UINT64_C (0x9e3779b97f4a7c15);
  x ^= (uint64_t) dev * UINT64_C (0xc2b2ae3d27d4eb4f);
  return (x ^ (x >> 29)) & (size - 1);
}

static struct group *
table_find (struct table *table, dev_t dev, ino_t ino)
{
  size_t i = hash (dev, ino, table->size);

  while (table->slot[i].names != 0
         && (table->slot[i].dev != dev || table->slot[i].ino != ino))
    i = (i + 1) & (table->size - 1);
  return &table->slot[i];
}

static void
table_grow (struct table *table)
{
  struct table bigger = { .size = table->size ? table->size * 2 : 1024 };

  bigger.slot = calloc (bigger.size, sizeof *bigger.slot);
  if (bigger.slot == NULL)
    out_of_memory ();
  for (size_t i = 0; i < table->size; i++)
    {
      struct group *old = &table->slot[i];
      if (old->names != 0)
        *table_find (&bigger, old->dev, old->ino) = *old;
    }
  bigger.used = table->used;
  free (table->slot);
  *table = bigger;
}

/* Note one more name of SIDE's inode.  Return false if an earlier name of
   it had another partner.  */
static bool
note_side (struct pair const *pair, enum side side, bool *ret_first)
{
  struct table *table = &tables[side];
  struct stat const *st = &pair->st[side];
  struct stat const *peer = &pair->st[side == SRC ? DST : SRC];

  if (table->used * 2 >= table->size)
    table_grow (table);
  struct group *group = table_find (table, st->st_dev, st->st_ino);
  *ret_first = group->names == 0;
  if (*ret_first)
    {
      *group = (struct group) { .dev = st->st_dev,
                                .ino = st->st_ino,
                                .peer_dev = peer->st_dev,
                                .peer_ino = peer->st_ino,
                                .path = quoted_path () };
      table->used++;
      count.groups += side == SRC;
    }
  group->names++;
  group->nlink = st->st_nlink;
  return group->peer_dev == peer->st_dev && group->peer_ino == peer->st_ino;
}

static void
report_split (struct pair const *pair, enum side side)
{
  struct stat const *st = &pair->st[side];
  struct group *group = table_find (&tables[side], st->st_dev, st->st_ino);
  char *text = NULL;

  if (asprintf (&text, "same file as %s", group->path) < 0)
    out_of_memory ();
  if (side == SRC)
    differs ("hard link", text, "another file");
  else
    differs ("hard link", "another file", text);
  free (text);
}

bool
links_note (struct pair const *pair)
{
  bool first[SIDES] = { true, true };

  if (pair->st[SRC].st_nlink < 2 && pair->st[DST].st_nlink < 2)
    return true;
  for (int side = SRC; side < SIDES; side++)
    if (!note_side (pair, side, &first[side]) && opt.links)
      report_split (pair, side);
  return first[SRC] || first[DST];
}

/* Names outside the tree that GROUP's inode has.  A file system without
   link counts (FUSE may say 1) has none.  */
static uint64_t
outside (struct group const *group)
{
  return group->nlink > group->names ? group->nlink - group->names : 0;
}

void
links_finish (void)
{
  struct table *table = &tables[DST];

  if (!opt.links)
    return;
  for (size_t i = 0; i < table->size; i++)
    {
      struct group *copy = &table->slot[i];
      if (copy->names == 0)
        continue;
      struct group *source
          = table_find (&tables[SRC], copy->peer_dev, copy->peer_ino);
      if (outside (copy) > outside (source))
        {
          char text[SIDES][32];
          snprintf (text[SRC], sizeof text[SRC], "%" PRIu64, outside (source));
          snprintf (text[DST], sizeof text[DST], "%" PRIu64, outside (copy));
          differs_at (copy->path, "links from outside the tree", text[SRC],
                      text[DST]);
        }
    }
}
