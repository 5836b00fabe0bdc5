# Make a shell's completion of a tool from lists of options.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: awk -v shell=bash|zsh|fish -v tool=NAME -f shells.awk LIST...
#
# ucp.list tells what a list is.

BEGIN {
  FS = "|"
  print (shell == "zsh" ? "#compdef " tool "\n" : "") \
    "# Completion of " tool " for " shell "; part of uringutils."
}

/^#/ || NF == 0 { next }
NF != 4 { print FILENAME ": not a row: " $0 >"/dev/stderr"; status = 1; exit }

{
  n++
  short[n] = $1
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
  text = long[i] == "" ? "" : "--" long[i]
  if (short[i] != "" && need[i] == "=")
    text = "-" short[i] (text == "" ? "" : " | " text)
  return text
}

function for_bash(   i, all, row)
{
  for (i = 1; i <= n; i++)
    {
      if (short[i] != "")
        all = all " -" short[i]
      if (long[i] != "")
        all = all " --" long[i] (need[i] == "=" ? "=" : "")
    }
  print "_uringutils_" tool " ()\n{"
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
    if (need[i] == "=")
      row = row (row == "" ? "    " : " | ") pattern(i)
  print row ") option=$must ;;"
  print "  esac"
  print "  for ((i = 1; i < COMP_CWORD; i++)); do"
  print "    [[ ${COMP_WORDS[i]} != -- ]] || return 0"
  print "  done"
  print "  case $option in"
  print "    '')"
  print "      [[ $cur == -* ]] || return 0"
  print "      list='" substr (all, 2) "' ;;"
  for (i = 1; i <= n; i++)
    if (need[i] != "")
      print "    " pattern(i) ") " bash_words(i) " ;;"
  print "  esac"
  print "  mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$list\" -- \"$cur\")"
  print "  [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace"
  print "}"
  print "complete -o default -F _uringutils_" tool " " tool
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

function for_zsh(   i, both, tail)
{
  print "_arguments -s -S \\"
  for (i = 1; i <= n; i++)
    {
      tail = "'[" said[i] "]" zsh_words(i) "' \\"
      if (short[i] != "" && long[i] != "")
        print "  '(-" short[i] " --" long[i] ")'{-" short[i] \
          (need[i] ? "+" : "") ",--" long[i] zsh_sign(i) "}" tail
      else if (short[i] != "")
        print "  -" short[i] tail
      else
        print "  --" long[i] zsh_sign(i) tail
    }
  print "  '*:file:_files'"
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

function for_fish(   i, text)
{
  for (i = 1; i <= n; i++)
    {
      text = "complete -c " tool
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
