#!/bin/sh
# What random patterns leave out is what rsync leaves out.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ rsync awk
seed=${SEED-1}
cases=${CASES-200}
test -z "${CHECK_LONG-}" || cases=2000

# A tree of few different names, so that a pattern has much to match.
cat >tree.awk <<'EOT'
function fill(dir, depth,    i, n, name)
{
  for (i = 0; i < 4; i++) {
    n = int (rand () * count) + 1
    name = dir "/" names[n]
    if (name in seen)
      continue
    seen[name] = 1
    if (depth > 0 && rand () < .6) {
      printf "%s/\n", name
      fill(name, depth - 1)
    } else
      print name
  }
}
BEGIN {
  srand (seed)
  count = split ("a b c ab ba a.b * [a] a\\b \\ - ! b] A 1 a* **", names, " ")
  names[++count] = "- a"
  names[++count] = "a "
  fill("src", 3)
}
EOT

# Rules, one a line; a number before each says how many make a case.
cat >rules.awk <<'EOT'
function pick(list,    n, words)
{
  n = split (list, words, " ")
  return words[int (rand () * n) + 1]
}
function token()
{
  if (rand () < .4)
    return pick("a b ab c A 1 . src")
  if (rand () < .65)
    return pick("* * ** *** ? / / / \\ \\* \\[ - ! ]")
  return pick("[ab] [!a] [^b] []a] [a-c] [c-a] [a-] [-b] [\\]b] [[:alpha:]] " \
              "[![:upper:]b] [[:foo:]] [a [[:al] [*] [[.a] [?/] [a/b] [\\a-c]")
}
function rule(    i, n, text)
{
  text = pick("/ % % % % **/ */")
  n = int (rand () * rand () * 4) + 1
  for (i = 0; i < n; i++)
    text = text token()
  if (rand () < .25)
    text = text pick("/ /** /*** /* *** ** //")
  sub (/%/, "", text)
  if (rand () < .2)
    text = pick("+ + -") " " text
  return text
}
BEGIN {
  srand (seed + 1000)
  for (c = 0; c < cases; c++) {
    n = rand () < .6 ? 1 : int (rand () * 4) + 1
    for (i = 0; i < n; i++)
      print c, rule()
  }
}
EOT

awk -v seed="$seed" -f tree.awk >tree
while IFS= read -r name; do
  case $name in
    */) mkdir -p "$name" ;;
    *) mkdir -p "${name%/*}" && : >"$name" ;;
  esac
done <tree
test "$(wc -l <tree)" -gt 30 || framework_failure_ "the tree is too small"
awk -v seed="$seed" -v cases="$cases" -f rules.awk >all

# What either copies when it takes the rules in the file `rules': rsync need
# not do it to tell.
list_rsync ()
{
  rsync -rn --out-format='%i %n' --exclude-from=rules src empty 2>&1 \
    | sed 's/^[^ ]* //'
}

list_ucp ()
{
  rm -rf copy
  mkdir copy
  ucp -r --exclude-from=rules src copy 2>&1 || echo "status $?"
  find copy -mindepth 1 -type d -printf '%P/\n' -o -type f -printf '%P\n'
}

mkdir empty
all_names=$(find src | wc -l)
differing=0
matched=0
case_=0
while test $case_ -lt "$cases"; do
  sed -n "s/^$case_ //p" all >rules
  list_rsync | sort >wanted
  list_ucp | sort >got
  test "$(wc -l <wanted)" -eq "$all_names" || matched=$((matched + 1))
  if ! cmp -s wanted got; then
    differing=$((differing + 1))
    test $differing -gt 5 || note_ "rules: $(tr '\n' '|' <rules)"
    test $differing -gt 5 || diff wanted got | head -n 5 >&9
  fi
  case_=$((case_ + 1))
done
test $differing = 0 || fail_ "$differing of $cases cases differ (SEED=$seed)"
note_ "a rule matched in $matched of $cases cases"
test $matched -gt $((cases / 4)) || fail_ "hardly a rule matches"
