#!/bin/sh
# --progress ends at 100%, whatever is left as it is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
for size in 0 1 1000 70000 2000000; do
  head -c $size /dev/zero | tr '\0' x >src/size-$size
  head -c $size /dev/zero | tr '\0' y >src/more-$size
done
printf '%s' seven-1 >src/name-1
ln src/name-1 src/name-2
ln src/name-1 src/name-3
files=13
bytes=$((2 * 2071001 + 7))

# ends DONE TOTAL BYTES TOTAL OF-FILES: the last status says so.
ends ()
{
  grep '"type":"status"' err | tail -n 1 >status
  says status "\"percent\":100.000000,\"files_done\":$1,\"files_total\":$1,\
\"bytes_done\":$2,\"bytes_total\":$2,\"counted\":true"
}

once ()
{
  rm -rf dst
  mkdir dst
  returns 0 ucp -aT --progress=json src dst 2>err
  ends $files $bytes
  for option in -u -n --update=none --resume; do
    returns 0 ucp -aT $option --progress=json src dst 2>err
    case $option in
      # Two names become links to what stays.
      -u | --resume) ends 2 0 ;;
      *) ends 0 0 ;;
    esac
  done
  returns 0 ucp -rT -u --progress=json src dst 2>err
  ends 0 0
  rm dst/size-70000 dst/name-2
  returns 0 ucp -rT -n --progress=json src dst 2>err
  ends 2 70007
  rm dst/size-2000000
  returns 0 ucp -rT -n --progress=always src dst 2>err
  tr '\r' '\n' <err >lines
  says lines "1/1 files"

  # Contents that are not wanted are not waited for.
  returns 0 ucp -rT --attributes-only --progress=json src dst 2>err
  ends $files 0
  returns 0 ucp -rl --progress=json src "linked.$engine" 2>err
  ends 0 0

  # Questions go between the lines, and what is declined is no work.
  rm dst/size-1000
  yes n 2>/dev/null | head -n 100 >no
  returns 1 ucp -riT --progress=json src dst <no 2>err
  # Something failed, so counting may not have come to its end.
  says err '"files_done":1,"files_total":1,"bytes_done":1000,"bytes_total":1000,'
  rm dst/size-1000
  returns 1 ucp -riT --progress=always src dst <no 2>err
  tr '\r' '\n' <err >lines
  says lines "ucp: overwrite 'dst/more-1000'? "
  # (As counting may not have come to its end, there may be a "+".)
  says lines "1/1"
  cmp src/size-1000 dst/size-1000
  yes | head -n 100 >yes
  returns 0 ucp -riT --progress=json src dst <yes 2>err
  ends $files $((bytes + 14))
  says err "ucp: overwrite 'dst/more-1000'? "
}
each_engine once
