#!/bin/sh
# What .editorconfig says of every text file: no blanks at the end of a line,
# a newline at the end of the file, no tabs but in makefiles, no CR, UTF-8.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

cr=$(printf '\r')
tab=$(printf '\t')

our_files ()
{
  find .ci .clang-format .editorconfig .gitignore bench lib man po src tests \
       AUTHORS Makefile.am bootstrap bootstrap.conf configure.ac quickstart \
       README.md ARCHITECTURE.md HACKING NEWS -type f 2>/dev/null \
    | grep -E '(^|/)(\.?[a-zA-Z_-]+|.*\.(c|h|sh|awk|py|mk|am|ac|conf|in|md|po|[1-8]))$' \
    | grep -vE '^po/(Makefile|Makefile\.in\.in|Rules-quot|POTFILES|stamp-po)$' \
    | sort
}

for file in $(our_files); do
  # What is built in the source tree and has no suffix is not text.
  grep -qI . "$file" || continue

  grep -nE '[[:blank:]]+$' "$file" | cut -d: -f1 | sed "s|^|$file:|" \
    | grep . && complain "$file: blanks at the end of lines"
  test -z "$(tail -c 1 "$file")" || complain "$file: no newline at the end"
  grep -q "$cr" "$file" && complain "$file: carriage returns"
  iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 \
    || complain "$file: not UTF-8"
  case $file in
    *.mk | *.am | po/Makevars) ;;
    *) grep -n "$tab" "$file" | cut -d: -f1 | sed "s|^|$file:|" \
         | grep . && complain "$file: tabs" ;;
  esac
done

# make wants a tab before a recipe; so do lists here, for one rule.
for file in Makefile.am ./*/local.mk; do
  grep -nE '^ ' "$file" | cut -d: -f1 | sed "s|^|$file:|" \
    | grep . && complain "$file: indented by spaces"
done

finish
