# What must hold, and whether it does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The ratios to reach are medians on two processors and ext4.  A program whose
# run was invalid reaches nothing.  Exit status 1 if a bar is missed, or if
# none could be looked at.

FILENAME ~ /machine\.tsv$/ { machine_line(); next }
{ stats_line() }

BEGIN {
  page_cache_slack_mib = 16     # the programs' own pages, read in the run
  tail_slack_mib = 1            # what is left of a file after whole blocks
  pair_slack = 1.05
  clone_slack_ms = 2
  cat_tiny_slack_ms = 0.5
}

function say(met, what, figure, needed) {
  printf "%-8s  %s: %s (%s)\n", met ? "met" : "NOT MET", what, figure, needed
  if (met)
    n_met++
  else
    n_missed++
}

function say_missing(what) {
  printf "%-8s  %s\n", "not run", what
  n_not_run++
}

# Are both figures there?  Says so if not: an invalid ucp is a bar missed.
function both(g, id, base, what) {
  if (!((g, base) in runs) || !((g, id) in runs)) {
    say_missing(what)
    return 0
  }
  if (!measured(g SUBSEP base) || !measured(g SUBSEP id)) {
    say(0, what, measured(g SUBSEP base) ? label[g, id] " is invalid" \
                 : label[g, base] ": " verdict[g, base], "a valid run")
    return 0
  }
  return 1
}

function ratio_bar(scenario, fs, id, base, least,    g, r, what) {
  g = scenario SUBSEP fs
  what = scenario " on " fs ", " id " / " base
  if (!both(g, id, base, what))
    return
  r = ratio[g, id, base]
  say(r >= least, what, sprintf("%.2f", r), sprintf("at least %.2f", least))
}

# Never slower than cp, by pairs of the same round.
function never_slower(scenario, fs,    g, r, ms, what) {
  g = scenario SUBSEP fs
  what = scenario " on " fs ", no slower than cp"
  if (!both(g, "cp", "ucp", what))
    return
  if (scenario == "file-same" && (fs == "xfs" || fs == "btrfs")) {
    ms = pair_difference[g, "cp", "ucp"] * 1000
    say(ms <= clone_slack_ms, what, sprintf("%+.2f ms", ms),
        "a clone, at most +" clone_slack_ms " ms")
    return
  }
  r = 1 / pair_median[g, "cp", "ucp"]
  say(r <= pair_slack, what, sprintf("%.3f of its time", r),
      sprintf("at most %.2f", pair_slack))
}

# By pairs of the same round.
function dd_never_slower(scenario, fs,    g, r, what) {
  g = scenario SUBSEP fs
  what = scenario " on " fs ", no slower than dd"
  if (!both(g, "dd", "udd", what))
    return
  r = 1 / pair_median[g, "dd", "udd"]
  say(r <= pair_slack, what, sprintf("%.3f of its time", r),
      sprintf("at most %.2f", pair_slack))
}

function dd_bars(fs) {
  ratio_bar("dd-direct-4k", fs, "dd", "udd", 10)
  ratio_bar("dd-direct-64k", fs, "dd", "udd", 3)
  ratio_bar("dd-direct-1m", fs, "dd", "udd", 1.3)
  ratio_bar("dd-512", fs, "dd", "udd", 8)
  ratio_bar("dd-4k", fs, "dd", "udd", 1.8)
  dd_never_slower("dd-1m", fs)
}

function cat_never_slower(scenario, fs,    g, r, what) {
  g = scenario SUBSEP fs
  what = scenario " on " fs ", no slower than cat"
  if (!both(g, "cat", "ucat", what))
    return
  r = 1 / pair_median[g, "cat", "ucat"]
  say(r <= pair_slack, what, sprintf("%.3f of its time", r),
      sprintf("at most %.2f", pair_slack))
}

# How much longer a process that does next to nothing takes.
function cat_tiny_bar(fs,    g, ms, what) {
  g = "cat-tiny" SUBSEP fs
  what = "cat-tiny on " fs ", ucat beside cat"
  if (!both(g, "cat", "ucat", what))
    return
  ms = pair_difference[g, "cat", "ucat"] * 1000 / count[g]
  say(ms <= cat_tiny_slack_ms, what, sprintf("%+.3f ms", ms),
      "at most +" cat_tiny_slack_ms " ms")
}

function cat_bars(fs,    i, n, s) {
  ratio_bar("cat-pipe", fs, "cat", "ucat", 8)
  ratio_bar("cat-many", fs, "cat", "ucat", 3)
  n = split("n b s E", s, " ")
  for (i = 1; i <= n; i++)
    ratio_bar("cat-" s[i], fs, "cat", "ucat", 2)
  n = split("v T A", s, " ")
  for (i = 1; i <= n; i++)
    ratio_bar("cat-" s[i], fs, "cat", "ucat", 1.5)
  n = split("socket tty null", s, " ")
  for (i = 1; i <= n; i++)
    cat_never_slower("cat-" s[i], fs)
  n = split("ext4 xfs btrfs", s, " ")
  for (i = 1; i <= n; i++)
    cat_never_slower("cat-file", s[i])
  cat_tiny_bar(fs)
}

