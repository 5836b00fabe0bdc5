#!/bin/sh
# Run rsync's own tests with usync --mirror in its place.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/rsync/check.sh [--engines=ENGINE,...] [--rsync=PROGRAM] [TEST...]
#
#   --engines  default: auto,sync
#   --rsync    hold this rsync to the tests in place of usync
#   TEST       as itemize; default: all but those in tests/rsync/left-out
#
# Root runs every test twice, the second time as USER_TOO (nobody).  What is
# built once is kept in tests/rsync/kit of the build; RSYNC_KIT=DIR names another
# place.  JOBS tests run at a time (a processor each).  VERBOSE=1 shows the end of
# what a failed test said.
#
# The last line is 'N passed, N failed, N skipped'.  Exit status 1 if a test
# failed that is not in tests/rsync/differs.

rsync_version=3.2.7
: "${USER_TOO=nobody}"

# The other user has to get to where the tests run.
if test "$(id -u)" = 0; then
  setpriv --reuid="$USER_TOO" --regid="$(id -g "$USER_TOO")" --clear-groups \
    test -x "${TMPDIR:-${abs_top_builddir:-.}}" || export TMPDIR=/tmp
fi

. "${srcdir=.}/tests/init.sh"
chmod 755 .

engines=auto,sync other='' tests=
for argument; do
  case $argument in
    --engines=*) engines=${argument#--engines=} ;;
    --rsync=*) other=${argument#--rsync=} ;;
    -*) framework_failure_ "no such option: $argument" ;;
    *) tests="$tests $(basename "$argument" .test)" ;;
  esac
done

: "${JOBS=$(nproc)}"
: "${RSYNC_KIT=$abs_top_builddir/tests/rsync/kit}"
DIFFERS=$abs_top_srcdir/tests/rsync/differs
LEFT_OUT=$abs_top_srcdir/tests/rsync/left-out
export DIFFERS

users=$(id -un)
test "$users" != root || users="root $USER_TOO"

# Nothing was run, and that is no failure.
nothing ()
{
  echo "SKIP: tests/rsync: $*"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

# What ours has of that which tests ask for first.
say_what_it_can ()
{
  acls=true xattrs=true
  ! lacks_feature USE_ACL || acls=false
  ! lacks_feature USE_XATTR || xattrs=false
  for pair in ACLs:$acls xattrs:$xattrs atimes:true crtimes:false \
    symtimes:true hardlink_specials:true hardlink_symlinks:true; do
    printf '    "%s": %s,\n' "${pair%:*}" "${pair#*:}"
  done
}

# A copy of the kit where every user can look, and ours under rsync's name.
make_work ()
{
  work=$test_dir_/work
  mkdir -p "$work/run" "$work/logs" "$work/ours"
  # With its times: what tests copy from it is to be older than their copies.
  cp -Rp "$RSYNC_KIT" "$work/kit"
  if test -n "$other"; then
    ln -s "$(command -v "$other")" "$work/ours/rsync"
  else
    cp "$abs_top_srcdir/tests/rsync/as-rsync" "$work/ours/rsync"
    cp "$(command -v usync)" "$work/ours/usync"
  fi
  AS_RSYNC=$work/ours/usync
  AS_RSYNC_CAN=$(say_what_it_can)
  export AS_RSYNC AS_RSYNC_CAN
  chmod -R a+rX "$work"
}

# All tests but those that are left out.
select_tests ()
{
  for name in "$RSYNC_KIT"/testsuite/*.test; do
    name=$(basename "$name" .test)
    grep "^$name  *" "$LEFT_OUT" >/dev/null || echo "$name"
  done
}

# How many lines of the results begin with $1.
count ()
{
  grep -c "^$1 " "$results" || :
}

# Print what is worth a look, and add up.
show ()
{
  grep '^FAIL ' "$results" | while read -r _ test why; do
    echo "FAIL: $where: $test${why:+ $why}"
    test -z "${VERBOSE-}" || tail -n 40 "$work/logs/$engine-$user/$test.log"
  done
  pass=$(($(count PASS) + $(count DIFFERS)))
  fail=$(count FAIL) skip=$(count SKIP)
  # shellcheck disable=SC2086  # words
  test $((pass + fail + skip)) = "$(echo $tests | wc -w)" \
    || fail=$((fail + 1))
  echo "$where: $pass passed ($(count DIFFERS) as they should differ)," \
    "$fail failed, $skip skipped"
  passed=$((passed + pass)) failed=$((failed + fail))
  skipped=$((skipped + skip))
  sed -n 's/^SKIP /SKIP: /p; s/^DIFFERS /differs: /p' "$results" >>seen
}

kit_said=$(sh "$abs_top_srcdir/tests/rsync/fetch.sh" "$RSYNC_KIT" \
             $rsync_version) || {
  status=$?
  test $status != 77 || nothing "$kit_said"
  fail_ "rsync's tests could not be made ready"
}
if test -z "$tests"; then
  tests=$(select_tests)
  sed -n 's/^\([a-z0-9-]*\)  \(.*\)/left out: \1: \2/p' "$LEFT_OUT" \
    | tr -s ' '
fi
make_work

passed=0 failed=0 skipped=0
: >seen
results=$test_dir_/results
for engine in $(echo "$engines" | tr , ' '); do
  for user in $users; do
    where="$engine, $user"
    # shellcheck disable=SC2086  # words
    printf '%s\n' $tests \
      | xargs -P "$JOBS" -n 1 \
          sh "$abs_top_srcdir/tests/rsync/one.sh" "$work" "$engine" "$user" \
          >"$results" || :
    show
  done
done
engine=

sort -u seen
echo "$passed passed, $failed failed, $skipped skipped"
said_why_=yes
test $failed = 0
