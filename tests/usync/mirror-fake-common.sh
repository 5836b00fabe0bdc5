# Cases of --fake-super beside rsync, for root and for another user; sourced after
# init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "$abs_top_srcdir/tests/usync/mirror-common.sh"

# Go on only where users have attributes.
require_attributes_ ()
{
  require_prog_ setfattr getfattr
  : >probe
  setfattr -n user.probe -v probe probe 2>/dev/null \
    || skip_ "files have no attributes of users here"
}

# passes_for NAME TEXT: have NAME pass for what rsync calls TEXT.
passes_for ()
{
  setfattr -n user.rsync.%stat -v "$2" "$1"
}

# stored_tree and the like: copies, in the current directory, of what
# make_stored_tree has made once, which takes longer.
copy_made_ ()
{
  if test ! -d "$test_dir_/made/$1"; then
    mkdir -p "$test_dir_/made/$1"
    (cd "$test_dir_/made/$1" && "make_$1") || framework_failure_ "$1"
  fi
  cp -a "$test_dir_/made/$1/." .
}

stored_tree () { copy_made_ stored_tree; }
stored_trees () { copy_made_ stored_trees; }
real_tree () { copy_made_ real_tree; }
real_trees () { copy_made_ real_trees; }
attributes_tree () { copy_made_ attributes_tree; }
attributes_trees () { copy_made_ attributes_trees; }
acls_tree () { copy_made_ acls_tree; }
acls_trees () { copy_made_ acls_trees; }

# What there is in a tree that was kept with --fake-super: things of all kinds,
# some of which pass for themselves.
make_stored_tree ()
{
  mkdir src src/dir src/dir/deep src/closed
  echo file >src/file
  echo set-id >src/set-id
  echo mine >src/mine
  echo deep >src/dir/deep/file
  for name in char block fifo socket; do
    : >src/$name
  done
  printf ../nowhere >src/link
  printf file >src/dir/link
  echo hidden >src/closed/file
  ln src/char src/dir/char
  ln src/link src/link2
  passes_for src/file '100640 0,0 1234:4321'
  passes_for src/set-id '106755 0,0 1234:0'
  passes_for src/char '20644 41,67 0:0'
  passes_for src/block '60600 4095,1048575 7:8'
  passes_for src/fifo '10644 0,0 5:6'
  passes_for src/socket '140755 0,0 5:6'
  passes_for src/link '120777 0,0 9:10'
  passes_for src/dir/link '120777 0,0 0:0'
  passes_for src/dir '42775 0,0 1234:4321'
  passes_for src/dir/deep '41777 0,0 0:0'
  passes_for src/closed '40000 0,0 11:12'
  passes_for src/closed/file '100000 0,0 11:12'
  find src -depth -exec touch -h -d '2011-02-03 04:05:06' {} +
}

# The same, and an earlier mirror of it: some are missing, some the same, and
# some differ in each way.
make_stored_trees ()
{
  stored_tree
  cp -a src dst
  rm -r dst/fifo dst/closed dst/dir/link dst/dir/char dst/link2
  passes_for dst/file '100640 0,0 1234:1'
  passes_for dst/set-id '104755 0,0 77:0'
  passes_for dst/dir '40755 0,0 1234:4321'
  passes_for dst/block '60600 4095,1 7:8'
  passes_for dst/socket '140700 0,0 5:6'
  printf elsewhere >dst/link
  chmod 4711 dst/mine
  echo 'no device' >dst/dir/char
  ln -s ../nowhere dst/link2
  mkdir dst/gone dst/gone/below
  echo gone >dst/gone/below/file
  passes_for dst/gone '42755 0,0 3:4'
  passes_for dst/gone/below/file '100600 0,0 3:4'
}

# Things that are what they seem, as far as this user can make them.
make_real_tree ()
{
  mkdir src src/dir
  echo file >src/file
  echo set-id >src/set-id
  chmod 4755 src/set-id
  chmod 2775 src/dir
  echo read-only >src/read-only
  mkfifo src/fifo
  ln -s ../nowhere src/link
  ln -s nothing src/dir/link
  if test "$(id -u)" = 0; then
    chown 1234:4321 src/file src/dir
    mknod src/null c 1 3 && mknod src/disk b 7 99 || rm -f src/null src/disk
    chown -h 5:6 src/link
  fi
  chmod 0400 src/read-only
  find src -depth -exec touch -h -d '2011-02-03 04:05:06' {} +
}

# What is stored, of the same kinds, where there was a tree of real things.
make_real_trees ()
{
  real_tree
  cp -a src dst
}

