#!/bin/sh
# In a Chinese locale ucp speaks Chinese, within 80 columns.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

grep '^#define ENABLE_NLS 1' "$abs_top_builddir/config.h" >/dev/null \
  || skip_ "built without translations"
require_prog_ msgfmt localedef
LOCPATH=$(pwd)/locales
export LOCPATH
mkdir locales
localedef -i zh_CN -f UTF-8 locales/zh_CN.UTF-8 >out 2>&1 \
  || skip_ "no zh_CN.UTF-8 locale can be made here: $(tail -n 1 out)"

URINGUTILS_LOCALEDIR=$(pwd)/catalogs
export URINGUTILS_LOCALEDIR
mkdir -p catalogs/zh_CN/LC_MESSAGES
msgfmt -o catalogs/zh_CN/LC_MESSAGES/uringutils.mo "$abs_top_srcdir/po/zh_CN.po"

PATH=$abs_top_builddir/tests/docs:$PATH
LC_ALL=zh_CN.UTF-8
export LC_ALL
unset LANGUAGE

# A message of lib/, which marks it in one file and translates it in another.
returns 1 ucp-localized missing copy 2>err
says err "对 'missing' 调用 stat 失败"
# One whose names change places.
mkdir directory
echo file >file
returns 1 ucp-localized -rT directory file 2>err
says err "无法以目录 'directory' 覆盖非目录 'file'"
# One of src/, and one of gnulib's with its quotation marks.
returns 1 ucp-localized 2>err
says err '缺少文件操作数'
returns 1 ucp-localized --sparse=x a b 2>err
says err '“--sparse” 的参数 “x” 无效'
returns 0 ucp-localized --stats file copy 2>err
says err '文件：1，'

returns 0 ucp-localized --help >help
says help '用法：'
says help '不保留指定的属性'
says help '最多使用 N 个线程'
test "$(wc -L <help)" -le 80 || fail_ "lines over 80 columns in --help"
# Every option is still there.
LC_ALL=C ucp-localized --help | grep -oE -e '--[a-z-]+' | sort -u >options
while read -r option; do
  says help "$option"
done <options
