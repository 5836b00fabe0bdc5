#!/bin/sh
# What cannot be opened, read, written or closed: dd's messages, statistics and
# exit status, and nothing more is touched than by dd.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

head -c 3000 /dev/zero | tr '\0' x >source
set_up ()
{
  cp ../source in
  echo old >old
  ln -s nowhere dangling
  ln -s in link
  mkdir dir
}
set_up=set_up

# Files that cannot be had.
same_as_dd if=missing
same_as_dd if=missing of=old
same_as_dd if=missing/in of=old
same_as_dd if= of=old
same_as_dd if=in of=
same_as_dd if=in/in
same_as_dd if=in of=missing/out
same_as_dd if=in of=in/out
same_as_dd if=in of=dir
same_as_dd if=in of=dir/
same_as_dd if=dir of=out
same_as_dd if=dir skip=1 of=out
same_as_dd if=dangling of=out
same_as_dd if=in of=dangling
same_as_dd if=link iflag=nofollow of=out
same_as_dd if=in of=link oflag=nofollow
same_as_dd if=in of=dangling oflag=nofollow
same_as_dd if=in of=old conv=excl
same_as_dd if=in of=dangling conv=excl
same_as_dd if=in of=out conv=nocreat
same_as_dd if=in iflag=directory of=out
same_as_dd iflag=directory
same_as_dd oflag=directory if=in
same_as_dd "if=$(printf '%0300d' 0)"
same_as_dd "if=quote'd name" of=out
same_as_dd "if=$(printf 'new\nline')" of=out

# Places that there are not.
same_as_dd if=in of=old bs=1 seek=9223372036854775807
same_as_dd if=in of=old bs=2 seek=9223372036854775807
same_as_dd if=in of=old bs=2 seek=9223372036854775807 conv=notrunc
same_as_dd if=in of=old bs=2 skip=9223372036854775807
same_as_dd if=in of=old bs=1 skip=9223372036854775807
same_as_dd if=in of=old skip=3001B bs=1
same_as_dd if=in of=old skip=3000B bs=1
same_as_dd if=in of=old skip=9 bs=1000 status=none

# A full device, and errors that come with the last block.
same_as_dd if=in of=/dev/full
same_as_dd if=in of=/dev/full bs=1000 count=1
same_as_dd if=in of=/dev/full obs=2999 status=noxfer
same_as_dd if=in of=/dev/full obs=10000
same_as_dd if=in of=/dev/full conv=noerror,sync bs=700
same_as_dd if=in of=/dev/full conv=fsync bs=700
same_as_dd if=in of=/dev/full bs=1M status=none
same_as_dd if=in of=/dev/null conv=fsync
same_as_dd if=in of=/dev/null conv=fdatasync
same_script_as_dd '$dd if=in >/dev/full'
same_script_as_dd '$dd if=/dev/zero count=3 >/dev/full'

# A file that may not be longer than this.
same_script_as_dd 'trap "" XFSZ; ulimit -f 1 && $dd if=in of=out bs=700'
same_script_as_dd 'trap "" XFSZ; ulimit -f 1 && $dd if=in of=out bs=2000'
# And with the signal.  It comes from the kernel or, with a ring, from udd.
killed ()
{
  for operands in bs=700 bs=2000 tee=copy; do
    rm -f out copy
    status=0
    # shellcheck disable=SC2086  # words
    (ulimit -c 0; ulimit -f 1; exec udd if=source of=out $operands 2>err) 2>shell \
      || status=$?
    test $status = 153 || fail_ "$operands: status $status: $(cat err)"
    cmp -n "$(wc -c <out)" source out >&9 || fail_ "$operands: a wrong beginning"
  done
}
each_engine killed
# dd says that it cannot make the file so long, and gives status 0.
udd_alone ()
{
  returns 1 sh -c 'trap "" XFSZ; ulimit -f 1 && udd of=long seek=3 count=0' 2>err
  says err "udd: failed to truncate to 1536 bytes in output file 'long'"
}
each_engine udd_alone

# What the caller has closed.
same_script_as_dd '$dd <&-'
same_script_as_dd '$dd <&- of=out'
same_script_as_dd '$dd if=in <&- of=out'
same_script_as_dd '$dd if=in >&-'
same_script_as_dd '$dd if=in count=0 >&-'
same_script_as_dd '$dd if=in of=out >&-'
same_script_as_dd '$dd if=in of=out <&- >&-'
same_script_as_dd '$dd <in >&-'
same_script_as_dd '$dd if=in of=out <&- >&- 2>&-'
same_script_as_dd '$dd if=in of=out 2>&-'
same_script_as_dd '$dd if=in of=out status=none 2>&-'
same_script_as_dd '$dd if=in of=out 2>/dev/full'
same_script_as_dd '$dd if=in of=out status=none 2>/dev/full'
same_script_as_dd '$dd if=missing 2>/dev/full'
same_script_as_dd '$dd oflag=append <in >>old'
same_script_as_dd '$dd <dir'
same_script_as_dd '$dd if=in 1<in'
same_script_as_dd '$dd of=out 0>old'
same_script_as_dd '$dd iflag=nocache count=0 <in >out; true | $dd iflag=nocache count=0'

# A pipe that nobody reads any more.
nobody='mkfifo p; exec 3<>p 4>p 3<&-; '
same_script_as_dd "$nobody"'trap "" PIPE; $dd if=in >&4 bs=1000'
same_script_as_dd "$nobody"'trap "" PIPE; $dd if=in >&4 obs=10000 conv=noerror'
same_script_as_dd "$nobody"'$dd if=in >&4 bs=1000'

# Files that are made while they are read.
same_as_dd if=/proc/version of=out
same_as_dd if=/proc/version of=out bs=7 skip=2
same_as_dd if=/proc/version of=out bs=1M
same_as_dd if=/sys/kernel/mm/transparent_hugepage/enabled of=out bs=3
