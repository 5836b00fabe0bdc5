#!/bin/sh
# Copies of files: for a table of operands, the copy, what is said and the exit
# status are dd's.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

{
  printf 'First line\n\nthird, which is longer than a record of sixteen\n'
  head -c 3000 /dev/zero
  printf 'Grades: \344\366\374\377\001\t  \n   spaces   \n'
  head -c 5000 /dev/zero | tr '\0' y
  printf 'no newline at the end'
} >source
head -c 20000 /dev/zero | tr '\0' o >old

set_up ()
{
  cp ../source in
  cp ../old old
}
set_up=set_up
input=source

lines=0
while read -r line; do
  lines=$((lines + 1))
  eval "same_as_dd $line"
done <<'EOF'
if=in of=out
if=in of=old
if=in
of=out
bs=1 count=0 of=old
bs=1 count=0 seek=700 of=old
bs=10 seek=3 of=out
bs=10 seek=3 of=old
bs=10 seek=3 of=old conv=notrunc
bs=10 oseek=13B of=old conv=notrunc
bs=10 seek=3B of=old
bs=10 seek=13 oflag=seek_bytes of=old
bs=100 skip=3 of=out
bs=100 iseek=333B of=out
bs=100 skip=3 iflag=skip_bytes count=1 of=out
bs=100 skip=10000 if=in of=out
bs=100 skip=10000 of=out
skip=10000 status=none if=in of=old
bs=100 count=7 of=out
bs=100 count=777B of=out
bs=100 count=777 iflag=count_bytes of=out
bs=100 count=3 skip=2 seek=5 of=old conv=notrunc
count=5 count=1 skip=3 skip=0
ibs=10 obs=7 count=100 of=out
ibs=7 obs=4096 of=out
ibs=4096 obs=7 count=1 of=out
ibs=3 obs=3 bs=100 of=out
ibs=512 obs=512 if=in of=out
bs=1M if=in of=out
bs=4096 if=in of=out iflag=fullblock
if=in of=out conv=swab bs=7
if=in of=out conv=swab ibs=7 obs=5
if=in of=out conv=ucase
if=in of=out conv=lcase bs=100
if=in of=out conv=ebcdic
if=in of=out conv=ibm
if=in of=out conv=ascii
if=in of=out conv=ebcdic cbs=16
if=in of=out conv=ibm,ucase cbs=16
if=in of=out conv=ascii cbs=16
if=in of=out conv=block cbs=16
if=in of=out conv=block cbs=16 bs=10
if=in of=out conv=block cbs=100000
if=in of=out conv=unblock cbs=16
if=in of=out conv=unblock cbs=1 ibs=3 obs=1000
if=in of=out conv=block,sync cbs=20
if=in of=out conv=unblock,sync cbs=20 bs=1000
if=in of=out conv=sync bs=10000
if=in of=out conv=sync ibs=1000 obs=300
if=in of=out conv=sync bs=1k count=20
if=in of=out conv=swab,ucase,sync,notrunc bs=33
if=in of=out conv=sparse bs=512
if=in of=old conv=sparse bs=512
if=in of=old conv=sparse,notrunc bs=512
if=in of=out conv=sparse bs=100 count=35
if=in of=out conv=notrunc
if=in of=old conv=notrunc
if=in of=out conv=nocreat
if=in of=old conv=nocreat
if=in of=out conv=excl
if=in of=old conv=excl
if=in of=out conv=fsync
if=in of=out conv=fdatasync
if=in of=out conv=fsync,fdatasync bs=100
if=in of=out conv=noerror,sync bs=1000
if=in of=old oflag=append
if=in of=old oflag=append conv=notrunc
if=in of=out oflag=append,append conv=notrunc
if=in of=out iflag=nofollow
if=in of=out oflag=sync bs=1000 count=3
if=in of=out oflag=dsync bs=1000 count=3
if=in of=out iflag=sync,dsync,noatime,nonblock,noctty oflag=nonblock,noctty
if=in of=out iflag=nocache oflag=nocache
if=in iflag=nocache count=0
if=in of=out iflag=count_bytes,skip_bytes oflag=seek_bytes count=100 skip=10 seek=20
if=in of=out oflag=count_bytes,skip_bytes iflag=seek_bytes count=1 skip=1 seek=1
if=. iflag=directory count=0 of=out
if=in iflag=directory
of=old iflag=directory
oflag=directory of=out
if=/dev/zero of=out count=3 bs=77
if=/dev/null of=old
if=in of=/dev/null bs=1
if=in of=in bs=100 conv=notrunc
if=in of=in bs=100 seek=50 count=20
if=in of=old bs=1000 iflag=skip_bytes skip=0
of=out bs=1x2
if=in of=old seek=0 count=1
-- if=in of=out
EOF
test $lines -ge 80 || framework_failure_ "only $lines cases were run"
