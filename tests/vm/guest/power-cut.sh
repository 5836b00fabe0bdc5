# The power is cut at any flush of the disk: what had been promised by then is
# there.  Sourced after common.sh, with the type of file system in $type.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All writes of one file system's life go through dm-log-writes, and the steps
# below, each a promise, set marks in the log when they begin and when they have
# ended with status 0.  Then the log is replayed, and at marks and flushes a copy of
# the disk is mounted and looked at: of each step that had ended all is there, and
# of one that was under way and is atomic each file is the old or the new one.

need dm_log_writes
require_prog_ dmsetup
# btrfs comes once more with each copy of the disk.
forget_disks=:
test $type != btrfs || forget_disks='btrfs device scan --forget'

# At most so many cuts are tried within a step, evenly spread, and after the last.
most_cuts=8
test -z "${VM_SHORT-}" || most_cuts=2
test -z "${CHECK_LONG-}" || most_cuts=1000

ram_disk 320M
ram_disk_of_log=$disk
ram_disk 2G
log=$disk
disk=$ram_disk_of_log
new_map logged "0 $(sectors "$disk") log-writes $disk $log"

# Nothing goes to the disk but by our flushes, and what follows from them.
echo 60000 >/proc/sys/vm/dirty_writeback_centisecs
echo 60000 >/proc/sys/vm/dirty_expire_centisecs
options=
case $type in
  ext4 | btrfs) options=commit=600 ;;
  xfs)
    need xfs
    echo 720000 >/proc/sys/fs/xfs/xfssyncd_centisecs ;;
esac
new_fs $type /dev/mapper/logged $options
at=$mnt

mark ()
{
  dmsetup message logged 0 mark "$1" || framework_failure_ "no mark"
}

# step NAME COMMAND...: run COMMAND, in the file system, between marks.
step ()
{
  step_=$1
  shift
  mark "begin-$step_"
  (cd "$at" && "$@") >step.out 2>&1 \
    || fail_ "'$*' gave status $?: $(head -n 5 step.out)"
  mark "end-$step_"
}

# What is copied, and what stands there before: most names in both.
make_tree src --only=files,nested,links,symlinks
mkdir old new
for i in 1 2 3 4 5 6 7 8 9; do
  head -c ${i}1000 /dev/urandom >old/both$i
  head -c ${i}2345 /dev/urandom >new/both$i
  head -c ${i}00 /dev/urandom >new/only$i
done
head -c 500000 /dev/urandom >old/large
head -c 700000 /dev/urandom >new/large
(cd old && sha256sum ./*) >sums.old
(cd new && sha256sum ./*) >sums.new
sort -u sums.old sums.new >sums.allowed
(cd old && ls) >names.old

cp -a old "$at/atomic"
cp -a old "$at/mirror"
cp -a old "$at/resumed"
sync -f "$at"
from=$PWD
step plain cp -a "$from/src" plain
step copy ucp -a --fsync "$from/src" copy
other_engine=uring
test -z "$(why_no_uring_)" || other_engine=sync
step engine ucp -a --engine=$other_engine --fsync "$from/src" engine
step atomic ucp -aT --atomic --fsync "$from/new" atomic
step mirror usync --mirror --fsync "$from/new/" mirror
step resumed ucp -aT --resume --fsync "$from/new" resumed
step direct ucp -a --direct --fsync "$from/new" direct
step dd udd if="$from/new/large" of=dd bs=64k conv=fsync status=none
cp -a src "$at/flushed"
step flushed usync -r flushed
# Life goes on.
cp -a old "$at/later"
rm -rf "$at/plain"
sync
mv "$at/later" "$at/moved"
umount "$at"
remove_map logged
log-writes list "$log" >list || framework_failure_ "the log cannot be read"
note_ "$type: $(wc -l <list) entries, $(grep -cE ' (flush|fua|flush\+fua) ' \
  list) flushes"

number_of ()
{
  awk -v name="$1" '$2 == "mark" && $5 == name { print $1 }' list
}

# Where to cut: 'NUMBER DOING' with the first entry that is not there any more, and
# the step that was under way, or 'nothing'.
awk -v most=$most_cuts '
  function put_some(   i, by) {
    by = n > most ? n / most : 1
    for (i = n; i >= 1; i -= by)
      print at[int (i)], doing
    n = 0
  }
  $2 == "mark" {
    if (doing != "")
      put_some ()
    if ($5 ~ /^begin-/)
      doing = substr ($5, 7)
    else if ($5 ~ /^end-/) {
      doing = "nothing"
      print $1 + 1, doing
    }
    next
  }
  doing != "" && $2 ~ /flush|fua/ { at[++n] = $1 + 1 }
  END { put_some () }' list | sort -n -k 1,1 -s | uniq >cuts

# cut_at NUMBER: have in $there what a disk has with that many entries.
base=/run/vm/ram/base
copy=/run/vm/ram/cut
at_end "rm -f $base $copy"
truncate -s 320M $base
mkdir there
there=$PWD/there
upto=0
cut_at ()
{
  log-writes replay "$log" $base "$upto" "$1" || framework_failure_ "replay"
  upto=$1
  rm -f $copy
  cp --sparse=always $base $copy
  $forget_disks >/dev/null 2>&1 || :
  mount -t $type -o loop $copy there 2>mount.err \
    || fail_ "cut at $1: it cannot be mounted: $(cat mount.err)"
}
at_end "umount -l '$PWD/there' 2>/dev/null"

# whole DIR: each file there is the old or the new one, and no name is lost.
whole ()
{
  (cd "$1" && find . -type f ! -name '.ucp-*' -exec sha256sum {} +) \
    | sort >sums
  comm -23 sums sums.allowed >half
  test ! -s half || fail_ "$where: neither old nor new: $(cat half)"
  (cd "$1" && ls) | comm -13 - names.old >lost
  test ! -s lost || fail_ "$where: lost: $(cat lost)"
}

# new_there DIR: it has what is new; mirrors keep what they are not told to delete.
new_there ()
{
  (cd "$1" && find . -type f ! -name '.ucp-*' -exec sha256sum {} +) \
    | sort | comm -13 - sums.new.sorted >lost
  test ! -s lost || fail_ "$where: not there: $(cat lost)"
}
sort sums.new >sums.new.sorted

# promised STEP: it had ended.
promised ()
{
  case $1 in
    # What XFS had allocated beyond the end is cut off when a file is closed, and
    # nobody waits for that.
    copy | engine | flushed) same_tree --no-alloc src "$there/$1" ;;
    atomic | mirror | resumed | direct) new_there "$there/$1" ;;
    dd) compare new/large "$there/dd" ;;
  esac
}

ended=
lacking=
looked=0
while read -r number doing; do
  where="$type, cut at $number, during $doing"
  for step in plain copy engine atomic mirror resumed direct dd flushed; do
    case " $ended " in
      *" $step "*) continue ;;
    esac
    test "$number" -le "$(number_of "end-$step")" || ended="$ended $step"
  done
  cut_at "$number"
  case " $ended " in
    *' copy '*) ;;
    *' plain '*)
      treecmp src "$there/plain" >/dev/null 2>&1 || lacking=yes ;;
  esac
  for step in $ended; do
    promised "$step"
  done
  case $doing in
    atomic | mirror | resumed) whole "$there/$doing" ;;
  esac
  umount there
  looked=$((looked + 1))
done <cuts
note_ "$type: $looked cuts"
test "$(echo $ended | wc -w)" = 9 || fail_ "not all steps were seen to end: $ended"
# Who promises nothing loses it, or we would see no loss at all.
test -n "$lacking" || fail_ "what nobody flushed was there"
