# Who copies: the programs that are compared, and how each is called.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

# Programs other than ucp, in the order of the tables.  "with-N" are those
# named by --with.
tools_others=(cp gnucp uu-cp busybox rsync xcp fcp cpz wcp dd cat sync)
tools_with=()

# What ucp is asked for besides the plain call, and the suite's other programs;
# found out by tools_probe.
ucp_variants=()

# A command line to be: "@S" stands for the source or sources, "@D" for the
# destination, as a word or inside one.  tool_template KIND ID sets $template,
# or fails where the program has no call that fits.  KIND is
#   tree   directories with everything that belongs to them (cp -a)
#   links  the same, and hard links have to stay hard links
#   file   the bytes of one file
#   direct the same, past the page cache
#   dd     the same, by dd's records (see udd.sh)
#   cat    its bytes to a standard output (see ucat.sh)
#   flush_files, flush_tree  what was just written, made durable (see usync.sh)
#   mirror a tree beside the tree that it was (see mirror.sh)
tool_template ()
{
  template=()
  if [ "$1" = dd ]; then
    template_dd "$2"
    return
  elif [ "$1" = cat ]; then
    template_cat "$2"
    return
  elif [ "${1%%_*}" = flush ]; then
    template_flush "$2"
    return
  elif [ "$1" = mirror ]; then
    template_mirror "$2"
    return
  fi
  case $2/$1 in
    ucp*/*) template_ucp "$1" "$2" ;;
    with-*/direct) return 1 ;;
    with-*/*) read -ra template <<<"${tools_with[${2#with-} - 1]}" ;;
    dd/direct)
      template=(dd if=@S of=@D bs=1M iflag=direct oflag=direct status=none)
      return ;;
    dd/*) return 1 ;;
    cp/* | gnucp/* | uu-cp/*) template_cp "$1" "$2" ;;
    busybox/direct) return 1 ;;
    busybox/*) template_cp "$1" busybox cp ;;
    rsync/tree) template=(rsync -a) ;;
    rsync/links) template=(rsync -aH) ;;
    rsync/file) template=(rsync) ;;
    xcp/tree) template=(xcp --recursive --ownership --no-progress) ;;
    xcp/file) template=(xcp --no-progress) ;;
    fcp/tree | fcp/file) template=(fcp) ;;
    cpz/tree) template=(cpz @S @D/); return ;;
    cpz/file) template=(cpz) ;;
    # wcp takes one source.
    wcp/tree) [ ${#sources[@]} = 1 ] && template=(wcp) ;;
    wcp/file) template=(wcp) ;;
  esac || return
  [ ${#template[@]} -gt 0 ] || return
  case "${template[*]}" in
    *@D*) ;;
    *) template+=(@S @D) ;;
  esac
}

template_cp ()
{
  case $1 in
    tree | links) template=("${@:2}" -a) ;;
    *) template=("${@:2}") ;;
  esac
}

# "ucp", "ucp-sync", "ucp-uring", "ucp-direct", "ucp-direct-uring": each word
# after the first is an option.
template_ucp ()
{
  local word
  template=("$ucp")
  case $1 in
    tree | links) template+=(-a) ;;
  esac
  for word in ${2//-/ }; do
    case $word in
      sync | uring) template+=("--engine=$word") ;;
      direct) template+=(--direct) ;;
    esac
  done
}

# tool_command KIND ID DESTINATION: set $argv, ready to run.
tool_command ()
{
  local word
  tool_template "$1" "$2" || return
  argv=()
  for word in "${template[@]}"; do
    case $word in
      @S) argv+=("${sources[@]}") ;;
      *) word=${word//@S/${sources[0]}}
         argv+=("${word//@D/$3}") ;;
    esac
  done
}

# tool_label KIND ID: what the tables call it, without operands.
tool_label ()
{
  local word label=
  tool_template "$1" "$2" || return
  if [ "$1" = cat ]; then
    label_cat "$2"
    return
  elif [ "${1%%_*}" = flush ]; then
    label_flush "$2"
    return
  elif [ "$1" = mirror ]; then
    label_mirror "$2"
    return
  fi
  for word in "${template[@]}"; do
    case $word in
      *@[SD]* | status=none) ;;
      "$ucp") label=ucp ;;
      "$udd") label=udd ;;
      *) label+=" $word" ;;
    esac
  done
  echo "${label# }"
}

# Does ucp know OPTION?  An older one, or a stand-in, may not.
ucp_knows ()
{
  "$ucp" "$1" --version >/dev/null 2>&1
}

# Find out what is here.  Sets $tools_here and $ucp_variants.
tools_probe ()
{
  local id word i=0
  tools_here=()
  for id in "${tools_others[@]}"; do
    command -v "$id" >/dev/null && tools_here+=("$id")
  done
  for word in "${tools_with[@]}"; do
    i=$((i + 1))
    tools_here+=("with-$i")
  done
  ucp_variants=(ucp)
  for word in sync uring; do
    if ucp_knows "--engine=$word"; then
      ucp_variants+=("ucp-$word")
    else
      note "this ucp does not know --engine=$word: left out"
    fi
  done
  if ucp_knows --direct; then
    ucp_variants+=(ucp-direct)
    ucp_knows --engine=uring && ucp_variants+=(ucp-direct-uring)
  else
    note "this ucp does not know --direct: left out"
  fi
  find_udd
  [ -z "$udd" ] || ucp_variants+=(udd udd-sync udd-uring)
  find_ucat
  [ -z "$ucat" ] || ucp_variants+=(ucat ucat-sync)
  find_usync
  [ -z "$usync" ] || ucp_variants+=(usync usync-sync)
  case " ${ucp_variants[*]} " in
    *' ucp-uring '*)
      [ -z "$ucat" ] || ucp_variants+=(ucat-uring)
      [ -z "$usync" ] || ucp_variants+=(usync-uring) ;;
  esac
}

# tools_for KIND VARIANT...: set $tools to all programs here that fit KIND,
# and those of the ucp variants named that there are.
tools_for ()
{
  local id kind=$1
  shift
  tools=()
  for id in "${tools_here[@]}"; do
    tool_wanted "$id" && tool_template "$kind" "$id" && tools+=("$id")
  done
  for id; do
    case " ${ucp_variants[*]} " in
      *" $id "*) tools+=("$id") ;;
    esac
  done
}

# Is ID among those of --tools?  What --with names always is.
tool_wanted ()
{
  case $1,$only_tools in
    with-* | *,) return 0 ;;
  esac
  case ",$only_tools," in
    *",$1,"*) return 0 ;;
    *) return 1 ;;
  esac
}

# The program's name: of one named by --with the first word.
tool_name ()
{
  case $1 in
    with-*) set -- "${tools_with[${1#with-} - 1]%% *}" ;;
  esac
  echo "${1##*/}"
}

# First line of what a program says of its version.
tool_version ()
{
  case $1 in
    with-*) set -- "${tools_with[${1#with-} - 1]%% *}" ;;
    ucp) set -- "$ucp" ;;
    ucat) [ -n "$ucat" ] && set -- "$ucat" ;;
    usync) [ -n "$usync" ] && set -- "$usync" ;;
    udd) [ -n "$udd" ] && set -- "$udd" ;;
    busybox) busybox 2>&1 | head -n 1; return ;;
  esac
  "$1" --version 2>/dev/null </dev/null | head -n 1
}
