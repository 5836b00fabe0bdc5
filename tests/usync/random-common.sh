# What the tests of random mirrors share: trees and options by chance, mirrored by
# rsync and by usync, come out the same.  Sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each script has a part of the cases: those of the seed in its name, from the
# first on.  SEED and CASES in the environment choose others: case N of a seed is
# what mirror-case makes of SEED * 1000000 + N.  CASE=NUMBER runs that one alone.
# MORE has further options for all of them.  AGAINST=rsync holds rsync against
# itself, to try the test.
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_

: "${AGAINST=usync}" "${SEED=${test_name_##*-}}"
if test -n "${CHECK_LONG-}"; then
  : "${CASES=1667}"
else
  : "${CASES=100}"
fi

# What this build cannot copy is not asked for.
cannot=
lacks_feature USE_ACL && cannot="$cannot -A"
lacks_feature USE_XATTR && cannot="$cannot -X"

# Times since the test began are those of the run, and not of the source.
lax=--same-since=$(date +%s)
lacks_feature USE_ACL && lax="$lax --no-acl"
lacks_feature USE_XATTR && lax="$lax --no-xattr"

# Whether these arguments, between blanks, have what has no result to go by, or
# one that is rsync's alone:
is_left_out ()
{
  case $words in
    # What is longer than its source in a directory beside DEST counts as
    # appended to, and is not made at all.
    *' --append'*-dest=*) ;;
    # Backups that were just made within DEST are deleted.
    *' --backup-dir=bak '*) ;;
    # Whether further names count as new depends on which comes first.
    *' -H '*--compare-dest=*) ;;
    # What only the directory beside DEST has goes from the source.
    *--compare-dest=*' --remove-source-files '*) ;;
    # A directory's time is told as if it were kept.
    *' -O '*' --link-dest=../src2 '*) ;;
    # So do old backups; here these stay.
    *' --delete-excluded '*' -b '*) ;;
    # A link in the source goes, or what it leads to does.
    *' -L '*' --remove-source-files '*) ;;
    # What has gone with one source is empty for the next.
    *' -m '*' --remove-source-files '*) ;;
    # A dry run tells of directories that the rules keep.
    *' --del'*' --exclude='*' -n '* | *' --del'*' -f'*' -n '* | \
      *' --del'*' -F '*' -n '* | *' --del'*'-dest='*' -n '*) ;;
    # The exit status is that of the process that ends first.
    *' --max-delete='*' missing '*) ;;
    # One more line tells where backups would go.
    *' --info=backup '*' -n '*) ;;
    # Files get their directory's group before it has its own mode.
    *' --chmod=Dg+s,'*) ! keeps group -g -a --no-g ;;
    *) return 1 ;;
  esac
}

# keeps WHAT OPTION ARCHIVE NOT: whether OPTION is said, or ARCHIVE, and NOT is
# not.  WHAT is for who reads.
keeps ()
{
  case $words in
    *" $4 "*) return 1 ;;
    *" $2 "* | *" $3 "*) return 0 ;;
    *) return 1 ;;
  esac
}

# The same of what rsync came to.
is_void ()
{
  case $words in
    # A directory that could not be made for --ignore-existing is told of, and
    # what is in it fails.
    *' --ignore-existing '*)
      grep -e 'Not a directory' -e 'Too many levels' -e 'No such file' one.err \
        >/dev/null && return ;;
    # Links are followed in what --existing leaves out.
    *' --existing '*)
      grep 'symlink has no referent' one.err >/dev/null && return ;;
    # A dry run removes a directory of which something stays.
    *' -n '*)
      grep '^cannot delete non-empty' one.raw >/dev/null && return ;;
  esac
  # It tried twice, and told so, or not, as time went; or a backup has the name of
  # something else.
  grep -e 'failed verification' -e ': Invalid argument' one.err >/dev/null
}

# What is not compared, beside: rsync gives what is new the mode of something else
# that stood there, and to backups attributes that are asked for alone.
set_lax ()
{
  lax_here=$lax without_modes=
  keeps mode -p -a --no-p || lax_here="$lax_here --no-mode"
  case $words in *' -A '*) without_modes='s/\(.[fd]...\)p/\1./' ;; esac
  case $words in
    *' -b '* | *' --backup-dir='*)
      lax_here="$lax_here --no-owner --no-xattr --no-acl" ;;
  esac
}

can_do ()
{
  for option in $cannot; do
    case $words in *" $option "*) return 1 ;; esac
  done
}

# Run COMMAND..., with the arguments in the file "args", in the tree $1.
run_case ()
{
  dir=$1
  shift
  while IFS= read -r argument; do
    set -- "$@" "$argument"
  done <args
  status=0
  (cd "$dir" && exec "$@") </dev/null >"$dir.raw" 2>"$dir.err" || status=$?
  echo $status >>"$dir.raw"
  # rsync makes DEST before it knows whether that is needed, or after.  With -A
  # its modes are told of as they are without.
  sed "/^created directory /d; $without_modes" "$dir.raw" | sort >"$dir.out"
}

same_case ()
{
  cmp -s one.out two.out \
    && treecmp --no-alloc --holes=off $lax_here one two >tree.diff 2>&1
}

show_case ()
{
  echo "--- case $case: $(tr '\n' ' ' <args)"
  echo "status: rsync $(tail -n 1 one.raw), $AGAINST $(tail -n 1 two.raw)"
  diff one.out two.out | head -n 20
  sed 's/^/tree: /' tree.diff 2>/dev/null | head -n 10
  sed 's/^/rsync: /' one.err | head -n 5
  sed "s/^/$AGAINST: /" two.err | head -n 5
}

try_case ()
{
  case=$1
  remove one two tree.diff
  mkdir one two
  (cd one && exec mirror-case "$case") >args \
    || framework_failure_ "case $case"
  (cd two && exec mirror-case "$case") >args.two \
    || framework_failure_ "case $case"
  # shellcheck disable=SC2086  # words
  test -z "${MORE-}" || printf '%s\n' $MORE >>args
  words=
  while IFS= read -r argument; do
    words="$words $argument "
  done <args
  can_do && ! is_left_out || return 0
  set_lax
  # Which name of a file is the first must not depend on how fast rsync is.
  run_case one rsync --no-inc-recursive
  ! is_void || return 0
  case $AGAINST in
    usync) run_case two usync --mirror --no-archive --force-empty ;;
    *) run_case two "$AGAINST" ;;
  esac
  same_case && return
  show_case >&9
  bad="$bad $case"
}

bad=
if test -n "${CASE-}"; then
  try_case "$CASE"
else
  n=0
  while test $n -lt "$CASES"; do
    try_case $((SEED * 1000000 + n))
    n=$((n + 1))
  done
fi
test -z "$bad" || fail_ "cases that differ from rsync's:$bad"
