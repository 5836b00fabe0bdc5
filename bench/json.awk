# Everything as JSON: the machine, every run, and what was made of them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

FILENAME ~ /machine\.tsv$/ { machine_line(); next }
FILENAME ~ /raw\.tsv$/ { raw[++n_raw] = $0; next }
FILENAME ~ /stats\.tsv$/ { stats_line(); next }
FILENAME ~ /skipped\.tsv$/ { skipped[++n_skipped] = $0; next }
FILENAME ~ /notes\.txt$/ { notes[++n_notes] = $0; next }

function quoted(s) {
  gsub(/\\/, "\\\\", s)
  gsub(/"/, "\\\"", s)
  gsub(/[\001-\037]/, " ", s)
  return "\"" s "\""
}

# "a": "x", "b": 1 from a list of names and a line of values.  Columns named
# in STRINGS are strings.
function object(names, strings, line,    n, i, name, value, s) {
  n = split(names, name, " ")
  split(line, value, "\t")
  for (i = 1; i <= n; i++)
    s = s (i > 1 ? ", " : "") quoted(name[i]) ": " \
        (index(" " strings " ", " " name[i] " ") ? quoted(value[i]) \
         : value[i] + 0 == value[i] ? value[i] : "null")
  return "{" s "}"
}

function comma(i, n) {
  return i < n ? ",\n" : "\n"
}

# The numbers of stats.tsv for one program.
function summary(g, id,    k, r, s) {
  k = g SUBSEP id
  r = k SUBSEP ucp_of(g)
  s = object("scenario fs program label runs wall_s wall_min_s wall_max_s" \
             " cpu_s max_rss_kib cached_growth_kib verdict loses entries" \
             " bytes held_kib",
             "scenario fs program label verdict loses",
             scenario_of(g) "\t" fs_of(g) "\t" id "\t" label[k] "\t" runs[k] \
             "\t" wall[k] "\t" wall_min[k] "\t" wall_max[k] "\t" cpu[k] "\t" \
             rss[k] "\t" cached[k] "\t" verdict[k] "\t" loses[k] "\t" \
             count[g] "\t" bytes[g] "\t" held[k])
  if (r in ratio) {
    sub(/}$/, "", s)
    s = s sprintf(", \"over_ucp\": %s, \"pair_min\": %s," \
                  " \"pair_median\": %s, \"pair_max\": %s}", ratio[r],
                  pair_min[r], pair_median[r], pair_max[r])
  }
  return s
}

END {
  print "{\n  \"machine\": {"
  for (i = 1; i <= n_machine; i++)
    printf "    %s: %s%s", quoted(machine_name[i]),
           quoted(machine[machine_name[i]]), comma(i, n_machine)
  print "  },\n  \"left_out\": ["
  for (i = 1; i <= n_skipped; i++)
    printf "    %s%s", object("scenario fs reason", "scenario fs reason",
                              skipped[i]), comma(i, n_skipped)
  print "  ],\n  \"notes\": ["
  for (i = 1; i <= n_notes; i++)
    printf "    %s%s", quoted(notes[i]), comma(i, n_notes)
  print "  ],\n  \"summary\": ["
  for (i = 1; i <= n_groups; i++)
    for (j = 1; j <= members[group[i]]; j++)
      printf "    %s%s", summary(group[i], member[group[i], j]),
             i == n_groups && j == members[group[i]] ? "\n" : ",\n"
  print "  ],\n  \"runs\": ["
  for (i = 1; i <= n_raw; i++)
    printf "    %s%s",
           object("scenario fs program label round wall_s user_s sys_s" \
                  " max_rss_kib cached_growth_kib status calls verdict loses" \
                  " entries bytes held_kib",
                  "scenario fs program label verdict loses", raw[i]),
           comma(i, n_raw)
  print "  ]\n}"
}
