#!/bin/sh
# A file stays under 600 lines and a function under 70: what fits a screen or
# two is read, what does not is guessed at.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

for file in $(c_files; shell_files); do
  lines=$(wc -l <"$file")
  test "$lines" -lt 600 || complain "$file: $lines lines"
done

# In GNU layout a function's body stands between a '{' and a '}' of their own
# in column 1; a type or a table ends in '};' or in a name.
for file in $(c_files); do
  long=$(awk -v file="$file" '
    /^[a-zA-Z_]/ { name = $0 }
    /^\{$/ { start = NR; head = name }
    /^\}$/ { if (start && NR - start + 1 >= 70)
               print file ":" start ": " NR - start + 1 " lines: " head
             start = 0 }
    /^\}./ { start = 0 }' "$file")
  test -z "$long" || complain "$long"
done

finish
