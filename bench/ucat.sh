# What ucat is measured by: files to all kinds of outputs, by cat and by ucat.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

ucat_scenarios=(cat-pipe cat-socket cat-tty cat-null cat-file cat-many cat-tiny
                cat-n cat-b cat-s cat-E cat-v cat-T cat-A)

# Find the ucat that was built beside ucp.
find_ucat ()
{
  ucat=$(dirname "$ucp")/ucat
  [ ! -x "$ucat" ] || return 0
  ucat=
  note 'no ucat beside ucp: left out'
}

# scenario_ucat SCENARIO: its name says where the output goes, or which option
# there is.  A terminal is so slow that it gets a smaller file.
scenario_ucat ()
{
  kind=stream call=cat state=hot first=true runs=7
  places='ext4 xfs btrfs directory'
  sources=("$work/file")
  cat_to=pipe cat_options=()
  case $1 in
    cat-file) kind=file first=false cat_to=file ;;
    cat-tty) cat_to=tty sources=("$work/part") ;;
    cat-many) state=cold sources=("$sources_dir/many") ;;
    cat-tiny) kind=repeat sources=("$work/small") ;;
    cat-?) cat_to=null sources=("$work/log") cat_options=("-${1#cat-}") ;;
    *) cat_to=${1#cat-} ;;
  esac
}

# The command line of ID, as tool_template has it: ucat-uring is ucat with
# --engine=uring.
template_cat ()
{
  [ "$kind" = repeat ] || template=("$helpers/drain" "$cat_to" @D)
  case $1 in
    cat | busybox) ;;
    ucat*) [ -n "$ucat" ] || return ;;
    *) return 1 ;;
  esac
  case $1 in
    cat) template+=(cat) ;;
    busybox) template+=(busybox cat) ;;
    ucat) template+=("$ucat") ;;
    *) template+=("$ucat" "--engine=${1#ucat-}") ;;
  esac
  template+=("${cat_options[@]}")
  if [ -d "${sources[0]}" ]; then
    template+=("${sources[0]}"/*)
  else
    template+=(@S)
  fi
}

label_cat ()
{
  local label=$1
  case $1 in
    ucat-*) label="ucat --engine=${1#ucat-}" ;;
    busybox) label='busybox cat' ;;
  esac
  echo "$label${cat_options[*]:+ ${cat_options[*]}}"
}

# A log of lines as services write them, with some that are empty, and tabs:
# a block of it, again and again.
make_log ()
{
  awk 'BEGIN {
    srand (1)
    while (size < 4194304) {
      line = rand () < 0.05 ? "" : sprintf ("Nov %02d %02d:%02d:%02d host%d " \
        "service[%d]:\tGET /path/to/%d took %d us, status %d", \
        1 + rand () * 30, rand () * 24, rand () * 60, rand () * 60, \
        rand () * 10, rand () * 32768, rand () * 1000000, rand () * 100000, 200)
      print line
      size += length (line) + 1
    }
  }' >"$work/block" || return
  while [ "$(stat -c %s "$1" 2>/dev/null || echo 0)" -lt $((file_bytes / 4)) ]; do
    cat "$work/block" >>"$1" || return
  done
}

# Did all of it come?
check_stream ()
{
  case $cat_to in
    null) return ;;
  esac
  [ "$(cat "$dest/copy" 2>/dev/null)" = "$bytes" ] || echo 'not all bytes'
}

# The same bytes as cat's?  $argv is the command that was measured.
check_stream_contents ()
{
  local files=("${sources[@]}")
  [ ! -d "${sources[0]}" ] || files=("${sources[0]}"/*)
  "${argv[@]:3}" | cmp -s - <(cat "${cat_options[@]}" "${files[@]}") \
    || echo 'contents differ'
}
