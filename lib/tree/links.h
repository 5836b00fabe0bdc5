/* Hard links: which files of the source have several names, and where the
   first of them went.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One table for all workers.  Who meets a file first copies it; who meets
   another name of it while that goes on leaves a batch of that one name
   behind and does something else.  When the copy stands, the names that
   wait are put back into the queue and linked to it; when it failed, the
   next of them becomes the first.  A record goes as soon as every name
   that the file has was seen, or when its copy cannot be found again.

   A mirror goes by what the target has: a first name that is missing there is
   held back, for a later one may stand there, and need not be copied at all.
   Names that are held back wait for such a one, or for the end.  */

#ifndef UU_LINKS_H
#define UU_LINKS_H

#include "tree/batch.h"

struct links;
struct link_record;

enum link_claim
{
  LINK_FIRST, /* copy it; then links_made () or _failed () */
  LINK_READY, /* link to links_target (); then _release () */
  LINK_WAITS  /* will come back as a batch */
};

/* NULL without memory.  */
struct links *links_new (void);
void links_free (struct links *links, struct engine *engine,
                 struct dircache *cache);

/* Ask what to do about a name, ENTRY of NODE, of the source file ID with
   NLINK names (0: unknown, keep the record for good).  Return an enum
   link_claim with *RET_RECORD, or -ENOMEM.  */
int links_claim (struct links *links, struct file_id id, unsigned int nlink,
                 struct dirnode *node, const struct entry *entry, bool operand,
                 struct link_record **ret_record);

/* A name that is to be held back: ENTRY of NODE, whose file has NLINK.  */
struct links_name
{
  struct engine *engine;
  struct dircache *cache;
  struct dirnode *node;
  const struct entry *entry;
  bool operand;
  unsigned int nlink;
};

/* Hold NAME back, which is RECORD's first: another is to be that, if there is
   one that has something to go by.  Return LINK_WAITS; LINK_FIRST if it has
   waited long enough, and is it; or -ENOMEM.  Once all names wait they are
   *RET_RELEASED, for the caller to queue one after the other, so that the last
   of the list is taken first.  */
int links_hold (struct links *links, struct link_record *record,
                const struct links_name *name, struct batch **ret_released);

/* All names that are held back, to be queued like that: what was waited for
   does not come any more.  */
struct batch *links_release_held (struct links *links);

/* The copy of RECORD stands as TARGET.  Return the batches that waited for
   it, linked by `older', for the caller to queue.  RECORD is gone or the
   table's after this.  */
struct batch *links_made (struct links *links, struct engine *engine,
                          struct dircache *cache, struct link_record *record,
                          struct file_id target);

/* There is no copy.  Return what waited, as above.  */
struct batch *links_failed (struct links *links, struct engine *engine,
                            struct dircache *cache, struct link_record *record);

/* Where the copy of a LINK_READY record stands.  */
void links_target (const struct link_record *record, struct dirnode **ret_node,
                   const char **ret_name, struct file_id *ret_target);
void links_release (struct links *links, struct engine *engine,
                    struct dircache *cache, struct link_record *record);

/* A symbolic link that stood at RECORD's target was followed to where the
   copy is.  To be said before links_made ().  */
void links_note_followed (struct link_record *record);
bool links_followed (const struct link_record *record);

/* The copy of RECORD, which is LINK_READY, is not to be found any more: have
   the next name claim its file anew.  RECORD is still to be released.  */
void links_forget (struct links *links, struct link_record *record);

/* Keep the sum of RECORD's copy, SIZE bytes, before links_made (), for the
   names that come after.  0 or -ENOMEM.  */
int links_note_sum (struct link_record *record, const unsigned char *sum,
                    size_t size);

/* The sum of a LINK_READY record, or NULL.  */
const unsigned char *links_sum (const struct link_record *record);

#endif /* UU_LINKS_H */
