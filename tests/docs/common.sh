# What the tests of the documentation share.  To be sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The tools that there are.
# shellcheck disable=SC2034  # for who sources this
documented_tools='ucp udd ucat usync'

# usync has a second table of options, which --mirror selects: here that of
# usync-mirror.
# shellcheck disable=SC2034
option_tables="$documented_tools usync-mirror"
mkdir faces
printf '#!/bin/sh\nexec usync --mirror "$@"\n' >faces/usync-mirror
chmod +x faces/usync-mirror
PATH=$(pwd)/faces:$PATH

# page_of TOOL: write what its page tells of it to TOOL.page, and say that name.
page_of ()
{
  case $1 in
    usync*)
      awk -v mirror=$((${#1} > 5)) '
        /^\.SH / { here = $2 ~ /^MIRROR/ }
        here == mirror' "$abs_top_srcdir/man/usync.1" >"$1.page" ;;
    *)
      cp "$abs_top_srcdir/man/$1.1" "$1.page" ;;
  esac
  echo "$1.page"
}

# help_options TOOL: the options that --help lists, one a line.  An option's
# line begins in column 3 with its short name or in column 7 with its long one.
help_options ()
{
  "$1" --help | sed -nE '/^  (    |-[a-zA-Z0-9@]|  )/{
    s/^ +//
    s/  .*//
    s/,? /\n/g
    p
  }' | sed -nE 's/^(--?[a-zA-Z0-9@][a-z0-9-]*).*/\1/p' | sort -u
}

# man_options PAGE: the options that have an entry in PAGE, one a line.
# An entry is a .TP whose tag begins with an option in bold.
man_options ()
{
  awk '
    tag && /^\.B/ {
      line = $0
      gsub (/\\-/, "-", line)
      while (match (line, /--?[a-zA-Z0-9@][a-zA-Z0-9-]*/)) {
        print substr (line, RSTART, RLENGTH)
        line = substr (line, RSTART + RLENGTH)
      }
    }
    { tag = /^\.T[PQ]/ }' "$1" | sort -u
}

# help_operands TOOL: the names of the operands NAME=VALUE that --help lists,
# one a line.
help_operands ()
{
  "$1" --help | sed -nE '/^  [a-z]+=/{ s/^  //; s/  .*//; s/, /\n/g; p }' \
    | sed 's/=.*//' | sort -u
}

# man_operands PAGE: those that have an entry in PAGE: a tag in .BI NAME=.
man_operands ()
{
  awk 'tag && /^\.BI [a-z]+= / { sub (/=.*/, "", $2); print $2 }
    { tag = /^\.TP/ || (tag && /^\.TQ/) || (tag && /^\.BI/) }' "$1" | sort -u
}

# help_words TOOL LIST: the words of --help's part 'LIST is one of:'.
help_words ()
{
  "$1" --help | sed -nE "/^$2 is one of:/,/^\$/s/^  ([a-z_]+) .*/\1/p" | sort -u
}

# man_words PAGE SECTION: those that have an entry in that section of PAGE.
man_words ()
{
  awk -v section="$2" '/^\.SH / { here = $2 == section }
    here && tag && /^\.B / { print $2 }
    { tag = /^\.TP/ }' "$1" | sort -u
}

# The options of TOOL, once for the whole test, in the file TOOL.options.
list_options ()
{
  help_options "$1" >"$1.options"
  test "$(wc -l <"$1.options")" -ge 10 \
    || fail_ "only $(wc -l <"$1.options") options found in $1 --help"
}
