# The tables for people.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

FILENAME ~ /machine\.tsv$/ { machine_line(); next }
FILENAME ~ /stats\.tsv$/ { stats_line(); next }
FILENAME ~ /skipped\.tsv$/ { skipped[++n_skipped] = $1 ", " $2 ": " $3; next }
FILENAME ~ /notes\.txt$/ { notes[++n_notes] = $0; next }

# What stands over the column of ratios to a ucp: /ucp, /sync, /direct, ...
function short_label(id,    s) {
  s = id
  sub(/^ucp-/, "", s)
  sub(/^direct-/, "d-", s)
  return "/" s
}

function heading(g,    i) {
  name_width = 20
  for (i = 1; i <= members[g]; i++)
    if (length(label[g, member[g, i]]) > name_width)
      name_width = length(label[g, member[g, i]])
  printf "\n%s (%s)\n", title(g), fs_of(g)
  printf "  %-" name_width "s %8s %17s %8s %8s", "", "seconds", "min - max",
         "CPU s", "peak MiB"
  if (scenario_of(g) == "file-direct")
    printf " %9s %9s", "cache MiB", "files MiB"
  for (i = 1; i <= members[g]; i++)
    if (is_ucp(member[g, i]))
      printf " %9s", short_label(member[g, i])
  printf " %15s\n", "pairs"
}

function ratios(g, id,    i, k) {
  for (i = 1; i <= members[g]; i++)
    if (is_ucp(member[g, i])) {
      k = g SUBSEP id SUBSEP member[g, i]
      printf " %9s", (k in ratio) ? sprintf("%.2f", ratio[k]) \
                     : id == member[g, i] ? "1" : "-"
    }
  k = g SUBSEP id SUBSEP ucp_of(g)
  printf " %15s", (k in ratio) ? sprintf("%.2f - %.2f", pair_min[k],
                                       pair_max[k]) : ""
}

function row(g, id,    k) {
  k = g SUBSEP id
  printf "  %-" name_width "s", label[k]
  if (runs[k] > 0) {
    printf " %8s %17s %8s %8.1f", human_seconds(wall[k]),
           human_seconds(wall_min[k]) " - " human_seconds(wall_max[k]),
           human_seconds(cpu[k]), rss[k] / 1024
    if (scenario_of(g) == "file-direct")
      printf " %9.1f %9s", cached[k] / 1024,
             held[k] < 0 ? "-" : sprintf("%.1f", held[k] / 1024)
    ratios(g, id)
  }
  if (verdict[k] != "ok")
    printf "  INVALID: %s", verdict[k]
  if (loses[k] != "-")
    printf "  loses: %s", loses[k]
  printf "\n"
}

END {
  printf "%s\n%s\n%s; copies go to %s\n", machine_words(), versions_words(),
         machine["date"], machine["destination"]
  if (machine["sizes"] == "quick")
    print "QUICK: small sources and few runs, no basis for a comparison"
  for (i = 1; i <= n_groups; i++) {
    heading(group[i])
    for (j = 1; j <= members[group[i]]; j++)
      row(group[i], member[group[i], j])
  }
  print "\nRatios are medians divided by a ucp's median: above 1, that ucp is" \
        " faster.\n\"pairs\" is the smallest and the largest ratio to " \
        "ucp (--direct: to that) within one round."
  print "\"cache\" is by how much the page cache grew, whoever did it;" \
        " \"files\" what it\nholds of the source and the copy."
  for (i = 1; i <= n_skipped; i++)
    print "Left out: " skipped[i]
  for (i = 1; i <= n_notes; i++)
    print "Note: " notes[i]
}
