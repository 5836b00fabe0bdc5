#!/bin/sh
# Whatever op fails, or is short, late or interrupted, of a copy that an
# ordinary user makes of his files and of another's.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
# The build may well be where no other user can look.
if test "$(id -u)" = 0; then
  require_prog_ setpriv
  home=$(mktemp -d /tmp/t-fault-user.XXXXXX) || framework_failure_ "no directory"
  at_end "remove '$home'"
  for program in ucp-fault ucp-alloc sweep treecmp; do
    cp -L "$(command -v $program)" "$home/" || framework_failure_ "$program"
  done
  chmod -R a+rX "$home"
  PATH=$home:$PATH
  test "$(pwd)" != "$test_dir_" || cd "$home" || exit 99
  chown 65534:65534 .
  as_user='setpriv --reuid=65534 --regid=65534 --clear-groups
    --inh-caps=-all --bounding-set=-all'
fi

fault_tree src
if test -n "$as_user"; then
  rm -f src/special/device
  find src -print0 | xargs -0 chown -h 65534:65534
  chown 1234:4321 src/special/owner
  chmod 4755 src/special/setuid
  chmod 2751 src/special
  find src -depth -exec touch -h -d '2012-03-04 05:06:07.089101112' {} +
fi

for engine in $engines; do
  every_op 5 ucp-fault -a -j1 --engine="$engine" src @
  every_op 11 ucp-fault -a --engine="$engine" src @
  every_allocation 2 ucp-alloc -a --engine="$engine" src @
done | judged 250 --compare=--no-owner src
refused 150

for engine in $engines; do
  for seed in 1 2 3 4 5 6; do
    echo "URINGUTILS_FAULT=seed=$seed,short=30,delay=30,reorder,eintr=20" \
         "ucp-fault -a --engine=$engine src @"
  done
done | judged 10 --must-succeed --compare=--no-owner src

# Files that may not be written to have to go first.
cp -a src before
chmod u+w before/links
before=before
for engine in $engines; do
  every_op 11 ucp-fault -af -T -j1 --engine="$engine" src @
done | judged 50 --before=before --compare=--no-owner,--no-alloc,--holes=off src
refused 20
