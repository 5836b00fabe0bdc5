#!/bin/sh
# --partial, --partial-dir, --temp-dir and --delay-updates: where files are until
# they are complete, and what becomes of those that never are.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/mirror-common.sh"

make_tree src
plain='--no-acl --no-xattr'

# All that there is below DIR but what belongs there.
nothing_left ()
{
  left_=$(find "$1" -name '.ucp-*' -o -name '.~tmp~' -o -name parts)
  test -z "$left_" || fail_ "left behind: $left_"
}

once ()
{
  for options in --partial --partial-dir=parts --delay-updates \
                 '--delay-updates --partial-dir=parts' \
                 '--temp-dir=../temp' "-T $PWD/temp" \
                 '--delay-updates -T ../temp'; do
    mkdir -p temp
    remove "copy.$engine"
    # shellcheck disable=SC2086
    quietly usync --mirror -H $options src/ "copy.$engine"
    # shellcheck disable=SC2086
    same_tree $plain src "copy.$engine"
    nothing_left "copy.$engine"
    test -z "$(ls -A temp)" || fail_ "left in temp: $(ls -A temp)"
    find "copy.$engine" -maxdepth 2 -type f -exec touch -d '2001-01-01' {} +
    # shellcheck disable=SC2086
    quietly usync --mirror -H $options src/ "copy.$engine"
    # shellcheck disable=SC2086
    same_tree $plain src "copy.$engine"
    nothing_left "copy.$engine"
  done
  returns 11 usync --mirror -T ../nowhere src/ "copy.$engine" 2>err
  says err nowhere
}
each_engine once

# A directory for temporaries in another file system.
if test -w /dev/shm && test "$(stat -c %d /dev/shm)" != "$(stat -c %d .)"; then
  there=$(mktemp -d /dev/shm/t-temp.XXXXXX)
  at_end "remove '$there'"
  across ()
  {
    remove "copy.$engine"
    quietly usync --mirror -H -T "$there" src/ "copy.$engine"
    # shellcheck disable=SC2086
    same_tree $plain src "copy.$engine"
    test -z "$(ls -A "$there")" || fail_ "left: $(ls -A "$there")"
  }
  each_engine across
fi

# A part that an earlier run has kept is gone on with, and goes.
kept ()
{
  remove a b
  mkdir -p a b/parts
  head -c 3000000 /dev/urandom >a/file
  head -c 2000000 a/file >b/parts/file
  chmod 600 b/parts/file
  ls -i b/parts/file | sed 's/ .*//' >inode
  quietly usync --mirror --partial-dir=parts a/ b
  same_tree a b
  ls -i b/file | sed 's/ .*//' | cmp - inode \
    || fail_ "the part was not gone on with"
  # One that has nothing of it does no harm, nor one of another kind.
  for what in 'head -c 5000000 /dev/zero' 'echo short'; do
    remove b
    mkdir -p b/parts
    $what >b/parts/file
    quietly usync --mirror --partial-dir=parts a/ b
    same_tree a b
  done
  remove b
  mkdir -p b/parts
  ln -s /etc/passwd b/parts/file
  quietly usync --mirror --partial-dir=parts a/ b
  same_tree a b
}
each_engine kept

# A directory for parts goes with the directory that it is in.
mkdir -p keep/from keep/to/.parts keep/to/gone/.parts
echo a | tee keep/to/.parts/a >keep/to/gone/.parts/a
quietly usync --mirror --delete --partial-dir=.parts keep/from/ keep/to --force-empty
exists keep/to/.parts/a
lacks keep/to/gone
