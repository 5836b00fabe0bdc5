# The picture: one group of bars per scenario on the first file system.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Plain SVG without scripts.  Its colours keep their contrast on white and on
# dark pages, since a picture in a README cannot know which it stands on.

FILENAME ~ /machine\.tsv$/ { machine_line(); next }
# Records and streams are another matter than copies.
$2 ~ /^(dd|cat|flush|mirror)-/ { next }
{ stats_line() }

BEGIN {
  width = 860; left = 170; bar_room = 500; bar = 18; gap = 5; group_gap = 22
  ink = "#747f8a"; strong = "#0e8a7c"; weak = "#8c959f"
}

function escaped(s) {
  gsub(/&/, "\\&amp;", s)
  gsub(/</, "\\&lt;", s)
  return s
}

# Seconds; CPU seconds where the page cache is passed by; MiB for memory.
function value(g, id) {
  if (scenario_of(g) ~ /^memory/)
    return rss[g, id] / 1024
  return scenario_of(g) == "file-direct" ? cpu[g, id] : wall[g, id]
}

function unit(g) {
  if (scenario_of(g) ~ /^memory/)
    return " MiB"
  return scenario_of(g) == "file-direct" ? " s of CPU" : " s"
}

function printable(g, id) {
  return (scenario_of(g) ~ /^memory/ ? sprintf("%.1f", value(g, id)) \
          : human_seconds(value(g, id))) unit(g)
}

# What the picture does without.
function left_out(g) {
  return scenario_of(g) ~ /^(file-same|memory-100k)$/ || fs_of(g) != fs
}

function heading(g) {
  if (scenario_of(g) ~ /^memory/)
    return "peak memory: " title(g)
  return title(g)
}

# Only the first words of a long command line.
function name(g, id,    s) {
  s = label[g, id]
  return length(s) > 20 ? substr(s, 1, 19) "…" : s
}

# Shown are the other programs and the ucp that stands for the group.
function shown(g, id) {
  return measured(g SUBSEP id) && (!is_ucp(id) || id == ucp_of(g))
}

function text(x, y, s, attributes) {
  body = body sprintf("<text x=\"%d\" y=\"%d\" %s>%s</text>\n", x, y,
                      attributes, escaped(s))
}

function draw_bar(g, id, largest,    w, note, u) {
  w = largest > 0 ? value(g, id) / largest * bar_room : 0
  if (w < 2)
    w = 2
  text(left - 10, y + 13, name(g, id),
       "text-anchor=\"end\"" (is_ucp(id) ? " class=\"u\"" : ""))
  body = body sprintf("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"" \
                      " rx=\"3\" fill=\"%s\"/>\n", left, y, w, bar,
                      is_ucp(id) ? strong : weak)
  note = printable(g, id)
  u = value(g, ucp_of(g))
  if (!is_ucp(id) && shown(g, ucp_of(g)) && u > 0)
    note = note sprintf(" · %.1f×", value(g, id) / u)
  text(left + w + 8, y + 13, note, is_ucp(id) ? "class=\"u\"" : "")
  y += bar + gap
}

function draw_group(g,    i, id, largest) {
  for (i = 1; i <= members[g]; i++)
    if (shown(g, member[g, i]) && value(g, member[g, i]) > largest)
      largest = value(g, member[g, i])
  if (!largest)
    return
  y += group_gap
  text(0, y, heading(g), "class=\"t\"")
  y += 9
  # ucp first, whatever its place in the rounds.
  if (shown(g, ucp_of(g)))
    draw_bar(g, ucp_of(g), largest)
  for (i = 1; i <= members[g]; i++) {
    id = member[g, i]
    if (shown(g, id) && !is_ucp(id))
      draw_bar(g, id, largest)
  }
}

END {
  fs = n_groups ? fs_of(group[1]) : ""
  y = 14
  text(0, y, "Time to copy into a fresh " fs ": shorter is better",
       "class=\"h\"")
  y += 6
  for (i = 1; i <= n_groups; i++)
    if (!left_out(group[i]))
      draw_group(group[i])
  y += group_gap
  text(0, y, "Medians; × times ucp's.  " machine["cpus"] " CPUs (" machine["cpu"] "), kernel " \
       machine["kernel"] ", " substr(machine["date"], 1, 10), "class=\"s\"")
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -12 %d %d\"" \
         " role=\"img\">\n", width + 24, y + 28
  printf "<title>ucp against other copiers</title>\n"
  printf "<style>text{font:13px system-ui,-apple-system,'Segoe UI'," \
         "'Noto Sans',sans-serif;fill:%s}.t{font-weight:600}.u{fill:%s;" \
         "font-weight:600}.h{font-size:17px;font-weight:600}" \
         ".s{font-size:11px}</style>\n", ink, strong
  printf "%s</svg>\n", body
}
