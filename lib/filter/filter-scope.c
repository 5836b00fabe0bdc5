/* Scopes: the rules that hold in a directory, those of files in it and above
   it included.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter/filter-scope.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "engine/calls.h"
#include "filter/filter-impl.h"
#include "filter/filter-list.h"

enum
{
  /* Rules for files in directories that can hold at once: such files may have
     more of them.  */
  SLOTS_MAX = 64
};

/* A rule for files in directories, and what they say here.  */
struct slot
{
  const struct filter_rule *rule; /* the filter's, or in a list of this scope */
  struct filter_list *list;       /* or NULL */
};

struct base
{
  atomic_uint refs;
  size_t len;
  char text[];
};

struct filter_scope
{
  atomic_uint refs;
  const struct filter *filter;
  unsigned int side;
  struct base *base;
  bool wants_path, wants_absolute;
  unsigned int count;
  struct slot slots[];
};

struct filter_scope *
filter_scope_ref (struct filter_scope *scope)
{
  atomic_fetch_add_explicit (&scope->refs, 1, memory_order_relaxed);
  return scope;
}

void
filter_scope_unref (struct filter_scope *scope)
{
  if (!scope
      || atomic_fetch_sub_explicit (&scope->refs, 1, memory_order_acq_rel) != 1)
    return;
  for (unsigned int i = 0; i < scope->count; i++)
    filter_list_unref (scope->slots[i].list);
  if (atomic_fetch_sub_explicit (&scope->base->refs, 1, memory_order_acq_rel)
      == 1)
    free (scope->base);
  free (scope);
}

/* A scope with room for COUNT slots, as FILTER, SIDE and BASE say.  */
static struct filter_scope *
scope_new (const struct filter *filter, unsigned int side, struct base *base,
           unsigned int count)
{
  struct filter_scope *scope
      = calloc (1, sizeof *scope + count * sizeof *scope->slots);
  if (!scope)
    return NULL;
  atomic_init (&scope->refs, 1);
  scope->filter = filter;
  scope->side = side;
  scope->base = base;
  atomic_fetch_add_explicit (&base->refs, 1, memory_order_relaxed);
  scope->wants_path = filter->wants_path;
  scope->wants_absolute = filter->wants_absolute;
  scope->count = count;
  return scope;
}

struct filter_scope *
filter_scope_new (const struct filter *filter, unsigned int side,
                  const char *text)
{
  size_t size = strlen (text) + 1;
  struct base *base = malloc (sizeof *base + size);
  if (!base)
    return NULL;
  memcpy (base->text, text, size);
  filter_scope_clean (base->text);
  base->len = strlen (base->text);
  atomic_init (&base->refs, 0);
  struct filter_scope *scope = scope_new (filter, side, base, 0);
  if (!scope)
    free (base);
  return scope;
}

void
filter_scope_clean (char *text)
{
  char *end = text; /* of what is clean */
  const char *at = text;
  while (*at != '\0')
    {
      at += strspn (at, "/");
      size_t len = strcspn (at, "/");
      if (len == 2 && at[0] == '.' && at[1] == '.')
        while (end > text && *--end != '/')
          continue;
      else if (len > 1 || (len == 1 && *at != '.'))
        {
          *end++ = '/';
          memmove (end, at, len);
          end += len;
        }
      at += len;
    }
  *end = '\0';
}

/* A scope in the making.  */
struct entering
{
  struct filter_scope *outer;
  struct engine *engine;
  int fd;
  ptrdiff_t from;

  /* While directories above are read: their name, and that of the one where
     the transfer begins.  NULL: this is one below.  */
  const char *above, *begin;

  struct filter_trouble *trouble;
  struct slot slots[SLOTS_MAX];
  unsigned int count;
};

/* Whether A and B are rules for files of the same name.  */
static bool
is_for_same (const struct filter_rule *a, const struct filter_rule *b)
{
  return a->flags & FILTER_PER_DIRECTORY && b->flags & FILTER_PER_DIRECTORY
         && strcmp (a->pattern, b->pattern) == 0;
}

