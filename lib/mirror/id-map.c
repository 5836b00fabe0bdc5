/* Whom files belong to at the destination: --usermap, --groupmap, --chown.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/id-map.h"

#include <errno.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "c-ctype.h"
#include "filter/filter.h"

enum
{
  CACHE_SLOTS = 512,
  FIRST_BUFFER = 1024, /* for a line of the database; they may be long */
  LARGEST_BUFFER = 16 * 1024 * 1024
};

enum from
{
  FROM_RANGE,
  FROM_NAME, /* or nothing */
  FROM_PATTERN
};

struct id_pair
{
  enum from from;
  uint32_t low, high;
  char *name;
  uint32_t to;
};

/* What was found out about a number.  */
struct id_known
{
  bool known;
  uint32_t id;
  uint32_t to;
};

/* A number goes to the slot that its last bits say, so memory is bounded.  */
struct id_cache
{
  pthread_mutex_t lock;
  struct id_known slots[CACHE_SLOTS];
};

struct id_map
{
  enum id_kind kind;
  bool numeric;
  bool wants_names;
  struct id_cache *cache;
  size_t count;
  struct id_pair *pairs;
};

/* An entry of either database.  */
struct id_entry
{
  const char *name;
  uint32_t id;
};

/* Look for NAME, or for ID where that is NULL, with BUFFER to hold what is
   found.  0, or an error: ERANGE for a larger buffer.  */
static int
look_up_in (enum id_kind kind, const char *name, uint32_t id, char *buffer,
            size_t size, struct id_entry *entry)
{
  int err;
  if (kind == ID_USER)
    {
      struct passwd record, *found = NULL;
      err = name ? getpwnam_r (name, &record, buffer, size, &found)
                 : getpwuid_r (id, &record, buffer, size, &found);
      if (found)
        *entry = (struct id_entry) { record.pw_name, record.pw_uid };
      return found ? 0 : err != 0 ? err : ENOENT;
    }
  struct group record, *found = NULL;
  err = name ? getgrnam_r (name, &record, buffer, size, &found)
             : getgrgid_r (id, &record, buffer, size, &found);
  if (found)
    *entry = (struct id_entry) { record.gr_name, record.gr_gid };
  return found ? 0 : err != 0 ? err : ENOENT;
}

/* The same; *RET_BUFFER is to be freed, and is NULL where nothing was
   found.  */
static struct id_entry
look_up (enum id_kind kind, const char *name, uint32_t id, char **ret_buffer)
{
  struct id_entry entry = { "", 0 };
  char *buffer = NULL;
  int err = ERANGE;
  for (size_t size = FIRST_BUFFER; err == ERANGE && size <= LARGEST_BUFFER;
       size *= 4)
    {
      char *larger = realloc (buffer, size);
      if (!larger)
        break;
      buffer = larger;
      do
        err = look_up_in (kind, name, id, buffer, size, &entry);
      while (err == EINTR);
    }
  if (err != 0)
    {
      free (buffer);
      buffer = NULL;
      entry.name = "";
    }
  *ret_buffer = buffer;
  return entry;
}

/* Take the LEN bytes at TEXT, all digits, for a number.  */
static bool
take_number (const char *text, int len, uint32_t *ret_id)
{
  uint64_t id = 0;
  for (int i = 0; i < len; i++)
    {
      if (!c_isdigit (text[i]))
        return false;
      id = id * 10 + (text[i] - '0');
      if (id > UINT32_MAX)
        return false;
    }
  *ret_id = id;
  return len > 0;
}

/* Take LOW or LOW-HIGH.  */
static bool
take_range (const char *text, int len, struct id_pair *pair)
{
  const char *dash = memchr (text, '-', len);
  int low_len = dash ? dash - text : len;
  if (!take_number (text, low_len, &pair->low))
    return false;
  pair->high = pair->low;
  return !dash || take_number (dash + 1, len - low_len - 1, &pair->high);
}

static int
take_from (const char *text, int len, struct id_pair *pair,
           struct id_trouble *trouble)
{
  if (len > 0 && c_isdigit (*text))
    {
      pair->from = FROM_RANGE;
      trouble->fault = ID_FAULT_NUMBER;
      return take_range (text, len, pair) ? 0 : -EINVAL;
    }
  pair->name = strndup (text, len);
  if (!pair->name)
    return -ENOMEM;
  pair->from = strpbrk (pair->name, "*?[") ? FROM_PATTERN : FROM_NAME;
  return 0;
}

