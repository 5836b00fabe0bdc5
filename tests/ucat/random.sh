#!/bin/sh
# Options, files, standard input and output at random: ucat does what cat does.
# SEED=N repeats a run; CASES=N is how many there are, 500 if not said, and 10000
# with CHECK_LONG=yes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

: "${SEED=$(date +%s)}"
test -z "${CHECK_LONG-}" || : "${CASES=10000}"
test -z "${SANITIZER-}" || : "${CASES=100}"
: "${CASES=500}"
note_ "SEED=$SEED CASES=$CASES"

# A pool of files: some bytes are more likely than others.
mkdir pool pool/directory
awk -v seed="$SEED" '
  function any(n) { return int (rand () * n) }
  BEGIN {
    srand (seed)
    split ("0 1 2 3 7 20 64 100 1000 4096 20000 131072 262144 270000", sizes)
    for (i = 1; i <= 40; i++)
      print "pool/" i, sizes[1 + any(14)], any(1000000), any(5)
  }' >files
while read -r file size number kind; do
  case $kind in
    0) head -c "$size" /dev/urandom ;;
    1) yes '' | head -c "$size" ;;
    2) yes "$(printf 'a\n\nb\tc\r\n\r\n')" | head -c "$size" ;;
    3) head -c "$size" /dev/urandom | tr '\000-\377' \
         '[\n*90][\r*40][\t*30][a*60][\200-\243]' ;;
    4) seq "$number" 1000000000 | head -c "$size" ;;
  esac >"$file"
done <files

awk -v seed="$SEED" -v cases="$CASES" -v engines="auto uring sync" '
  function any(n) { return int (rand () * n) }
  BEGIN {
    srand (seed + 1)
    n_options = split ("-A -b -e -E -n -s -t -T -u -v -vET -ns -bE" \
      " --squeeze-blank --number --show-ends", options)
    split (engines, engine)
    split ("pipe file append inside null", output)
    for (i = 0; i < cases; i++) {
      line = engine[1 + any(3)] " " output[1 + any(5)] " pool/" 1 + any(40)
      for (j = any(4); j > 0; j--)
        line = line " " options[1 + any(n_options)]
      for (j = any(5); j > 0; j--) {
        what = any(20)
        line = line " " (what == 0 ? "pool/missing" : what == 1 \
          ? "pool/directory" : what <= 3 ? "-" : "pool/" 1 + any(40))
      }
      print line
    }
  }' >cases

# run TOOL OUTPUT ARG...
run ()
{
  tool=$1 output=$2
  shift 2
  status=0
  case $output in
    pipe) { "$tool" "$@" 2>"$tool.err" || status=$?
            echo $status >"$tool.status"; } | cat >"$tool.out"
          return ;;
    file) "$tool" "$@" >"$tool.out" 2>"$tool.err" || status=$? ;;
    append) cp pool/1 "$tool.out"
            "$tool" "$@" >>"$tool.out" 2>"$tool.err" || status=$? ;;
    inside) cp pool/2 "$tool.out"
            "$tool" "$@" 1<>"$tool.out" 2>"$tool.err" || status=$? ;;
    null) : >"$tool.out"
          "$tool" "$@" >/dev/null 2>"$tool.err" || status=$? ;;
  esac
  echo $status >"$tool.status"
}

no_uring=$(why_no_uring_)
while read -r engine output input args; do
  test $engine != uring || test -z "$no_uring" || engine=sync
  # shellcheck disable=SC2086  # words
  run cat $output $args <"$input"
  # shellcheck disable=SC2086
  URINGUTILS_ENGINE=$engine run ucat $output $args <"$input"
  sed -i 's/^ucat: /cat: /' ucat.err
  for what in status err out; do
    cmp -s cat.$what ucat.$what \
      || fail_ "SEED=$SEED: 'ucat $args' <$input, to $output: $what differs"
  done
done <cases
