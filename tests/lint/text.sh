#!/bin/sh
# What .editorconfig says of every text file: no blanks at the end of a line,
# a newline at the end of the file, no tabs but in makefiles, no CR, UTF-8.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

cr=$(printf '\r')
tab=$(printf '\t')

# Inputs of fuzz targets are bytes, and no text.
our_files ()
{
  find .ci .clang-format .editorconfig .gitignore bench lib man po src tests \
       AUTHORS Makefile.am bootstrap bootstrap.conf configure.ac quickstart \
       README.md ARCHITECTURE.md HACKING NEWS -type f 2>/dev/null \
    | grep -E '(^|/)(\.?[a-zA-Z_-]+|.*\.(c|h|sh|awk|py|mk|am|ac|conf|in|md|po|[1-8]))$' \
    | grep -v '^tests/fuzz/corpus/' \
    | grep -vE '^po/(Makefile|Makefile\.in\.in|Rules-quot|POTFILES|stamp-po)$' \
    | sort
}

# Succeed, and say where first, if a line of FILE matches PATTERN.
first_line ()
{
  at=$(grep -nE -m 1 "$2" "$1" | cut -d: -f1)
  test -n "$at"
}

for file in $(our_files); do
  # What is built in the source tree and has no suffix is not text.
  grep -qI . "$file" || continue

  ! first_line "$file" '[[:blank:]]$' || complain "$file:$at: blanks at the end"
  ! first_line "$file" "$cr" || complain "$file:$at: carriage return"
  test -z "$(tail -c 1 "$file")" || complain "$file: no newline at the end"
  iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 \
    || complain "$file: not UTF-8"
  case $file in
    # make wants a tab before a recipe; so do lists here, to have one rule.
    *.mk | *.am)
      ! first_line "$file" '^ ' || complain "$file:$at: indented by spaces" ;;
    *)
      ! first_line "$file" "$tab" || complain "$file:$at: tab" ;;
  esac
done

finish
