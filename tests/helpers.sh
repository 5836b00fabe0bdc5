#!/bin/sh
# The helpers of init.sh fail when they must and clean up after themselves.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# gives STATUS BODY: a test of this BODY ends with STATUS, says TEXT and leaves
# nothing behind.
mkdir work
gives ()
{
  printf '. "$abs_top_srcdir/tests/init.sh"\n%s\n' "$3" >inner.sh
  got=0
  TMPDIR=$(pwd)/work sh inner.sh >out 2>&1 || got=$?
  test "$got" = "$1" || fail_ "status $got instead of $1 from: $3"
  test -z "$2" || says out "$2"
  test -z "$(ls -A work)" || fail_ "litter after: $3"
}

gives 0 '' 'returns 1 false; returns 0 true'
gives 1 "gave status 1 instead of 0" 'returns 0 false'
gives 3 'ended by a command with status 3' '(exit 3); true'
gives 1 'differs from' 'echo a >a; echo b >b; compare a b'
gives 0 '' 'echo a >a; echo a >b; compare a b; same_tree --no-times a b'
gives 1 'found differences' 'mkdir a b; echo >a/x; same_tree a b'
gives 1 'is missing' 'exists a'
gives 1 'is there' 'ln -s nowhere a; lacks a'
gives 1 'does not say' 'echo a >a; says a b'
gives 1 'is not empty' 'echo a >a; silent a'
gives 77 'SKIP: because' 'skip_ because'
gives 77 'SKIP: needs the program no-such' 'require_prog_ no-such-program'
gives 99 'cannot set up' 'framework_failure_ why'
gives 0 '' 'mkdir -p a/b; touch a/b/c; chmod 0 a/b; mktree --no-root-stuff d'
gives 1 'FAIL (engine sync)' \
  'f () { test $engine = auto || test $engine = uring || fail_ no; }
   each_engine f'

# What cp does is what is wanted; anything else is seen.
as_fake ()
{
  mkdir fake
  printf '#!/bin/sh\n%s\n' "$3" >fake/ucp
  chmod +x fake/ucp
  TOOLS_DIR=$(pwd)/fake gives "$1" "$2" 's () { echo >a; }; same_as_cp s a b'
  rm -r fake
}
as_fake 0 '' 'exec cp "$@"'
as_fake 1 'differs from cp in its status' 'cp "$@"; exit 1'
as_fake 1 'differs from cp in its out' 'echo x; exec cp "$@"'
as_fake 1 'differs from cp in its err' 'echo x >&2; exec cp "$@"'
as_fake 1 'found differences' ':'
as_fake 1 'found differences' 'cp "$@"; echo >litter'

if test "$(id -u)" = 0; then
  gives 0 '' 'with_fs tmpfs 1M; touch "$mnt/x"; cd "$mnt"'
  gives 1 'no' 'with_fs tmpfs 1M; cd "$mnt"; fail_ no'
  if command -v mkfs.ext4 >/dev/null; then
    gives 0 '' 'with_fs ext4 8M; a=$mnt; with_fs tmpfs 1M; mkdir "$a/b"'
  fi
fi

# A test that make check does not know proves nothing.
for dir in ucp ucat udd usync; do
  for path in "$abs_top_srcdir/tests/$dir"/*.sh; do
    grep -F "tests/$dir/${path##*/}" "$abs_top_srcdir/tests/$dir"/*.mk \
      >/dev/null || fail_ "tests/$dir/local.mk lacks ${path##*/}"
  done
done
