# A copier that is held up, for tests of what changes meanwhile; to be sourced
# after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# It is held up by a pipe that nobody reads, as -v goes on only when its lines
# are taken.  Names that end in this fill it after a hundred files.
tail=$(printf '%190s' x | tr ' ' n)

# hold_up SOURCE COPY: begin 'ucp -rv SOURCE COPY', and return when it moves no
# more.  Its messages go to the file err.
hold_up ()
{
  rm -f pipe
  mkfifo pipe
  ucp -rv "$1" "$2" >pipe 2>err &
  held_=$!
  exec 3<pipe
  before_=-1
  now_=0
  while test "$now_" != "$before_" || test "$now_" = 0; do
    kill -0 $held_ 2>/dev/null || break
    sleep 0.2
    before_=$now_
    now_=$(find "$2" 2>/dev/null | wc -l)
  done
}

# let_go: let it run to its end, and set returned to its status.
let_go ()
{
  returned=0
  cat <&3 >out
  exec 3<&-
  wait $held_ || returned=$?
}
