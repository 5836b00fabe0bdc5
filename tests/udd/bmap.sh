#!/bin/sh
# bmap= copies what the map lists, and nothing else, and checks its sums.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
! lacks_feature HAVE_LIBCRYPTO || skip_ "built without libcrypto"
! lacks_feature HAVE_EXPAT || skip_ "built without libexpat"

# An image of 20 blocks and a part, of which 2 to 3, 9 and the last count.
head -c 84000 /dev/urandom >disk.img
sum ()
{
  dd if=disk.img bs=4096 skip="$1" count="$2" status=none \
    | sha256sum | cut -d' ' -f1
}
map ()
{
  cat <<EOT
<?xml version="1.0" ?>
<bmap version="2.0">
    <ImageSize> 84000 </ImageSize>
    <BlockSize> 4096 </BlockSize>
    <BlocksCount> 21 </BlocksCount>
    <MappedBlocksCount> 4 </MappedBlocksCount>
    <ChecksumType> sha256 </ChecksumType>
    <BmapFileChecksum> $1 </BmapFileChecksum>
    <BlockMap>
        <Range chksum="$(sum 2 2)"> 2-3 </Range>
        <Range chksum="$(sum 9 1)"> 9 </Range>
        <Range> 20 </Range>
    </BlockMap>
</bmap>
EOT
}
zeros=0000000000000000000000000000000000000000000000000000000000000000
map $zeros | sha256sum | cut -d' ' -f1 >own
map "$(cat own)" >disk.bmap

head -c 84000 /dev/zero >wanted
for block in 2 3 9 20; do
  dd if=disk.img of=wanted bs=4096 skip=$block seek=$block count=1 \
    conv=notrunc status=none
done

once ()
{
  rm -f out
  quietly udd if=disk.img of=out bs=4k bmap=disk.bmap status=none
  cmp out wanted >&9 || fail_ "not what the map lists"
  # What is not listed stays.
  tr '\0' x </dev/zero | head -c 84000 >out
  quietly udd if=disk.img of=out bmap=auto conv=notrunc status=none
  test "$(head -c 8192 out | tr -d x | wc -c)" = 0 \
    || fail_ "what is not listed was written"
  tail -c 2080 out >one
  tail -c 2080 disk.img | cmp - one >&9 || fail_ "the last block is wrong"
  # By a pipe, and directly.
  rm -f out
  cat disk.img | quietly udd of=out bmap=disk.bmap status=none
  cmp out wanted >&9 || fail_ "by a pipe: not what the map lists"
  rm -f out
  returns 0 udd if=disk.img of=out bmap=disk.bmap conv=sparse 2>err
  says err "14368 bytes"
  cmp out wanted >&9 || fail_ "sparse: not what the map lists"
}
each_engine once

# A map that is made here can be used here.
truncate -s 1000001 sparse
dd if=disk.img of=sparse bs=4096 seek=100 count=20 conv=notrunc status=none
making ()
{
  quietly udd if=sparse of=copy bs=512 bmapout=made status=none
  cmp sparse copy >&9 || fail_ "a copy that is mapped differs"
  rm -f out
  quietly udd if=sparse of=out bmap=made status=none
  cmp sparse out >&9 || fail_ "not all that matters is in the map"
  cat disk.img | quietly udd of=/dev/null bmapout=made status=none
  quietly udd if=disk.img of=out bmap=made status=none
  cmp disk.img out >&9 || fail_ "the map of a stream lacks something"
}
each_engine making
returns 1 udd if=sparse of=out bmapout=made count=1 2>err
says err "cannot combine bmapout= and count="
cp disk.bmap disk.img.bmap
echo nonsense >disk.bmap
quietly udd if=disk.img of=out bmap=auto status=none
returns 1 udd if=disk.img of=out bmap=disk.bmap status=none 2>err
says err "line 1 of the block map 'disk.bmap' cannot be used"
mv disk.img.bmap disk.bmap

# An image that is not the map's.
fails ()
{
  text=$1
  shift
  returns 1 udd "$@" of=out status=none 2>err
  says err "$text"
}
cp disk.img other
fails "no block map is beside 'other'" if=other bmap=auto
printf x | dd of=other bs=1 seek=40000 conv=notrunc status=none
fails "bytes 36864 to 40959 of 'other' are not what its block map says" \
  if=other bmap=disk.bmap
head -c 83999 disk.img >other
fails "their sizes differ" if=other bmap=disk.bmap
head -c 60000 disk.img >short
cat short | returns 1 udd of=out bmap=disk.bmap status=none 2>err
says err "'standard input' ends before its block map does"
{ cat disk.img; echo more; } | returns 1 udd of=out bmap=disk.bmap status=none \
  2>err
says err "'standard input' goes on where its block map ends"
# What is not mapped at the end has to be there, too.
sed 's/ 84000 </ 94000 </; s/ 21 </ 23 </
  s/BmapFileChecksum> .* </BmapFileChecksum> '$zeros' </' disk.bmap >longer
sed "s/$zeros/$(sha256sum <longer | cut -d' ' -f1)/" longer >longer.bmap
cat disk.img | returns 1 udd of=out bmap=longer.bmap status=none 2>err
says err "'standard input' ends before its block map does"
{ cat disk.img; head -c 10000 /dev/zero; } \
  | quietly udd of=out bmap=longer.bmap status=none
sed 's/ 9 </ 8 </' disk.bmap >changed
fails "the block map 'changed' cannot be used: its own sum does not match" \
  if=disk.img bmap=changed
fails "failed to open 'missing'" if=disk.img bmap=missing
fails "cannot combine bmap= and count=" if=disk.img bmap=disk.bmap count=1
