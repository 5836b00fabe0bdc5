# From raw figures to what is read: table, JSON, Markdown, picture, bars.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2154  # Sourced by bench/run; the variables
# are shared with it and the other parts.

# awk_on SCRIPT FILE...: with the functions that all of them share.
awk_on ()
{
  local script=$1
  shift
  awk -f "$bench/common.awk" -f "$bench/$script" "$@"
}

# report DIR: make everything from DIR/raw.tsv and print the table, with --bars
# the bars as well.  Fails if a bar is missed or a run of ucp was invalid.
report ()
{
  local dir=$1
  [ -s "$dir/raw.tsv" ] || die "$dir: nothing was measured"
  touch "$dir/skipped.tsv" "$dir/notes.txt" "$dir/machine.tsv"
  {
    awk_on stats.awk "$dir/raw.tsv" >"$dir/stats.tsv" \
      && awk_on table.awk "$dir/machine.tsv" "$dir/stats.tsv" \
                "$dir/skipped.tsv" "$dir/notes.txt" >"$dir/table.txt" \
      && awk_on json.awk "$dir/machine.tsv" "$dir/raw.tsv" "$dir/stats.tsv" \
                "$dir/skipped.tsv" "$dir/notes.txt" >"$dir/results.json" \
      && awk_on markdown.awk "$dir/machine.tsv" "$dir/stats.tsv" \
                >"$dir/results.md" \
      && awk_on plot.awk "$dir/machine.tsv" "$dir/stats.tsv" \
                >"$dir/plot.svg" \
      && cat "$dir/table.txt"
  } || die 'the report could not be made'
  say "results are in $dir: table.txt results.json results.md plot.svg"
  if $bars; then
    echo
    awk_on bars.awk "$dir/machine.tsv" "$dir/stats.tsv" | tee "$dir/bars.txt" \
      || return
  fi
  awk_on invalid.awk "$dir/stats.tsv" >&2
}
