/* Failing memory allocation, for tests.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Linked into a program with -Wl,--wrap=malloc,--wrap=calloc and so on, see
   tests/local.mk, this stands before the allocator for all that the program
   itself allocates; the C library's own needs are left alone.  Memory mapped
   without a file counts too, and so do threads.

     URINGUTILS_ALLOC_FAULT=N[:forever]   the Nth allocation, counted from 1,
                                          fails, or all from the Nth on
     URINGUTILS_ALLOC_FAULT_COUNT=FILE    write their number at exit  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__real_malloc (size_t);
void *__real_calloc (size_t, size_t);
void *__real_realloc (void *, size_t);
void *__real_reallocarray (void *, size_t, size_t);
void *__real_aligned_alloc (size_t, size_t);
int __real_posix_memalign (void **, size_t, size_t);
char *__real_strdup (const char *);
char *__real_strndup (const char *, size_t);
void *__real_mmap (void *, size_t, int, int, int, off_t);
int __real_pthread_create (pthread_t *, const pthread_attr_t *,
                           void *(*) (void *), void *);

void *__wrap_malloc (size_t);
void *__wrap_calloc (size_t, size_t);
void *__wrap_realloc (void *, size_t);
void *__wrap_reallocarray (void *, size_t, size_t);
void *__wrap_aligned_alloc (size_t, size_t);
int __wrap_posix_memalign (void **, size_t, size_t);
char *__wrap_strdup (const char *);
char *__wrap_strndup (const char *, size_t);
void *__wrap_mmap (void *, size_t, int, int, int, off_t);
int __wrap_pthread_create (pthread_t *, const pthread_attr_t *,
                           void *(*) (void *), void *);

static _Atomic uint64_t count;
static uint64_t fail_at;
static bool forever;

__attribute__ ((constructor)) static void
configure (void)
{
  const char *text = getenv ("URINGUTILS_ALLOC_FAULT");
  char *end;

  if (text == NULL)
    return;
  fail_at = strtoull (text, &end, 10);
  forever = strcmp (end, ":forever") == 0;
}

__attribute__ ((destructor)) static void
write_count (void)
{
  const char *name = getenv ("URINGUTILS_ALLOC_FAULT_COUNT");
  int fd = name == NULL ? -1 : open (name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  if (fd < 0)
    return;
  dprintf (fd, "%ju\n", (uintmax_t) atomic_load (&count));
  close (fd);
}

/* Count an allocation; whether it is to fail.  */
static bool
fails (void)
{
  uint64_t n = atomic_fetch_add (&count, 1) + 1;

  if (fail_at == 0 || n < fail_at || (n > fail_at && !forever))
    return false;
  errno = ENOMEM;
  return true;
}

void *
__wrap_malloc (size_t size)
{
  return fails () ? NULL : __real_malloc (size);
}

void *
__wrap_calloc (size_t n, size_t size)
{
  return fails () ? NULL : __real_calloc (n, size);
}

void *
__wrap_realloc (void *old, size_t size)
{
  return fails () ? NULL : __real_realloc (old, size);
}

void *
__wrap_reallocarray (void *old, size_t n, size_t size)
{
  return fails () ? NULL : __real_reallocarray (old, n, size);
}

void *
__wrap_aligned_alloc (size_t align, size_t size)
{
  return fails () ? NULL : __real_aligned_alloc (align, size);
}

int
__wrap_posix_memalign (void **ret, size_t align, size_t size)
{
  return fails () ? ENOMEM : __real_posix_memalign (ret, align, size);
}

char *
__wrap_strdup (const char *text)
{
  return fails () ? NULL : __real_strdup (text);
}

char *
__wrap_strndup (const char *text, size_t max)
{
  return fails () ? NULL : __real_strndup (text, max);
}

void *
__wrap_mmap (void *where, size_t size, int protection, int flags, int fd,
             off_t offset)
{
  if ((flags & MAP_ANONYMOUS) != 0 && fails ())
    return MAP_FAILED;
  return __real_mmap (where, size, protection, flags, fd, offset);
}

int
__wrap_pthread_create (pthread_t *thread, const pthread_attr_t *attributes,
                       void *(*start) (void *), void *arg)
{
  return fails () ? EAGAIN
                  : __real_pthread_create (thread, attributes, start, arg);
}