function mirror_bars(fs) {
  ratio_bar("mirror-first-hot", fs, "rsync", "usync", 2.5)
  ratio_bar("mirror-first-cold", fs, "rsync", "usync", 2.5)
  ratio_bar("mirror-same-hot", fs, "rsync", "usync", 2.2)
  ratio_bar("mirror-same-cold", fs, "rsync", "usync", 2)
  ratio_bar("mirror-sums-hot", fs, "rsync", "usync", 1.6)
  ratio_bar("mirror-sums-cold", fs, "rsync", "usync", 2.5)
  ratio_bar("mirror-image", fs, "rsync", "usync", 2)
  ratio_bar("mirror-delete", fs, "rsync", "usync", 1.5)
  memory_bar("^mirror-1m$", "a mirror of one large directory", 128)
}

function direct_bars(fs,    g, c, most, what) {
  g = "file-direct" SUBSEP fs
  what = "--direct on " fs ", CPU time against cp"
  if (!both(g, "cp", "ucp-direct", what))
    return
  c = cpu[g, "ucp-direct"] / cpu[g, "cp"]
  say(c <= 0.1, what, sprintf("%.3f", c), "at most 0.10")
  c = cached[g, "ucp-direct"] / 1024
  most = page_cache_slack_mib
  # Where it is known, what other programs did meanwhile is left out.
  if (held[g, "ucp-direct"] >= 0) {
    c = held[g, "ucp-direct"] / 1024
    most = tail_slack_mib
  }
  say(c <= most, "--direct on " fs ", page cache growth",
      sprintf("%.1f MiB", c), "at most " most " MiB")
}

function small_call_bar(    i, g, r, what) {
  what = "small-call, ucp / cp"
  for (i = 1; i <= n_groups; i++)
    if (scenario_of(group[i]) == "small-call")
      g = group[i]
  if (!both(g, "cp", "ucp", what))
    return
  r = wall[g, "ucp"] / wall[g, "cp"]
  say(r <= 1.1, what, sprintf("%.3f", r), "at most 1.10")
}

# The largest peak of any ucp in the scenarios that match.
function memory_bar(pattern, what, most_mib,    i, j, g, k, peak, bad) {
  for (i = 1; i <= n_groups; i++) {
    g = group[i]
    for (j = 1; scenario_of(g) ~ pattern && j <= members[g]; j++) {
      k = g SUBSEP member[g, j]
      if (!is_ucp(member[g, j]))
        continue
      if (!measured(k))
        bad = label[k] ": " verdict[k]
      if (rss[k] > peak)
        peak = rss[k]
    }
  }
  what = "peak memory, " what
  if (bad)
    say(0, what, bad, "a valid run")
  else if (!peak)
    say_missing(what)
  else
    say(peak / 1024 <= most_mib, what, sprintf("%.1f MiB", peak / 1024),
        "at most " most_mib " MiB")
}

# Time per file of ID, many files against some.
function growth(some, many, id) {
  return (wall[many, id] / count[many]) / (wall[some, id] / count[some])
}

function growth_bar(    i, some, many, what, ours, theirs) {
  for (i = 1; i <= n_groups; i++)
    if (scenario_of(group[i]) == "memory-100k")
      some = group[i]
    else if (scenario_of(group[i]) == "memory-1m")
      many = group[i]
  what = "time per file, the large directory over the small one"
  if (!both(some, "cp", "ucp", what) || !both(many, "cp", "ucp", what))
    return
  ours = growth(some, many, "ucp")
  theirs = growth(some, many, "cp")
  say(ours <= theirs, what, sprintf("%.3f", ours),
      sprintf("at most cp's %.3f", theirs))
}

END {
  if (machine["sizes"] == "quick")
    print "QUICK: small sources and few runs, these say nothing"
  ratio_bar("tree-hot", "ext4", "cp", "ucp", 2.3)
  ratio_bar("tree-hot", "ext4", "cp", "ucp-sync", 2.0)
  ratio_bar("tree-cold", "ext4", "cp", "ucp", 4)
  ratio_bar("tree-cold", "ext4", "rsync", "ucp", 3)
  ratio_bar("file-hot", "ext4", "cp", "ucp", 1.4)
  n = split("ext4 xfs btrfs tmpfs", fs, " ")
  m = split("file-hot file-cold file-same", scenario, " ")
  for (i = 1; i <= m; i++)
    for (j = 1; j <= n; j++)
      never_slower(scenario[i], fs[j])
  direct_bars("ext4")
  ratio_bar("flat-hot", "ext4", "cp", "ucp", 2)
  small_call_bar()
  memory_bar("^(tree-hot|tree-cold|memory-tree)$", "the tree", 64)
  memory_bar("^memory-1m$", "one large directory", 64)
  growth_bar()
  cat_bars("ext4")
  dd_bars("ext4")
  ratio_bar("flush-files", "ext4", "sync", "usync", 2.5)
  ratio_bar("flush-tree", "ext4", "sync", "usync", 3)
  mirror_bars("ext4")
  memory_bar("^memory-links$", "files with two names", 128)
  printf "%d met, %d NOT MET, %d not run\n", n_met, n_missed, n_not_run
  exit (n_missed > 0 || n_met == 0)
}
