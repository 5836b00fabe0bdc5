#!/bin/sh
# 'make install' puts everything in its place, under the names asked for, and
# 'make uninstall' takes all of it away.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

test -f "$abs_top_builddir/Makefile" || skip_ "needs a build directory"
require_prog_ make
unset MAKEFLAGS MFLAGS MAKELEVEL
root=$(pwd)/root

# in_build ARG...: make there, for installing below ours.
in_build ()
{
  make -s -C "$abs_top_builddir" --no-print-directory "$@" DESTDIR="$root" \
    prefix=/opt/uu >make.out 2>&1 || { cat make.out >&9; fail_ "make $*"; }
}

# has_tool NAME: it is there, with all that belongs to it.
has_tool ()
{
  name=$1
  "$root/opt/uu/bin/$name" --version | grep uringutils >/dev/null \
    || fail_ "no $name in bin"
  exists "$root/opt/uu/share/man/man1/$name.1" \
    "$root/opt/uu/share/bash-completion/completions/$name" \
    "$root/opt/uu/share/zsh/site-functions/_$name" \
    "$root/opt/uu/share/fish/vendor_completions.d/$name.fish"
  grep "^#compdef $name\$" "$root/opt/uu/share/zsh/site-functions/_$name" \
    >/dev/null || fail_ "zsh completes another name than $name"
}

# has_link NAME: a tool has it, and what is called by that name says so.
has_link ()
{
  test -L "$links/$1" || fail_ "no link $1"
  (PATH=$links:$PATH; "$1" --no-such-option) 2>err </dev/null \
    && fail_ "$1 takes any option"
  says err "$1: unrecognized option '--no-such-option'"
}

# check_installed PREFIX [ARG...]: the tools' names have it before them.
check_installed ()
{
  prefix=$1
  shift
  in_build install-exec-am install-data-local install-man "$@"
  links=$root/opt/uu/libexec/uringutils/bin
  for tool in $documented_tools; do
    has_tool "$prefix$tool"
    has_link "${tool#u}"
  done

  in_build install-exec-am "$@" # it may be there already
  in_build uninstall-am "$@"
  find "$root" ! -type d >left
  silent left
  lacks "$root/opt/uu/libexec/uringutils"
}

set -- bashcompletiondir=/opt/uu/share/bash-completion/completions \
  zshcompletiondir=/opt/uu/share/zsh/site-functions \
  fishcompletiondir=/opt/uu/share/fish/vendor_completions.d
check_installed '' "$@"
check_installed my program_transform_name=s,^,my, "$@"
