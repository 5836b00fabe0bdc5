#!/bin/sh
# The rules between layers.  ARCHITECTURE.md has the map; where the two differ
# this file decides, for it is what runs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

# Patterns stay patterns until they are used.
set -f

# Who may include liburing.h (the ring engine and its probe), and who the
# headers of libacl, libattr and libselinux; who those of the libraries that
# sum, and that know disks and images; and who may load what is not linked.
ring_files='lib/engine-uring*.[ch] lib/uring-*.[ch]'
attr_files='lib/attrs.c'
digest_files='lib/digest*.[ch]'
library_files='lib/library.c'
image_files='lib/mounts-libmount.c lib/device-type.c lib/bmap-parse.c'

# Patterns of the files that neither talk to the user nor know what he asked
# for: their news travels up by result and callback.
silent_files='lib/op.? lib/engine.? lib/engine-*.? lib/uring-*.?
              lib/bufpool*.? lib/endpoint*.? lib/chunk*.? lib/pipeline*.?
              lib/extents*.? lib/transfer*.? lib/zeros.?
              lib/digest*.? lib/library.? lib/windows.? lib/readback.?
              lib/differ.? lib/patch.?
              lib/hash-log.? lib/mounts*.? lib/device-*.? lib/rescue.?
              lib/rescue-map.?
              lib/byte-block.? lib/cat-format.? lib/cat-lines.?'
talk='error|v?f?printf|f?puts|perror|v?err|v?errx|v?warn|v?warnx'
talk="$talk|_?exit|_Exit|quick_exit|abort"

# gnulib's allocators, which exit where memory is short.
allocators='x(malloc|zalloc|calloc|realloc|strdup|strndup|memdup|memdup0'
allocators="$allocators|nmalloc|nrealloc|2realloc|2nrealloc|palloc|charalloc"
allocators="$allocators|imalloc|icalloc|irealloc|v?asprintf|alloc_die)"

# Succeed if FILE matches one of PATTERNS.
is_one_of ()
{
  for pattern in $2; do
    # shellcheck disable=SC2254  # it is a pattern
    case $1 in
      $pattern) return 0 ;;
    esac
  done
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
    is_one_of "$file" "$digest_files" \
      || includes "$file" '(xxhash|openssl/.*)\.h' \
         | sed 's/$/: only digest includes this/'
    is_one_of "$file" "$image_files" \
      || includes "$file" '(libmount/.*|blkid/.*|expat)\.h' \
         | sed 's/$/: only what loads the library includes this/'
    is_one_of "$file" "$library_files" \
      || includes "$file" 'dlfcn\.h' \
         | sed 's/$/: only library includes this/'
  done

  for file in $(find lib -name '*.[ch]' | sort); do
    is_one_of "$file" "$silent_files" || continue
    includes "$file" '(report|policy|error|exitfail)\.h' \
      | sed 's/$/: engine and data layers know neither user nor policy/'
    calls "$file" "$talk" \
      | sed 's/$/: engine and data layers neither print nor exit/'
  done

  # A library does not decide that its caller ends.
  for file in $(find lib -name '*.[ch]' | sort); do
    includes "$file" '(xalloc|xvasprintf|xstrndup|xmemdup0)\.h' \
      | sed 's/$/: lib\/ does not exit for want of memory/'
    calls "$file" "$allocators" \
      | sed 's/$/: lib\/ does not exit for want of memory/'
    calls "$file" '_?exit|_Exit|quick_exit' \
      | sed 's/$/: only main decides when to exit/'
  done

  # The tools stand above: lib/ includes nothing of src/.  One grep for all, as
  # there are some hundred files on either side.
  headers=$(find src -name '*.h' | sed 's|.*/||; s|\.h$||' | paste -sd '|' -)
  find lib -name '*.[ch]' | sort | xargs grep -nEH \
    "^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*[<\"](\.\./src/)?($headers)\.h[>\"]" \
    | sed 's/$/: lib\/ includes nothing of src\//'
}

report=$(faults_of)
test -z "$report" || complain "$report"

finish
