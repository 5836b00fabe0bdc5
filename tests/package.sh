# Get the source of a package of the distribution; sourced, not run.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who sources this has set $work, a directory of its own, and $log, a file in it,
# and has skip (), which ends the program with a reason.  Packages are asked for
# with lists of our own, so that the system's stay as they are.

# The system's own list of packages, but asking for sources.
source_lists ()
{
  mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    test ! -f "$list" || sed -n 's/^deb /deb-src /p' "$list"
  done >"$work/parts/source.list"
  for list in /etc/apt/sources.list.d/*.sources; do
    test ! -f "$list" || { sed 's/^Types:.*/Types: deb-src/' "$list"; echo; }
  done >"$work/parts/source.sources"
}

# with_lists PROGRAM ARG...: apt-get or apt-cache, with those lists.
with_lists ()
{
  apt_program=$1
  shift
  "$apt_program" -q -o Dir::Etc::sourcelist=/dev/null \
    -o Dir::Etc::sourceparts="$work/parts" -o Dir::State::lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User= \
    -o Debug::NoLocking=true -o Acquire::Retries=2 "$@"
}

# package_source NAME TREE [VERSION]: have NAME's source in the directory TREE,
# in its newest version, or in the newest of those that begin with VERSION.
package_source ()
{
  for program in apt-get apt-cache; do
    command -v $program >/dev/null \
      || skip "no $program here to get $1's source with"
  done
  command -v dpkg-source >/dev/null \
    || skip "needs the program dpkg-source (package dpkg-dev)"
  source_lists
  with_lists apt-get update >"$log" 2>&1 \
    || skip "the lists of source packages cannot be had: $(tail -n 1 "$log")"
  exact=
  test -z "${3-}" || exact=$(with_lists apt-cache showsrc "$1" 2>>"$log" \
                               | sed -n 's/^Version: *//p' \
                               | grep -F "$3" | sort -V | tail -n 1)
  rm -rf "$work/package"
  mkdir "$work/package"
  (cd "$work/package" && with_lists apt-get source "$1${exact:+=$exact}") \
    >"$log" 2>&1 || skip "$1's source cannot be had: $(tail -n 1 "$log")"
  mv "$work/package/$1"-*/ "$2"
}

# given_source WHERE TREE: the same from a directory or a tarball.
given_source ()
{
  mkdir "$2"
  if test -d "$1"; then
    cp -R "$1/." "$2"
  else
    tar -xf "$1" --strip-components=1 -C "$2"
  fi >"$log" 2>&1 || skip "no source can be had from: $1"
}
