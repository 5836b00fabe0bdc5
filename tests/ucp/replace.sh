#!/bin/sh
# -i, -n, -u and --update decide what is replaced.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dst/sub
  for name in older newer same sub/older sub/newer; do
    echo new >src/$name
    echo old >dst/$name
  done
  touch -d 2020-01-01 src/older src/same dst/same dst/newer src/sub/older \
    dst/sub/newer
  echo new >src/fresh
  echo new >file
  echo old >other
  mkdir dir
  ln -s other link
  ln -s nowhere dangling
}
same_as_cp setup -n file other
same_as_cp setup -in file other
same_as_cp setup -n file fresh
same_as_cp setup -n file file
same_as_cp setup -n file dangling
same_as_cp setup -n file dir
same_as_cp setup -n other dir/../file
same_as_cp_unordered setup -rnT src dst
same_as_cp_unordered setup -ruT src dst
same_as_cp_unordered setup -auT src dst
same_as_cp_unordered setup -aunT src dst
same_as_cp setup -u src/older dst/older
same_as_cp setup -u src/same dst/same
same_as_cp setup -u file other
same_as_cp setup -vu other link
same_as_cp setup -u file file
same_as_cp setup -nT file dir
same_as_cp setup --remove-destination file other
same_as_cp setup -v --remove-destination file link
same_as_cp setup --remove-destination file dangling
same_as_cp setup --remove-destination -T file dir
same_as_cp setup --remove-destination file nothing
same_as_cp_unordered setup -r --remove-destination -T src dst
printf 'y\n' >"$test_dir_/yes"
run_input_=$test_dir_/yes
same_as_cp setup -i file other
same_as_cp setup -i file other dangling dir
same_as_cp setup -nif file link
same_as_cp setup -i --remove-destination file other
yes y | head -n 100 >"$test_dir_/yes"
same_as_cp_unordered setup -riT src dst

# What cp does since coreutils 9.2, 9.3 and 9.5.
once ()
{
  for options in -i -ni '-i --update=all' -bi; do
    remove dst src dir link dangling
    setup
    # shellcheck disable=SC2086  # words
    echo n | returns 1 ucp $options src/older dst/older 2>err
    test "$(cat err)" = "ucp: overwrite 'dst/older'? " \
      || fail_ "the prompt is: $(cat err)"
    test "$(cat dst/older)" = old || fail_ "$options replaced a file"
    lacks dst/older~
  done
  # shellcheck disable=SC2086  # words
  printf 'y\nn\n' | returns 1 ucp -i src/older src/newer dst 2>/dev/null
  test "$(cat dst/older dst/newer)" = "new
old" || fail_ "the answers went to other files"
  remove dst src dir link dangling
  setup
  for options in --update=none '-i --update=none' '-n -u' '-u -n' -in; do
    # shellcheck disable=SC2086  # words
    quietly ucp $options src/older src/newer dst </dev/null
    test "$(cat dst/newer)" = old || fail_ "$options replaced a file"
  done
  returns 1 ucp --update=none-fail src/newer src/fresh dst 2>err
  says err "ucp: not replacing 'dst/newer'"
  test "$(cat dst/newer)" = old || fail_ "none-fail replaced a file"
  exists dst/fresh
  quietly ucp -n --update=none-fail src/newer dst
  quietly ucp --update=none --update src/newer dst
  test "$(cat dst/newer)" = new || fail_ "the last --update does not count"
  echo old >dst/newer
  quietly ucp -u --update=all src/newer dst
  test "$(cat dst/newer)" = new || fail_ "--update=all did not replace"
  returns 0 ucp --debug -n src/newer dst >out
  says out "skipped 'dst/newer'"
}
each_engine once
returns 1 ucp --update=sometimes a b 2>err
says err "invalid argument 'sometimes' for '--update'"
for options in '-b -n' '--backup -n' '--backup --update=none-fail' '-Sx -n'; do
  # shellcheck disable=SC2086  # words
  returns 1 ucp $options a b 2>err
  says err "--backup is mutually exclusive with -n or --update=none-fail"
done

# Names of a file that is current, or not, stay names of one file.
mkdir links copy
echo a >links/a
ln links/a links/b
ln links/a links/c
quietly ucp -a links/. copy
rm copy/b
echo b >copy/b
quietly ucp -au links/. copy
test "$(stat -c %h copy/a)" = 3 || fail_ "names of one file are apart"