static int
take_to (enum id_kind kind, const char *text, int len, struct id_pair *pair,
         struct id_trouble *trouble)
{
  trouble->fault = ID_FAULT_NO_TO;
  if (len == 0)
    return -EINVAL;
  if (c_isdigit (*text))
    {
      trouble->fault = ID_FAULT_NUMBER;
      return take_number (text, len, &pair->to) ? 0 : -EINVAL;
    }
  char *name = strndup (text, len);
  if (!name)
    return -ENOMEM;
  char *buffer;
  struct id_entry entry = look_up (kind, name, 0, &buffer);
  free (name);
  pair->to = entry.id;
  bool found = buffer != NULL;
  free (buffer);
  trouble->fault = ID_FAULT_UNKNOWN;
  return found ? 0 : -EINVAL;
}

/* Add a pair, FROM_LEN bytes at FROM and TO_LEN at TO.  */
static int
add_pair (struct id_map *map, const char *from, int from_len, const char *to,
          int to_len, struct id_trouble *trouble)
{
  struct id_pair *pairs
      = reallocarray (map->pairs, map->count + 1, sizeof *pairs);
  if (!pairs)
    return -ENOMEM;
  map->pairs = pairs;
  struct id_pair *pair = &pairs[map->count];
  *pair = (struct id_pair) { .name = NULL };
  int err = take_to (map->kind, to, to_len, pair, trouble);
  if (err == 0)
    err = take_from (from, from_len, pair, trouble);
  if (err < 0)
    return err;
  map->wants_names |= pair->from != FROM_RANGE;
  map->count++;
  return 0;
}

static struct id_map *
map_new (enum id_kind kind)
{
  struct id_map *map = calloc (1, sizeof *map);
  struct id_cache *cache = calloc (1, sizeof *cache);
  if (!map || !cache)
    {
      free (map);
      free (cache);
      return NULL;
    }
  pthread_mutex_init (&cache->lock, NULL);
  map->kind = kind;
  map->cache = cache;
  return map;
}

/* Give *RET_MAP to the caller, or free it.  */
static int
map_ready (struct id_map *map, int err, struct id_map **ret_map)
{
  if (err < 0)
    id_map_free (map);
  else
    *ret_map = map;
  return err;
}

int
id_map_new (enum id_kind kind, const char *text, struct id_map **ret_map,
            struct id_trouble *trouble)
{
  struct id_map *map = map_new (kind);
  if (!map)
    return -ENOMEM;
  int err = 0;
  while (err == 0 && text)
    {
      int len = strcspn (text, ",");
      *trouble = (struct id_trouble) { ID_FAULT_NO_COLON, text, len };
      const char *colon = memchr (text, ':', len);
      err = !colon ? -EINVAL
                   : add_pair (map, text, colon - text, colon + 1,
                               text + len - colon - 1, trouble);
      text = text[len] == ',' ? text + len + 1 : NULL;
    }
  return map_ready (map, err, ret_map);
}

int
id_map_new_all (enum id_kind kind, const char *name, int len,
                struct id_map **ret_map, struct id_trouble *trouble)
{
  struct id_map *map = map_new (kind);
  if (!map)
    return -ENOMEM;
  *trouble = (struct id_trouble) { .at = name, .len = len };
  return map_ready (map, add_pair (map, "*", 1, name, len, trouble), ret_map);
}

void
id_map_set_numeric (struct id_map *map)
{
  map->numeric = true;
}

static bool
pair_matches (const struct id_pair *pair, uint32_t id, const char *name)
{
  switch (pair->from)
    {
    case FROM_RANGE:
      return pair->low <= id && id <= pair->high;
    case FROM_NAME:
      return strcmp (pair->name, name) == 0;
    case FROM_PATTERN:
      return filter_match (pair->name, name, strlen (name));
    }
  return false;
}

static uint32_t
find (const struct id_map *map, uint32_t id)
{
  char *buffer = NULL;
  const char *name = "";
  if (map->wants_names && !map->numeric)
    name = look_up (map->kind, NULL, id, &buffer).name;
  uint32_t to = id;
  for (size_t i = 0; i < map->count; i++)
    if (pair_matches (&map->pairs[i], id, name))
      {
        to = map->pairs[i].to;
        break;
      }
  free (buffer);
  return to;
}

uint32_t
id_map_find (const struct id_map *map, uint32_t id)
{
  struct id_cache *cache = map->cache;
  struct id_known *slot = &cache->slots[id % CACHE_SLOTS];
  pthread_mutex_lock (&cache->lock);
  bool known = slot->known && slot->id == id;
  uint32_t to = slot->to;
  pthread_mutex_unlock (&cache->lock);
  if (known)
    return to;
  to = find (map, id);
  pthread_mutex_lock (&cache->lock);
  *slot = (struct id_known) { true, id, to };
  pthread_mutex_unlock (&cache->lock);
  return to;
}

void
id_map_free (struct id_map *map)
{
  if (!map)
    return;
  for (size_t i = 0; i < map->count; i++)
    free (map->pairs[i].name);
  free (map->pairs);
  pthread_mutex_destroy (&map->cache->lock);
  free (map->cache);
  free (map);
}