/* Add the rules for files that RULES have, but not a second one for files of
   the same name.  */
static void
add_slots (struct entering *entering, const struct filter *rules)
{
  for (size_t i = 0; rules->has_files && i < rules->count; i++)
    {
      const struct filter_rule *rule = &rules->rules[i];
      if (!(rule->flags & FILTER_PER_DIRECTORY))
        continue;
      unsigned int slot = 0;
      while (slot < entering->count
             && !is_for_same (entering->slots[slot].rule, rule))
        slot++;
      if (slot == entering->count && slot < SLOTS_MAX)
        entering->slots[entering->count++] = (struct slot) { rule, NULL };
    }
}

static void
add_slots_of_list (struct entering *entering, const struct filter_list *list)
{
  for (; list; list = list->inherited)
    add_slots (entering, &list->rules);
}

/* Forget rules of FILTER for files of a name that there is a slot for, or an
   earlier rule.  */
static void
drop_known (const struct entering *entering, struct filter *filter)
{
  size_t count = 0;
  for (size_t i = 0; i < filter->count; i++)
    {
      struct filter_rule *rule = &filter->rules[i];
      bool known = false;
      for (unsigned int slot = 0; slot < entering->count; slot++)
        known |= is_for_same (entering->slots[slot].rule, rule);
      for (size_t earlier = 0; earlier < count; earlier++)
        known |= is_for_same (&filter->rules[earlier], rule);
      if (known)
        {
          free (rule->pattern);
          free (rule->above);
        }
      else
        filter->rules[count++] = *rule;
    }
  filter->count = count;
}

/* What RULE says in the directory above.  */
static struct filter_list *
outer_list (const struct entering *entering, const struct filter_rule *rule)
{
  const struct filter_scope *outer = entering->outer;
  for (unsigned int i = 0; i < outer->count; i++)
    if (outer->slots[i].rule == rule)
      return outer->slots[i].list;
  return NULL;
}

/* Whether NAME, a clean one, is DIRECTORY or in it.  */
static bool
is_within (const char *name, const char *directory)
{
  size_t len = strlen (directory);
  return strncmp (name, directory, len) == 0
         && (name[len] == '/' || name[len] == '\0');
}

/* Whether files of RULE are looked for in this directory.  0 or 1, or
   -ENOMEM.  */
static int
applies (const struct entering *entering, const struct filter_rule *rule)
{
  if (!entering->above)
    return 1;
  if (!rule->above || rule->flags & FILTER_ALONE)
    return 0;
  bool is_absolute = rule->above[0] == '/';
  size_t size = strlen (entering->begin) + 1 + strlen (rule->above) + 1;
  char *first = malloc (size);
  if (!first)
    return -ENOMEM;
  stpcpy (stpcpy (stpcpy (first, is_absolute ? "" : entering->begin), "/"),
          rule->above);
  filter_scope_clean (first);
  int result = is_within (entering->above, first);
  free (first);
  return result;
}

/* Put INHERITED, which may be NULL, behind OWN's rules.  */
static void
inherit (struct filter_list *own, struct filter_list *inherited)
{
  own->inherited = filter_list_ref (inherited);
  own->wants_path
      = own->rules.wants_path || (inherited && inherited->wants_path);
  own->wants_absolute = own->rules.wants_absolute
                        || (own->from < 0 && own->rules.wants_path)
                        || (inherited && inherited->wants_absolute);
}

/* Find out what SLOT's rule says here.  */
static int
fill_slot (struct entering *entering, struct slot *slot)
{
  struct filter_list *inherited = slot->rule->flags & FILTER_ALONE
                                      ? NULL
                                      : outer_list (entering, slot->rule);
  struct filter_list *own = NULL;
  int err = applies (entering, slot->rule);
  if (err > 0)
    {
      const struct filter_list_place place
          = { .engine = entering->engine,
              .fd = entering->fd,
              .from = entering->from,
              .from0 = entering->outer->filter->from0 };
      err = filter_list_read (&place, slot->rule, &own, entering->trouble);
    }
  if (err < 0)
    return err;
  if (own && own->rules.cleared)
    inherited = NULL;
  add_slots_of_list (entering, inherited);
  if (!own)
    {
      slot->list = filter_list_ref (inherited);
      return 0;
    }
  slot->list = own;
  inherit (own, inherited);
  if (own->rules.has_files)
    drop_known (entering, &own->rules);
  add_slots (entering, &own->rules);
  return 0;
}

