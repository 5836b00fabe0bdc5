/* Whom files belong to at the destination: --usermap, --groupmap, --chown.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A map is a list of pairs FROM:TO with commas between them, of which the
   first that matches decides.  FROM is a number, a range LOW-HIGH of them, a
   name, a pattern with wildcards, or nothing, which stands for those that have
   no name; TO is a number or a name.  What matches no pair stays what it is:
   between directories of one machine, names lead back to the same numbers.
   The language is that of rsync(1), "--usermap".

   A map is made from the options; then any thread may ask.  Names are looked
   up once a number, and only where a pair wants them.  */

#ifndef UU_ID_MAP_H
#define UU_ID_MAP_H

#include <stdbool.h>
#include <stdint.h>

enum id_kind
{
  ID_USER,
  ID_GROUP
};

enum id_fault
{
  ID_FAULT_NO_COLON, /* a pair without one */
  ID_FAULT_NO_TO,    /* nothing behind it */
  ID_FAULT_NUMBER,   /* begins as a number, and is none */
  ID_FAULT_UNKNOWN   /* nobody is called so */
};

/* What is wrong with a map, and the pair where it is.  */
struct id_trouble
{
  enum id_fault fault;
  const char *at; /* in the text given */
  int len;
};

struct id_map;

/* Make a map of KIND from TEXT.  0, or -ENOMEM, or -EINVAL and *TROUBLE.  */
int id_map_new (enum id_kind kind, const char *text, struct id_map **ret_map,
                struct id_trouble *trouble);

/* Make one that leads everybody to the user or group that the LEN bytes at
   NAME are the name or the number of; the same errors.  */
int id_map_new_all (enum id_kind kind, const char *name, int len,
                    struct id_map **ret_map, struct id_trouble *trouble);

/* --numeric-ids: nobody has a name.  Before MAP is asked.  */
void id_map_set_numeric (struct id_map *map);

/* What ID becomes.  */
uint32_t id_map_find (const struct id_map *map, uint32_t id);

/* MAP may be NULL.  */
void id_map_free (struct id_map *map);

#endif /* UU_ID_MAP_H */
