#!/bin/sh
# Every file with strings for the user is known to the translators, and every
# file that they know of exists.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

listed=$(sed '/^#/d;/^ *$/d' po/POTFILES.in)

for file in $listed; do
  test -f "$file" || complain "po/POTFILES.in: $file does not exist"
done

for file in $(find lib src -name '*.[ch]' | sort); do
  # A string that is marked, and no macro that defines the marking.
  code_only "$file" | grep -v '^ *# *define' | grep -qE '\<N?_ ?\(' || continue
  printf '%s\n' "$listed" | grep -qxF "$file" \
    || complain "$file: has strings for the user and is not in po/POTFILES.in"
done

for language in $(sed 's/#.*//' po/LINGUAS); do
  test -f "po/$language.po" || complain "po/LINGUAS: no po/$language.po"
done
for po in po/*.po; do
  test -f "$po" || continue
  language=$(basename "$po" .po)
  sed 's/#.*//' po/LINGUAS | tr -s ' ' '\n' | grep -qxF "$language" \
    || complain "$po: not in po/LINGUAS"
done

finish
