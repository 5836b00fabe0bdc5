/* The names of the files that ucat copies: operands, or those of a list.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A list that comes through a pipe is read as it comes: ucat does not wait for
   names that it does not need yet.  */

#ifndef UU_UCAT_NAMES_H
#define UU_UCAT_NAMES_H

#include "cat/cat-ahead.h"
#include "ucat-options.h"

struct ucat_names;

/* Open what OPTIONS say, which must stay.  Exits with a message when the list
   cannot be opened.  */
struct ucat_names *ucat_names_open (const struct ucat_options *options);

/* NAMES as the library takes them.  */
struct cat_names ucat_names_source (struct ucat_names *names);

void ucat_names_close (struct ucat_names *names);

#endif /* UU_UCAT_NAMES_H */
