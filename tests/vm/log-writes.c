/* log-writes -- what a disk held at any moment, from the log of dm-log-writes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   log-writes list LOG
     Print each entry of the log in the device or file LOG: its number, its
     kind ('flush', 'fua', 'flush+fua', 'discard', 'mark', 'write'), the first
     sector and how many, and of a mark its name.
   log-writes replay LOG DISK FROM UPTO
     Do to the file DISK what the entries from number FROM up to, and without,
     UPTO say.

   The kernel puts a write into the log when a flush has made it durable, or it
   was one that is durable by itself (FUA).  So the entries up to a flush are
   what a disk holds at least whose power goes then, and those up to a mark what
   it holds when the mark was set.  The format is that of the kernel's
   Documentation/admin-guide/device-mapper/log-writes.rst.  */

#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum
{
  FLUSH = 1,
  FUA = 2,
  DISCARD = 4,
  MARK = 8,
  SECTOR_MAX = 4096
};

static const uint64_t magic = 0x6a736677736872ULL;

/* As they are on the disk: little-endian, each in a sector of its own.  */
struct log_head
{
  uint64_t magic;
  uint64_t version;
  uint64_t entries;
  uint32_t sector_size;
};

struct log_entry
{
  uint64_t sector;
  uint64_t sectors;
  uint64_t flags;
  uint64_t mark_len;
};

struct log
{
  int fd;
  uint64_t entries;
  uint64_t unit; /* bytes of a sector */
  uint64_t at;   /* where the next entry begins */
};

struct entry
{
  uint64_t offset; /* bytes */
  uint64_t len;
  unsigned int flags;
  uint64_t data; /* where the log has it */
  char mark[SECTOR_MAX];
};

static void
die (const char *what)
{
  fprintf (stderr, "log-writes: %s: %s\n", what, strerror (errno));
  exit (1);
}

static void
invalid (const char *what)
{
  fprintf (stderr, "log-writes: %s\n", what);
  exit (1);
}

static void
read_all (int fd, void *to, size_t len, uint64_t at)
{
  for (char *p = to; len > 0;)
    {
      ssize_t n = pread (fd, p, len, at);
      if (n < 0)
        die ("reading the log");
      if (n == 0)
        invalid ("the log ends too early");
      p += n, at += n, len -= n;
    }
}

static void
write_all (int fd, const char *from, size_t len, uint64_t at)
{
  while (len > 0)
    {
      ssize_t n = pwrite (fd, from, len, at);
      if (n < 0)
        die ("writing the disk");
      from += n, at += n, len -= n;
    }
}

static struct log
open_log (const char *name)
{
  struct log_head head;
  struct log log = { .fd = open (name, O_RDONLY | O_CLOEXEC) };

  if (log.fd < 0)
    die (name);
  read_all (log.fd, &head, sizeof head, 0);
  log.entries = le64toh (head.entries);
  log.unit = le32toh (head.sector_size);
  log.at = log.unit;
  if (le64toh (head.magic) != magic || le64toh (head.version) != 1
      || log.unit < 512 || log.unit > SECTOR_MAX)
    invalid ("this is no log of dm-log-writes");
  return log;
}

static void
next_entry (struct log *log, struct entry *entry)
{
  char sector[SECTOR_MAX];
  struct log_entry raw;

  read_all (log->fd, sector, log->unit, log->at);
  memcpy (&raw, sector, sizeof raw);
  uint64_t mark_len = le64toh (raw.mark_len);
  entry->flags = (unsigned int) le64toh (raw.flags);
  entry->offset = le64toh (raw.sector) * log->unit;
  entry->len = le64toh (raw.sectors) * log->unit;
  if (mark_len > log->unit - sizeof raw)
    invalid ("a mark is too long");
  memcpy (entry->mark, sector + sizeof raw, mark_len);
  entry->mark[mark_len] = '\0';
  entry->data = log->at + log->unit;
  log->at = entry->data;
  /* A discard counts sectors and has no data.  */
  if ((entry->flags & DISCARD) == 0)
    log->at += entry->len;
}

static const char *
kind (unsigned int flags)
{
  if ((flags & MARK) != 0)
    return "mark";
  if ((flags & DISCARD) != 0)
    return "discard";
  if ((flags & FLUSH) != 0)
    return (flags & FUA) != 0 ? "flush+fua" : "flush";
  return (flags & FUA) != 0 ? "fua" : "write";
}

static void
list (struct log *log)
{
  struct entry entry;

  for (uint64_t i = 0; i < log->entries; i++)
    {
      next_entry (log, &entry);
      printf ("%" PRIu64 " %s %" PRIu64 " %" PRIu64 " %s\n", i,
              kind (entry.flags), entry.offset / log->unit,
              entry.len / log->unit, entry.mark);
    }
}

static void
replay_entry (const struct log *log, int disk, const struct entry *entry)
{
  static char buffer[1 << 20];
  uint64_t done = 0;

  if ((entry->flags & DISCARD) != 0)
    {
      if (entry->len > 0
          && fallocate (disk, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                        entry->offset, entry->len)
                 < 0)
        die ("discarding");
      return;
    }
  while (done < entry->len)
    {
      size_t n = entry->len - done < sizeof buffer ? entry->len - done
                                                   : sizeof buffer;
      read_all (log->fd, buffer, n, entry->data + done);
      write_all (disk, buffer, n, entry->offset + done);
      done += n;
    }
}

static void
replay (struct log *log, const char *name, uint64_t from, uint64_t upto)
{
  struct entry entry;
  int disk = open (name, O_WRONLY | O_CLOEXEC);

  if (disk < 0)
    die (name);
  if (upto > log->entries)
    invalid ("there are not as many entries");
  for (uint64_t i = 0; i < upto; i++)
    {
      next_entry (log, &entry);
      if (i >= from)
        replay_entry (log, disk, &entry);
    }
  if (close (disk) < 0)
    die (name);
}

int
main (int argc, char **argv)
{
  struct log log;

  if (argc == 3 && strcmp (argv[1], "list") == 0)
    {
      log = open_log (argv[2]);
      list (&log);
    }
  else if (argc == 6 && strcmp (argv[1], "replay") == 0)
    {
      log = open_log (argv[2]);
      replay (&log, argv[3], strtoull (argv[4], NULL, 10),
              strtoull (argv[5], NULL, 10));
    }
  else
    invalid ("usage: log-writes list LOG | replay LOG DISK FROM UPTO");
  if (fflush (stdout) != 0)
    die ("standard output");
  return 0;
}
