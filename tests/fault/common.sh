# What the tests with faults share; sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A test prints cases, a line each, and 'sweep' runs and judges them (see
# sweep.c).  FAULT_CASE='LINE' runs that one case and nothing else;
# CHECK_LONG=yes runs the whole product where otherwise a part of it does;
# FAULT_SECONDS=N is how long a single run may take.

PATH=$abs_top_builddir/tests/fault:$PATH
FAULT_TEST=tests/fault/$test_name_.sh
export PATH FAULT_TEST

# What to put before a command that another user is to run.
as_user=

# A sanitizer makes each run so slow that only some can be afforded.
thin_out=1
test -z "${SANITIZER-}" || thin_out=9
test -z "${CHECK_LONG-}" || thin_out=1

# Go on in memory, where a run costs least, unless that lacks what copies need
# or somebody chose another place.
work_in_memory ()
{
  test -z "${TMPDIR-}" || return 0
  test "$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')" -gt 500000 \
    2>/dev/null || return 0
  memory_=$(mktemp -d "/dev/shm/t-$test_name_.XXXXXX") || return 0
  at_end "remove '$memory_'"
  : >"$memory_/file"
  setfattr -n user.colour -v green "$memory_/file" 2>/dev/null || return 0
  setfacl -m u:1234:r "$memory_/file" 2>/dev/null || return 0
  rm "$memory_/file"
  cd "$memory_" || exit 99
}

# What this build was told not to copy is not looked for.
lacking=
! lacks_feature USE_ACL || lacking=--no-acl
! lacks_feature USE_XATTR || lacking=$lacking,--no-xattr

# bytes NAME SIZE: a file without a zero byte in it, or nearly so.
bytes ()
{
  head -c "$2" /dev/urandom | LC_ALL=C tr '\000' '\001' >"$1"
}

# fault_tree DIR: a small tree with something of everything, whose files take
# every way that data goes.
fault_tree ()
{
  mkdir "$1" "$1/links" "$1/nested" "$1/nested/a" "$1/nested/a/b" "$1/special"
  : >"$1/empty"
  bytes "$1/small" 100
  bytes "$1/below" 65535
  bytes "$1/exact" 65536
  bytes "$1/above" 65537
  bytes "$1/chunks" 1572864
  bytes "$1/nested/a/b/large" 6291456
  bytes "$1/nested/a/deep" 5000
  bytes "$1/sparse" 4096
  truncate -s 524288 "$1/sparse"
  bytes tail_ 70000
  cat tail_ >>"$1/sparse"
  truncate -s 1048576 "$1/sparse"
  truncate -s 300000 "$1/nested/hole"
  bytes "$1/zeros" 4096
  head -c 262144 /dev/zero >>"$1/zeros"
  cat tail_ >>"$1/zeros"
  rm tail_
  ln "$1/small" "$1/links/one"
  ln "$1/small" "$1/nested/a/two"
  ln "$1/chunks" "$1/links/chunks"
  ln -s ../small "$1/links/symlink"
  ln -s nowhere "$1/links/dangling"
  ln "$1/links/symlink" "$1/links/symlink-too" 2>/dev/null || :
  mkfifo "$1/special/fifo"
  bytes "$1/special/read-only" 200
  bytes "$1/special/setuid" 300
  fault_tree_attributes_ "$1"
  chmod 4755 "$1/special/setuid"
  chmod 444 "$1/special/read-only"
  chmod 2751 "$1/special"
  chmod 555 "$1/links"
  find "$1" -depth -exec touch -h -d '2011-03-04 05:06:07.089101112' {} +
}

# What not every file system has, nor every user may have.
fault_tree_attributes_ ()
{
  mkdir "$1/attributes"
  bytes "$1/attributes/xattr" 10
  setfattr -n user.colour -v green "$1/attributes/xattr" 2>/dev/null \
    || note_ "a tree without extended attributes"
  setfattr -n user.directory -v yes "$1/attributes" 2>/dev/null || :
  bytes "$1/attributes/acl" 20
  setfacl -m u:1234:rw "$1/attributes/acl" 2>/dev/null \
    || note_ "a tree without ACLs"
  setfacl -d -m u:1234:rwx "$1/attributes" 2>/dev/null || :
  bytes "$1/attributes/default" 30
  test "$(id -u)" = 0 || return 0
  bytes "$1/special/owner" 40
  chown 1234:4321 "$1/special/owner" "$1/special"
  chown -h 1234:4321 "$1/links/dangling"
  mknod "$1/special/device" c 1 3 2>/dev/null || :
}

