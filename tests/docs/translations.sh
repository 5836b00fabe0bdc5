#!/bin/sh
# Every message of ours is translated into every language there is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ make xgettext msgmerge msgfmt msgattrib

# xgettext's options, as the build has them.
cat >options.mk <<EOT
include $abs_top_srcdir/po/Makevars
print: ; @echo \$(XGETTEXT_OPTIONS)
EOT
options=$(MAKEFLAGS="" make -s --no-print-directory -f options.mk print)

# gnulib's own messages differ from one gnulib to the next.
sed '/^#/d; /^ *$/d; /^gl\//d' "$abs_top_srcdir/po/POTFILES.in" >files
test -s files
# shellcheck disable=SC2086
xgettext $options --directory="$abs_top_srcdir" --files-from=files \
  -o messages.pot 2>err || fail_ "xgettext: $(cat err)"
test "$(grep -c '^msgid' messages.pot)" -gt 50 || fail_ "few messages found"

languages=$(sed 's/#.*//' "$abs_top_srcdir/po/LINGUAS")
test -n "$languages" || fail_ "there is no translation"
for language in $languages; do
  po=$abs_top_srcdir/po/$language.po
  msgfmt --check -o /dev/null "$po" 2>err \
    || fail_ "msgfmt --check po/$language.po: $(cat err)"
  msgmerge -q --no-fuzzy-matching -o merged.po "$po" messages.pot
  msgfmt --statistics -o /dev/null merged.po 2>statistics
  grep -xE '[0-9]+ translated messages\.' statistics >/dev/null && continue
  msgattrib --untranslated --no-wrap merged.po >&9
  msgattrib --only-fuzzy --no-wrap merged.po >&9
  fail_ "po/$language.po: $(cat statistics) (make -C po update-po, see HACKING)"
done
