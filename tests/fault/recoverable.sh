#!/bin/sh
# Short, late, reordered and interrupted ops change nothing.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src

plain=--no-times,--no-mode,--no-owner,--no-xattr,--no-acl,--no-links
cat >options <<EOT
-a
-a -j1
-a -j8
NOFILE=64 -a
NOFILE=64 -a -j8 --queue-depth=64
-a --chunk-size=4K
-a --chunk-size=64K
-a --chunk-size=3M
-a --direct
-a --direct --chunk-size=64K
-a --nocache
-a --nocache --chunk-size=4K
-a --sparse=always
-a --sparse=always --chunk-size=4K
COMPARE=--holes=off,--no-alloc -a --sparse=never
-a --reflink=never --queue-depth=1
-a --queue-depth=2
-a -v
COMPARE=$plain,--no-alloc,--holes=off -rd
COMPARE=$plain,--no-alloc,--holes=off -rv
EOT
seeds=10
test -z "${CHECK_LONG-}" || seeds=200

awk -v seeds="$seeds" -v step="$thin_out" -v engines="$engines" '
  BEGIN {
    n_engines = split (engines, engine)
    n_faults = split ("short=60 eintr=60 delay=70,reorder " \
                      "short=30,delay=30,reorder,eintr=20 " \
                      "unregistered,short=40,eintr=10", fault)
  }
  {
    variables = ""
    while ($1 ~ /=/)
      {
        variables = variables $1 " "
        sub (/^[^ ]* /, "")
      }
    for (seed = 1 + NR % step; seed <= seeds; seed += step)
      for (e = 1; e <= n_engines; e++)
        printf "URINGUTILS_FAULT=seed=%d,%s %sucp-fault %s --engine=%s src @\n",
               seed * n_engines + e, fault[(seed + e + NR) % n_faults + 1],
               variables, $0, engine[e]
  }' options | judged 300 --must-succeed src

# A tree of all that is hard to copy.
make_tree nasty
for seed in 1 2 3 4 5 6; do
  for engine in $engines; do
    for limit in NOFILE=64 NOFILE=1000; do
      echo "URINGUTILS_FAULT=seed=$seed,short=20,delay=30,reorder,eintr=10" \
           "$limit ucp-fault -a --engine=$engine nasty @"
    done
  done
done | judged 20 --must-succeed nasty