# The engines that can be had here.
engines=$(why_no_uring_)
if test -z "$engines"; then
  engines='auto uring sync'
else
  note_ "engine uring left out: $engines"
  engines='auto sync'
fi

# judged MINIMUM [OPTION...] SOURCE <CASES: run the cases; fail unless all are
# right and, but for a single case, there were at least MINIMUM.
judged ()
{
  minimum_=$1
  shift
  test -z "${SANITIZER-}" || minimum_=1
  test "${FAULT_CASE+set}" != set || minimum_=1
  if test "${FAULT_CASE+set}" = set; then
    printf '%s\n' "$FAULT_CASE"
  else
    cat
  fi >cases
  test "$(wc -l <cases)" -ge "$minimum_" \
    || framework_failure_ "only $(wc -l <cases) cases"
  status_=0
  $as_user sweep --seconds="${FAULT_SECONDS:-120}" --compare="$lacking" "$@" \
    <cases >judged || status_=$?
  note_ "$(tail -n 1 judged)"
  test $status_ = 0 || cat judged >&9
  test $status_ != 99 || framework_failure_ "sweep could not go on"
  test $status_ = 0 || fail_ "wrong runs"
}

# refused N: fail unless, of the runs just judged, at least N were refused with
# a message.  Without that, no fault arrived.
refused ()
{
  test -z "${FAULT_CASE+set}${SANITIZER-}" || return 0
  got_=$(sed -n 's/.*copies, \([0-9]*\) refused.*/\1/p' judged)
  test "$got_" -ge "$1" || fail_ "only $got_ runs were refused"
}

# counted VARIABLE COMMAND...: how much there is to fail in a run of COMMAND,
# in which @ stands for where the copy goes.  $before, if there is such a tree,
# is what stands there.
before=
counted ()
{
  variable_=$1
  shift
  remove counted count.out
  test -z "$before" || cp -a "$before" counted
  # shellcheck disable=SC2046
  $as_user env "$variable_=count.out" $(echo "$*" | sed 's/@/counted/g') \
    >count.log 2>&1 || framework_failure_ "$*: $(tail -n 3 count.log)"
  cat count.out
}

# every_op STEP COMMAND...: print a case for every op, or one in STEP, of a run
# of COMMAND, and for some more, as with several workers, or a slow disk, not
# every run has as many.  Each fails once and for good; the error is another
# from op to op.
every_op ()
{
  every_ URINGUTILS_FAULT fail= 'EIO ENOSPC EDQUOT ENOMEM' "$@"
}

# every_allocation STEP COMMAND...: the same for memory.
every_allocation ()
{
  every_ URINGUTILS_ALLOC_FAULT '' '' "$@"
}

# every_ VARIABLE PREFIX ERRORS STEP COMMAND...
every_ ()
{
  variable_=$1
  prefix_=$2
  errors_=$3
  step_=$4
  shift 4
  count_=$(counted "$variable_"_COUNT "$@") || exit
  test -z "${CHECK_LONG-}" || step_=1
  awk -v count="$count_" -v set="$variable_=$prefix_" -v errors="$errors_" \
      -v step="$((step_ * thin_out))" -v all="${CHECK_LONG:+1}" -v rest="$*" '
    BEGIN {
      n_errors = split (errors, error)
      for (n = 1; n <= count + 3; n += step)
        for (forever = 0; forever < 2; forever++)
          for (i = 1; i <= (all && n_errors ? n_errors : 1); i++)
            {
              e = all ? i : (int ((n - 1) / step) + forever) % 4 + 1
              print set n (n_errors ? ":" error[e] : "") \
                    (forever ? ":forever" : "") " " rest
            }
    }'
}
