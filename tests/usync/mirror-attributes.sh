#!/bin/sh
# Each attribute is kept by an option of its own; what stays gets what it lacks
# without being copied again.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

what ()
{
  stat -c "$1" "$2"
}

# is NAME FORMAT VALUE: fail unless it is.
is ()
{
  got_=$(what "$2" "$1")
  test "$got_" = "$3" || fail_ "$1: $2 is $got_ and not $3"
}

prepare ()
{
  remove src dst
  mkdir src dst
  for name in file program old closed; do
    echo $name >src/$name
  done
  echo old >dst/old
  chmod 664 src/file
  chmod 775 src/program
  chmod 751 src/old
  chmod 644 dst/old
  chmod 400 src/closed
  mkdir src/dir
  chmod 2775 src/dir
  touch -d '2010-01-01 00:00:00.5' src/* dst/old
  touch -d '2011-01-01' src
}

once ()
{
  # All of -a.
  prepare
  inode=$(what %i dst/old)
  quietly usync --mirror --modify-window=-1 src/ dst
  same_tree --no-xattr --no-acl src dst
  test "$inode" = "$(what %i dst/old)" || fail_ "old was copied again"

  # No -p: what is new goes by the umask, what was there keeps its own.
  prepare
  (umask 077 && quietly usync --mirror --modify-window=-1 --no-p src/ dst)
  is dst/file %a 600
  is dst/program %a 700
  is dst/old %a 644
  is dst/dir %a 700
  is dst/file %Y "$(what %Y src/file)"

  # -E
  prepare
  quietly usync --mirror --modify-window=-1 --no-p -E src/ dst
  is dst/old %a 755
  chmod 640 src/old
  quietly usync --mirror --modify-window=-1 --no-p -E src/ dst
  is dst/old %a 644

  # No -t: times are those of the mirror, and differ again.
  prepare
  quietly usync --mirror --modify-window=-1 --no-t src/ dst
  test "$(what %Y dst/file)" -gt 1500000000 || fail_ "times were kept"

  # -O
  prepare
  quietly usync --mirror --modify-window=-1 -O src/ dst
  is dst/file %Y "$(what %Y src/file)"
  test "$(what %Y dst/dir)" -gt 1500000000 || fail_ "a directory's were"

  # -U
  prepare
  touch -a -d '2009-01-01' src/file src/old
  quietly usync --mirror --modify-window=-1 -U src/ dst
  is dst/file %X "$(date -d 2009-01-01 +%s)"
  is dst/old %X "$(date -d 2009-01-01 +%s)"

  # A directory that something happens in has its time again.
  prepare
  quietly usync --mirror --modify-window=-1 src/ dst
  echo more >src/dir/more
  touch -d '2012-01-01' src/dir
  quietly usync --mirror --modify-window=-1 src/ dst
  is dst/dir %Y "$(what %Y src/dir)"
  rm dst/dir/more
  quietly usync --mirror --modify-window=-1 src/ dst
  is dst/dir %Y "$(what %Y src/dir)"
  is dst %Y "$(what %Y src)"
}
each_engine once

owners ()
{
  prepare
  chown 1234:4321 src/file src/old src/dir
  chmod 4755 src/old
  chmod 2755 src/file
  quietly usync --mirror --modify-window=-1 src/ dst
  same_tree --no-xattr --no-acl src dst
  quietly usync --mirror --modify-window=-1 src/ dst
  same_tree --no-xattr --no-acl src dst
  prepare
  chown 1234:4321 src/file
  quietly usync --mirror --modify-window=-1 --no-o src/ dst
  is dst/file %u:%g 0:4321
  remove dst
  quietly usync --mirror --modify-window=-1 --no-g src/ dst
  is dst/file %u:%g 1234:0
}
test "$(id -u)" != 0 || each_engine owners

attributes ()
{
  prepare
  setfattr -n user.colour -v green src/file
  setfattr -n user.directory -v yes src/dir
  setfattr -n user.wrong -v yes dst/old
  quietly usync --mirror --modify-window=-1 src/ dst
  same_tree --no-xattr src dst
  test -z "$(getfattr dst/file)" || fail_ "kept without -X"
  quietly usync --mirror --modify-window=-1 -X src/ dst
  same_tree --no-acl src dst
  inode=$(what %i dst/file)
  setfattr -n user.colour -v red src/file
  quietly usync --mirror --modify-window=-1 -X src/ dst
  same_tree --no-acl src dst
  test "$inode" = "$(what %i dst/file)" || fail_ "file was copied again"
  setfattr -x user.colour src/file
  quietly usync --mirror --modify-window=-1 -X src/ dst
  same_tree --no-acl src dst
}
if ! lacks_feature USE_XATTR && command -v setfattr >/dev/null \
  && : >probe && setfattr -n user.colour -v green probe 2>/dev/null; then
  each_engine attributes
fi

acls ()
{
  prepare
  setfacl -m u:1234:rw src/file src/old
  setfacl -d -m u:1234:rwx src/dir
  echo below >src/dir/below
  setfacl -b src/dir/below
  setfacl -m u:77:rwx dst/old
  quietly usync --mirror --modify-window=-1 -A src/ dst
  same_tree --no-xattr src dst
  setfacl -b src/file
  chmod 664 src/file
  setfacl -m u:1234:rwx src/old
  quietly usync --mirror --modify-window=-1 -A src/ dst
  same_tree --no-xattr src dst
  inode=$(what %i,%Z dst/old)
  quietly usync --mirror --modify-window=-1 -A src/ dst
  test "$inode" = "$(what %i,%Z dst/old)" || fail_ "changed for nothing"
}
if ! lacks_feature USE_ACL && command -v setfacl >/dev/null \
  && : >probe && setfacl -m u:1234:r probe 2>/dev/null; then
  each_engine acls
fi
