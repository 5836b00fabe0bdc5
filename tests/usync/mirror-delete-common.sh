# A source, and a target with names that it has not; sourced after init.sh by
# tests of --delete.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# files FILE...: make these, and the directories that they are in.
files ()
{
  for file; do
    mkdir -p "$(dirname "$file")"
    echo "$file" >"$file"
    touch -d 2020-01-01 "$file"
  done
}

old_times ()
{
  find . -type d -exec touch -d 2020-01-01 {} +
}

setup ()
{
  files src/a src/d/b src/d/e/c src/only/x
  files dst/a dst/d/b dst/d/e/c
  files dst/z dst/y dst/d/old dst/d/e/old dst/gone/f dst/gone/g/h dst/gone-2/i
  files dst/gone/keep dst/d/keep dst/.hidden
  ln -s nowhere dst/link
  ln -s ../src dst/d/link
  mkdir dst/empty dst/gone/g/empty
  mkfifo dst/fifo
  old_times
}
