# What the tests of the documentation share.  To be sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# help_options TOOL: the options that --help lists, one a line.  An option's
# line begins in column 3 with its short name or in column 7 with its long one.
help_options ()
{
  "$1" --help | sed -nE '/^  (    |-[a-zA-Z]|  )/{
    s/^ +//
    s/  .*//
    s/,? /\n/g
    p
  }' | sed -nE 's/^(--?[a-zA-Z][a-z0-9-]*).*/\1/p' | sort -u
}

# man_options PAGE: the options that have an entry in PAGE, one a line.
# An entry is a .TP whose tag begins with an option in bold.
man_options ()
{
  awk '
    tag && /^\.B/ {
      line = $0
      gsub (/\\-/, "-", line)
      while (match (line, /--?[a-zA-Z][a-zA-Z0-9-]*/)) {
        print substr (line, RSTART, RLENGTH)
        line = substr (line, RSTART + RLENGTH)
      }
    }
    { tag = /^\.TP/ || (tag && /^\.TQ/) }' "$1" | sort -u
}

# The options of TOOL, once for the whole test, in the file TOOL.options.
list_options ()
{
  help_options "$1" >"$1.options"
  test "$(wc -l <"$1.options")" -gt 30 \
    || fail_ "only $(wc -l <"$1.options") options found in $1 --help"
}
