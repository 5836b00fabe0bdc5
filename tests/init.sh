# What every test starts with; sourced, not run.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   . "${srcdir=.}/tests/init.sh"
#
# puts the test into an empty directory of its own, which is removed at the
# end however the test ends, with src/ and tests/ of the build first in PATH.
# 'make check' sets srcdir and abs_top_builddir; by hand, start a test in the
# build directory with srcdir set.  TOOLS_DIR=DIR tests the tools in DIR
# instead of those just built; TMPDIR=DIR works there instead of in the build;
# KEEP_GOING=yes goes on after a check that failed, to see them all.
#
# 'set -e' is on: any command that fails and is not asked about fails the test.

# Messages of the helpers go past the redirections of what they check.
exec 9>&2
set -e

LC_ALL=C
export LC_ALL
unset POSIXLY_CORRECT VERSION_CONTROL SIMPLE_BACKUP_SUFFIX URINGUTILS_ENGINE
unset CDPATH
umask 022

test_name_=$(basename "$0" .sh)
script_path_=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
test_group_=$(basename "$(dirname "$script_path_")") # ucp, udd, ...
: "${abs_top_builddir=$(pwd)}"
: "${srcdir=.}"
abs_top_srcdir=$(cd "$srcdir" && pwd)
srcdir=$abs_top_srcdir # it may have been relative to where we are no more
export abs_top_builddir abs_top_srcdir srcdir
: "${TOOLS_DIR=$abs_top_builddir/src}"
PATH=$TOOLS_DIR:$abs_top_builddir/tests:$PATH:/usr/sbin:/sbin
export PATH

engine=

said_why_=
failed_=
fail_ ()
{
  said_why_=yes
  failed_=yes
  echo "$test_name_: FAIL${engine:+ (engine $engine)}: $*" >&9
  test -n "${KEEP_GOING-}" || exit 1
}

skip_ ()
{
  said_why_=yes
  echo "SKIP: $*" >&9
  exit 77
}

note_ ()
{
  echo "$test_name_: note: $*" >&9
}

# What the test itself needs went wrong; the tools are not to blame.
framework_failure_ ()
{
  said_why_=yes
  echo "$test_name_: cannot set up the test: $*" >&9
  exit 99
}

# at_end COMMAND: run COMMAND when the test ends, the last one first.
end_commands_=
at_end ()
{
  end_commands_="$1
$end_commands_"
}

clean_up_ ()
{
  status_=$?
  set +e
  trap '' HUP INT TERM
  test $status_ = 0 || test -n "$said_why_" \
    || echo "$test_name_: ended by a command with status $status_" >&9
  cd / || exit 99
  eval "$end_commands_"
  remove "$test_dir_" >&9 2>&9
  test $status_ != 0 || test -z "$failed_" || status_=1
  exit $status_
}

test_dir_=$(mktemp -d "${TMPDIR:-$abs_top_builddir}/t-$test_name_.XXXXXX") \
  || framework_failure_ "no temporary directory"
trap clean_up_ EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
cd "$test_dir_" || exit 99

. "$abs_top_srcdir/tests/fs.sh"

require_root_ ()
{
  test "$(id -u)" = 0 || skip_ "needs root"
}

require_prog_ ()
{
  for prog_; do
    command -v "$prog_" >/dev/null || skip_ "needs the program $prog_"
  done
}

# remove NAME...: rm -rf that a directory's mode does not stop.
remove ()
{
  test "$(id -u)" = 0 || chmod -R u+rwx "$@" 2>/dev/null || :
  rm -rf --one-file-system "$@"
}

# make_tree DIR [OPTION...]: mktree with what this user can make.
make_tree ()
{
  dir_=$1
  shift
  test "$(id -u)" = 0 || set -- --no-root-stuff "$@"
  mktree "$@" "$dir_" 2>mktree.log || framework_failure_ "$(cat mktree.log)"
}

# returns STATUS COMMAND...: fail unless COMMAND exits with STATUS.
returns ()
{
  expected_=$1
  shift
  got_=0
  "$@" || got_=$?
  test "$got_" = "$expected_" \
    || fail_ "'$*' gave status $got_ instead of $expected_"
}

# quietly COMMAND...: fail unless COMMAND exits with status 0 and says nothing.
quietly ()
{
  got_=0
  "$@" >"$test_dir_/said" 2>&1 || got_=$?
  test -s "$test_dir_/said" || test "$got_" != 0 || return 0
  cut -c1-600 "$test_dir_/said" | head -n 20 >&9
  fail_ "'$*' gave status $got_ and said what is above"
}

# compare EXPECTED ACTUAL: fail unless the two files are the same.
compare ()
{
  diff -u "$1" "$2" >&9 2>&1 || fail_ "$2 differs from $1"
}

# lacks_feature MACRO: the ucp that was built here lacks what MACRO stands for:
# HAVE_LIBURING, USE_ACL, USE_XATTR.
lacks_feature ()
{
  test "$TOOLS_DIR" = "$abs_top_builddir/src" \
    && grep "^#define $1 0" "$abs_top_builddir/config.h" >/dev/null
}

# same_tree [OPTION...] SOURCE COPY: fail unless treecmp finds no difference,
# but for what this build was told not to copy.
same_tree ()
{
  ! lacks_feature USE_ACL || set -- --no-acl "$@"
  ! lacks_feature USE_XATTR || set -- --no-xattr "$@"
  treecmp "$@" >"$test_dir_/treecmp.out" 2>&1 && return
  cut -c1-600 "$test_dir_/treecmp.out" | head -n 40 >&9
  fail_ "treecmp $* found differences${running_:+ after 'ucp $running_'}"
}
running_=

