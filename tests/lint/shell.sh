#!/bin/sh
# shellcheck has nothing to say about the scripts.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

command -v shellcheck >/dev/null || skip "shellcheck is not installed"

# Warnings and errors: what it merely notes is a matter of taste.
for file in $(shell_files); do
  report=$(shellcheck --external-sources --source-path=SCRIPTDIR \
                      --severity=warning --format=gcc "$file") && continue
  complain "$report"
done

finish
