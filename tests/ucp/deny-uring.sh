#!/bin/sh
# Without io_uring the automatic engine works in silence, --debug says why, and
# an engine that was asked for and cannot be had is an error with a hint.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

lacks_feature HAVE_LIBURING && skip_ "built without liburing"
make_tree src --only=files,nested,links,symlinks
for error in EPERM ENOSYS ENOMEM EMFILE; do
  quietly deny-uring $error ucp -a src "copy.$error"
  same_tree src "copy.$error"
  URINGUTILS_ENGINE=auto \
    returns 0 deny-uring $error ucp -a --debug -j 4 src "debug.$error" >out 2>&1
  same_tree src "debug.$error"
  case $error in
    EPERM) text='Operation not permitted' ;;
    ENOSYS) text='Function not implemented' ;;
    ENOMEM) text='Cannot allocate memory' ;;
    EMFILE) text='Too many open files' ;;
  esac
  says out "$text"
  returns 1 deny-uring $error ucp --engine=uring src/files/size-1 no 2>err
  says err "$text"
  # What to do about it differs with the error.
  grep -v "$text" err >hint.$error || :
  lacks no
  URINGUTILS_ENGINE=uring \
    returns 1 deny-uring $error ucp src/files/size-1 no 2>err
  says err "$text"
  lacks no
  quietly deny-uring $error ucp --engine=sync -a src "sync.$error"
  same_tree src "sync.$error"
done
