# The table for the README: seconds, and how many times as fast ucp is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

FILENAME ~ /machine\.tsv$/ { machine_line(); next }
# Records and streams are another matter than copies.
$2 ~ /^(dd|cat|flush|mirror)-/ { next }
{ stats_line() }

# Other programs in the order of their first appearance.
function find_others(    i, j, id, g) {
  for (i = 1; i <= n_groups; i++) {
    g = group[i]
    for (j = 1; j <= members[g]; j++) {
      id = member[g, j]
      if (!is_ucp(id) && !(id in seen)) {
        seen[id] = 1
        other[++n_others] = id
      }
    }
  }
}

# What ID took in G, in the unit of the scenario.
function figure(g, id, memory,    k) {
  k = g SUBSEP id
  if (!(k in runs))
    return ""
  if (!measured(k))
    return "failed"
  if (memory)
    return sprintf("%.1f MiB", rss[k] / 1024)
  if (scenario_of(g) == "file-direct")
    return human_seconds(cpu[k]) " s of CPU"
  return human_seconds(wall[k]) " s"
}

# How many times as much as ucp.
function times(g, id, memory,    k, u) {
  k = g SUBSEP id
  u = g SUBSEP ucp_of(g)
  if (!measured(k) || !measured(u))
    return ""
  if (memory)
    return rss[u] > 0 ? sprintf(" (%.1f×)", rss[k] / rss[u]) : ""
  if (scenario_of(g) == "file-direct")
    return cpu[u] > 0 ? sprintf(" (%.1f×)", cpu[k] / cpu[u]) : ""
  return wall[u] > 0 ? sprintf(" (%.2f×)", wall[k] / wall[u]) : ""
}

# All scenarios on the first file system, beside every other program.
function programs(fs,    i, g) {
  printf "| on %s | ucp |", fs
  for (i = 1; i <= n_others; i++)
    printf " %s |", other[i] ~ /^with-/ ? other_label(other[i]) \
                    : version_of(other[i])
  printf "\n|---|--:|"
  for (i = 1; i <= n_others; i++)
    printf "--:|"
  printf "\n"
  for (i = 1; i <= n_groups; i++) {
    g = group[i]
    if (fs_of(g) == fs && scenario_of(g) !~ /^memory/)
      line_of(g, 0)
  }
  for (i = 1; i <= n_groups; i++) {
    g = group[i]
    if (fs_of(g) == fs && scenario_of(g) ~ /^(memory|tree-hot)/)
      line_of(g, 1)
  }
}

function line_of(g, memory,    i) {
  printf "| %s%s | **%s** |", title(g), memory ? ": peak memory" : "",
         figure(g, ucp_of(g), memory)
  for (i = 1; i <= n_others; i++)
    printf " %s%s |", figure(g, other[i], memory), times(g, other[i], memory)
  printf "\n"
}

# A program named by --with is called what it was in its first group.
function other_label(id,    i) {
  for (i = 1; i <= n_groups; i++)
    if ((group[i], id) in label)
      return label[group[i], id]
}

# One line per scenario: cp's figure divided by ucp's on each file system.
function file_systems(    i, j, n, fs, s, line, list, lines) {
  for (i = 1; i <= n_groups; i++) {
    fs = fs_of(group[i])
    s = scenario_of(group[i])
    if (!(fs in seen_fs)) {
      seen_fs[fs] = 1
      list[++n] = fs
    }
    if (!(s in line))
      lines[++n_lines] = s
    line[s] = line[s] " " i
    at[s, fs] = group[i]
  }
  if (n < 2)
    return
  printf "\n| cp's figure / ucp's |"
  for (j = 1; j <= n; j++)
    printf " %s |", list[j]
  printf "\n|---|"
  for (j = 1; j <= n; j++)
    printf "--:|"
  printf "\n"
  for (i = 1; i <= n_lines; i++) {
    s = lines[i]
    if (split(line[s], part, " ") < 2)
      continue
    printf "| %s |", title(group[part[1]])
    for (j = 1; j <= n; j++)
      printf " %s |", (s, list[j]) in at ? bare(at[s, list[j]]) : ""
    printf "\n"
  }
}

function bare(g,    s) {
  s = times(g, "cp", 0)
  gsub(/[ ()]/, "", s)
  return s
}

END {
  find_others()
  if (n_groups)
    programs(fs_of(group[1]))
  file_systems()
  printf "\nMedians; × is how many times ucp's figure it is.  %s.  %s." \
         "  Every run in a new file system.\n", machine_words(),
         substr(machine["date"], 1, 10)
  if (machine["sizes"] == "quick")
    print "\n**Quick run with small sources: no basis for a comparison.**"
}
