#!/bin/sh
# --bwlimit: data takes its time, whatever way and by how many threads it goes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# takes LOW HIGH COMMAND...: COMMAND takes so many tenths of a second.  HIGH is
# far off, as the machine may have other things to do.
takes ()
{
  low=$1
  high=$2
  shift 2
  start=$(date +%s%N)
  quietly "$@"
  tenths=$((($(date +%s%N) - start) / 100000000))
  test "$tenths" -ge "$low" \
    || fail_ "'$*' took $tenths tenths of a second, not $low at the least"
  test "$tenths" -le "$high" \
    || fail_ "'$*' took $tenths tenths of a second, not $high at the most"
}

head -c 2M /dev/urandom >large
mkdir small
i=0
while test $i -lt 64; do
  head -c 16K large >small/$i
  i=$((i + 1))
done
truncate -s 4G sparse
printf x | dd of=sparse bs=64K seek=9 conv=notrunc 2>dd.err

once ()
{
  rm -rf copy*
  takes 7 60 ucp --bwlimit=2m large copy
  compare large copy
  takes 8 60 ucp -r --bwlimit=1.024MB --reflink=never small copy.small
  same_tree --no-times small copy.small
  # Holes are no data.
  takes 0 60 ucp --bwlimit=100k sparse copy.sparse
  test "$(du -k copy.sparse | cut -f1)" -lt 1000 || fail_ "holes were filled"
}
each_engine once

# From a pipe, unbuffered, and without a limit.
mkfifo fifo
cat large >fifo &
takes 7 60 ucp --bwlimit=2048 fifo copy.pipe
compare large copy.pipe
takes 7 60 ucp --direct --bwlimit=2m large copy.direct
compare large copy.direct
takes 0 60 ucp --bwlimit=0 large copy.fast
takes 0 60 ucp --bwlimit=0.00k large copy.faster

# A signal does not wait.
if env --default-signal=INT true 2>/dev/null; then
  started=$(date +%s)
  returned=0
  timeout --preserve-status -s INT 0.5 env --default-signal=INT \
    ucp --bwlimit=512b large copy.part 2>err || returned=$?
  test $returned = 130 || fail_ "SIGINT gave status $returned"
  test $(($(date +%s) - started)) -lt 30 || fail_ "SIGINT had to wait"
fi

for rate in '' x 1x 511b 0.1k 0.0001 1b-1 -1 99999999p; do
  returns 1 ucp --bwlimit="$rate" large copy.bad 2>err
  says err "invalid --bwlimit argument '$rate'"
  lacks copy.bad
done

# Clones pay as well.
if try_fs xfs 600M; then
  cp large "$mnt/large"
  takes 7 60 ucp --reflink=always --bwlimit=2m "$mnt/large" "$mnt/copy"
  compare large "$mnt/copy"
else
  note_ "clones left out: $fs_why"
fi
