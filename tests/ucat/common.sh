# What the tests of ucat share; sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# same_as_cat ARG...: run 'cat ARG...' and, for every engine, 'ucat ARG...',
# with standard input from the file run_input_ and standard output to a pipe
# and to a file, and fail unless bytes, messages and status are the same.
run_input_=/dev/null
same_as_cat ()
{
  run_cat_ cat "$@"
  each_engine same_as_cat_once_ "$@"
}

same_as_cat_once_ ()
{
  run_cat_ ucat "$@"
  for what_ in status piped filed err; do
    cmp cat.$what_ ucat.$what_ >&9 2>&1 && continue
    test $what_ != err || diff -u cat.err ucat.err >&9 || :
    fail_ "'ucat $*' differs from cat: $what_"
  done
}

# run_cat_ NAME ARG...
run_cat_ ()
{
  tool_=$1
  shift
  {
    status_of_tool_=0
    "$tool_" "$@" <"$run_input_" 2>"$tool_.err1" || status_of_tool_=$?
    echo $status_of_tool_ >"$tool_.status"
  } | cat >"$tool_.piped"
  status_of_tool_=0
  "$tool_" "$@" <"$run_input_" >"$tool_.filed" 2>"$tool_.err2" \
    || status_of_tool_=$?
  echo $status_of_tool_ >>"$tool_.status"
  cat "$tool_.err1" "$tool_.err2" \
    | sed "s/^$tool_: /cat: /; s/'$tool_ --help'/'cat --help'/" >"$tool_.err"
}

# noise NAME SIZE: a file of so many bytes of any value.
noise ()
{
  head -c "$2" /dev/urandom >"$1"
}

# same FILE1 FILE2: fail unless they have the same bytes.
same ()
{
  cmp "$1" "$2" >&9 2>&1 || fail_ "$2 differs from $1"
}
