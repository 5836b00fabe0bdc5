#!/bin/sh
# usync --mirror's command line: what is wrong with it is said, with a way out,
# and nothing is done.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
echo a >src/a

# wrong TEXT ARG...: usync --mirror ARG... says TEXT and gives status 1.
wrong ()
{
  text=$1
  shift
  returns 1 usync --mirror "$@" >out 2>err
  silent out
  says err "$text"
  says err "Try 'usync --mirror --help'"
  lacks dst
}

wrong "unknown option '--no-such'" --no-such src dst
wrong "unknown option '--recursiv'" --recursiv src dst
wrong "unknown option '--no-copy-links'" --no-copy-links src dst
wrong "unknown option '--no-'" --no- src dst
wrong "unknown option '-j'" -rj2 src dst
wrong "'--recursive=yes' takes no argument" --recursive=yes src dst
wrong "'--no-perms=1' takes no argument" --no-perms=1 src dst
wrong "'--direct=yes' takes no argument" --direct=yes src dst
wrong "'--max-size' needs an argument" src dst --max-size
wrong "'--engine' needs an argument" src dst --engine
wrong "'-@' needs an argument" src dst -a@
wrong "missing operands"
wrong "missing DEST operand after 'src'" src
wrong "an operand is empty" '' dst
wrong "invalid argument 'x' for '--lock'" --lock=x src dst

# What Linux cannot do.
wrong 'times of creation cannot be set' -N src dst
wrong 'times of creation cannot be set' -r --crtimes src dst

# Whose rights are faked.
wrong "'--delete' means nothing for DEST alone" -M--delete src dst
wrong "'-M' needs an argument" -rM
lacks_feature USE_XATTR || {
  wrong "'--fake-super' and '-XX' exclude each other" --fake-super -XX src dst
  wrong "'-XX' exclude each other" -X -M--fake-super --xattrs src dst
}

# What makes sense between hosts only.
wrong "'-z' is for mirrors between hosts" -az src dst
wrong "'-e' is for mirrors between hosts" -e ssh src dst
wrong "'--rsh=ssh' is for mirrors between hosts" --rsh=ssh src dst
wrong "'--no-compress' is for" --no-compress src dst
wrong "names another host" host:src dst
wrong "names another host" src user@host:dst
wrong "names another host" rsync://host/src dst
wrong "names another host" src host::module
wrong "is written ./a:b" a:b dst

# Values that are none.
for argument in --max-size=x --min-size=-1 --modify-window=x --stop-after=0 \
  --stop-after=x --stop-at=99:99 --stop-at=2000-1-1 --bwlimit=1b --workers=0 \
  --chunk-size=1 --queue-depth=0; do
  returns 1 usync --mirror $argument src dst >out 2>err
  silent out
  says err "$(echo $argument | sed 's/=.*//')"
  lacks dst
done

# Colons behind a slash are part of a name.
mkdir ./a:b
echo x >a:b/x
quietly usync --mirror ./a:b/ ./dst:1
same_tree a:b dst:1

# --mirror stands anywhere among the options; without it there is no mirror.
quietly usync -r src/ --mirror dst2
same_tree src dst2
quietly usync src/ dst3 --mirror
same_tree src dst3
returns 1 usync src dst4 >out 2>err
lacks dst4

# Not to keep what cannot be kept is no fault.
quietly usync --mirror --no-crtimes --no-N src/ dst5
same_tree src dst5

# Help and version.
returns 0 usync --mirror --help >help 2>err
silent err
says help 'Usage: usync --mirror [OPTION]... SOURCE... DEST'
says help '  -a, --archive '
says help '  -D '
says help '      --engine=NAME'
returns 0 usync --help --mirror >help2
compare help help2
returns 0 usync --mirror -V >out
says out uringutils
test "$(awk 'length > 80' help)" = '' || fail_ "lines of --help too long"
