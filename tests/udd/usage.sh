#!/bin/sh
# What is wrong with operands is said in dd's words, and the first that is wrong
# counts.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

set_up ()
{
  echo hello >in
}
set_up=set_up
lines=0
while read -r line; do
  lines=$((lines + 1))
  eval "same_once $line"
done <<'EOF'
in
''
=
if
=in
IF=in
if=in foo=1
foo=1 bs=0
bs=0 foo=1
bs
bs=
bs=0
bs=-1
bs=' -1'
bs='1 '
bs=1.5
bs=x
bs=1x
bs=x1
bs=1xx1
bs=0x10
bs=00x10
bs=3q
bs=1KB
bs=1Ki
bs=kk
bs=9223372036854775807
bs=9223372036854775808
bs=99999999999999999999
bs=99999999999999999999q
bs=8388608T
ibs=0
obs=0
cbs=0
cbs=9223372036854775808
ibs=9223372036854775807
obs=1E1
count=-1
count=9223372036854775808
count=10000000000000000000000000000000
count=1x99999999999999999999
count=1BB
count=1x2BB
count=1Bx2B
count=kBB
count=1i
count=one
count=' '
skip=
skip=a
seek=Y
iseek=1Z
oseek=-0
ioseek=1
conv=
conv=,
conv=ascii,
conv=foo
conv=foo,bar
conv=ucase,foo,bar
conv=ASCII
conv=asci
conv=asciii
conv=ascii=
conv=ascii,ebcdic
conv=ibm,ebcdic
conv=ascii conv=ibm
conv=ascii,block
conv=ascii,block cbs=3
conv=block,unblock
conv=block,unblock cbs=1
conv=lcase,ucase
conv=excl,nocreat
conv=lcase,ucase,excl,nocreat
iflag=
iflag=foo
iflag=direct,nocache
oflag=foo
oflag=nocache,direct
iflag=direct oflag=nocache if=/dev/null of=none
oflag=fullblock
oflag=fullblock conv=lcase,ucase
oflag=fullblock bs=0
iflag=nolinks
iflag=cio
iflag=binary
iflag=text
status=
status=foo
status=none,foo
status=noxfer,
--help=no
--foo
-x
-if=in
-- --foo
-- -x
-
EOF
test $lines -ge 90 || framework_failure_ "only $lines cases were run"

# Operands that contradict each other are no harm where they have no meaning.
same_as_dd if=in conv=ascii,block of=out
same_as_dd if=in conv=block,unblock of=out

# The name that it is called by is the one it gives.
mkdir bin
ln -s "$(command -v udd)" bin/dd
returns 1 env PATH="$(pwd)/bin:$PATH" dd foo 2>err
compare - err <<'EOF'
dd: unrecognized operand 'foo'
Try 'dd --help' for more information.
EOF
returns 1 bin/dd bs=0 2>err
says err "bin/dd: invalid number: '0'"
