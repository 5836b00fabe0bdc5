#!/bin/sh
# Random operands over random inputs: what udd writes, says and returns is what
# dd does, and both leave standard input at the same place.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# SEED=N repeats a run, CASES=N says how many, ONLY=N runs the Nth case alone.
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

require_prog_ awk
seed=${SEED-$(date +%s)}
cases=${CASES-500}
test -z "${CHECK_LONG-}" || cases=${CASES-10000}
test -z "${SANITIZER-}" || cases=${CASES-150}
note_ "SEED=$seed CASES=$cases"

# Inputs: bytes, runs of zeros and holes, lines with blanks at their ends.
# shellcheck disable=SC2154  # common.sh sets it.
"$theirs" if=/dev/urandom of=random bs=1000 count=300 2>/dev/null
: >empty
head -c 5000 random >little
head -c 1500000 /dev/zero >zeros
cp random holes
"$theirs" if=random of=holes bs=4096 seek=200 count=20 2>/dev/null
truncate -s 1200000 holes
{
  cat random
  head -c 200000 zeros
  cat little
  head -c 1000000 zeros
  cat random
} >mixed
awk -v seed="$seed" 'BEGIN {
  srand (seed)
  for (i = 0; i < 3000; i++)
    print substr ("            ", rand () * 12) \
          substr ("Hello, World-[x]^", rand () * 17) \
          substr ("         ", rand () * 9)
}' >lines
head -c 70000 lines >old

cat >cases.awk <<'EOT'
function below(n) { return int (rand () * n) }
function pick(list,    n, words)
{
  n = split (list, words, " ")
  return words[below(n) + 1]
}
function chance(p) { return rand () < p }

