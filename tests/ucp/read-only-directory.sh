#!/bin/sh
# Directories that may not be written to: copied with all that is in them, as
# they are unwritable only when they are full; and refused as destinations.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_user_

setup ()
{
  mkdir -p tree/shut/below shut
  echo one >tree/shut/one
  echo two >tree/shut/below/two
  echo file >file
  chmod a-w tree/shut/below tree/shut tree shut
}

for how in -r -a '-r --preserve=mode' '-r --no-preserve=mode'; do
  # shellcheck disable=SC2086
  same_as_cp setup $how tree copy
done
# Once more over what is there, and shut now.
again ()
{
  setup
  cp -a tree copy
  chmod u+w tree/shut
  echo three >tree/shut/three
}
same_as_cp again -aT tree copy
same_as_cp setup file shut
same_as_cp setup -r tree shut
same_as_cp setup -f file shut/file