/* Forget slots that say nothing.  */
static void
drop_empty_slots (struct entering *entering)
{
  unsigned int count = 0;
  for (unsigned int i = 0; i < entering->count; i++)
    if (entering->slots[i].list)
      entering->slots[count++] = entering->slots[i];
  entering->count = count;
}

static bool
is_as_outside (const struct entering *entering)
{
  const struct filter_scope *outer = entering->outer;
  bool same = entering->count == outer->count;
  for (unsigned int i = 0; same && i < outer->count; i++)
    same = entering->slots[i].rule == outer->slots[i].rule
           && entering->slots[i].list == outer->slots[i].list;
  return same;
}

/* Make a scope of the slots, or take the outer one if it is the same.  */
static struct filter_scope *
make_scope (struct entering *entering)
{
  struct filter_scope *outer = entering->outer;
  drop_empty_slots (entering);
  if (is_as_outside (entering))
    return filter_scope_ref (outer);
  struct filter_scope *scope
      = scope_new (outer->filter, outer->side, outer->base, entering->count);
  for (unsigned int i = 0; scope && i < entering->count; i++)
    {
      struct filter_list *list = filter_list_ref (entering->slots[i].list);
      scope->slots[i] = (struct slot) { entering->slots[i].rule, list };
      scope->wants_path |= list && list->wants_path;
      scope->wants_absolute |= list && list->wants_absolute;
    }
  return scope;
}

/* Do all of what ENTERING has been set up for.  */
static int
enter (struct entering *entering, struct filter_scope **ret_scope)
{
  int err = 0;
  add_slots (entering, entering->outer->filter);
  /* Files may have rules for further files: there may be more slots each
     time.  */
  for (unsigned int i = 0; err == 0 && i < entering->count; i++)
    err = fill_slot (entering, &entering->slots[i]);
  if (err == 0)
    {
      *ret_scope = make_scope (entering);
      err = *ret_scope ? 0 : -ENOMEM;
    }
  for (unsigned int i = 0; i < entering->count; i++)
    filter_list_unref (entering->slots[i].list);
  return err;
}

int
filter_scope_enter (struct filter_scope *outer, struct engine *engine, int fd,
                    size_t len, struct filter_scope **ret_scope,
                    struct filter_trouble *trouble)
{
  if (!outer->filter->has_files)
    {
      *ret_scope = filter_scope_ref (outer);
      return 0;
    }
  struct entering entering = { .outer = outer,
                               .engine = engine,
                               .fd = fd,
                               .from = len > 0 ? len + 1 : 0,
                               .trouble = trouble };
  return enter (&entering, ret_scope);
}

/* Make TROUBLE's file, which is in DIRECTORY, an absolute name.  */
static void
place_trouble (struct filter_trouble *trouble, const char *directory)
{
  if (!trouble->file || trouble->file[0] == '/')
    return;
  char *file = malloc (strlen (directory) + 1 + strlen (trouble->file) + 1);
  if (file)
    stpcpy (stpcpy (stpcpy (file, directory), "/"), trouble->file);
  free (trouble->file);
  trouble->file = file;
}

/* Read the files in the directory NAME, above BEGIN, and put what holds there
   into *SCOPE.  */
