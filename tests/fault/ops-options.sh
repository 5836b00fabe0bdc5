#!/bin/sh
# Whatever op fails of those that only options, or several workers, bring.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

fault_tree src

plain=--no-times,--no-mode,--no-owner,--no-xattr,--no-acl,--no-links
plain=COMPARE=$plain,--no-alloc,--holes=off
{
  for engine in $engines; do
    every_op 5 ucp-fault -a --engine="$engine" src @
    every_op 13 ucp-fault -a -j1 --direct --engine="$engine" src @
    every_op 13 ucp-fault -a -j1 --nocache --engine="$engine" src @
    every_op 13 ucp-fault -a -j1 --sparse=always --engine="$engine" src @
    every_op 13 ucp-fault -a -v --engine="$engine" src @
    lacks_feature HAVE_XXHASH \
      || every_op 13 ucp-fault -a --verify --checksum=xxh128 \
           --manifest=/dev/null --engine="$engine" src @
  done
  every_op 13 "$plain" ucp-fault -rv src @
  every_op 13 "$plain" ucp-fault -rd --chunk-size=64K --engine=sync src @
} | judged 400 src
refused 200
