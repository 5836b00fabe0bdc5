/* Name sets: which names a directory has, held in little memory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/name-set.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum
{
  FIRST_SLOTS = 64,

  /* A slot has the type in its lowest bits, above them the number.  */
  TYPE_BITS = 4
};

#define TYPE_MASK ((UINT64_C (1) << TYPE_BITS) - 1)

/* Open addressing; a slot of 0 is free.  */
struct name_set
{
  uint64_t key;
  size_t count;
  bool lacks_some;
  size_t slots; /* a power of two */
  uint64_t *table;
};

/* Each step can be undone, so that words that differ in one place only never
   give the same.  */
static uint64_t
mix (uint64_t hash, uint64_t word)
{
  hash = (hash ^ word) * UINT64_C (0x9e3779b97f4a7c15);
  hash ^= hash >> 32;
  hash *= UINT64_C (0xd6e8feb86659fd93);
  return hash ^ hash >> 29;
}

/* The number of NAME, which is never 0, in the place that it has in a
   slot.  */
static uint64_t
number_of (const struct name_set *set, const char *name)
{
  size_t len = strlen (name);
  uint64_t hash = mix (set->key, len);
  for (uint64_t word; len > 0;)
    {
      size_t n = len < sizeof word ? len : sizeof word;
      word = 0;
      memcpy (&word, name, n);
      hash = mix (hash, word);
      name += n;
      len -= n;
    }
  hash &= ~TYPE_MASK;
  return hash != 0 ? hash : TYPE_MASK + 1;
}

struct name_set *
name_set_new (void)
{
  struct name_set *set = calloc (1, sizeof *set);
  if (!set)
    return NULL;
  set->slots = FIRST_SLOTS;
  set->table = calloc (set->slots, sizeof *set->table);
  if (!set->table)
    {
      free (set);
      return NULL;
    }
  /* Without a key of its own, a run is as right as the one before.  */
  if (getrandom (&set->key, sizeof set->key, GRND_NONBLOCK) < 0)
    set->key = 0;
  return set;
}

void
name_set_free (struct name_set *set)
{
  if (!set)
    return;
  free (set->table);
  free (set);
}

/* Where NUMBER is in TABLE, or would be.  */
static uint64_t *
slot_of (uint64_t *table, size_t slots, uint64_t number)
{
  size_t at = (number >> TYPE_BITS) & (slots - 1);
  while (table[at] != 0 && (table[at] & ~TYPE_MASK) != number)
    at = (at + 1) & (slots - 1);
  return &table[at];
}

static int
grow (struct name_set *set)
{
  size_t slots = set->slots * 2;
  uint64_t *table = calloc (slots, sizeof *table);
  if (!table)
    return -ENOMEM;
  for (size_t i = 0; i < set->slots; i++)
    if (set->table[i] != 0)
      *slot_of (table, slots, set->table[i] & ~TYPE_MASK) = set->table[i];
  free (set->table);
  set->table = table;
  set->slots = slots;
  return 0;
}

int
name_set_add (struct name_set *set, const char *name, unsigned char type)
{
  int err = set->count * 4 >= set->slots * 3 ? grow (set) : 0;
  if (err < 0)
    {
      set->lacks_some = true;
      return err;
    }
  uint64_t number = number_of (set, name);
  uint64_t *slot = slot_of (set->table, set->slots, number);
  if (*slot == 0)
    {
      *slot = number | (type & TYPE_MASK);
      set->count++;
    }
  else if ((*slot & TYPE_MASK) != (type & TYPE_MASK))
    *slot = number | NAME_SET_MIXED;
  return 0;
}

bool
name_set_find (const struct name_set *set, const char *name,
               unsigned char *ret_type)
{
  uint64_t slot = *slot_of (set->table, set->slots, number_of (set, name));
  if (slot != 0)
    *ret_type = slot & TYPE_MASK;
  return slot != 0;
}

bool
name_set_is_whole (const struct name_set *set)
{
  return !set->lacks_some;
}

size_t
name_set_count (const struct name_set *set)
{
  return set->count;
}
