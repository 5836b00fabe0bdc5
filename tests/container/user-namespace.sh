#!/bin/sh
# In a namespace of users, where an ordinary user is root of what is his and of
# nothing else, all tools do what cp, dd, cat, sync and rsync do.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

user_tools_='ucp udd ucat usync'
if test -z "${IN_NAMESPACE-}"; then
  require_user_
  require_prog_ unshare
  unshare -Ur true 2>err || skip_ "no namespaces of users: $(cat err)"
  status=0
  IN_NAMESPACE=yes unshare -Ur sh "$script_path_" || status=$?
  said_why_=yes
  exit $status
fi
test "$(id -u)" = 0 || framework_failure_ "unshare made nobody root"

# ---- ucp ------------------------------------------------------------------

make_tree src --no-root-stuff --skip=files,deep,wide
once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree src "copy.$engine"
  quietly ucp -a --atomic --fsync src "atomic.$engine"
  same_tree src "atomic.$engine"
  remove "atomic.$engine"
}
each_engine once

# What belongs to those who have no number here cannot be given to them; nor can
# root here do what only the machine's may.
setup ()
{
  echo mine >mine
  chmod 4755 mine
  mkfifo fifo
}
same_as_cp setup -p mine copy
same_as_cp setup -a fifo copy
same_as_cp setup -a /etc/passwd copy
same_as_cp setup -p /etc/passwd copy
same_as_cp setup -r --preserve=all /etc/passwd copy
same_as_cp setup -a /dev/null copy
test ! -d /etc/skel || same_as_cp_unordered setup -a /etc/skel copy
same_as_cp setup -r /dev/null copy

# ---- udd and ucat ---------------------------------------------------------

head -c 1000000 /dev/urandom >data
once ()
{
  quietly udd if=data of=written bs=64k status=none
  cmp data written || fail_ "udd made another file"
  quietly udd if=data of=written bs=4k oflag=direct conv=fsync,notrunc status=none
  cmp data written || fail_ "udd made another file with oflag=direct"
  ucat data written >joined 2>err || fail_ "ucat: $(cat err)"
  cat data written | cmp - joined || fail_ "ucat made another file"
  ucat data written 2>err | cmp - joined || fail_ "ucat to a pipe: $(cat err)"
  silent err
  rm written
}
each_engine once
for file in /etc/shadow /dev/mem; do
  test ! -e $file || test -r $file || {
    returns 1 udd if=$file of=none status=none 2>err
    says err "$file"
    returns 1 ucat $file 2>err
    says err "$file"
  }
done

# ---- usync ----------------------------------------------------------------

keep=-H
lacks_feature USE_ACL || keep=${keep}A
lacks_feature USE_XATTR || keep=${keep}X
once ()
{
  quietly usync -r src data
  mkdir mirrored
  echo old >mirrored/old
  quietly usync --mirror -H --delete --fsync src/ mirrored
  quietly usync --mirror $keep --delete src/ mirrored
  same_tree src mirrored
  remove mirrored

  # Who has no number here cannot own anything here.
  status=0
  usync --mirror /etc/passwd mirrored >out 2>err || status=$?
  test $status = 0 || test $status = 23 || fail_ "status $status: $(cat err)"
  test $status = 0 || says err mirrored
  cmp /etc/passwd mirrored || fail_ "the mirror differs"
  rm mirrored
}
each_engine once
if command -v rsync >/dev/null; then
  status_of ()
  {
    status=0
    "$@" >/dev/null 2>&1 || status=$?
    echo $status
  }
  for options in -a -rlpt '-a --super'; do
    for source in /etc/passwd /dev/null src/links src/modes; do
      # shellcheck disable=SC2086  # words
      {
        wanted=$(status_of rsync $options $source by-rsync)
        given=$(status_of usync --mirror --no-archive $options $source by-usync)
      }
      test "$given" = "$wanted" \
        || fail_ "usync --mirror $options $source gave $given, rsync $wanted"
      remove by-rsync by-usync
    done
  done
fi
