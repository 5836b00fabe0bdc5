#!/bin/sh
# At no moment may more people read or run what is new than in the end, and
# nothing lends its owner's rights before it has its owner.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From the Nth call on, all calls fail: what then stands there is what stood
# there at that moment.
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
umask 022
mkdir -p src/dir/private src/dir/shared
for mode in 600 644 664 755 700 440 4755 2755 6711 1666; do
  echo $mode >src/dir/$mode
  chmod $mode src/dir/$mode
done
echo acl >src/dir/shared/acl
setfacl -m u:1234:rwx src/dir/shared/acl 2>/dev/null || :
echo attribute >src/dir/shared/attribute
setfattr -n user.colour -v green src/dir/shared/attribute 2>/dev/null || :
head -c 100000 /dev/zero >src/dir/private/large
mkfifo src/dir/private/fifo
chmod 640 src/dir/private/*
chmod 2770 src/dir/shared
chmod 700 src/dir/private
if test "$(id -u)" = 0; then
  chown 1234:1234 src/dir/4755 src/dir/664 src/dir/shared
  chown 0:1234 src/dir/2755 src/dir/private/large
  chown 1234:0 src/dir/6711
  chmod 4755 src/dir/4755
  chmod 2755 src/dir/2755
  chmod 6711 src/dir/6711
  chmod 2770 src/dir/shared
fi

# listing DIR: mode, owner and name of all that is in it.
listing ()
{
  (cd "$1" && find . ! -type l -printf '%m %U %G %p\n' | sort -k 4)
}

# judge END NOW: print what NOW lets do that END does not.
judge ()
{
  awk '
    # Whether octal digit A has a bit that B has not.
    function more (a, b) {
      return (a >= 4 && b < 4) || (a % 4 >= 2 && b % 4 < 2) || a % 2 > b % 2
    }
    function digit (mode, i) {
      mode = sprintf ("%04d", mode)
      return substr (mode, i, 1)
    }
    NR == FNR { mode[$4] = $1; uid[$4] = $2; gid[$4] = $3; next }
    {
      other = digit ($1, 4); group = digit ($1, 3); lends = digit ($1, 1)
      if (more (other, digit (mode[$4], 4)))
        print "others may: " $0 ", in the end " mode[$4]
      if ($3 == gid[$4] ? more (group, digit (mode[$4], 3)) : more (group, other))
        print "the group may: " $0 ", in the end " mode[$4] " " gid[$4]
      if (lends % 4 >= 2 && $3 != gid[$4] && FILENAME != "-" && $4 !~ /shared/)
        print "lends the group: " $0
      if (lends >= 4 && ($2 != uid[$4] || $3 != gid[$4]))
        print "lends the owner: " $0
    }' "$1" "$2"
}

# sweep_options ENGINE OPTION...
sweep_options ()
{
  URINGUTILS_ENGINE=$1
  export URINGUTILS_ENGINE
  shift
  remove end dst
  URINGUTILS_FAULT=seed=1 URINGUTILS_FAULT_COUNT=ops \
    ucp-fault "$@" src end || fail_ "'ucp $*' fails without a fault"
  listing end >end.list
  ops=$(tr -dc '0-9\n' <ops | head -n 1)
  test "$ops" -gt 50 || framework_failure_ "only '$ops' calls"
  n=1
  while test "$n" -le "$ops"; do
    URINGUTILS_FAULT=fail=$n:EIO:forever ucp-fault "$@" src dst \
      >/dev/null 2>&1 || :
    if test -d dst; then
      listing dst >now.list
      judge end.list now.list >found
      test ! -s found || { cat found >&9; fail_ "at call $n of 'ucp $*'"; }
      remove dst
    fi
    n=$((n + step))
  done
}

step=$thin_out
sweep_options sync -a -j1
sweep_options sync -r -j1
step=$((thin_out * 3))
why_=$(why_no_uring_)
if test -z "$why_"; then
  sweep_options uring -a -j1
else
  note_ "engine uring left out: $why_"
fi
sweep_options sync -r --preserve=mode -j1
sweep_options sync -r --preserve=ownership -j1