static int
enter_above (struct filter_scope **scope, struct engine *engine,
             const char *name, const char *begin,
             struct filter_trouble *trouble)
{
  int fd = call_open (engine, AT_FDCWD, *name != '\0' ? name : "/",
                      O_PATH | O_DIRECTORY, 0);
  /* What may not be reached has nothing to say.  */
  if (fd == -EACCES || fd == -ENOENT)
    return 0;
  if (fd < 0)
    return fd;
  struct entering entering
      = { .outer = *scope,
          .engine = engine,
          .fd = fd,
          .from = (ptrdiff_t) strlen (name) - (ptrdiff_t) (*scope)->base->len,
          .above = name,
          .begin = begin,
          .trouble = trouble };
  struct filter_scope *inner;
  int err = enter (&entering, &inner);
  call_close (engine, fd);
  if (err < 0)
    {
      place_trouble (trouble, name);
      return err;
    }
  filter_scope_unref (*scope);
  *scope = inner;
  return 0;
}

/* The same for all directories above BEGIN.  */
static int
enter_all_above (struct filter_scope **scope, struct engine *engine,
                 const char *begin, struct filter_trouble *trouble)
{
  int err = 0;
  const char *at = *begin != '\0' ? begin : NULL;
  while (at && err == 0)
    {
      char *name = strndup (begin, at - begin);
      err = name ? enter_above (scope, engine, name, begin, trouble) : -ENOMEM;
      free (name);
      at = strchr (at + 1, '/');
    }
  return err;
}

/* Whether FILTER looks for files above the transfer.  */
static bool
looks_above (const struct filter *filter)
{
  for (size_t i = 0; filter->has_files && i < filter->count; i++)
    if (filter->rules[i].above)
      return true;
  return false;
}

/* The absolute name of TOP, LEN bytes, in BASE; in new memory.  */
static char *
name_in_base (const struct base *base, const char *top, size_t len)
{
  char *name = malloc (base->len + 1 + len + 1);
  if (!name)
    return NULL;
  char *end = mempcpy (name, base->text, base->len);
  if (len > 0)
    {
      *end++ = '/';
      end = mempcpy (end, top, len);
    }
  *end = '\0';
  return name;
}

int
filter_scope_above (struct filter_scope *outer, struct engine *engine,
                    const char *top, size_t len,
                    struct filter_scope **ret_scope,
                    struct filter_trouble *trouble)
{
  struct filter_scope *scope = filter_scope_ref (outer);
  if (looks_above (scope->filter))
    {
      char *begin = name_in_base (scope->base, top, len);
      int err
          = begin ? enter_all_above (&scope, engine, begin, trouble) : -ENOMEM;
      free (begin);
      if (err < 0)
        {
          filter_scope_unref (scope);
          return err;
        }
    }
  *ret_scope = scope;
  return 0;
}

bool
filter_scope_wants_path (const struct filter_scope *scope)
{
  return scope->wants_path;
}

char *
filter_scope_room (const struct filter_scope *scope, struct filter_path *path,
                   size_t len)
{
  return filter_path_room_in (path, scope->base->text,
                              scope->wants_absolute ? scope->base->len : 0,
                              len);
}

/* What the files of RULE say, those of the innermost directory first.  */
static enum filter_verdict
ask_files (const struct filter_question *question,
           const struct filter_rule *rule)
{
  const struct filter_scope *scope = question->arg;
  const struct filter_list *list = NULL;
  for (unsigned int i = 0; i < scope->count; i++)
    if (scope->slots[i].rule == rule)
      list = scope->slots[i].list;
  enum filter_verdict verdict = FILTER_NONE;
  for (; list && verdict == FILTER_NONE; list = list->inherited)
    verdict = filter_ask (&list->rules, question, list->from);
  return verdict;
}

enum filter_verdict
filter_scope_judge (const struct filter_scope *scope,
                    const struct filter_path *path, size_t len,
                    bool is_directory, bool perishing)
{
  struct filter_name name = filter_path_name (path, len, is_directory);
  name.perishing = perishing;
  struct filter_question question
      = { .name = &name,
          .side = scope->side,
          .unsided_are_senders = scope->filter->delete_excluded,
          .files = ask_files,
          .arg = scope };
  return filter_ask (scope->filter, &question, 0);
}
