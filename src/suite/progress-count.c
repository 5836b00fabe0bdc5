/* Counting what is to be copied, while it is being copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/progress-count.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "copy/tree-filter.h"
#include "hash.h"

enum
{
  /* After so many names, look whether to go on.  */
  STRIDE = 128,

  /* How long to wait where processors are busy, and the share of all that
     is done that counting may then have had.  */
  PAUSE_MS = 10,
  SHARE_PERCENT = 2,

  /* Processors are busy with this copy when it uses so much of them.  */
  BUSY_PERCENT = 60
};

struct progress_count
{
  const struct copy_policy *policy;
  char **sources;
  int count;
  unsigned int processors;
  double start;
  pthread_t thread;
  Hash_table *linked; /* files of several names that were met */
  unsigned int until_look;
  const char *source; /* being counted */
  bool known;         /* all of it so far */
  struct filter_path path;

  atomic_ullong files, bytes;
  atomic_bool all;

  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool running, stop; /* guarded by lock */
};

static double
clock_seconds (clockid_t clock)
{
  struct timespec now;
  clock_gettime (clock, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static unsigned int
count_processors (void)
{
  cpu_set_t set;
  return sched_getaffinity (0, sizeof set, &set) == 0 ? CPU_COUNT (&set) : 1;
}

/* Whether others have a better use for the processor.  */
static bool
is_in_the_way (const struct progress_count *count)
{
  double own = clock_seconds (CLOCK_THREAD_CPUTIME_ID);
  double all = clock_seconds (CLOCK_PROCESS_CPUTIME_ID);
  double possible
      = (clock_seconds (CLOCK_MONOTONIC) - count->start) * count->processors;
  return all > possible * BUSY_PERCENT / 100 && own > all * SHARE_PERCENT / 100;
}

static bool
wait_a_while (struct progress_count *count)
{
  struct timespec when;
  clock_gettime (CLOCK_REALTIME, &when);
  when.tv_nsec += PAUSE_MS * 1000000L;
  when.tv_sec += when.tv_nsec / 1000000000L;
  when.tv_nsec %= 1000000000L;
  pthread_mutex_lock (&count->lock);
  if (!count->stop)
    pthread_cond_timedwait (&count->wake, &count->lock, &when);
  bool go_on = !count->stop;
  pthread_mutex_unlock (&count->lock);
  return go_on;
}

/* Whether to go on, after waiting for one's turn.  */
static bool
may_go_on (struct progress_count *count)
{
  if (count->until_look-- > 0)
    return true;
  count->until_look = STRIDE;
  while (is_in_the_way (count))
    if (!wait_a_while (count))
      return false;
  pthread_mutex_lock (&count->lock);
  bool go_on = !count->stop;
  pthread_mutex_unlock (&count->lock);
  return go_on;
}

struct file_seen
{
  dev_t dev;
  ino_t ino;
};

static size_t
seen_hash (const void *item, size_t buckets)
{
  const struct file_seen *seen = item;
  return seen->ino % buckets;
}

static bool
seen_equal (const void *a, const void *b)
{
  const struct file_seen *x = a;
  const struct file_seen *y = b;
  return x->ino == y->ino && x->dev == y->dev;
}

/* Whether ST is a file that was met before under another name: its bytes
   are copied once.  Without memory to know, it is taken for a new one: this
   is but a count.  */
static bool
is_further_name (const struct progress_count *count, const struct stat *st)
{
  if (!count->policy->preserve_links || st->st_nlink == 1 || !count->linked)
    return false;
  struct file_seen key = { st->st_dev, st->st_ino };
  if (hash_lookup (count->linked, &key))
    return true;
  struct file_seen *seen = malloc (sizeof *seen);
  if (seen)
    {
      *seen = key;
      if (!hash_insert (count->linked, seen))
        free (seen);
    }
  return false;
}

static void
count_file (struct progress_count *count, const struct stat *st)
{
  if (count->policy->making != MAKE_COPIES)
    return;
  atomic_fetch_add (&count->files, 1);
  if (!count->policy->attributes_only && !is_further_name (count, st))
    atomic_fetch_add (&count->bytes, st->st_size);
}

/* Count what is no file but is copied as one.  Return whether its size can
   be known.  */
static bool
count_other (struct progress_count *count, const char *name,
             const struct stat *st)
{
  if (!count->policy->copy_as_regular || !S_ISBLK (st->st_mode))
    return !count->policy->copy_as_regular;
  int fd = open (name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  off_t size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  if (fd >= 0)
    close (fd);
  if (size < 0)
    return false;
  atomic_fetch_add (&count->files, 1);
  atomic_fetch_add (&count->bytes, size);
  return true;
}

/* Where the path in the transfer begins in NAME, which is LEVEL directories
   below the source, or NULL for a source that has none.  */
static const char *
transfer_path (const struct progress_count *count, const char *name, int level)
{
  size_t len;
  const char *top = tree_filter_top (count->source, &len);
  const char *path = name + (top - count->source);
  if (len > 0)
    return path;
  path = level > 0 ? strchr (path, '/') : NULL;
  return path ? path + strspn (path, "/") : NULL;
}

/* Whether the policy's filter leaves NAME out.  Without memory to know, it
   is counted.  */
static bool
is_left_out (struct progress_count *count, const char *name, int level,
             bool is_directory)
{
  const struct filter *filter = count->policy->filter;
  const char *path = filter ? transfer_path (count, name, level) : NULL;
  size_t len = path ? strlen (path) : 0;
  while (len > 0 && path[len - 1] == '/')
    len--;
  if (len == 0)
    return false;
  char *room = filter_path_room (&count->path, len);
  if (!room)
    return false;
  memcpy (room, path, len);
  return filter_path_judge (filter, &count->path, len, is_directory)
         == FILTER_EXCLUDE;
}

/* What is being counted: nftw () has no argument to pass on.  */
static struct progress_count *counting;

static int
count_entry (const char *name, const struct stat *st, int type, struct FTW *ftw)
{
  struct progress_count *count = counting;
  bool is_directory = type == FTW_D || type == FTW_DNR;
  if (!may_go_on (count))
    return FTW_STOP;
  if (is_left_out (count, name, ftw->level, is_directory)
      || (is_directory && !count->policy->recursive))
    return FTW_SKIP_SUBTREE;
  if (type == FTW_F && S_ISREG (st->st_mode))
    count_file (count, st);
  else if (type == FTW_F)
    count->known &= count_other (count, name, st);
  else if (type == FTW_DNR || type == FTW_NS)
    count->known = false;
  return FTW_CONTINUE;
}

/* Count SOURCE and what is below it.  Return whether all was counted.  */
static bool
count_source (struct progress_count *count, const char *source)
{
  enum
  {
    DESCRIPTORS = 4
  };
  const struct copy_policy *policy = count->policy;
  int flags = FTW_ACTIONRETVAL;
  flags |= policy->dereference == DEREF_ALWAYS ? 0 : FTW_PHYS;
  flags |= policy->one_file_system ? FTW_MOUNT : 0;
  char *followed
      = policy->dereference == DEREF_OPERANDS ? realpath (source, NULL) : NULL;
  /* Where names are other than those of the transfer, a filter cannot be
     asked about them.  */
  bool all = false;
  if (!followed || !policy->filter)
    {
      count->source = source;
      count->known = true;
      counting = count;
      all = nftw (followed ? followed : source, count_entry, DESCRIPTORS, flags)
                == 0
            && count->known;
    }
  free (followed);
  return all;
}

static void *
count_sources (void *arg)
{
  struct progress_count *count = arg;
  count->linked = hash_initialize (61, NULL, seen_hash, seen_equal, free);
  bool all = true;
  for (int i = 0; i < count->count; i++)
    all &= count_source (count, count->sources[i]);
  if (count->linked)
    hash_free (count->linked);
  free (count->path.data);
  atomic_store (&count->all, all);
  return NULL;
}

struct progress_count *
progress_count_start (const struct copy_policy *policy, char **sources,
                      int count)
{
  struct progress_count *counter = calloc (1, sizeof *counter);
  if (!counter)
    return NULL;
  counter->policy = policy;
  counter->sources = sources;
  counter->count = count;
  counter->processors = count_processors ();
  counter->start = clock_seconds (CLOCK_MONOTONIC);
  pthread_mutex_init (&counter->lock, NULL);
  pthread_cond_init (&counter->wake, NULL);
  counter->running
      = pthread_create (&counter->thread, NULL, count_sources, counter) == 0;
  return counter;
}

bool
progress_count_totals (const struct progress_count *count, uint64_t *ret_files,
                       uint64_t *ret_bytes)
{
  *ret_files = count ? atomic_load (&count->files) : 0;
  *ret_bytes = count ? atomic_load (&count->bytes) : 0;
  return count && atomic_load (&count->all);
}

void
progress_count_stop (struct progress_count *count)
{
  if (!count)
    return;
  pthread_mutex_lock (&count->lock);
  bool running = count->running;
  count->running = false;
  count->stop = true;
  pthread_cond_signal (&count->wake);
  pthread_mutex_unlock (&count->lock);
  if (running)
    pthread_join (count->thread, NULL);
}

void
progress_count_free (struct progress_count *count)
{
  if (!count)
    return;
  progress_count_stop (count);
  pthread_cond_destroy (&count->wake);
  pthread_mutex_destroy (&count->lock);
  free (count);
}
