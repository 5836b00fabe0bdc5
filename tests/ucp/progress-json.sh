#!/bin/sh
# --progress=json: every line on standard error is an object as the manual page
# describes it, whatever goes wrong and whatever files are called.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# is_json FILE: fail unless each line of FILE is a JSON object.  Strings,
# numbers and words are taken for values, then what consists of values for a
# value, until nothing but a value is left.
is_json ()
{
  iconv -f UTF-8 -t UTF-8 "$1" >/dev/null || fail_ "$1 is not UTF-8"
  sed -E '
    /^\{/!b
    s/"([^"\\[:cntrl:]]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"/S/g
    s/:(-?(0|[1-9][0-9]*)(\.[0-9]+)?|true|false|null)([,}])/:V\4/g
    :again
    s/S:[SV]/P/g
    s/\{(P(,P)*)?\}/V/g
    t again' "$1" >reduced
  ! grep -vx V reduced >&9 || fail_ "no JSON: $(cat "$1")"
}

# are_objects FILE: the same, and ask a parser if there is one.
are_objects ()
{
  is_json "$1"
  ! command -v python3 >/dev/null || python3 -c '
import json, sys
for line in open (sys.argv[1], encoding="utf-8"):
    assert isinstance (json.loads (line)["type"], str)' "$1" \
    || fail_ "python3 takes it for no JSON: $(cat "$1")"
}

# What is taken for JSON, and what is not.
printf '%s\n' '{}' '{"a":-1.5,"b":{"c":null,"d":"\u001f\\\""}}' >good
is_json good
for bad in '{"a":1,}' '{"a":01}' '{"a":"\x"}' '{"a" 1}' '{"a":1}}' 'x' '{a:1}' \
  '{"a":1,5}' '{"type":"a"b"}'; do
  echo "$bad" >bad
  (is_json bad) 9>/dev/null 2>&1 && fail_ "taken for JSON: $bad"
done

# Names that need escaping: control characters, quotes, no UTF-8 of various
# kinds, and plain UTF-8.
odd=$(printf 'q"b\\s/n\nt\t\001e')
latin=$(printf 'na\357ve')
long=$(printf 'ueber\300\257\355\240\200\364\220\200\200\303')
wide=$(printf '\303\251\344\270\255\360\237\230\200')
mkdir -p src/one src/two 'src/q"b\s'
for name in plain "$latin" "$long" "$wide"; do
  echo contents >"src/one/$name"
  echo other >"src/two/$name"
done
echo >"src/$odd"

# line TYPE FILE: the lines of FILE of this type.
line ()
{
  grep "^{\"type\":\"$1\"," "$2"
}

once ()
{
  rm -rf copy*
  returns 0 ucp -r --progress=json src copy >out 2>err
  silent out
  are_objects err
  same_tree --no-times src copy
  line summary err >/dev/null || fail_ "no summary: $(cat err)"
  test "$(tail -n 1 err)" = "$(line summary err)" || fail_ "summary is not last"
  says err '"files":9,"directories":4,"others":0,"bytes":61,"verified_files":0,"verified_bytes":0,"errors":0,'
  says err '"exit_status":0}'
  line status err | tail -n 1 >status
  says status '"phase":"copy","percent":100.000000,"files_done":9,'
  says status '"files_total":9,"bytes_done":61,"bytes_total":61,"counted":true'

  # What goes wrong is said so, and only so.
  returns 1 ucp --progress=json --stats "missing$odd" "missing$latin" \
    "src/one/$latin" "src/two/$latin" "src/one/$wide" "src/one/$wide" src \
    -t copy >out 2>err
  silent out
  are_objects err
  says err '"operation":"stat","errno":2,"path":"missingq\"b\\s/n\u000at\u0009'
  says err '"path":"missingna'
  says err "\"path_b64\":\"$(printf %s "missing$latin" | base64)\""
  says err "\"other_path_b64\":\"$(printf %s "src/two/$latin" | base64)\""
  line warning err >warnings
  says warnings "specified more than once\",\"operation\":\"copy\",\"errno\":0,\
\"path\":\"src/one/$wide\"}"
  test "$(line error err | wc -l)" = 4 || fail_ "not four errors: $(cat err)"
  says err '"errors":4,"warnings":1,"interrupted":false,"exit_status":1}'
  line stats err >stats || fail_ "no stats: $(cat err)"
  cat err >>all
}
each_engine once

# Two phases.
if ! lacks_feature HAVE_XXHASH; then
  returns 0 ucp -r --verify --progress=json src verified 2>err
  are_objects err
  for phase in copy verify; do
    line status err | grep "\"phase\":\"$phase\"" | tail -n 1 >status
    says status '"percent":100.000000,"files_done":9,"files_total":9,'
  done
  says err '"verified_files":9,"verified_bytes":61,'
fi

# Standard output that cannot be written counts, though it is the last to be
# found out.
if test -c /dev/full; then
  returns 1 ucp -v --progress=json src/one/plain full >/dev/full 2>err
  says err '"exit_status":1}'
fi

# No decimal commas, where there is a locale that has them.
locale=$(locale -a 2>/dev/null | grep -i -m 1 '^\(de_\|fr_\|nl_\).*utf' || :)
if test -n "$locale"; then
  LC_ALL=$locale returns 0 ucp --progress=json --stats src/one/plain comma 2>err
  are_objects err
fi

# The keys that come are those of the manual page, and all of them come.
awk '
  /^\.SH/ { inside = /PROGRESS FOR PROGRAMS/ }
  inside && /^\.SS/ { type = $2 }
  inside && type && /^\.IP/ {
    sub (/^\.IP \\fB/, "")
    sub (/\\fR.*/, "")
    print type, $0
    if (type == "error")
      print "warning", $0
  }' "$abs_top_srcdir/man/ucp.1" | sort >documented
test "$(wc -l <documented)" -gt 30 || fail_ "no keys found in the manual page"
for type in status error warning summary; do
  line $type all | sed -E 's/"type":"[a-z]*",//; s/:"([^"\\]|\\.)*"/:S/g' \
    | grep -oE '"[a-z0-9_]+":' | sort -u | sed -E "s/\"(.*)\":/$type \1/"
done | sort >seen
comm -23 seen documented >only
test ! -s only || fail_ "not in man/ucp.1: $(cat only)"
# A warning about a name that is not UTF-8 is a rare thing.
comm -13 seen documented | grep -vE '^warning .*(_b64|other_path)' >only || :
test ! -s only || fail_ "in man/ucp.1, and never seen: $(cat only)"

# The words for operations are those of the manual page, or what usync's adds to
# them, and stand for messages that there are.
sed -nE 's/^  \{ "([a-z]+)", "(.*)" \},$/\1|\2/p' \
  "$abs_top_srcdir/src/suite/progress-json.c" >operations
test "$(wc -l <operations)" -gt 20 || fail_ "no operations found"
while IFS='|' read -r word format; do
  { sed -n '/^\.IP.*operation/,/^\.IP.*errno/p' "$abs_top_srcdir/man/ucp.1"
    sed -n '/^\.B operation/,/^\.TP/p' "$abs_top_srcdir/man/usync.1"
  } | grep -E "^\.BR? $word\>" >/dev/null || fail_ "in no manual page: $word"
  grep -F "\"$format\"" "$abs_top_srcdir"/lib/*/*.c \
    "$abs_top_srcdir"/src/*.c "$abs_top_srcdir"/src/*/*.c \
    >/dev/null || fail_ "nobody says: $format"
done <operations
