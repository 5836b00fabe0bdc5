#!/bin/sh
# --chmod makes of modes what rsync makes of them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir -p src/dir src/private
for mode in 0644 0755 0600 0440 4755 2711 1666 0400; do
  echo "$mode" >"src/$mode"
  chmod "$mode" "src/$mode"
done
chmod 2755 src/dir
chmod 0700 src/private
ln -s 0644 src/link

# modes_of DIR
modes_of ()
{
  (cd "$1" && find . -mindepth 1 -printf '%m %y %P\n' | sort)
}

once ()
{
  rm -rf dst
  quietly usync --mirror --chmod=Dg+s,ug+w,Fo-w,+X --chmod=Fu-s src/ dst
  modes_of dst >got
  grep -q '^664 f 0644$' got || fail_ "0644 became $(grep 0644 got)"
  grep -q '^2731 d private$' got || fail_ "0700 became $(grep private got)"
  grep -q '^775 f 4755$' got || fail_ "4755 became $(grep 4755 got)"
  # It stays so: there is nothing to do the next time.
  usync --mirror -i --chmod=Dg+s,ug+w,Fo-w,+X --chmod=Fu-s src/ dst >out
  silent out
}
each_engine once

for changes in u 'u+r,' 8 DF+r 77777 u7 g=uo x+r ''; do
  returns 1 usync --mirror --chmod="$changes" src/ none 2>err
  says err "invalid --chmod argument '$changes'"
done
lacks none

require_prog_ rsync awk
cases=${CASES-40}
test -z "${CHECK_LONG-}" || cases=500
awk -v seed="${SEED-1}" -v cases="$cases" '
  function pick(list,    n, words)
  {
    n = split (list, words, " ")
    return words[int (rand () * n) + 1]
  }
  function some(letters, least,    i, text)
  {
    text = ""
    for (i = 0; i < length(letters); i++)
      if (rand () < .4)
        text = text substr (letters, i + 1, 1)
    return length (text) < least ? substr (letters, 1, 1) : text
  }
  function change(    who)
  {
    if (rand () < .2)
      return pick("D F %") pick("0 644 755 4711 2775 1777 600")
    who = pick("D F % % %") some("ugoa", 0)
    if (rand () < .25)
      return who pick("+ - =") pick("u g o")
    return who pick("+ - =") some("rwxXst", 0)
  }
  BEGIN {
    srand (seed)
    for (c = 0; c < cases; c++) {
      text = change()
      while (rand () < .5)
        text = text "," change()
      gsub (/%/, "", text)
      print text
    }
  }' >all
differing=0
while IFS= read -r changes; do
  rm -rf wanted got
  rsync -a --chmod="$changes" src/ wanted </dev/null 2>err \
    || note_ "rsync does not take $changes: $(head -n 1 err)"
  test -d wanted || continue
  usync --mirror --chmod="$changes" src/ got </dev/null || :
  modes_of wanted >wanted.modes
  modes_of got >got.modes
  if ! cmp -s wanted.modes got.modes; then
    differing=$((differing + 1))
    note_ "--chmod=$changes"
    diff wanted.modes got.modes | head -n 5 >&9 || :
  fi
  chmod -R u+rwx wanted got
done <all
test $differing = 0 || fail_ "$differing of $cases differ (SEED=${SEED-1})"
