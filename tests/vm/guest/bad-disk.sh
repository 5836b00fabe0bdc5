# A disk in memory of which a part can be made bad; sourced after common.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# bad_disk NAME SIZE: have /dev/mapper/NAME, which is good for now; $bad is its
# name, and $whole the table of it.
bad_disk ()
{
  ram_disk "$2"
  whole="0 $(sectors "$disk") linear $disk 0"
  new_map "$1" "$whole"
  bad=/dev/mapper/$1
  bad_name=$1
}

# break_it FROM COUNT: so many of its sectors from there on give errors.
break_it ()
{
  set_map "$bad_name" "0 $1 linear $disk 0
$1 $2 error
$(($1 + $2)) $(($(sectors "$disk") - $1 - $2)) linear $disk $(($1 + $2))"
}

heal_it ()
{
  set_map "$bad_name" "$whole"
}

# where_is FILE BYTES: set $sector to where on its disk FILE has its byte BYTES; it
# is one extent there.
where_is ()
{
  sync "$1"
  # Lines as '   0:        0..    2047:      34816..     36863:   2048: ...'.
  sector=$(filefrag -b512 -v "$1" \
    | awk -v at=$(($2 / 512)) '
        $1 ~ /^[0-9]+:$/ {
          gsub (/[.:]/, " ")
          if (at >= $2 && at <= $3) { print $4 + at - $2; exit }
        }')
  test -n "$sector" || framework_failure_ "filefrag does not tell: \
$(filefrag -b512 -v "$1")"
}