fake_cases ()
{
  ORDER=sort
  for options in --fake-super -M--fake-super --remote-option=--fake-super \
    '--fake-super -H' '--fake-super -n'; do
    # shellcheck disable=SC2086  # words
    {
      same_as_rsync stored_tree -aii $options src/ dst/
      same_as_rsync stored_trees -aii $options src/ dst/
      same_as_rsync real_tree -aii $options src/ dst/
    }
  done
  same_as_rsync stored_trees -aii -I --fake-super src/ dst/
  same_as_rsync stored_trees -aii --delete -b --fake-super src/ dst/
  same_as_rsync stored_trees -aii --delete -b --backup-dir=../old --fake-super \
    src/ dst/
  same_as_rsync stored_trees -ai --inplace --fake-super src/ dst/
  same_as_rsync stored_trees -ai -c --size-only --fake-super src/ dst/
  same_as_rsync stored_trees -aii --chmod=ug+s,o-rwx --fake-super src/ dst/
  same_as_rsync stored_trees -aii --chown=3:4 --fake-super src/ dst/
  same_as_rsync stored_trees -aii --no-D --no-l --fake-super src/ dst/
  same_as_rsync stored_trees -aii --no-p -E --fake-super src/ dst/
  same_as_rsync stored_trees -aii --fake-super --super --no-super src/ dst/
  same_as_rsync stored_tree -aii --remove-source-files --fake-super src/ dst/
  same_as_rsync stored_trees -aii --fake-super --link-dest=../dst src/ new/
  same_as_rsync stored_trees -aii --fake-super --copy-dest=../dst src/ new/
  same_as_rsync stored_trees -aii --fake-super --compare-dest=../dst src/ new/
  same_as_rsync stored_trees -aii -J --fake-super src/ dst/
  same_as_rsync stored_tree -ai --fake-super src/char dst
  same_as_rsync stored_tree -ai --fake-super -X -X src/ dst
}

# What one has mirrored is the other's mirror, too.
going_on ()
{
  ! lacks_feature USE_XATTR && keep=-aHX || keep=-aH
  for first in rsync mirror; do
    second=mirror
    test $first = rsync || second=rsync
    remove src dst back
    stored_tree
    setfattr -n user.colour -v green src/char src/file
    $first $keep --fake-super src/ dst
    $second $keep -ii --fake-super src/ dst >out
    ! grep -v '^[.h][a-zA-Z]          ' out \
      || fail_ "$second after $first finds differences"
    $second $keep --fake-super dst/ back
    same_tree dst back
  done
}

# Attributes that are not a user's, and ACLs.
make_attributes_tree ()
{
  stored_tree
  setfattr -n user.colour -v green src/file src/char src/dir
  setfattr -n user.rsync.trusted.x -v hidden src/file src/dir
  setfattr -n user.rsync.trusted.z -v "longer than what is sent at first" src/dir
}

make_attributes_trees ()
{
  attributes_tree
  cp -a src dst
  setfattr -n user.colour -v red dst/file
  setfattr -n user.rsync.trusted.y -v hidden dst/file
  setfattr -x user.rsync.trusted.x dst/dir
  rm dst/dir/char dst/link2
}

attribute_cases ()
{
  for options in '-X --fake-super' '-X -M--fake-super'; do
    # shellcheck disable=SC2086  # words
    {
      same_as_rsync attributes_tree -aii $options src/ dst/
      same_as_rsync attributes_trees -aii $options src/ dst/
    }
  done
  same_as_rsync attributes_trees -aii -X src/ dst/
  same_as_rsync attributes_trees -aii -XX src/ dst/
}

make_acls_tree ()
{
  real_tree
  chmod u+w src/read-only
  setfacl -m u:1234:rw,u:7:r,g:9:rwx src/file
  setfacl -m u:1234:rw,g::rwx,m::r src/set-id
  setfacl -m g:9:r src/read-only
  setfacl -d -m u:1234:rwx src/dir
  find src -depth -exec touch -h -d '2011-02-03 04:05:06' {} +
}

make_acls_trees ()
{
  acls_tree
  mkdir dst dst/dir
  echo set-id >dst/set-id
  echo plain >src/plain
  echo plain >dst/plain
  touch -d '2011-02-03 04:05:06' src/plain dst/plain dst/set-id
  setfacl -m u:1:r src/dir
  setfattr -n user.rsync.%aacl \
    -v 0x800000008000000007000000800000000100000004000080 dst/plain
}

acl_cases ()
{
  for options in --fake-super -M--fake-super; do
    same_as_rsync acls_tree -A -aii $options src/ dst/
    same_as_rsync acls_trees -A -aii $options src/ dst/
  done
}

# ACLs that were stored come back.
acls_back ()
{
  remove src dst back
  acls_tree
  mirror -aA -M--fake-super src/ dst >out
  ! getfacl -Rcs dst | grep : || fail_ "real ACLs were set"
  mirror -aA --no-o --no-g --no-D --fake-super -M--no-super dst/ back >out
  (cd src && getfacl -cs file set-id read-only dir) >acls.src
  (cd back && getfacl -cs file set-id read-only dir) >acls.back
  compare acls.src acls.back
}

all_fake_cases ()
{
  require_attributes_
  fake_cases
  each_engine going_on
  lacks_feature USE_XATTR || attribute_cases
  if ! lacks_feature USE_ACL && command -v setfacl >/dev/null \
    && setfacl -m u:1234:r probe 2>/dev/null; then
    acl_cases
    each_engine acls_back
  fi
}
