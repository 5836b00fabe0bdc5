# Make a shell's completion of a tool from lists of options.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: awk -v shell=bash|zsh|fish -v tool=NAME -f shells.awk LIST...
#
# ucp.list tells what a list is.  Where an option selects another list, what is
# made with '-v under=OPTION' from that one comes first, and what is made with
# '-v beside=OPTION' from the other behind it.

BEGIN {
  FS = "|"
  if (beside == "")
    print (shell == "zsh" ? "#compdef " tool "\n" : "") \
      "# Completion of " tool " for " shell "; part of uringutils."
  name = "_uringutils_" tool
  other = beside == "" ? "" : name "_" beside
  if (under != "")
    name = name "_" under
}

/^#/ || NF == 0 { next }
NF != 4 { print FILENAME ": not a row: " $0 >"/dev/stderr"; status = 1; exit }

$1 == "-" { without[$2]; next }
$2 in without { next }

{
  n++
  operand[n] = $1 == "="
  operands += operand[n]
  short[n] = operand[n] ? "" : $1
  long[n] = $2
  need[n] = substr ($3, 1, 1)
  words[n] = substr ($3, 2)
  many[n] = sub (/^\*/, "", words[n])
  gsub (/,/, " ", words[n])
  said[n] = $4
}

END {
  if (status)
    exit status
  if (shell == "bash")
    for_bash()
  else if (shell == "zsh")
    for_zsh()
  else
    for_fish()
}

# ---- bash --------------------------------------------------------------------

# Patterns of 'case' for option I: its short name only where its argument comes
# as a word of its own.
function pattern(i,   text)
{
  if (operand[i])
    return "'" long[i] "'" # one is called `if'
  text = long[i] == "" ? "" : "--" long[i]
  if (short[i] != "" && need[i] == "=")
    text = "-" short[i] (text == "" ? "" : " | " text)
  return text
}

function for_bash(   i, all, row, words_first)
{
  for (i = 1; i <= n; i++)
    {
      if (operand[i])
        words_first = words_first " " long[i] "="
      else if (short[i] != "")
        all = all " -" short[i]
      if (long[i] != "" && !operand[i])
        all = all " --" long[i] (need[i] == "=" ? "=" : "")
    }
  print name " ()\n{"
  if (other != "")
    {
      print "  local word"
      print "  for word in \"${COMP_WORDS[@]}\"; do"
      print "    if [[ $word == --" beside " ]]; then"
      print "      " other
      print "      return"
      print "    fi"
      print "  done"
    }
  print "  local cur=${COMP_WORDS[COMP_CWORD]} option= before= list= i"
  print "  local must=${COMP_WORDS[COMP_CWORD-1]}"
  print "  # '=' is a word by itself."
  print "  if [[ $cur == = ]]; then"
  print "    cur= option=$must"
  print "  elif [[ $must == = ]]; then"
  print "    option=${COMP_WORDS[COMP_CWORD-2]}"
  print "  fi"
  print "  case $must in"
  for (i = 1; i <= n; i++)
    if (need[i] == "=" && !operand[i])
      row = row (row == "" ? "    " : " | ") pattern(i)
  print row ") option=$must ;;"
  print "  esac"
  print "  for ((i = 1; i < COMP_CWORD; i++)); do"
  print "    [[ ${COMP_WORDS[i]} != -- ]] || return 0"
  print "  done"
  print "  case $option in"
  print "    '')"
  if (operands == 0)
    print "      [[ $cur == -* ]] || return 0"
  print "      list='" substr (all, 2) "'"
  if (operands > 0)
    print "      [[ $cur == -* ]] || list='" substr (words_first, 2) "'"
  print "      ;;"
  for (i = 1; i <= n; i++)
    if (need[i] != "")
      print "    " pattern(i) ") " bash_words(i) " ;;"
  print "  esac"
  print "  mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$list\" -- \"$cur\")"
  print "  [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace"
  print "}"
  if (under == "")
    print "complete -o default -F " name " " tool
}

