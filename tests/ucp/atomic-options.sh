#!/bin/sh
# --atomic, and --fsync with it, change nothing about what other options do:
# what is replaced, put aside, linked, summed, verified.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dst/sub
  for name in one two sub/three older newer; do
    echo "new $name" >src/$name
    echo "old $name" >dst/$name
  done
  ln src/one src/again
  chmod 640 dst/one
  ln -s one src/link
  ln -s two dst/link
  mkfifo src/fifo
  echo old >dst/fifo
  echo backup >dst/two~
  echo 1 >dst/one.~1~
  echo 9 >dst/one.~9~
  touch -d 2001-01-01 dst/older src/newer
}

# same OPTION...: 'ucp --atomic OPTION...' does what 'cp OPTION...' does.
same ()
{
  remove cp.dir
  mkdir cp.dir
  cp_status=0
  (cd cp.dir && setup && cp "$@" 2>../cp.err) || cp_status=$?
  sort cp.err >cp.sorted
  each_engine same_once "$@"
}
same_once ()
{
  for own in --atomic '--atomic --fsync'; do
    remove ucp.dir
    mkdir ucp.dir
    (
      cd ucp.dir
      setup
      # shellcheck disable=SC2086
      returns "$cp_status" ucp $own "$@" 2>../ucp.err
    )
    sed 's/^ucp: /cp: /' ucp.err | sort >ucp.sorted
    compare cp.sorted ucp.sorted
    running_="$own $*"
    same_tree --no-times cp.dir ucp.dir
    running_=
    left=$(find ucp.dir -name '.ucp-*')
    test -z "$left" || fail_ "$own $*: left behind: $left"
  done
}
for options in -r -a -rl -as; do
  for more in '' -b --backup=numbered -u -n '-u -b' --remove-destination \
    '--remove-destination -u' -f '-f -b' '-S .orig'; do
    # With these cp preserves links that it was not told to.
    test "$options" != -rl || test "$more" = "${more#*-u}" || continue
    case $options in
      # cp wants absolute names, or to be there; then it is the same.
      -as) from=$(pwd)/from/src ;;
      *) from=src ;;
    esac
    test -d from || (mkdir from && cd from && setup)
    # shellcheck disable=SC2086
    same $options $more -T $from dst
  done
done
same -b src/one src/two dst
same -b --attributes-only src/one dst
same -bd src/link dst
same -bT src dst/one
same -ab src/one src/again dst
same -b dst/two~ dst/two
same -l --remove-destination src/two dst

# What was put aside gets its name back alone, where the copy fails.
fails ()
{
  remove dst
  mkdir dst
  echo old >dst/file
  returns 1 ucp -vb --atomic /proc/self/mem dst/file >out 2>err
  says out "'dst/file~' -> 'dst/file' (unbackup)"
  test "$(ls -A dst) $(cat dst/file)" = 'file old' || fail_ "dst has $(ls -A dst)"
}
each_engine fails

# Where nothing can have a second name.
no_links ()
{
  remove "$mnt/dst"
  mkdir "$mnt/dst"
  echo old >"$mnt/dst/file"
  echo new >new
  returns 0 ucp -b --atomic new "$mnt/dst/file"
  test "$(cat "$mnt/dst/file" "$mnt/dst/file~")" = 'new
old' || fail_ "wrong contents"
}
if try_fs vfat 16M; then
  each_engine no_links
else
  note_ "$fs_why"
fi

# Sums.
lacks_feature HAVE_LIBCRYPTO && skip_ "the rest needs libcrypto"
remove from
(mkdir from && cd from && setup)
head -c 3000000 /dev/urandom >from/src/large
sums ()
{
  for own in --atomic --fsync '--atomic --fsync'; do
    lacks_feature HAVE_XXHASH || own="$own --verify"
    remove copy
    # shellcheck disable=SC2086
    {
      returns 0 ucp -a $own --checksum=sha256 --manifest=sums from/src copy
      sha256sum -c sums >checked || fail_ "$own: $(cat checked)"
      test "$(wc -l <sums)" = 7 || fail_ "$own: not 7 sums: $(cat sums)"
      same_tree from/src copy
      # Once more, in the place of what is there now.
      returns 0 ucp -aT $own --manifest=sums -b from/src copy
      sha256sum -c sums >checked || fail_ "$own: $(cat checked)"
      compare from/src/one copy/one~
      returns 0 ucp -aT $own --manifest=sums -u from/src copy
      grep large sums && fail_ "summed what was not copied"
    }
    left=$(find copy -name '.ucp-*')
    test -z "$left" || fail_ "$own: left behind: $left"
  done
}
each_engine sums
