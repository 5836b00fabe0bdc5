#!/bin/sh
# treecmp finds every kind of difference, and none where there is none.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
mkdir src/dir src/dir/sub
head -c 300000 /dev/zero | tr '\0' x >src/dir/big
echo content >src/file
ln src/file src/dir/linked
ln -s target src/symlink
mkfifo src/fifo
truncate -s 1M src/hole
find src -exec touch -h -d '2001-02-03 04:05:06.123456789' {} +

# sees TEXT COMMAND: a copy changed by COMMAND differs, and treecmp says TEXT.
sees ()
{
  rm -rf copy
  cp -a src copy
  treecmp --no-owner src copy >out || fail_ "a good copy differs: $(cat out)"
  (cd copy && eval "$2")
  returns 1 treecmp src copy >out
  says out "$1"
}

sees '"file": size: source 8, copy 9' 'echo >>file'
sees '"dir/big": byte at 299999: source 0x78, copy 0x79' \
  'printf y | dd of=dir/big bs=1 seek=299999 conv=notrunc status=none'
sees '"file": mode: source 0644, copy 0600' 'chmod 600 file'
sees '"dir": mode: source 0755, copy 1755' 'chmod +t dir'
sees '"file": mtime: source 981173106.123456789, copy 981173106.123456788' \
  'TZ=UTC0 touch -d "2001-02-03 04:05:06.123456788" file'
sees '"dir": mtime' 'touch dir'
sees '".": mtime' 'touch .'
sees '"symlink": mtime' 'touch -h symlink'
sees '"symlink": link target: source target, copy other' 'ln -sfn other symlink'
sees '"file": existence: source regular file, copy nothing' 'rm file'
sees '"dir/sub": existence: source directory, copy nothing' 'rmdir dir/sub'
sees '"new\012name": existence: source nothing, copy directory' \
  'mkdir "new
name"'
sees '"fifo": type: source fifo, copy regular file' 'rm fifo; : >fifo'
sees '"dir/sub": type: source directory, copy symbolic link' \
  'rmdir dir/sub; ln -s x dir/sub'
sees '"file": hard link: source same file as "dir/linked", copy another file' \
  'cp -p file f; mv f file'
sees 'hard link: source another file' 'ln -f file dir/big'
sees '"dir/big": links from outside the tree: source 0, copy 1' \
  'ln dir/big ../outside'
rm outside
sees '"hole": holes: source hole from 0 to 1048576, copy data at' \
  'head -c 1M /dev/zero >hole; sync hole'
sees '"hole": allocated bytes: source 0, copy 1048576' \
  'head -c 1M /dev/zero >hole; sync hole'
sees '"file": no copy, but the source'\''s own inode' 'ln -f ../src/file file'
rm -rf copy

if test "$(id -u)" = 0; then
  mknod src/device c 1 3
  sees '"device": device number: source 1:3, copy 1:5' \
    'rm device; mknod device c 1 5'
  sees '"file": uid: source 0, copy 5' 'chown 5 file'
  sees '"file": gid: source 0, copy 5' 'chgrp 5 file'
  sees '"symlink": uid' 'chown -h 5 symlink'
  rm src/device
fi

if command -v setfattr >/dev/null && setfattr -n user.a -v 1 src/dir/big; then
  sees '"dir/big": xattr user.a: source 1 bytes 31, copy 1 bytes 32' \
    'setfattr -n user.a -v 2 dir/big'
  sees '"dir/big": xattr user.a: source present, copy none' \
    'setfattr -x user.a dir/big'
  sees '"dir": xattr user.b: source none, copy present' \
    'setfattr -n user.b -v 2 dir'
fi
if command -v setfacl >/dev/null && setfacl -m u:5:rwx src/dir/big; then
  sees 'xattr system.posix_acl_access' 'setfacl -m u:5:r dir/big'
  sees '"dir": xattr system.posix_acl_default' 'setfacl -d -m u:5:r dir'
fi

# What it is told to leave out makes no difference.
rm -rf copy
cp -a src copy
echo more >>copy/file
chmod 700 copy/hole
rm copy/fifo
touch copy/new
returns 0 treecmp --no-data --no-mode --no-times --no-special --extra-ok \
  --no-alloc src copy
returns 2 treecmp src missing 2>/dev/null
returns 2 treecmp src 2>/dev/null

# Two times that are both of late are the same, if it is told so.
rm -rf copy
cp -a src copy
touch -d @1000000005 src/file
touch -d @1000000009 copy/file
returns 1 treecmp --no-owner --same-since=1000000006 src copy >out
returns 0 treecmp --no-owner --same-since=1000000005 src copy
