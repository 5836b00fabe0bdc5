# What the tests of udd share.  To be sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The dd that is held to be right.
theirs=$(PATH=$(getconf PATH) command -v dd) || skip_ "needs dd"
case $("$theirs" --version 2>/dev/null) in
  'dd (coreutils) 9.'[1-9]*) ;;
  *) skip_ "needs dd of GNU coreutils 9.1 or later to compare with" ;;
esac

# plain_said: what dd or udd said, without its name, times and rates.
plain_said ()
{
  sed -E "s/^([^ ]*\/)?u?dd: /dd: /; s/'([^ ]*\/)?u?dd --help'/'dd --help'/
    s/copied, [-+.e0-9]+ s, .*/copied/"
}

# The files that each run finds, and its standard input: set by the test.
set_up=:
input=/dev/null

# run_one NAME PROGRAM ARG...: in the new directory NAME.dir, filled by $set_up,
# with $input as standard input.
run_one ()
{
  name_=$1 program_=$2
  shift 2
  remove "$name_.dir"
  mkdir "$name_.dir"
  (cd "$name_.dir" && $set_up) || framework_failure_ "$set_up failed"
  status_=0
  (cd "$name_.dir" && exec "$program_" "$@") <"$input" >"$name_.out" \
    2>"$name_.err" || status_=$?
  echo $status_ >"$name_.status"
  plain_said <"$name_.err" >"$name_.said"
}

# same_result ARG...: fail unless udd has done, given, said and left what dd has.
same_result ()
{
  for what_ in status said out; do
    cmp -s dd.$what_ udd.$what_ && continue
    diff -u dd.$what_ udd.$what_ | cut -c1-300 | head -n 20 >&9 || :
    fail_ "'udd $*' differs from dd in its $what_"
  done
  running_="udd $*"
  same_tree --no-times dd.dir udd.dir
  running_=
}

# same_once ARG...: run dd and udd, and compare all that they do.
same_once ()
{
  run_one dd "$theirs" "$@"
  run_one udd udd "$@"
  same_result "$@"
}

udd_once_ ()
{
  run_one udd udd "$@"
  same_result "$@"
}

# same_as_dd ARG...: the same, with every engine.
same_as_dd ()
{
  run_one dd "$theirs" "$@"
  each_engine udd_once_ "$@"
}

# same_script_as_dd SCRIPT: the same for what a shell does by SCRIPT, in which
# $dd is dd or udd.
same_script_as_dd ()
{
  run_one dd env dd="$theirs" sh -c "$1"
  each_engine udd_script_ "$1"
}

udd_script_ ()
{
  run_one udd env dd=udd sh -c "$1"
  same_result "$1"
}

# wait_until COMMAND...: wait for it to succeed.
wait_until ()
{
  turns_=0
  until "$@"; do
    turns_=$((turns_ + 1))
    test $turns_ -lt 600 || fail_ "'$*' does not come true"
    sleep 0.05
  done
}
