# What the lint scripts share.  To be sourced.   -*- sh -*-
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A script finds itself in the top of the source tree, calls 'complain' for
# each fault and ends with 'finish'.

lint_dir=$(cd "$(dirname "$0")" && pwd)
cd "$lint_dir/../.." || exit 99

faults=0

complain ()
{
  printf '%s\n' "$*"
  faults=$((faults + 1))
}

skip ()
{
  printf 'SKIP: %s\n' "$*"
  exit 77
}

finish ()
{
  test "$faults" = 0 || { echo "$faults faults"; exit 1; }
}

# Our C files; gnulib's in gl/ are not.
c_files ()
{
  find lib src tests bench -name '*.[ch]' | sort
}

# Scripts: by name, or by their first line.  A tarball has no .ci.
shell_files ()
{
  {
    find tests bench -type f -name '*.sh'
    find bootstrap quickstart .ci tests bench -type f -perm -u+x \
      -exec grep -lE '^#! ?/(usr/)?bin/(env )?(ba)?sh' {} +
  } 2>/dev/null | sort -u
}

# Print a C file with comments and the contents of strings blanked, its lines
# kept, so that a search finds code alone.
code_only ()
{
  awk -f "$lint_dir/code-only.awk" "$1"
}
