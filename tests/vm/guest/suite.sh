#!/bin/sh
# The tests of 'make check' on this kernel, but for those of the source itself.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# SUITE_TESTS in the environment of check.sh names others.  What failed tests said
# is beside this test's own log, in the directory named after it.
. "${srcdir=.}/tests/vm/guest/common.sh"

# The host's list of them is the same, and here nobody loads what mount asks for.
for module in xfs btrfs vfat fuse nls_cp437 nls_iso8859_1 nls_ascii nls_utf8 \
  loop brd dm_mod dm_flakey dm_snapshot sd_mod scsi_debug; do
  sh /run/vm/load $module 2>load.err || note_ "no module $module"
done

logs=/run/vm/out/$test_name_.logs
rm -rf "$logs"
mkdir "$logs"
cd "$abs_top_builddir"
# shellcheck disable=SC2086  # names
: "${SUITE_TESTS=$(make -s --no-print-directory list-tests \
  | grep -vE '^tests/(lint|docs)/' | tr '\n' ' ')}"
status=0
${suite_by-} make -s --no-print-directory -j2 check \
  TESTS="$SUITE_TESTS" 2>&1 || status=$?
find tests -name '*.trs' -newer "$logs" \
  -exec grep -l 'test-result: *FAIL\|test-result: *ERROR' {} + \
  | while read -r log; do
      cp "${log%.trs}.log" "$logs/$(echo "${log%.trs}" | tr / -).log"
    done
test $status = 0 || fail_ "make gave status $status"
