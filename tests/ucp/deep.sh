#!/bin/sh
# Trees deeper than PATH_MAX are copied whole, where cp gives up.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=deep,nested --deep=300
once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree src "copy.$engine"
}
each_engine once
