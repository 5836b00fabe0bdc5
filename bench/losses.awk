# Compare two manifests (see check.sh); print which columns differ, in words.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

BEGIN {
  FS = "\t"
  n = split("types modes owners times symlinks", word, " ")
}

FNR == NR {
  from[$1] = $0
  next
}

($1 in from) && from[$1] != $0 {
  split(from[$1], old, "\t")
  for (i = 1; i <= n; i++)
    if (old[i + 1] != $(i + 1))
      differs[i]++
}

END {
  for (i = 1; i <= n; i++)
    if (differs[i])
      printf " %s", word[i]
}
