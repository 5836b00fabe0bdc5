#!/bin/sh
# --engine and URINGUTILS_ENGINE choose the engine, and the option wins.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

echo data >src
for engine_name in auto sync; do
  returns 0 ucp --engine=$engine_name src copy
  compare src copy
  rm copy
  URINGUTILS_ENGINE=$engine_name returns 0 ucp src copy
  compare src copy
  rm copy
done
returns 1 ucp --engine=no-such src copy 2>err
says err no-such
lacks copy
URINGUTILS_ENGINE=no-such returns 1 ucp src copy 2>err
says err no-such
lacks copy
# The option is stronger than the environment.
URINGUTILS_ENGINE=uring returns 0 deny-uring EPERM ucp --engine=sync src copy
compare src copy
rm copy
why=$(why_no_uring_)
if test -n "$why"; then
  returns 1 ucp --engine=uring src copy 2>err
  lacks copy
else
  returns 0 ucp --engine=uring src copy
  compare src copy
fi
