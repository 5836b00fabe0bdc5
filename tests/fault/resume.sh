#!/bin/sh
# Whatever op fails while a copy is resumed: a right copy, or a message.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
mkdir src before
bytes src/large 3000000
bytes src/done 1500000
bytes src/small 100
env URINGUTILS_FAULT=fail=2:ENOSPC:forever:write ucp-fault --resume \
  --engine=sync --reflink=never src/large before 2>/dev/null \
  && fail_ "nothing failed"
part=$(basename before/.ucp-*.part)
head -c 2000000 src/large >"before/$part"
cp -p src/done before

before=before
for engine in $engines; do
  every_op 1 ucp-fault -aT --resume -j1 --engine="$engine" src @
done | grep -v :forever | judged 50 --before=before --compare=--extra-ok src
refused 20
