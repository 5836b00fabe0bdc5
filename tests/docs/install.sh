#!/bin/sh
# 'make install' puts everything in its place, under the names asked for, and
# 'make uninstall' takes all of it away.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

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

# check_installed NAME [ARG...]
check_installed ()
{
  name=$1
  shift
  in_build install-exec-am install-data-local install-man "$@"
  links=$root/opt/uu/libexec/uringutils/bin
  "$root/opt/uu/bin/$name" --version | grep uringutils >/dev/null \
    || fail_ "no $name in bin"
  test -L "$links/cp" || fail_ "no link cp"
  # What is called by that name says so.
  (PATH=$links:$PATH; cp) 2>err && fail_ "cp without operands is no error"
  says err "cp: missing file operand"
  exists "$root/opt/uu/share/man/man1/$name.1" \
    "$root/opt/uu/share/bash-completion/completions/$name" \
    "$root/opt/uu/share/zsh/site-functions/_$name" \
    "$root/opt/uu/share/fish/vendor_completions.d/$name.fish"
  grep "^#compdef $name\$" "$root/opt/uu/share/zsh/site-functions/_$name" \
    >/dev/null || fail_ "zsh completes another name than $name"

  in_build install-exec-am "$@" # it may be there already
  in_build uninstall-am "$@"
  find "$root" ! -type d >left
  silent left
  lacks "$root/opt/uu/libexec/uringutils"
}

set -- bashcompletiondir=/opt/uu/share/bash-completion/completions \
  zshcompletiondir=/opt/uu/share/zsh/site-functions \
  fishcompletiondir=/opt/uu/share/fish/vendor_completions.d
check_installed ucp "$@"
check_installed myucp program_transform_name=s,^,my, "$@"
