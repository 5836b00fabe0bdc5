/* --files0-from: names of sources from a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Names end in a zero byte, so that they can be any.  They are read when
   they are wanted, one at a time.  */

#ifndef UU_UCP_LIST_H
#define UU_UCP_LIST_H

struct ucp_list;

/* Open the list in the file NAME, or standard input if it is "-".  Exits with
   a message if that cannot be.  */
struct ucp_list *ucp_list_open (const char *name);

/* The next name, which stays until the next call, or NULL at the end.  What
   is no name, or cannot be read, is said and passed over.  */
char *ucp_list_next (struct ucp_list *list);

void ucp_list_close (struct ucp_list *list);

#endif /* UU_UCP_LIST_H */
