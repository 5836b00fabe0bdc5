/* Hard links: where the first name of a file went.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/links.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"

enum
{
  FIRST_BUCKETS = 251
};

struct link_record
{
  struct file_id source;
  struct file_id target;
  struct dirnode *node; /* where the first name went; NULL while unclaimed */
  char *name;           /* of the target; the same */
  struct batch *waiting;
  unsigned int n_waiting;
  unsigned int names_left; /* not yet seen; 0 with KEEP: unknown */
  unsigned int users;      /* between claim and release */
  bool keep;
  bool made;
  bool unclaimed;     /* no name is the first, links_hold () */
  bool hurried;       /* the next one is, whatever it is */
  bool forgotten;     /* and no longer in the table */
  bool followed;      /* its name is a symbolic link to it */
  unsigned char *sum; /* of its contents, or NULL */
};

struct links
{
  pthread_mutex_t lock;
  Hash_table *table;
};

static size_t
record_hash (const void *item, size_t buckets)
{
  const struct link_record *record = item;
  return (record->source.ino ^ record->source.dev << 7) % buckets;
}

static bool
record_equal (const void *a, const void *b)
{
  const struct link_record *x = a;
  const struct link_record *y = b;
  return file_id_equal (x->source, y->source);
}

struct links *
links_new (void)
{
  struct links *links = malloc (sizeof *links);
  if (!links)
    return NULL;
  links->table
      = hash_initialize (FIRST_BUCKETS, NULL, record_hash, record_equal, NULL);
  if (!links->table)
    {
      free (links);
      return NULL;
    }
  pthread_mutex_init (&links->lock, NULL);
  return links;
}

static void
record_free (struct link_record *record, struct engine *engine,
             struct dircache *cache)
{
  if (record->node)
    dirnode_unref (engine, cache, record->node);
  free (record->name);
  free (record->sum);
  free (record);
}

/* What hash_do_for_each () passes on.  */
struct freeing
{
  struct engine *engine;
  struct dircache *cache;
};

static bool
free_one (void *item, void *arg)
{
  const struct freeing *freeing = arg;
  record_free (item, freeing->engine, freeing->cache);
  return true;
}

void
links_free (struct links *links, struct engine *engine, struct dircache *cache)
{
  struct freeing freeing = { engine, cache };
  hash_do_for_each (links->table, free_one, &freeing);
  hash_free (links->table);
  pthread_mutex_destroy (&links->lock);
  free (links);
}

static struct link_record *
record_new (struct file_id id, unsigned int nlink, struct dirnode *node,
            const char *name)
{
  struct link_record *record = malloc (sizeof *record);
  char *copy = strdup (name);
  if (!record || !copy)
    {
      free (record);
      free (copy);
      return NULL;
    }
  *record = (struct link_record) {
    .source = id,
    .node = dirnode_ref (node),
    .name = copy,
    .names_left = nlink > 0 ? nlink - 1 : 0,
    .keep = nlink == 0,
    .users = 1,
  };
  return record;
}

/* Have ENTRY of NODE come back when RECORD's copy stands.  */
static int
wait_for (struct link_record *record, struct dirnode *node,
          const struct entry *entry, bool operand)
{
  size_t source_size = strlen (entry->name[SOURCE]) + 1;
  size_t target_size = strlen (entry->name[TARGET]) + 1;
  char *names;
  struct batch *batch = batch_new (node, 1, source_size + target_size, &names);
  if (!batch)
    return -ENOMEM;
  batch->entries[0] = *entry;
  batch->entries[0].name[SOURCE]
      = memcpy (names, entry->name[SOURCE], source_size);
  batch->entries[0].name[TARGET]
      = memcpy (names + source_size, entry->name[TARGET], target_size);
  batch->operands = operand;
  batch->older = record->waiting;
  record->waiting = batch;
  record->n_waiting++;
  return 0;
}

/* Take what waits for RECORD.  */
static struct batch *
take_waiting (struct link_record *record)
{
  struct batch *waiting = record->waiting;
  record->waiting = NULL;
  record->n_waiting = 0;
  return waiting;
}

/* ENTRY of NODE is the first name of RECORD, which had none.  */
static int
claim_unclaimed (struct link_record *record, struct dirnode *node,
                 const struct entry *entry)
{
  record->name = strdup (entry->name[TARGET]);
  if (!record->name)
    return -ENOMEM;
  record->node = dirnode_ref (node);
  record->unclaimed = false;
  record->users = 1;
  return LINK_FIRST;
}

static int
claim_known (struct link_record *record, struct dirnode *node,
             const struct entry *entry, bool operand)
{
  if (record->unclaimed)
    return claim_unclaimed (record, node, entry);
  if (!record->made)
    {
      int err = wait_for (record, node, entry, operand);
      return err < 0 ? err : LINK_WAITS;
    }
  if (record->names_left > 0)
    record->names_left--;
  record->users++;
  return LINK_READY;
}

int
links_claim (struct links *links, struct file_id id, unsigned int nlink,
             struct dirnode *node, const struct entry *entry, bool operand,
             struct link_record **ret_record)
{
  struct link_record key = { .source = id };
  int result = LINK_FIRST;
  pthread_mutex_lock (&links->lock);
  struct link_record *record = hash_lookup (links->table, &key);
  if (record)
    result = claim_known (record, node, entry, operand);
  else
    {
      record = record_new (id, nlink, node, entry->name[TARGET]);
      if (!record || !hash_insert (links->table, record))
        {
          if (record)
            {
              atomic_fetch_sub (&node->refs, 1); /* the caller has one */
              free (record->name);
            }
          free (record);
          result = -ENOMEM;
        }
    }
  pthread_mutex_unlock (&links->lock);
  if (result >= 0)
    *ret_record = record;
  return result;
}

