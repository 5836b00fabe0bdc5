# Random filter rules, and a tree with files of them in it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   awk -v seed=N -v top=DIR -v above=DIR -f filter-rules.awk
#     prints the names of a tree below `top', a slash behind directories, and
#     NAME<tab>RULE for each line of a file of rules; also in `above'
#   awk -v seed=N -v cases=N -f filter-rules.awk
#     prints NUMBER OPTION [ARGUMENT] for each option of each case
#
# Names are few, so that a rule has much to match.

function pick(list,    n, words)
{
  n = split (list, words, " ")
  return words[int (rand () * n) + 1]
}

function token()
{
  if (rand () < .6)
    return pick("a b ab c src .r .s")
  return pick("* * ** *** ? / / [ab] [!a] [^b] [a-c] [[:alpha:]] \\* \\")
}

# % stands for nothing.
function pattern(    i, n, text)
{
  text = pick("/ / % % % % **/ */")
  n = int (rand () * rand () * 4) + 1
  for (i = 0; i < n; i++)
    text = text token()
  if (rand () < .25)
    text = text pick("/ /** /*** /* *** **")
  return text
}

function modifiers(    text)
{
  text = ""
  if (rand () < .12) text = text "!"
  if (rand () < .12) text = text "s"
  if (rand () < .12) text = text "r"
  if (rand () < .12) text = text "p"
  if (rand () < .05) text = text "x"
  return text
}

function plain_rule(    r)
{
  r = rand ()
  if (r < .75)
    return pick("- - - + + exclude, include,") modifiers() " " pattern()
  if (r < .95)
    return pick("H S P R hide show protect risk") pick("% % ,p") "_" pattern()
  return pick("- +") modifiers() "," " " pattern()
}

# rsync goes to further lengths where a file in a directory names such files
# elsewhere, or has `e': that is left out.  It also reads files above that are of
# no use, because of `n'.
function file_rule(name, is_inner,    text, above)
{
  text = pick(": : dir-merge,")
  above = pick("% % % % / ../ ../../ /x/")
  if (is_inner || rand () < .2) above = "%"
  if (above == "%" && rand () < .2) text = text "n"
  if (! is_inner && rand () < .2) text = text "e"
  if (rand () < .15) text = text "p"
  if (rand () < .04) text = text pick("s r")
  if (name == ".s") text = text pick("- - + C w-")
  return text " " above name
}

function bare(text)
{
  gsub (/%/, "", text)
  return text
}

function line_of(name,    r)
{
  r = rand ()
  if (name ~ /\.[rt]$/) {
    if (r < .05)
      return "!"
    return r < .15 ? file_rule(pick(".r .s .t"), 1) : plain_rule()
  }
  return r < .1 ? "!" : pattern()
}

function rules(name,    i, n)
{
  n = int (rand () * 3) + 1
  for (i = 0; i < n; i++)
    printf "%s\t%s\n", name, bare(line_of(name))
}

function fill(dir, depth,    i, name)
{
  for (i = 0; i < 4; i++) {
    name = dir "/" names[int (rand () * count) + 1]
    if (name in seen)
      continue
    seen[name] = 1
    if (depth > 0 && rand () < .7) {
      printf "%s/\n", name
      if (rand () < .4) rules(name "/.r")
      if (rand () < .3) rules(name "/.s")
      if (rand () < .1) rules(name "/.t")
      if (rand () < .15) rules(name "/.cvsignore")
      fill(name, depth - 1)
    } else
      print name
  }
}

function print_tree()
{
  count = split ("a b c ab ba b.o core~ a.b", names, " ")
  print top "/"
  if (above != "")
    rules(above "/.r")
  rules(top "/.r")
  rules(top "/.s")
  fill(top, 3)
}

function print_case(number,    i, n, at, text)
{
  n = int (rand () * 4)
  at = int (rand () * (n + 1))
  for (i = 0; i <= n; i++) {
    text = i == at && rand () < .8 ? file_rule(pick(".r .r .s"), 0) \
                                 : plain_rule()
    printf "%d -f %s\n", number, bare(text)
  }
  if (rand () < .15)
    printf "%d -C\n", number
  if (rand () < .2)
    printf "%d --delete-excluded\n", number
}

BEGIN {
  srand (seed)
  if (top != "")
    print_tree()
  for (number = 0; number < cases; number++)
    print_case(number)
}
