#!/bin/sh
# A disk that cannot be read in one place (dm-error): what udd says, counts and
# leaves is what dd does, conv=rescue has all but that place, and ucp, ucat and
# usync name the file and lose no other.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"
. "$abs_top_srcdir/tests/vm/guest/bad-disk.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

bad_disk broken 48M
head -c 8388608 /dev/urandom >data
cp data "$bad"
sync

# Sectors 4096 up to 4104: bytes 2 MiB up to 2 MiB + 4 KiB.  dd reads past the
# page cache, as read-ahead makes larger pieces fail.
break_it 4096 8
for operands in 'bs=4096 count=600' 'bs=4096 count=600 conv=noerror' \
  'bs=4096 count=600 conv=noerror,sync' 'bs=64k count=64 conv=noerror,sync' \
  'bs=512 skip=4090 count=20 conv=noerror,sync' \
  'ibs=4096 obs=10000 count=600 conv=noerror,sync' 'bs=4096 skip=512 count=1'
do
  # shellcheck disable=SC2086
  same_as_dd if="$bad" of=out iflag=direct $operands
done

cp data wanted
dd if=/dev/zero of=wanted bs=512 seek=4099 count=2 conv=notrunc status=none
blocks ()
{
  sed '/^#/d' "$1" | tail -n +2
}
rescued ()
{
  heal_it
  break_it 4099 2
  rm -f out map
  within 120 1 udd if="$bad" of=out conv=rescue mapfile=map count=8M \
    iflag=direct,count_bytes status=none 2>err
  cmp out wanted >&9 || fail_ "not all was rescued"
  says err "1024 bytes of '$bad' cannot be read"
  blocks map | grep '^0x00200600 *0x00000400 *-$' >/dev/null \
    || fail_ "the map has something else: $(cat map)"
  # By the page cache, the whole page is lost.
  within 120 1 udd if="$bad" of=cached conv=rescue count=8M \
    iflag=count_bytes status=none 2>err
  cmp -n 2097152 cached data >&9 && cmp -i 2101248 cached data >&9 \
    || fail_ "more than the page is lost"
  heal_it
  within 120 0 udd if="$bad" of=out conv=rescue mapfile=map count=8M \
    iflag=direct,count_bytes status=none 2>err
  compare data out
  blocks map >actual
  echo "0x00000000  0x00800000  +" >expected
  compare expected actual
}
each_engine rescued

# A file of a file system has a bad place.
heal_it
new_fs ext4 "$bad"
mkdir "$mnt/src"
cp data "$mnt/src/broken"
for i in 1 2 3 4 5; do
  head -c ${i}0000 /dev/urandom >"$mnt/src/good$i"
done
cp -a "$mnt/src" kept
where_is "$mnt/src/broken" 4194304
# shellcheck disable=SC2154  # where_is sets it.
break_it "$sector" 8

# The message, and the files that are whole.
names_it ()
{
  says err "error reading '$mnt/src/broken': Input/output error"
  test "$(wc -l <err)" = 1 || fail_ "more than one message: $(cat err)"
  for i in 1 2 3 4 5; do
    compare "kept/good$i" "$1/good$i"
  done
}
files ()
{
  for options in -a '-a --direct' '-a --fsync' '-a -j1' '-a --nocache' \
    '-a --atomic'; do
    rm -rf copy
    forget_cache
    # shellcheck disable=SC2086
    within 120 1 ucp $options "$mnt/src" copy 2>err
    names_it copy
    case $options in
      *atomic*) lacks copy/broken ;;
      *) # A part that is whole as far as it goes.
        test ! -f copy/broken || test "$(stat -c %s copy/broken)" -lt 8388608 \
          || test "$(stat -c %Y copy/broken)" != \
            "$(stat -c %Y kept/broken)" \
          || fail_ "ucp $options: it looks like a whole copy" ;;
    esac
    test -z "$(find copy -name '.ucp-*')" || fail_ "ucp $options: left behind"
  done

  rm -rf copy
  cp -a kept copy
  echo old >copy/broken
  rm copy/good3
  forget_cache
  within 120 23 usync --mirror "$mnt/src/" copy 2>err
  names_it copy
  test "$(cat copy/broken)" = old || fail_ "usync replaced it all the same"
  test -z "$(find copy -name '.ucp-*')" || fail_ "usync: left behind"

  forget_cache
  within 120 1 ucat "$mnt/src/good1" "$mnt/src/broken" "$mnt/src/good2" \
    >out 2>err
  says err "$mnt/src/broken: Input/output error"
  head -c 10000 out | cmp - kept/good1 >&9 || fail_ "ucat: not the first file"
  tail -c 20000 out | cmp - kept/good2 >&9 || fail_ "ucat: not the last file"
}
each_engine files