/* Names that are held back.  */

/* Whether path A comes before B, as a tree is walked in order: at each level
   directories come last.  */
static bool
precedes (const char *a, const char *b)
{
  while (*a && *a == *b)
    a++, b++;
  bool a_is_directory = strchr (a, '/') != NULL;
  bool b_is_directory = strchr (b, '/') != NULL;
  if (a_is_directory != b_is_directory)
    return b_is_directory;
  return (unsigned char) *a < (unsigned char) *b;
}

/* Where the only entry of BATCH goes, in new memory, or NULL.  */
static char *
path_of (const struct batch *batch)
{
  return dirnode_path (batch->node, TARGET, batch->entries[0].name[TARGET]);
}

/* Let the names that wait for RECORD, which is unclaimed, wait no longer.
   Return them; the last of them, in order, is to be the first that comes
   back.  */
static struct batch *
hurry (struct link_record *record)
{
  struct batch **end = &record->waiting;
  struct batch **latest = end;
  char *latest_path = *end ? path_of (*end) : NULL;
  record->hurried = true;
  for (; *end; end = &(*end)->older)
    {
      char *path = path_of (*end);
      bool later = path && latest_path && precedes (latest_path, path);
      if (later)
        latest = end;
      free (later ? latest_path : path);
      latest_path = later ? path : latest_path;
    }
  free (latest_path);
  struct batch *leader = *latest;
  if (leader && leader->older)
    {
      *latest = leader->older;
      leader->older = NULL;
      *end = leader;
    }
  return take_waiting (record);
}

int
links_hold (struct links *links, struct link_record *record,
            const struct links_name *name, struct batch **ret_released)
{
  int result = LINK_FIRST;
  struct dirnode *left = NULL;
  pthread_mutex_lock (&links->lock);
  if (!record->hurried)
    {
      result = wait_for (record, name->node, name->entry, name->operand);
      if (result == 0)
        result = LINK_WAITS;
    }
  *ret_released = NULL;
  if (result == LINK_WAITS)
    {
      left = record->node;
      free (record->name);
      record->node = NULL;
      record->name = NULL;
      record->users = 0;
      record->unclaimed = true;
      if (record->n_waiting >= name->nlink)
        *ret_released = hurry (record);
    }
  pthread_mutex_unlock (&links->lock);
  if (left)
    dirnode_unref (name->engine, name->cache, left);
  return result;
}

/* What is released, linked by `older'.  */
struct release
{
  struct batch *first, **end;
};

static bool
release_one (void *item, void *arg)
{
  struct link_record *record = item;
  struct release *release = arg;
  if (!record->unclaimed || !record->waiting)
    return true;
  *release->end = hurry (record);
  while (*release->end)
    release->end = &(*release->end)->older;
  return true;
}

struct batch *
links_release_held (struct links *links)
{
  struct release release = { .end = &release.first };
  pthread_mutex_lock (&links->lock);
  hash_do_for_each (links->table, release_one, &release);
  pthread_mutex_unlock (&links->lock);
  return release.first;
}

/* End a use of RECORD; the last one after all names were seen frees it.  */
static bool
drop_user (struct links *links, struct link_record *record)
{
  record->users--;
  if (record->forgotten)
    return record->users == 0;
  if (record->users > 0 || record->keep || record->names_left > 0)
    return false;
  hash_remove (links->table, record);
  return true;
}

struct batch *
links_made (struct links *links, struct engine *engine, struct dircache *cache,
            struct link_record *record, struct file_id target)
{
  pthread_mutex_lock (&links->lock);
  record->made = true;
  record->target = target;
  struct batch *waiting = take_waiting (record);
  bool gone = drop_user (links, record);
  pthread_mutex_unlock (&links->lock);
  if (gone)
    record_free (record, engine, cache);
  return waiting;
}

struct batch *
links_failed (struct links *links, struct engine *engine,
              struct dircache *cache, struct link_record *record)
{
  pthread_mutex_lock (&links->lock);
  struct batch *waiting = take_waiting (record);
  hash_remove (links->table, record);
  pthread_mutex_unlock (&links->lock);
  record_free (record, engine, cache);
  return waiting;
}

void
links_target (const struct link_record *record, struct dirnode **ret_node,
              const char **ret_name, struct file_id *ret_target)
{
  *ret_node = record->node;
  *ret_name = record->name;
  *ret_target = record->target;
}

void
links_release (struct links *links, struct engine *engine,
               struct dircache *cache, struct link_record *record)
{
  pthread_mutex_lock (&links->lock);
  bool gone = drop_user (links, record);
  pthread_mutex_unlock (&links->lock);
  if (gone)
    record_free (record, engine, cache);
}

void
links_forget (struct links *links, struct link_record *record)
{
  pthread_mutex_lock (&links->lock);
  if (!record->forgotten)
    hash_remove (links->table, record);
  record->forgotten = true;
  pthread_mutex_unlock (&links->lock);
}

void
links_note_followed (struct link_record *record)
{
  record->followed = true;
}

bool
links_followed (const struct link_record *record)
{
  return record->followed;
}

int
links_note_sum (struct link_record *record, const unsigned char *sum,
                size_t size)
{
  record->sum = malloc (size);
  if (!record->sum)
    return -ENOMEM;
  memcpy (record->sum, sum, size);
  return 0;
}

const unsigned char *
links_sum (const struct link_record *record)
{
  return record->sum;
}
