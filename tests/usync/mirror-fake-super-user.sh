#!/bin/sh
# --fake-super, for whom it is there: a user who is not root.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_user_
. "$srcdir/tests/usync/mirror-fake-common.sh"
require_rsync_
all_fake_cases
