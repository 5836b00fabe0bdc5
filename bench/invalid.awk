# Name the runs of ucp that do not count; exit status 1 if there are any.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

{ stats_line() }

END {
  for (i = 1; i <= n_groups; i++)
    for (j = 1; j <= members[group[i]]; j++) {
      id = member[group[i], j]
      if (is_ucp(id) && !measured(group[i] SUBSEP id)) {
        printf "INVALID: %s, %s: %s: %s\n", scenario_of(group[i]),
               fs_of(group[i]), label[group[i], id], verdict[group[i], id]
        bad = 1
      }
    }
  exit bad
}