# A size of records.  Input that is to be read by the byte is kept short.
function record()
{
  if (chance(.1))
    return pick("1 2 3 7 10 13")
  if (chance(.5))
    return pick("512 1024 4096 4096 65536 64k 1M 1kB 2b 10x100")
  return pick("500 511 513 1000 2048 3000 4095 5000 8192 32768 65537 100000 262144")
}
function bytes(size,    n)
{
  n = size + 0
  if (size ~ /k$/) n *= 1024
  if (size ~ /M$/) n *= 1048576
  if (size ~ /kB$/) n *= 1000
  if (size ~ /b$/) n *= 512
  if (size == "10x100") n = 1000
  return n
}
function amount(size, most,    n, bytes_)
{
  n = int (most / bytes(size))
  if (chance(.2))
    return below(most + 1000) "B"
  return below(chance(.8) && n > 1 ? n : n + 5)
}
function conversions(    list, n, i, word, seen, group)
{
  split ("ascii ebcdic ibm,block unblock,lcase ucase,excl nocreat", group, ",")
  for (i = 1; i <= 4; i++)
    if (chance(i < 4 ? .12 : .05))
      list = list "," pick(group[i])
  if (list ~ /ascii/ && list ~ /,block/ || list ~ /ebcdic|ibm/ && list ~ /unblock/)
    list = ""
  for (i = 0; i < 3; i++)
    if (chance(.25))
      list = list "," pick("swab sync sync noerror sparse sparse notrunc notrunc " \
                           "fsync fdatasync")
  return substr (list, 2)
}
function flags(side,    list)
{
  if (chance(.12))
    list = list "," (side == "i" ? "fullblock" : pick("append append nocache"))
  if (chance(.06))
    list = list "," pick("nocache noatime nofollow dsync sync nonblock direct")
  if (list ~ /direct/ && list ~ /nocache/)
    return ""
  return substr (list, 2)
}
BEGIN {
  srand (seed + 1)
  size["empty"] = 0; size["little"] = 5000; size["random"] = 300000
  size["zeros"] = 1500000; size["holes"] = 1200000; size["mixed"] = 1805000
  size["lines"] = 50000
  for (c = 1; c <= cases; c++) {
    ibs = obs = 512
    ops = ""
    if (chance(.55)) {
      ibs = obs = record()
      ops = ops " bs=" ibs
    } else {
      if (chance(.8)) { ibs = record(); ops = ops " ibs=" ibs }
      if (chance(.8)) { obs = record(); ops = ops " obs=" obs }
    }
    slow = bytes(ibs) < 100 || bytes(obs) < 100
    name = slow ? pick("little lines little empty") \
                : pick("empty little random zeros holes mixed mixed mixed lines lines")
    if (slow && chance(.1))
      name = "random"
    in_ = chance(.3) ? "stdin" : "if"
    if (chance(.05)) {
      in_ = "if"
      name = chance(.5) ? "/dev/zero" : "missing"
    }
    if (in_ == "if")
      ops = ops " if=" (name ~ /^\// ? "" : "../") name
    most = name in size ? size[name] : 1000000
    if (slow && most > 100000) {
      most = 100000
      ops = ops " count=" (1 + below(100000)) "B"
    } else if (chance(.4) || name == "/dev/zero")
      ops = ops " count=" amount(ibs, most)
    # Of a file without a length dd 9.1 alone says that it cannot be skipped.
    if (chance(.3) && name != "empty")
      ops = ops " " pick("skip iseek") "=" amount(ibs, most / 2)
    out = pick("new new new old old stdout append both null")
    if (out == "new" || out == "old")
      ops = ops " of=out"
    else if (out == "null")
      ops = ops " of=/dev/null"
    if (chance(.3))
      ops = ops " " pick("seek oseek") "=" amount(obs, 100000)
    if (chance(.2))
      ops = ops " cbs=" pick("1 8 20 80 100 511")
    if (conv = conversions())
      ops = ops " conv=" conv
    if (flag = flags("i"))
      ops = ops " iflag=" flag
    if (flag = flags("o"))
      ops = ops " oflag=" flag
    if (chance(.1))
      ops = ops " status=" pick("none noxfer")
    print c, pick(engines), in_, name, out, ops
  }
}
EOT

engines='auto sync'
test -n "$(why_no_uring_)" || engines='auto sync uring'
awk -v seed="$seed" -v cases="$cases" -v engines="$engines" -f cases.awk >cases

mkdir dd udd

# run DIR PROGRAM: the case in $in, $name, $out and $ops; what is said and
# returned goes to DIR/log.
run ()
{
  (
    cd "$1" || exit 99
    # What is open already when it starts.
    case $in in
      stdin) exec <"../$name" ;;
      *) exec </dev/null ;;
    esac
    case $out in
      stdout) exec >out ;;
      append) exec >>out ;;
      both) exec 1<>out ;;
      *) exec >/dev/null ;;
    esac
    echo "case $n: $in $name $out $ops" >>log
    returned=0
    # shellcheck disable=SC2086  # Operands.
    "$2" $ops 2>>log || returned=$?
    echo "status $returned" >>log
    test "$in" != stdin || wc -c >>log
  )
}

wrong=0
copied=0
while read -r n engine in name out ops <&3; do
  test -z "${ONLY-}" || test "$n" = "$ONLY" || continue
  case $out in
    new | null) rm -f dd/out udd/out ;;
    *)
      cp old dd/out
      cp old udd/out ;;
  esac
  run dd "$theirs"
  URINGUTILS_ENGINE=$engine
  export URINGUTILS_ENGINE
  run udd udd
  unset URINGUTILS_ENGINE
  test ! -s dd/out || copied=$((copied + 1))
  if test -e dd/out || test -e udd/out; then
    cmp dd/out udd/out >differ 2>&1 && continue
    wrong=$((wrong + 1))
    note_ "case $n ($engine): $in $name $out $ops: $(cat differ)"
  fi
done 3<cases
engine=

for tool in dd udd; do
  plain_said <$tool/log >$tool.log
done
cmp -s dd.log udd.log || diff -U2 dd.log udd.log | head -n 60 >&9 || :
cmp -s dd.log udd.log || wrong=$((wrong + 1))
test $wrong = 0 || fail_ "udd is not as dd (SEED=$seed)"
test -n "${ONLY-}" || test $copied -gt $((cases / 3)) \
  || framework_failure_ "hardly a case copies anything"
