# What the report scripts share: reading stats.tsv and the machine's
# description, names and numbers as people read them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# stats.tsv has two kinds of lines.  "M": one program in one scenario on one
# file system; "R": one program's time against a ucp's.

BEGIN {
  FS = "\t"
}

# Take a line of stats.tsv apart.  Groups are counted in the order in which
# they come: group[1..n_groups] is "scenario SUBSEP fs", members[group] the
# number of programs in it, member[group, i] the i-th of them.
function stats_line(    g, k) {
  g = $2 SUBSEP $3
  k = g SUBSEP $4
  if ($1 == "M") {
    if (!(g in members))
      group[++n_groups] = g
    member[g, ++members[g]] = $4
    label[k] = $5; runs[k] = $6
    wall[k] = $7; wall_min[k] = $8; wall_max[k] = $9
    cpu[k] = $10; user[k] = $11; system_cpu[k] = $12
    rss[k] = $13; cached[k] = $14
    verdict[k] = $15; loses[k] = $16
    count[g] = $17; bytes[g] = $18
    held[k] = $19
  } else {
    k = k SUBSEP $5
    ratio[k] = $6; pair_min[k] = $7; pair_median[k] = $8; pair_max[k] = $9
    pair_difference[k] = $10
  }
}

function machine_line() {
  machine[$1] = $2
  machine_name[++n_machine] = $1
}

function scenario_of(g,    part) {
  split(g, part, SUBSEP)
  return part[1]
}

function fs_of(g,    part) {
  split(g, part, SUBSEP)
  return part[2]
}

# Was K measured, and rightly?
function measured(k) {
  return (k in verdict) && verdict[k] == "ok" && runs[k] > 0
}

# Is it one of the suite's programs?
function is_ucp(id) {
  return id ~ /^u(cp|dd|cat|sync)/
}

# The ucp of a group that stands for it: --direct where that is the matter, udd
# where records are, ucat where cat is what it is compared with, and usync where
# sync or a mirror is.
function ucp_of(g) {
  if (is_dd(g))
    return "udd"
  if (is_cat(g))
    return "ucat"
  if (is_flush(g) || is_mirror(g))
    return "usync"
  return scenario_of(g) == "file-direct" ? "ucp-direct" : "ucp"
}

# 1234567 as 1,234,567.
function grouped(n,    s, out) {
  s = sprintf("%.0f", n)
  while (length(s) > 3) {
    out = "," substr(s, length(s) - 2) out
    s = substr(s, 1, length(s) - 3)
  }
  return s out
}

function is_cat(g) {
  return scenario_of(g) ~ /^cat-/
}

function is_flush(g) {
  return scenario_of(g) ~ /^flush-/
}

function is_mirror(g) {
  return scenario_of(g) ~ /^mirror-/
}

function is_dd(g) {
  return scenario_of(g) ~ /^dd-/
}

function human_bytes(b) {
  if (b >= 1073741824)
    return sprintf("%.3g GiB", b / 1073741824)
  if (b >= 1048576)
    return sprintf("%.0f MiB", b / 1048576)
  if (b >= 1024)
    return sprintf("%.0f KiB", b / 1024)
  return sprintf("%.0f bytes", b)
}

# Seconds with three digits that count.
function human_seconds(s) {
  if (s >= 100)
    return sprintf("%.0f", s)
  if (s >= 10)
    return sprintf("%.1f", s)
  if (s >= 1)
    return sprintf("%.2f", s)
  return sprintf("%.3f", s)
}

# What was copied, in words.
function cat_title(s, g) {
  if (s == "cat-many")
    return grouped(count[g]) " small files to a pipe, cold"
  if (s == "cat-tiny")
    return "one small file to /dev/null, " grouped(count[g]) " calls"
  if (length(s) == 5)
    return human_bytes(bytes[g]) " of a log by cat -" substr(s, 5) ", hot"
  return human_bytes(bytes[g]) " to a " substr(s, 5) ", hot"
}

function mirror_title(s, g,    state) {
  if (s == "mirror-image")
    return "image of " human_bytes(bytes[g]) " with 32 changed blocks"
  if (s == "mirror-1m")
    return "first mirror of " grouped(count[g] - 1) " empty files"
  if (s == "mirror-delete")
    return "tree of " grouped(count[g]) " entries, deleted"
  state = s ~ /cold$/ ? ", cold" : ", hot"
  if (s ~ /first/)
    return "first mirror of " grouped(count[g]) " entries, " \
           human_bytes(bytes[g]) state
  return "mirror of " grouped(count[g]) " entries, nothing to do" \
         (s ~ /sums/ ? ", by -c" : "") state
}

function title(g,    s) {
  s = scenario_of(g)
  if (s ~ /^tree-|^memory-tree/)
    s = "tree of " grouped(count[g]) " entries, " human_bytes(bytes[g]) \
        (s == "tree-cold" ? ", cold" : ", hot")
  else if (s == "flat-hot")
    s = "one directory of " grouped(count[g] - 1) " files of 4 KiB, hot"
  else if (s == "small-call")
    s = "one small file, 1,000 calls"
  else if (s == "memory-links")
    s = grouped(bytes[g] / 128) " files with two names each"
  else if (s ~ /^memory-/)
    s = "one directory of " grouped(count[g] - 1) " empty files"
  else if (s == "file-same")
    s = "one file of " human_bytes(bytes[g]) " within the file system, hot"
  else if (s == "file-durable")
    s = "one file of " human_bytes(bytes[g]) ", cold, and fsync"
  else if (is_dd(g))
    s = "one file of " human_bytes(bytes[g]) ", dd with records of " substr(s, 4)
  else if (is_cat(g))
    s = cat_title(s, g)
  else if (is_mirror(g))
    s = mirror_title(s, g)
  else if (is_flush(g))
    s = (s == "flush-tree" ? "a tree of " : "") grouped(count[g]) \
        " freshly written files of 4 KiB, made durable"
  else if (s == "file-direct")
    s = "one file of " human_bytes(bytes[g]) ", with --direct, cold"
  else
    s = "one file of " human_bytes(bytes[g]) ", " substr(s, 6)
  return s
}

# "cp (GNU coreutils) 9.1" as "cp 9.1": NAME and what looks like a version.
function version_of(name,    v) {
  v = machine["version of " name]
  if (match(v, /[0-9]+\.[0-9][0-9A-Za-z.+~-]*/))
    return name " " substr(v, RSTART, RLENGTH)
  return name
}

# One line about the machine.
function machine_words() {
  return machine["cpus"] " CPUs (" machine["cpu"] "), " \
         sprintf("%.0f", machine["ram_mib"] / 1024) " GiB of memory, disk " \
         machine["disk"] ", kernel " machine["kernel"]
}

function versions_words(    i, name, s) {
  for (i = 1; i <= n_machine; i++)
    if (machine_name[i] ~ /^version of / && machine_name[i] !~ /mkfs/) {
      name = substr(machine_name[i], 12)
      s = s (s ? ", " : "") version_of(name)
    }
  return s
}
