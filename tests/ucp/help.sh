#!/bin/sh
# --help and --version: on standard output, status 0, every option named.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

once ()
{
  returns 0 ucp --help >help 2>err
  silent err
  says help 'Usage: ucp [OPTION]... [-T] SOURCE DEST'
  for option in --archive --dereference --force --no-dereference \
    --no-preserve --no-target-directory --one-file-system --preserve \
    --recursive --reflink --sparse --target-directory --verbose --debug \
    --help --version --engine --workers --queue-depth --chunk-size --direct \
    --iopoll --sqpoll --nocache --progress --stats; do
    says help "$option"
  done
  test "$(awk 'length > 80' help | wc -l)" = 0 || fail_ "lines over 80 columns"
  returns 0 ucp --version >version 2>err
  silent err
  head -n 1 version | grep '^ucp (uringutils) [0-9]' >/dev/null \
    || fail_ "--version says: $(head -n 1 version)"
  # They win over what else is wrong.
  returns 0 ucp --help a b c >again
  compare help again
}
once

# Messages bear the name the program was called by.
ln -s "$(command -v ucp)" cp
returns 1 ./cp missing copy 2>err
says err "cp: cannot stat 'missing': No such file or directory"
returns 1 ./cp 2>err
says err "./cp --help"