# exists NAME..., lacks NAME...: fail unless all of them do, or do not.
exists ()
{
  for name_; do
    ls -d -- "$name_" >/dev/null 2>&1 || fail_ "$name_ is missing"
  done
}

lacks ()
{
  for name_; do
    ls -d -- "$name_" >/dev/null 2>&1 && fail_ "$name_ is there"
  done
  return 0
}

# says FILE TEXT: fail unless a line of FILE is TEXT or has it in it.
says ()
{
  grep -F -e "$2" -- "$1" >/dev/null && return
  echo "--- $1:" >&9
  head -n 20 "$1" >&9
  fail_ "$1 does not say: $2"
}

# silent FILE...: fail unless the files are empty.
silent ()
{
  for file_; do
    test -s "$file_" || continue
    head -n 20 "$file_" >&9
    fail_ "$file_ is not empty"
  done
}

# Say why there is no io_uring engine here, or nothing if there is.
why_no_uring_ ()
{
  if lacks_feature HAVE_LIBURING; then
    echo "built without liburing"
  else
    deny-uring --probe || :
  fi
}

require_uring_ ()
{
  why_=$(why_no_uring_)
  test -z "$why_" || skip_ "no io_uring: $why_"
}

# each_engine COMMAND...: run COMMAND once for every engine that can be had,
# with $engine set and URINGUTILS_ENGINE exported.
each_engine ()
{
  why_=$(why_no_uring_)
  for engine in auto uring sync; do
    if test $engine = uring && test -n "$why_"; then
      note_ "engine uring left out: $why_"
      continue
    fi
    URINGUTILS_ENGINE=$engine
    export URINGUTILS_ENGINE
    "$@"
  done
  engine=
  unset URINGUTILS_ENGINE
}

# same_as_cp SETUP ARG...: run 'cp ARG...' and, for every engine, 'ucp ARG...',
# each in a directory of its own that SETUP has filled, and fail unless status,
# output, messages and what is then in the directory are the same.  The runs
# are left in cp.dir and ucp.dir, cp.out and ucp.out and so on.
# The tools run under the umask run_umask_ and read run_input_; treecmp does
# not look at times.
run_umask_=022
run_input_=/dev/null
same_as_cp ()
{
  order_=cat
  run_tool_ cp "$@"
  each_engine same_as_cp_once_ "$@"
}

# The same for trees, within which the order of messages is not given.
# Questions make no lines, and whichever comes last has a blank at its end.
sort_lines_ ()
{
  sed 's/? cp: /?\ncp: /g; s/? $/?/' | sort
}

same_as_cp_unordered ()
{
  order_=sort_lines_
  run_tool_ cp "$@"
  each_engine same_as_cp_once_ "$@"
}

same_as_cp_once_ ()
{
  run_tool_ ucp "$@"
  shift
  running_=$*
  for what_ in status out err; do
    cmp -s "cp.$what_" "ucp.$what_" && continue
    diff -u "cp.$what_" "ucp.$what_" >&9 || :
    fail_ "'ucp $*' differs from cp in its $what_"
  done
  same_tree --no-times cp.dir ucp.dir
  running_=
}

# run_tool_ NAME SETUP ARG...
run_tool_ ()
{
  tool_=$1
  setup_=$2
  shift 2
  remove "$tool_.dir"
  mkdir "$tool_.dir"
  (cd "$tool_.dir" && "$setup_") || framework_failure_ "$setup_ failed"
  status_of_tool_=0
  (cd "$tool_.dir" && umask "$run_umask_" && exec "$tool_" "$@") <"$run_input_" \
    >out_ 2>"$tool_.err" || status_of_tool_=$?
  $order_ <out_ >"$tool_.out"
  rm -f out_
  echo $status_of_tool_ >"$tool_.status"
  sed "s/^$tool_: /cp: /; s/? $tool_: /? cp: /g; s/'$tool_ --help'/'cp --help'/" "$tool_.err" \
    | $order_ >err_
  mv err_ "$tool_.err"
}

# require_user_: go on as an ordinary user, for whom what is forbidden is
# forbidden.  Root starts the test over as nobody, in a directory with what it
# needs, as the build may well be where no other user can look: of the tools,
# those in user_tools_, which is the one after which its directory is named.
user_tools_=$test_group_
require_user_ ()
{
  test "$(id -u)" = 0 || return 0
  require_prog_ setpriv
  home_=$(mktemp -d /tmp/t-user.XXXXXX) || framework_failure_ "no directory"
  at_end "remove '$home_'"
  script_=$home_/source/tests/$test_group_/$test_name_.sh
  mkdir -p "$home_/src" "$home_/tests" "$home_/source/tests/$test_group_"
  for prog_ in $user_tools_ deny-calls deny-uring drip mktree treecmp; do
    cp -L "$(command -v "$prog_")" "$home_/src/" || framework_failure_ "$prog_"
  done
  cp "$abs_top_srcdir/tests/init.sh" "$abs_top_srcdir/tests/fs.sh" \
    "$home_/source/tests/"
  for file_ in "${script_path_%/*}"/*common.sh; do
    test ! -f "$file_" || cp "$file_" "$home_/source/tests/$test_group_/"
  done
  cp "$script_path_" "$script_"
  cp "$abs_top_builddir/config.h" "$home_/" 2>/dev/null \
    || : >"$home_/config.h"
  chmod -R a+rX "$home_"
  chown 65534:65534 "$home_"
  cd "$home_"
  status_=0
  setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all \
    --bounding-set=-all env HOME=/ TMPDIR="$home_" srcdir="$home_/source" \
    abs_top_builddir="$home_" TOOLS_DIR="$home_/src" sh "$script_" || status_=$?
  said_why_=yes
  exit $status_
}
