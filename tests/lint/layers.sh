#!/bin/sh
# The rules between layers.  ARCHITECTURE.md has the map; where the two differ
# this file decides, for it is what runs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$(dirname "$0")/common.sh"

# The folders of lib/, the lowest first.  A file includes from its own folder
# and from those of the lines before, never from one of the same line.
levels='base
engine
data
sums
filter image
user
tree
file flush dd cat
copy mirror'

# Those of src/.  What belongs to one tool alone lies above them, in src/.
src_levels='suite
usync-tell
usync-mirror'

# What neither talks to the user nor knows what he asked for, since news travels
# up by result and callback: all below user/, and a part of cat/.
silent=$(printf '%s\n' "$levels" | sed '/^user$/,$d' | tr -s ' \n' '||')
silent="^lib/((${silent%|})/|cat/(byte-block|cat-format|cat-lines)\\.)"
talk='error|v?printf|puts|perror|v?err|v?errx|v?warn|v?warnx'
talk="$talk|_?exit|_Exit|quick_exit|abort"

# Who of these writes to a stream, which is given to them.
writers='^lib/(image/bmap|image/rescue-mapfile|sums/manifest)\.c'
write='v?fprintf|fputs'

# gnulib's allocators, which exit where memory is short.
allocators='x(malloc|zalloc|calloc|realloc|strdup|strndup|memdup|memdup0'
allocators="$allocators|nmalloc|nrealloc|2realloc|2nrealloc|palloc|charalloc"
allocators="$allocators|imalloc|icalloc|irealloc|v?asprintf|alloc_die)"

files=$(find lib src -name '*.[ch]' | sort)

# FILE:LINE:NAME of each #include, NAME with the quote or bracket before it.
include='^([^:]*:[0-9]+):[[:blank:]]*#[[:blank:]]*include[[:blank:]]*'
included=$(printf '%s\n' "$files" | xargs grep -nHE '^[[:blank:]]*#' \
  | sed -nE "s/$include([\"<][^\">]*)[\">].*/\\1:\\2/p")

# FILE:LINE:CODE of all lines of lib/.
code=$(printf '%s\n' "$files" | grep '^lib/' \
  | xargs awk -v where=1 -f "$lint_dir/code-only.awk")

# Complain of each line of standard input, WHY.
complain_of ()
{
  while IFS= read -r line; do
    complain "$line: $1"
  done
}

# Put what the commands that follow find into the place of standard input, so
# that it is this shell which counts it.
check ()
{
  why=$1
  shift
  "$@" >"$found"
  complain_of "$why" <"$found"
}

# Files that match FILES alone include headers that match HEADERS.
others_including ()
{
  printf '%s\n' "$included" | grep -E ":[\"<]($2)\$" | grep -vE "^($1):"
}

# Files that match FILES include headers that match HEADERS.
including ()
{
  printf '%s\n' "$included" | grep -E "$1" | grep -E ":[\"<]($2)\$"
}

# Lines of files that match FILES, and not BUT, call what matches NAMES.
calling ()
{
  printf '%s\n' "$code" | grep -E "$1" | grep -vE "$2" \
    | grep -E "(^|[^a-zA-Z0-9_>.])($3) ?\\("
}

# What is in no folder that is a layer.
misplaced ()
{
  folders=$(printf '%s\n' "$levels" | tr -s ' \n' '||')
  printf '%s\n' "$files" | grep '^lib/' | grep -vE "^lib/(${folders%|})/[^/]+\$"
  folders=$(printf '%s\n' "$src_levels" | tr -s ' \n' '||')
  printf '%s\n' "$files" | grep '^src/' \
    | grep -vE "^src/((${folders%|})/)?[^/]+\$"
}

# Includes of lib/, or of src/, that lead up, or to the side.  LEVELS are its
# folders, OTHERS those that all of them are above.
upward ()
{
  printf '%s\n' "$included" | grep "^$1/[^/:]*/" \
    | awk -F: -v levels="$(printf '%s' "$2" | tr '\n' ,)" \
      -v others="$(printf '%s' "$3" | tr ' \n' ,,)," '
    BEGIN {
      lines = split (levels, line, ",")
      for (i = 1; i <= lines; i++)
        for (n = split (line[i], folder, " "); n > 0; n--)
          level[folder[n]] = i
    }
    $3 ~ /^".*\// {
      split ($1, here, "/")
      split (substr ($3, 2), there, "/")
      if (here[2] != there[1] && !index ("," others, "," there[1] ",") \
          && !(there[1] in level && level[there[1]] < level[here[2]]))
        print
    }'
}

# Leave in $names a pattern, PREFIX and the name, for each header that lies in
# FOLDERS.
headers_of ()
{
  printf '%s\n' "$files" | grep -E "^($1)/[^/]+\.h\$" \
    | sed "s|.*/|$2|; s|\$|\$|" >"$names"
}

# Includes of a header in a folder of lib/ or src/ that do not name that, and
# those there of what one tool has.
unplaced ()
{
  headers_of '(lib|src)/.*' ':"'
  printf '%s\n' "$included" | grep -f "$names"
  headers_of src ':"'
  printf '%s\n' "$included" | grep '^src/[^/:]*/' | grep -f "$names"
}

# Includes in lib/ of what is in src/.
from_above ()
{
  headers_of 'src|src/.*' '[/"]'
  printf '%s\n' "$included" | grep '^lib/' | grep -f "$names"
}

found=$(mktemp) && names=$(mktemp) || exit 99
trap 'rm -f "$found" "$names"' EXIT

check 'in no folder that is named here' misplaced
check 'a layer includes only those below it' upward lib "$levels" ''
check 'a folder includes only those below it' upward src "$src_levels" "$levels"
check 'a header that is in a folder is included as "FOLDER/NAME"' unplaced
check 'lib/ includes nothing of src/' from_above

check 'only the ring engine includes this' others_including \
  'lib/engine/(engine-uring|uring-[a-z]+)\.[ch]' 'liburing(\.h|/.*)'
check 'only attrs includes this' others_including \
  'lib/file/attrs\.c' '(sys/acl|acl/.*|attr/.*|selinux/.*)\.h'
check 'only digest includes this' others_including \
  'lib/sums/digest[a-z-]*\.[ch]' '(xxhash|openssl/.*)\.h'
check 'only what loads the library includes this' others_including \
  'lib/image/(mounts-libmount|device-type|bmap-parse)\.c' \
  '(libmount/.*|blkid/.*|expat)\.h'
check 'only library includes this' others_including \
  'lib/base/library\.c' 'dlfcn\.h'

check 'what lies below user/ neither prints nor exits' including \
  "$silent" '(error|exitfail)\.h'
check 'what lies below user/ neither prints nor exits' calling \
  "$silent" '^$' "$talk"
check 'what lies below user/ writes to no stream' calling \
  "$silent" "$writers" "$write"

# A library does not decide that its caller ends.
check 'lib/ does not exit for want of memory' including \
  '^lib/' '(xalloc|xvasprintf|xstrndup|xmemdup0)\.h'
check 'lib/ does not exit for want of memory' calling '^lib/' '^$' "$allocators"
check 'only main decides when to exit' calling \
  '^lib/' '^$' '_?exit|_Exit|quick_exit'

finish
