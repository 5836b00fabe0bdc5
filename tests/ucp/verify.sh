#!/bin/sh
# --verify copies as without, whatever the copies are like, and says how much it
# has read back.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

! lacks_feature HAVE_XXHASH || skip_ "built without libxxhash"

make_tree src
# What nobody may read must be read back all the same.
echo hidden >src/hidden
chmod 0200 src/hidden
test "$(id -u)" = 0 || chmod 0600 src/hidden
truncate -s 5T src/huge || rm -f src/huge
head -c 9000000 /dev/urandom >src/large
head -c 65536 /dev/urandom >src/pages
head -c 65537 /dev/urandom >src/more

once ()
{
  for options in '' --sparse=always --direct --nocache; do
    remove copy
    # shellcheck disable=SC2086
    returns 0 ucp -a $options --verify --stats=json src copy >out 2>&1
    same_tree src copy
    files=$(sed -n 's/.*"files":\([0-9]*\),.*/\1/p' out)
    verified=$(sed -n 's/.*"verified_files":\([0-9]*\),.*/\1/p' out)
    # Further names of a file are not copied.
    test "$verified" -gt 10 && test "$verified" -le "$files" \
      || fail_ "$verified files verified of $files"
    remove copy
  done

  # Over what is there, longer and shorter.
  echo old >over
  returns 0 ucp --verify src/large over
  cmp src/large over
  returns 0 ucp --verify src/pages over
  cmp src/pages over
  returns 0 ucp --verify --stats=json src/pages over 2>out
  says out '"verified_files":1,"verified_bytes":65536'
  rm over

  # What is no file cannot be read back.
  returns 1 ucp --verify src/pages /dev/null 2>err
  says err "cannot verify '/dev/null': "
}
each_engine once

# A source that does not tell its size.
returns 0 ucp --verify /proc/self/status status
test -s status

# On what has no O_DIRECT, or lives in memory.
for type in tmpfs overlay btrfs vfat; do
  if ! try_fs $type 200M; then
    note_ "$fs_why"
    continue
  fi
  returns 0 ucp --verify src/large src/pages src/more src/hidden "$mnt"
  cmp src/large "$mnt/large"
done
