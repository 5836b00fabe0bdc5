#!/bin/sh
# The C files are laid out as .clang-format says.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

tests/lint/format --version >/dev/null || skip "clang-format 14 is not installed"

for file in $(c_files); do
  difference=$(tests/lint/format "$file" | diff -u "$file" -) && continue
  complain "$file: not laid out as .clang-format says; 'tests/lint/format -i' does it"
  printf '%s\n' "$difference" | head -n 20
done

finish
