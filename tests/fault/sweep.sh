#!/bin/sh
# The judge of the runs with faults knows right from wrong.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

mkdir src src/dir bin
echo one >src/one
echo two >src/dir/two
echo three >src/dir/three
PATH=$test_dir_/bin:$PATH

# program NAME: make a copier of standard input, to be called with the source
# and the copy's name.
program ()
{
  {
    echo '#!/bin/sh'
    cat
  } >"bin/$1"
  chmod +x "bin/$1"
}

# verdict RIGHT REFUSED WRONG CASE [OPTION...]: fail unless two runs of CASE
# are judged so.
verdict ()
{
  summary_="2 runs in * s: $1 right copies, $2 refused with a message, $3 wrong"
  case_=$4
  status_=0
  test "$3" = 0 || status_=1
  shift 4
  printf '%s\n' "$case_" "$case_" >cases
  returns $status_ sweep --seconds=2 "$@" src <cases >out 2>err
  silent err
  # shellcheck disable=SC2254
  case $(tail -n 1 out) in
    $summary_) ;;
    *) fail_ "'$case_' was judged: $(cat out)" ;;
  esac
}

program good <<'EOT'
exec cp -a "$1" "$2"
EOT
verdict 2 0 0 'good src @'
verdict 0 2 0 'cp -a src @/nowhere'

program wrong-byte <<'EOT'
cp -a "$1" "$2"
printf T | dd of="$2/dir/two" conv=notrunc 2>/dev/null
touch -r "$1/dir/two" "$2/dir/two"
EOT
verdict 0 0 2 'wrong-byte src @'
says out 'exit status 0 and a wrong copy'
says out '"dir/two": byte at 0'
says out "FAULT_CASE='wrong-byte src @' make check TESTS=tests/fault/sweep.sh"
verdict 2 0 0 'COMPARE=--no-data wrong-byte src @'
verdict 2 0 0 'wrong-byte src @' --compare=--no-times,--no-data

program silent-failure <<'EOT'
exit 1
EOT
verdict 0 0 2 'silent-failure src @'
says out 'without a message'

program honest <<'EOT'
cp -a "$1" "$2"
rm "$2/dir/two"
echo "honest: cannot copy '$1/dir/two'" >&2
exit 1
EOT
verdict 0 2 0 'honest src @' --compare=--no-times
verdict 0 0 2 'honest src @' --must-succeed

program half-honest <<'EOT'
cp -a "$1" "$2"
rm "$2/dir/two" "$2/one"
echo "half-honest: cannot copy '$1/dir/two'" >&2
exit 1
EOT
verdict 0 0 2 'half-honest src @' --compare=--no-times
says out 'no message about: one'

program lost-directory <<'EOT'
mkdir "$2"
cp "$1/one" "$2"
echo "lost-directory: cannot access '$1/dir'" >&2
exit 1
EOT
verdict 0 2 0 'lost-directory src @' --compare=--no-times

program litter <<'EOT'
cp -a "$1" "$2"
: >"$2/dir/.two.temporary"
touch -r "$1/dir" "$2/dir"
EOT
verdict 0 0 2 'litter src @' --compare=--extra-ok
says out 'left behind: dir/.two.temporary'

program odd-status <<'EOT'
cp -a "$1" "$2"
exit 3
EOT
verdict 0 0 2 'odd-status src @'
says out 'exit status 3'

program killed <<'EOT'
kill -SEGV $$
EOT
verdict 0 0 2 'killed src @'
says out 'killed by signal 11'

program endless <<'EOT'
exec sleep 1000
EOT
verdict 0 0 2 'endless src @'
says out 'still running after 2 seconds'

program alarm <<'EOT'
cp -a "$1" "$2"
echo '==1==ERROR: LeakSanitizer: detected memory leaks' >&2
exit 1
EOT
verdict 0 0 2 'alarm src @'
says out 'an alarm'

# Variables reach the run, and what is there before is there.
program variable <<'EOT'
test "$COLOUR" = green && test "$(ulimit -n)" = 50 || exit 9
test "$(cat "$2/dir/two")" = before || exit 8
cp -a -T "$1" "$2"
EOT
cp -a src before
echo before >before/dir/two
: >before/extra
verdict 2 0 0 'COLOUR=green NOFILE=50 variable src @' --before=before \
  --compare=--extra-ok,--no-times
mkdir before/sub
verdict 2 0 0 'COPY=/sub/copy good src @/sub/copy' --before=before

test -z "$(ls -d run.* 2>/dev/null)" || fail_ "sweep left something behind"
