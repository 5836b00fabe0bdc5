#!/bin/sh
# Operands: what DEST is, and when it is made, as rsync has it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_prog_ rsync

mkdir -p work/dir/sub work/empty work/there
echo 1 >work/file
echo 2 >work/other
echo 3 >work/dir/sub/3
echo 4 >work/there/file
ln -s file work/link
ln -s there work/dirlink
ln -s nowhere work/dangling
mkdir work/links work/kept
ln -s ../there work/links/dir
ln -s ../dir/sub/3 work/links/3
ln -s nowhere work/kept/sub
touch -h -d '2001-02-03 04:05:06' work/* work/dir/* work/dir/sub/* work/there/*

list ()
{
  find . -printf '%P %y %m %l\n'
  find . -type f -exec md5sum {} +
}

once ()
{
  for dest in new new/ there dirlink/ other other/ new/deeper; do
    for source in file dir dir/ empty empty/ dirlink dirlink/ missing; do
      same_result -a $source $dest
    done
    same_result -a file dir $dest
    same_result -a file missing $dest
    same_result -a missing missing2 $dest
  done
  for dest in new new/deeper new/deeper/ there/new/ other/ other/x; do
    same_result -a --mkpath file $dest
    same_result -a --mkpath dir/ $dest
  done
  same_result -a dir/ there/ new
  same_result -a file dangling
  same_result -r link new
  same_result -L link new
  same_result -rL links new
  same_result -rL links/ new
  same_result -rlk links/ new
  # A link that leads nowhere is no directory to be kept.
  same_result -aK dir/ kept
  same_result -a ./file there/new.name
  same_result -a file file new
  same_result dir new
  same_result -d dir/ new
  same_result -d dir new
}
# not_in_turn MADE ARG...: what is made, MADE of it, is not mirrored in turn.  What
# rsync does hangs on which of its processes is the first.
not_in_turn ()
{
  made=$1
  shift
  run_in_copy got usync --mirror --no-archive "$@"
  test "$(cat got.status)" = 0 || fail_ "$*: $(cat got.err)"
  (cd got && find dir | sort) >got.made
  (cd work && find dir | sort) >expected.made
  printf '%s\n' $made >>expected.made
  sort -o expected.made expected.made
  compare expected.made got.made
}

# Every engine does the same before anything is mirrored.
case ${CHECK_LONG-} in
  '') URINGUTILS_ENGINE=auto once ;;
  *) each_engine once ;;
esac
not_in_turn 'dir/dir dir/dir/sub dir/dir/sub/3' -a dir dir
not_in_turn 'dir/sub/dir dir/sub/dir/sub dir/sub/dir/sub/3' -aR ./dir/sub dir/sub

# A name that cannot be told from a host's is refused; what way out there is.
returns 1 usync --mirror work/file a:b >out 2>err
says err './a:b'
