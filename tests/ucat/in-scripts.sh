#!/bin/sh
# In the scripts that people write, ucat does what cat does: output, messages,
# status, and what is then left of the files and their positions.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# Files for one script, in the directory where it runs.
set_up ()
{
  printf 'one\ntwo\nthree\n' >lines
  printf 'no newline' >end
  : >empty
  head -c 300000 /dev/zero | tr '\000' x >large
  mkdir directory
}

# runs NAME: the script in ../script with $cat set to NAME.
runs ()
{
  remove "in.$1"
  mkdir "in.$1"
  status=0
  (cd "in.$1" && set_up && cat=$1 sh ../script >../out 2>../err) || status=$?
  {
    echo "status $status"
    sed "s/^[^ :]*$1: /cat: /;s/'$1 --help'/'cat --help'/" err
    echo "output:"
    od -An -c <out
    (cd "in.$1" && for file in *; do
      test ! -f "$file" || cksum "./$file"
    done)
  } >"result.$1"
}

# alike <<SCRIPT: fail unless it does the same with cat and with ucat.
alike ()
{
  cat >script
  runs cat
  each_engine with_ucat
}

with_ucat ()
{
  runs ucat
  cmp -s result.cat result.ucat && return
  diff -u result.cat result.ucat | head -n 40 >&9 || :
  fail_ "a script does something else with ucat: $(head -n 5 script)"
}

# Standard input and output in their many forms.
alike <<'END'
$cat lines end empty
$cat <lines
$cat - end - <lines
$cat lines | $cat | $cat -
$cat <<HERE
here
HERE
echo piped | $cat - lines -
x=$($cat end) && echo "$x"
$cat lines >copy && $cat copy copy >twice && $cat empty >nothing
$cat -- lines
$cat large large >big
$cat <large >as-large
END

# Positions are shared with whoever comes before and after.
alike <<'END'
{ echo before; $cat lines; echo after; } >all
{ echo before; $cat large; echo after; $cat large end; echo last; } >more
{ read -r first; $cat; } <lines
{ $cat; wc -c; } <lines
{ $cat >x; wc -c; } <large
{ head -c 100000 >head; $cat >tail; } <large
echo old >log
$cat lines large >>log
$cat end >>log
printf '123456789\n' >over
$cat end 1<>over
{ dd bs=1 count=5 status=none of=/dev/null; $cat; } <lines
exec 3<large 4>written
dd bs=1000 count=7 status=none of=/dev/null <&3
$cat <&3 >&4
$cat lines >&4
echo end >&4
exec 3<&- 4>&-
END

# What goes wrong, and what goes on.
alike <<'END'
$cat no-such-file; echo $?
$cat lines no-such-file end directory lines; echo $?
$cat directory; echo $?
$cat <directory; echo $?
$cat lines/x; echo $?
$cat '' 'a
b'; echo $?
$cat -n no-such-file lines; echo $?
$cat <&-; echo $?
$cat lines - <&-; echo $?
$cat -n <&-; echo $?
$cat lines >&-; echo $?
$cat empty >&-; echo $?
$cat -A lines >&-; echo $?
$cat lines >/dev/full; echo $?
$cat large >/dev/full; echo $?
$cat -n lines >/dev/full; echo $?
$cat empty >/dev/full; echo $?
$cat lines 2>&-
$cat no-such-file 2>/dev/full; echo $?
END

# A reader that goes away, of a pipe that may have been made as large as it gets.
alike <<'END'
$cat large large large large large | head -c 10
$cat -n large large large large large | head -c 10
trap '' PIPE
{ $cat large large large large large; echo $? >status; } | :
$cat status
{ $cat -A large large large large large; echo $? >status; } | head -c 1
$cat status
END

# A file that is its own input.
alike <<'END'
$cat lines >>lines; echo $?
$cat lines end >lines; echo $?
$cat -n end >>end; echo $?
$cat <large >>large; echo $?
$cat - lines <lines >>lines; echo $?
ln lines2 lines3 2>/dev/null
echo x >lines2; ln -s lines2 link
$cat link >>lines2; echo $?
END

# Names and options.
alike <<'END'
echo dash >-n
$cat ./-n
$cat -- -n
$cat -u lines
$cat lines -n end
$cat -ET lines -v
$cat --number --squeeze lines
$cat --show lines; echo $?
$cat --show-e lines
$cat -z; echo $?
$cat --no-such-option; echo $?
POSIXLY_CORRECT=1 $cat lines -n; echo $?
END

# What is no regular file.
alike <<'END'
$cat /dev/null
$cat /proc/self/status | sed -n 's/^Name:.*/name/p'
$cat /proc/cpuinfo /proc/cpuinfo | wc -l | sed 's/.*/lines/'
$cat /proc/sys/kernel/ostype /sys/kernel/mm/transparent_hugepage/enabled \
  /proc/sys/kernel/ostype | sed 's/\[//g'
$cat -n /proc/sys/kernel/ostype
head -c 100000 /dev/zero | $cat | wc -c
$cat /dev/zero | head -c 1000000 | wc -c
$cat -v /dev/zero | head -c 1000000 | wc -c
mkfifo fifo
$cat large >fifo &
$cat fifo | wc -c
wait
$cat lines >fifo &
$cat -n fifo lines
wait
END
