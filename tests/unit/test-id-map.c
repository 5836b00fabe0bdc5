/* Maps of users and groups: pairs, and what they make of numbers.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>

#include "mirror/id-map.h"
#include "unit.h"

/* Nobody has it.  */
static const uint32_t nameless = 3999999999U;

static struct id_map *
make (enum id_kind kind, const char *text)
{
  struct id_map *map = NULL;
  struct id_trouble trouble;
  unit_context = text;
  CHECK_EQ (id_map_new (kind, text, &map, &trouble), 0);
  return map;
}

static void
test_numbers (void)
{
  struct id_map *map = make (ID_USER, "5:7,10-20:30,15:1,:9");
  CHECK_EQ (id_map_find (map, 5), 7);
  CHECK_EQ (id_map_find (map, 10), 30);
  CHECK_EQ (id_map_find (map, 15), 30);
  CHECK_EQ (id_map_find (map, 20), 30);
  CHECK_EQ (id_map_find (map, nameless), 9);
  /* Once more, from what is remembered; and what falls into one slot.  */
  CHECK_EQ (id_map_find (map, 5), 7);
  CHECK_EQ (id_map_find (map, 5 + 512), getpwuid (5 + 512) ? 5 + 512 : 9);
  CHECK_EQ (id_map_find (map, 5), 7);
  id_map_free (map);
  id_map_free (NULL);
}

static void
test_names (void)
{
  struct passwd *user = getpwuid (0);
  struct group *group = getgrgid (0);
  if (!user || !group)
    unit_skip ("user and group 0 have no names");
  char text[256];
  snprintf (text, sizeof text, "%s:77,*:88", user->pw_name);
  struct id_map *map = make (ID_USER, text);
  CHECK_EQ (id_map_find (map, 0), 77);
  CHECK_EQ (id_map_find (map, nameless), 88);
  id_map_free (map);

  snprintf (text, sizeof text, "6:%s,[!%c]*:4,?*:5", group->gr_name,
            group->gr_name[0]);
  map = make (ID_GROUP, text);
  CHECK_EQ (id_map_find (map, 6), 0);
  CHECK_EQ (id_map_find (map, 0), 5);
  CHECK_EQ (id_map_find (map, nameless), nameless);
  id_map_free (map);

  /* Without names, a pattern sees none.  */
  map = make (ID_GROUP, "?*:5,*:6");
  id_map_set_numeric (map);
  CHECK_EQ (id_map_find (map, 0), 6);
  id_map_free (map);

  struct id_trouble trouble;
  CHECK_EQ (id_map_new_all (ID_USER, user->pw_name, strlen (user->pw_name),
                            &map, &trouble),
            0);
  CHECK_EQ (id_map_find (map, 12345), 0);
  id_map_free (map);
}

static void
refuses (const char *text, enum id_fault fault, const char *at)
{
  struct id_map *map;
  struct id_trouble trouble = { .len = 0 };
  unit_context = text;
  CHECK_EQ (id_map_new (ID_USER, text, &map, &trouble), -EINVAL);
  CHECK_EQ (trouble.fault, fault);
  CHECK (trouble.len == (int) strlen (at)
         && memcmp (trouble.at, at, trouble.len) == 0);
}

static void
test_refused (void)
{
  refuses ("", ID_FAULT_NO_COLON, "");
  refuses ("1:2,3", ID_FAULT_NO_COLON, "3");
  refuses ("1:2,", ID_FAULT_NO_COLON, "");
  refuses ("1:", ID_FAULT_NO_TO, "1:");
  refuses ("1x:2", ID_FAULT_NUMBER, "1x:2");
  refuses ("1-:2", ID_FAULT_NUMBER, "1-:2");
  refuses ("1-2-3:2", ID_FAULT_NUMBER, "1-2-3:2");
  refuses ("1:2x,3:4", ID_FAULT_NUMBER, "1:2x");
  refuses ("4294967296:1", ID_FAULT_NUMBER, "4294967296:1");
  refuses ("1:no such user", ID_FAULT_UNKNOWN, "1:no such user");
  unit_context = "";
}

struct asked
{
  const struct id_map *map;
  unsigned int wrong;
};

static void *
ask (void *arg)
{
  struct asked *asked = arg;
  for (uint32_t i = 0; i < 20000; i++)
    {
      uint32_t id = 100000 + i % 1500;
      asked->wrong += id_map_find (asked->map, id) != (id < 101000 ? 1 : id);
    }
  return NULL;
}

/* Several threads get the same answers, though slots are taken from each
   other.  */
static void
test_threads (void)
{
  struct asked asked[3] = { { NULL, 0 } };
  pthread_t threads[3];
  struct id_map *map = make (ID_USER, "100000-100999:1");
  for (int i = 0; i < 3; i++)
    {
      asked[i].map = map;
      if (pthread_create (&threads[i], NULL, ask, &asked[i]) != 0)
        unit_die ("pthread_create");
    }
  for (int i = 0; i < 3; i++)
    {
      pthread_join (threads[i], NULL);
      CHECK_EQ (asked[i].wrong, 0);
    }
  id_map_free (map);
}

int
main (void)
{
  test_numbers ();
  test_refused ();
  test_threads ();
  test_names ();
  return unit_end ();
}
