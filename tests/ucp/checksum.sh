#!/bin/sh
# --checksum and --manifest list the sums of the copies, so that the tools that
# check such lists accept them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

! lacks_feature HAVE_LIBCRYPTO || skip_ "built without libcrypto"
! lacks_feature HAVE_XXHASH || skip_ "built without libxxhash"

# Every way that data goes: small, empty, large, with holes, and at the borders
# between them.
mkdir src src/dir
for size in 1 65535 65536 65537 1572864 6291456; do
  head -c $size /dev/urandom >src/$size
done
: >src/empty
truncate -s 3000000 src/hole
head -c 70000 /dev/urandom >src/dir/sparse
truncate -s 1100000 src/dir/sparse
head -c 70000 /dev/urandom >>src/dir/sparse
truncate -s 9000000 src/dir/sparse
printf 'a' >"src/new
line"
printf 'b' >'src/back\slash'
printf 'c' >"src/return$(printf '\r')x"
printf 'd' >'src/ blank'
ln src/1572864 src/dir/link
ln src/1 src/dir/another
ln -s 1 src/symlink
mkfifo src/fifo
: >src/unreadable-copy
echo hidden >src/unreadable-copy
chmod 0200 src/unreadable-copy

# checked MANIFEST: fail unless sha256sum knows all of the files.
checked ()
{
  sha256sum --quiet -c "$1" >&9 || fail_ "sha256sum -c does not accept it"
  test "$(wc -l <"$1")" = "$files" \
    || fail_ "not each of the $files names is listed: $(cat "$1")"
}

once ()
{
  for options in '' --reflink=never --sparse=always --sparse=never --direct \
                 --nocache -j1; do
    remove copy
    # shellcheck disable=SC2086
    returns 0 ucp -a $options --checksum=sha256 --manifest=list src copy \
      >out 2>&1
    silent out
    same_tree --no-alloc --holes=off src copy
    checked list
    test ! -f first || cmp -s list first \
      || fail_ "the list is another with $options"
    cp list first
  done

  # Other links are not links of each other.
  remove copy
  returns 0 ucp -r --manifest=list src copy
  checked list
}
test "$(id -u)" = 0 || remove src/unreadable-copy
files=$(find src -type f -printf x | wc -c)
each_engine once

# On standard output, sorted, after -v's lines; and over what stands there.
printf '%s  %s\n' "$(sha1sum <src/65537 | cut -d' ' -f1)" copy/65537 >expected
returns 0 ucp -a --checksum=sha1 src/65537 copy >out
compare expected out
printf '%s  %s\n' "$(sha1sum <src/65536 | cut -d' ' -f1)" copy/65537 >expected
returns 0 ucp --checksum=sha1 --manifest=- src/65536 copy/65537 >out
compare expected out
returns 0 ucp -v --checksum=sha1 src/65536 copy/65537 >out
echo "'src/65536' -> 'copy/65537'" | cat - expected >both
compare both out

# What was appended to stays.
echo before >appended
returns 0 ucp --checksum=sha1 src/65536 copy/65537 >>appended
test "$(head -n 1 appended)" = before || fail_ "standard output was emptied"
test "$(wc -l <appended)" = 2 || fail_ "$(cat appended)"

# The others' tools.
tool ()
{
  returns 0 ucp -a "--checksum=$1" --manifest=list src/dir src/1572864 to
  $2 -c list >out 2>&1 || fail_ "$2 does not accept the list: $(cat out)"
}
mkdir to
tool md5 md5sum
tool sha1 sha1sum
tool sha224 sha224sum
tool sha384 sha384sum
tool sha512 sha512sum
tool blake2b b2sum
if command -v xxh128sum >/dev/null; then
  tool xxh128 xxh128sum
  tool xxh64 xxh64sum
else
  note_ "no xxh128sum here"
fi

# Fewer names than files have: what is not known to be complete is no more than
# a name.
returns 0 ucp -a --manifest=list src/dir/link src/1572864 to
test "$(wc -l <list)" = 2 || fail_ "$(cat list)"
sha256sum --quiet -c list || fail_ "of two operands that are links"

# Streams, and files that do not tell their size.
returns 0 ucp --manifest=list /proc/self/mounts to/mounts
sha256sum --quiet -c list || fail_ "a file of /proc"
mkfifo pipe
cat src/1572864 >pipe &
returns 0 ucp --manifest=list pipe to/piped
sha256sum --quiet -c list || fail_ "a fifo"
cmp src/1572864 to/piped

# An empty list, for nothing but directories and links.
mkdir nothing
echo old >list
returns 0 ucp -a --manifest=list nothing to
test ! -s list || fail_ "a list of nothing: $(cat list)"

# Where blocks are shared, the source is read for the sums.
for type in btrfs xfs; do
  if ! try_fs $type 400M; then
    note_ "$fs_why"
    continue
  fi
  returns 0 ucp -a src "$mnt/src"
  (cd "$mnt" && returns 0 ucp -a --manifest=list --reflink=always --verify \
     src copy && sha256sum --quiet -c list \
     && test "$(wc -l <list)" = "$files") || fail_ "clones on $type"
  same_tree src "$mnt/copy"
done
