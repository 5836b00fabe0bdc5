#!/bin/sh
# The rules between layers.  ARCHITECTURE.md has the map; where the two differ
# this file decides, for it is what runs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

# Who may include liburing.h, and who the headers of libacl and libattr.
ring_files='lib/engine-uring.c lib/uring-probe.c'
attr_files='lib/attrs.c'

# Patterns of the files that neither talk to the user nor know what he asked
# for: their news travels up by result and callback.
silent_files='op engine engine-* uring-* bufpool endpoint chunk pipeline
              extents transfer transfer-*'

is_one_of ()
{
  case " $2 " in
    *" $1 "*) return 0 ;;
  esac
  return 1
}

# Print FILE:LINE of each line of FILE that includes a header that matches.
includes ()
{
  grep -nE "^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*[<\"]($2)[>\"]" "$1" \
    | sed "s|^|$1:|"
}

# Print FILE:LINE of each call in FILE of a function that matches.
calls ()
{
  code_only "$1" | grep -nE "(^|[^a-zA-Z0-9_>.])($2) ?\\(" | sed "s|^|$1:|"
}

faults_of ()
{
  for file in $(find lib src -name '*.[ch]' | sort); do
    is_one_of "$file" "$ring_files" \
      || includes "$file" 'liburing(\.h|/.*)' \
         | sed 's/$/: only the ring engine includes this/'
    is_one_of "$file" "$attr_files" \
      || includes "$file" '(sys/acl|acl/.*|attr/.*|selinux/.*)\.?h?' \
         | sed 's/$/: only attrs includes this/'
  done

  for pattern in $silent_files; do
    for file in lib/$pattern.[ch]; do
      test -f "$file" || continue
      includes "$file" '(report|policy|error|exitfail)\.h' \
        | sed 's/$/: engine and data layers know neither user nor policy/'
      calls "$file" 'error|v?f?printf|puts|fputs|perror|_?exit|_Exit|abort|quick_exit|err|errx|warn|warnx' \
        | sed 's/$/: engine and data layers neither print nor exit/'
    done
  done

  # gnulib's allocators exit where memory is short; a library must not.
  for file in $(find lib -name '*.[ch]' | sort); do
    includes "$file" '(xalloc|xvasprintf|xstrndup|xmemdup0)\.h' \
      | sed 's/$/: lib\/ does not exit for want of memory/'
    calls "$file" 'x(malloc|zalloc|calloc|realloc|strdup|strndup|memdup|memdup0|nmalloc|nrealloc|2realloc|2nrealloc|palloc|charalloc|imalloc|icalloc|irealloc|asprintf|vasprintf|gethostname|getcwd|alloc_die)' \
      | sed 's/$/: lib\/ does not exit for want of memory/'
    calls "$file" '_?exit|_Exit|quick_exit' | grep -v '^lib/report\.c:' \
      | sed 's/$/: only main decides when to exit/'
  done

  # The tools stand above: lib/ includes nothing of src/.
  for file in $(find src -name '*.h' | sort); do
    for user in $(find lib -name '*.[ch]' | sort); do
      includes "$user" "(\\.\\./src/)?$(basename "$file" .h)\\.h" \
        | sed 's/$/: lib\/ includes nothing of src\//'
    done
  done
}

report=$(faults_of)
test -z "$report" || complain "$report"

finish
