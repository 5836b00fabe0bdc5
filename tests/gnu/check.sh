#!/bin/sh
# Run GNU coreutils' own tests of cp, dd, cat and sync with ours in their place.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/gnu/check.sh [--fs=TYPE,...] [--engines=ENGINE,...] [TEST...]
#
#   --fs       file systems to make and to run in: ext4, xfs, btrfs, tmpfs;
#              'here', which is the default, is that of the build
#   --engines  default: auto,sync
#   TEST       as cp/link or tests/cp/link.sh; default: all that are about the
#              programs in whose place there is one of ours
#
# Root runs every test twice, the second time as USER_TOO (nobody).  What is
# built once is kept in tests/gnu/kit of the build; COREUTILS_KIT=DIR names
# another place.  JOBS tests run at a time (a processor each).
#
# The last line is 'N passed, N failed, N skipped'.  Exit status 1 if a test
# failed that is not in tests/gnu/differs.

coreutils_version=9.1
ours='cp dd cat sync' # with a u before it
: "${USER_TOO=nobody}"

# The other user has to get to where the tests run.
if test "$(id -u)" = 0; then
  setpriv --reuid="$USER_TOO" --regid="$(id -g "$USER_TOO")" --clear-groups \
    test -x "${TMPDIR:-${abs_top_builddir:-.}}" || export TMPDIR=/tmp
fi

. "${srcdir=.}/tests/init.sh"
chmod 755 .

fs_types=here engines=auto,sync tests=
for argument; do
  case $argument in
    --fs=*) fs_types=${argument#--fs=} ;;
    --engines=*) engines=${argument#--engines=} ;;
    -*) framework_failure_ "no such option: $argument" ;;
    tests/* | *.pl) tests="$tests tests/${argument#tests/}" ;;
    *) tests="$tests tests/$argument.sh" ;;
  esac
done

: "${JOBS=$(nproc)}"
: "${COREUTILS_KIT=$abs_top_builddir/tests/gnu/kit}"
NON_ROOT_USERNAME=$USER_TOO
DIFFERS=$abs_top_srcdir/tests/gnu/differs
PACKAGE_VERSION_OF_KIT=$coreutils_version
PACKAGE_VERSION_OF_OURS=$(ucp --version | sed -n '1s/.* //p')
OURS=$ours
export NON_ROOT_USERNAME DIFFERS OURS
export PACKAGE_VERSION_OF_KIT PACKAGE_VERSION_OF_OURS

users=$(id -un)
test "$users" != root || users="root $USER_TOO"

# Nothing was run, and that is no failure.
nothing ()
{
  echo "SKIP: tests/gnu: $*"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

# Tests about our programs: those in their directories, those that print their
# version, and those of all programs.
select_tests ()
{
  (
    cd "$COREUTILS_KIT" || exit
    for name in $ours; do
      test ! -d "tests/$name" || find "tests/$name" -name '*.sh' -o -name '*.pl'
      grep -lE "^ *print_ver_( [a-z]+)* $name( |\$)" tests/*/*.sh
    done
    ls tests/misc/help-version.sh tests/misc/usage_vs_getopt.sh \
      tests/misc/invalid-opt.pl tests/misc/close-stdout.sh \
      tests/mv/trailing-slash.sh
  ) | sort -u
}

# make_work PARENT: a copy of the kit where every user can look, and beside its
# programs a directory of them with ours among them.
make_work ()
{
  work=$1/work
  mkdir -p "$work/run" "$work/logs" "$work/tmp" "$work/with-ours"
  chmod 755 "$work" "$work/run"
  chmod 1777 "$work/tmp"
  cp -R "$COREUTILS_KIT" "$work/kit"
  ln -s "$work"/kit/src/* "$work/with-ours/"
  for name in $ours; do
    rm "$work/with-ours/$name"
    cp "$(command -v "u$name")" "$work/with-ours/$name"
    "$work/with-ours/$name" --version | grep uringutils >/dev/null \
      || framework_failure_ "$work/with-ours/$name is not ours"
  done
  chmod -R a+rX "$work/kit" "$work/with-ours"
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
    log=$work/logs/$engine-$user/$(echo "${test#tests/}" | tr / -).log
    test -z "${VERBOSE-}" || tail -n 40 "$log"
  done
  pass=$(($(count PASS) + $(count DIFFERS)))
  fail=$(count FAIL) skip=$(count SKIP)
  test $((pass + fail + skip)) = "$(echo $tests | wc -w)" \
    || fail=$((fail + 1))
  echo "$where: $pass passed ($(count DIFFERS) as they should differ)," \
    "$fail failed, $skip skipped"
  passed=$((passed + pass)) failed=$((failed + fail))
  skipped=$((skipped + skip))
  sed -n 's/^SKIP /SKIP: /p; s/^DIFFERS /differs: /p' "$results" >>seen
}

run_all ()
{
  for engine in $(echo "$engines" | tr , ' '); do
    for user in $users; do
      where="$fs, $engine, $user"
      results=$test_dir_/results
      printf '%s\n' $tests \
        | xargs -P "$JOBS" -n 1 \
            sh "$abs_top_srcdir/tests/gnu/one.sh" "$work" "$engine" "$user" \
            >"$results" || :
      show
    done
  done
  engine=
}

kit_said=$(sh "$abs_top_srcdir/tests/gnu/fetch.sh" "$COREUTILS_KIT" \
             $coreutils_version) || {
  status=$?
  test $status != 77 || nothing "$kit_said"
  fail_ "coreutils' tests could not be made ready"
}
test -n "$tests" || tests=$(select_tests)

passed=0 failed=0 skipped=0
: >seen
for fs in $(echo "$fs_types" | tr , ' '); do
  if test "$fs" = here; then
    parent=$test_dir_ OTHER_FS="/dev/shm /tmp"
  elif try_fs "$fs" 2G; then
    parent=$mnt OTHER_FS="/dev/shm /tmp /var/tmp"
  else
    echo "SKIP: tests/gnu: $fs_why"
    skipped=$((skipped + 1))
    continue
  fi
  export OTHER_FS
  make_work "$parent"
  run_all
done

sort -u seen
echo "$passed passed, $failed failed, $skipped skipped"
said_why_=yes
test $failed = 0