function bash_words(i)
{
  if (words[i] == "@file")
    return "return 0"
  if (words[i] == "@dir")
    return "compopt -o filenames\n" \
      "      mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n" \
      "      return 0"
  if (words[i] == "")
    return "compopt +o default\n      return 0"
  if (many[i])
    return "list='" words[i] "'\n" \
      "      [[ $cur != *,* ]] || { before=${cur%,*},; cur=${cur##*,}; }"
  return "list='" words[i] "'"
}

# ---- zsh ---------------------------------------------------------------------

function for_zsh(   i, tail)
{
  if (operands > 0)
    zsh_operands()
  if (under != "")
    print "if (( ${words[(I)--" under "]} )); then"
  print "_arguments -s -S \\"
  for (i = 1; i <= n; i++)
    {
      if (operand[i])
        continue
      tail = "'[" said[i] "]" zsh_words(i) "' \\"
      if (short[i] != "" && long[i] != "")
        print "  '(-" short[i] " --" long[i] ")'{-" short[i] \
          (need[i] ? "+" : "") ",--" long[i] zsh_sign(i) "}" tail
      else if (short[i] != "")
        print "  -" short[i] tail
      else
        print "  --" long[i] zsh_sign(i) tail
    }
  print "  '*:" (operands > 0 ? "operand:_uringutils_" tool : "file:_files") "'"
  if (under != "")
    print "return\nfi"
}

# A function for all operands: _values takes them as 'NAME=WORD'.
function zsh_operands(   i)
{
  print "_uringutils_" tool " ()\n{"
  print "  _values operand \\"
  for (i = 1; i <= n; i++)
    if (operand[i])
      print "    '" long[i] "[" said[i] "]" zsh_words(i) "' \\"
  print "    && return 0\n}"
}

function zsh_sign(i)
{
  return need[i] == "=" ? "=" : need[i] == "?" ? "=-" : ""
}

function zsh_words(i,   text)
{
  if (need[i] == "")
    return ""
  text = (need[i] == "?" ? "::" : ":") (long[i] == "" ? "word" : long[i]) ":"
  if (words[i] == "@file")
    return text "_files"
  if (words[i] == "@dir")
    return text "_files -/"
  if (words[i] == "")
    return text " "
  if (many[i])
    return text "_values -s , word " words[i]
  return text "(" words[i] ")"
}

# ---- fish --------------------------------------------------------------------

function for_fish(   i, text, when)
{
  if (under != "")
    when = " -n '__fish_contains_opt " under "'"
  if (beside != "")
    when = " -n 'not __fish_contains_opt " beside "'"
  for (i = 1; i <= n; i++)
    {
      text = "complete -c " tool when
      if (operand[i])
        {
          fish_operand(i, text)
          continue
        }
      if (short[i] != "")
        text = text " -s " short[i]
      if (long[i] != "")
        text = text " -l " long[i]
      print text fish_words(i) " -d '" said[i] "'"
    }
}

function fish_words(i,   text)
{
  if (need[i] == "")
    return ""
  if (words[i] == "@file")
    return " -r -F"
  if (words[i] == "@dir")
    return " -x -a '(__fish_complete_directories)'"
  text = need[i] == "=" ? " -x" : " -f"
  if (words[i] == "")
    return text
  if (many[i])
    return text " -a '(__fish_append , " words[i] ")'"
  return text " -a '" words[i] "'"
}

# Operands as whole words; where a name of a file comes next, fish itself
# completes it.
function fish_operand(i, text,   list, parts, count, j)
{
  list = long[i] "="
  if (substr (words[i], 1, 1) != "@")
    {
      count = split (words[i], parts, " ")
      for (j = 1; j <= count; j++)
        list = list " " long[i] "=" parts[j]
    }
  print text " -a '" list "' -d '" said[i] "'"
}
