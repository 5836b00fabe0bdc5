# raw.tsv to stats.tsv: medians, and ratios of pairs from the same round.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Columns of raw.tsv: scenario, file system, program, label, round (0 is the
# warm-up), wall, user, sys, peak KiB, page cache growth KiB, status, calls,
# verdict, what the copy loses, entries, bytes, KiB of source and copy in the
# page cache afterwards (-1: not looked at).
# Times of small-call are per 1,000 calls, and its total counts, not a median.

BEGIN {
  OFS = "\t"
}

{
  g = $1 SUBSEP $2
  k = g SUBSEP $3
  if (!(g in n_tools))
    groups[++n_groups] = g
  if (!(k in label)) {
    label[k] = $4
    tools[g, ++n_tools[g]] = $3
    verdict[k] = "ok"
    loses[k] = "-"
  }
  count[g] = $15
  bytes[g] = $16
  if ($13 != "ok")
    verdict[k] = $13
  if ($14 != "-")
    loses[k] = $14
  if ($9 > rss[k])
    rss[k] = $9
  if ($5 == 0 || $13 != "ok" || $12 == 0)
    next
  scale = $1 == "small-call" ? 1000 / $12 : 1
  if ($5 > rounds[g])
    rounds[g] = $5
  wall[k, $5] = $6 * scale
  user[k, $5] = $7 * scale
  sys[k, $5] = $8 * scale
  cpu[k, $5] = ($7 + $8) * scale
  cached[k, $5] = $10
  held[k, $5] = $17
}

# Sort list[1..n].
function sort(list, n,    i, j, x) {
  for (i = 2; i <= n; i++) {
    x = list[i]
    for (j = i - 1; j > 0 && list[j] > x; j--)
      list[j + 1] = list[j]
    list[j + 1] = x
  }
}

function median(list, n) {
  sort(list, n)
  if (n == 0)
    return 0
  return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

# The runs of K that count, of one figure, in list[1..]; their number.
function pick(values, k, rounds, list,    r, n) {
  for (r = 1; r <= rounds; r++)
    if ((k, r) in values)
      list[++n] = values[k, r]
  return n + 0
}

# The middle of the runs of K: a median, or for small-call the mean.
function middle(values, k, rounds,    list, n, i, sum) {
  n = pick(values, k, rounds, list)
  if (k !~ /^small-call/ || n == 0)
    return median(list, n)
  for (i = 1; i <= n; i++)
    sum += list[i]
  return sum / n
}

function line_of_program(g, id,    k, list, n) {
  k = g SUBSEP id
  n = pick(wall, k, rounds[g], list)
  sort(list, n)
  split(g, part, SUBSEP)
  print "M", part[1], part[2], id, label[k], n,
        number(middle(wall, k, rounds[g])), number(list[1]), number(list[n]),
        number(middle(cpu, k, rounds[g])), number(middle(user, k, rounds[g])),
        number(middle(sys, k, rounds[g])), rss[k],
        sprintf("%.0f", middle(cached, k, rounds[g])),
        verdict[k], loses[k], count[g], bytes[g],
        sprintf("%.0f", middle(held, k, rounds[g]))
}

function number(x) {
  return sprintf("%.6f", x)
}

# ID's times divided by BASE's: above 1, BASE is faster.
function line_of_ratio(g, id, base,    a, b, r, n, quotient, difference, list) {
  a = g SUBSEP id
  b = g SUBSEP base
  for (r = 1; r <= rounds[g]; r++)
    if (((a, r) in wall) && ((b, r) in wall) && wall[b, r] > 0) {
      quotient[++n] = wall[a, r] / wall[b, r]
      difference[n] = wall[b, r] - wall[a, r]
    }
  if (!n)
    return
  sort(quotient, n)
  split(g, part, SUBSEP)
  print "R", part[1], part[2], id, base,
        number(middle(wall, a, rounds[g]) / middle(wall, b, rounds[g])),
        number(quotient[1]), number(median(quotient, n)), number(quotient[n]),
        number(median(difference, n))
}

END {
  for (i = 1; i <= n_groups; i++) {
    g = groups[i]
    for (j = 1; j <= n_tools[g]; j++)
      line_of_program(g, tools[g, j])
    for (j = 1; j <= n_tools[g]; j++)
      for (l = 1; l <= n_tools[g]; l++)
        if (j != l && tools[g, l] ~ /^u(cp|dd|cat|sync)/)
          line_of_ratio(g, tools[g, j], tools[g, l])
  }
}
