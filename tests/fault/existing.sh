#!/bin/sh
# Whatever op fails of a copy onto what is there already.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src

# As the source, but: files shorter and longer, with other modes, owners and
# attributes; files for what is none; names linked that are not to be, and the
# other way round; names of its own; an ACL for whatever is made there.
fault_tree before
chmod -R u+w before
for name in small exact chunks nested/a/b/large special/read-only; do
  bytes "before/$name" 3000
done
bytes before/special/setuid 100000
bytes before/sparse 2000000
rm before/links/symlink before/special/fifo before/below
bytes before/links/symlink 10
bytes before/special/fifo 10
ln before/zeros before/below
chmod 700 before/links
chmod 777 before/above before/nested
bytes before/nested/extra 100
mkdir before/nested/b
mkdir before/attributes/more
lacks_feature USE_ACL \
  || setfacl -d -m u:1234:rwx,o:rwx before before/nested before/nested/b \
     2>/dev/null || :
if test "$(id -u)" = 0; then
  chmod 000 before/exact
  chmod 400 before/nested/hole
  chmod 444 before/special/read-only
  chown 77:77 before/above before/nested/a
fi

before=before
for engine in $engines; do
  every_op 7 ucp-fault -a -T -j1 --engine="$engine" src @
  every_op 7 ucp-fault -af -T --engine="$engine" src @
  every_op 7 COPY=/nested/b/src ucp-fault -a -j1 --engine="$engine" \
    -t @/nested/b src
done | judged 300 --before=before --compare=--extra-ok,--no-alloc,--holes=off src
refused 150
