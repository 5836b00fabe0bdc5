#!/bin/sh
# The scripts pass shellcheck.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

command -v shellcheck >/dev/null || skip "shellcheck is not installed"

# Warnings and errors: what it merely notes is a matter of taste.  2209 takes
# engine=sync for a command that was forgotten to be run; 3045 says that ulimit
# -n is not in POSIX, but every shell on Linux has it.
exclude=SC2209,SC3045

for file in $(shell_files); do
  # A file without '#!' is sourced, and uses variables of who sources it.
  case $(head -c 2 "$file"),$file in
    '#!',*) set -- ;;
    *,bench/*) set -- --shell=bash --exclude=SC2154,SC2034 ;;
    *) set -- --shell=sh --exclude=SC2154,SC2034 ;;
  esac
  report=$(shellcheck --external-sources --source-path=SCRIPTDIR \
                      --severity=warning --format=gcc --exclude=$exclude \
                      "$@" "$file") && continue
  complain "$report"
done

finish
