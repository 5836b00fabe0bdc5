# What is copied, and the loop that measures it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

all_scenarios=(tree-hot tree-cold flat-hot file-hot file-cold file-same
               file-durable file-direct small-call
               memory-tree memory-100k memory-1m memory-links
               "${udd_scenarios[@]}" "${ucat_scenarios[@]}"
               "${usync_scenarios[@]}" "${mirror_scenarios[@]}")

# What a scenario is made of.  Sets
#   kind     tree, file, call, stream, repeat, flush or delete: how the destination is
#            shaped and checked
#   call     the kind of command (see tools.sh)
#   state    hot, cold, same (hot, and the source is on the destination's
#            file system) or fresh (just written, and nowhere else)
#   durable  true if an fsync of the copy is part of it
#   runs     how many are counted, unless --runs says it
#   places   the file systems that make sense
#   first    true if the first of them will do
#   sources  what is copied; generated ones are made when first needed
#   tools    who copies
scenario ()
{
  kind=tree call=tree state=${1#*-} durable=false runs=5 first=false
  places='ext4 xfs btrfs directory'
  case $1 in
    tree-*) sources=("${trees[@]}") ;;
    flat-hot) sources=("$sources_dir/flat") ;;
    file-* | small-call) scenario_file "$1" ;;
    memory-*) scenario_memory "$1" ;;
    cat-*) scenario_ucat "$1" ;;
    flush-*) scenario_usync "$1" ;;
    mirror-*) scenario_mirror "$1" ;;
    dd-*) scenario_udd "$1" ;;
  esac
  case $kind in
    call | repeat) ;;
    *) runs=${only_runs:-$runs} ;;
  esac
  scenario_tools "$1"
}

scenario_file ()
{
  kind=file call=file runs=7
  sources=("$work/file")
  case $1 in
    file-hot | file-cold | file-same) places='ext4 xfs btrfs tmpfs directory' ;;
    file-durable) state=cold durable=true runs=5 ;;
    file-direct) state=cold call=direct runs=5 ;;
    small-call)
      kind=call state=hot first=true runs=$((n_calls / n_block))
      sources=("$work/small") ;;
  esac
}

scenario_memory ()
{
  state=hot runs=3 first=true
  case $1 in
    memory-tree) sources=("${trees[@]}") ;;
    memory-100k) sources=("$sources_dir/empty-100k") ;;
    memory-1m) sources=("$sources_dir/empty-1m") ;;
    memory-links) call=links sources=("$sources_dir/links") ;;
  esac
}

scenario_tools ()
{
  case $1 in
    tree-* | flat-hot | file-hot | small-call)
      tools_for "$call" ucp ucp-sync ucp-uring ;;
    file-cold | memory-*) tools_for "$call" ucp ucp-uring ;;
    file-durable) tools_for "$call" ucp ucp-direct ;;
    file-direct) tools_for "$call" ucp ucp-direct ucp-direct-uring ;;
    dd-*) tools_for "$call" udd udd-sync udd-uring ;;
    flush-*) tools_for "$call" usync usync-sync usync-uring ;;
    mirror-*) tools_for "$call" usync usync-sync ;;
    cat-*) tools_for "$call" ucat ucat-sync ucat-uring ;;
    *) tools_for "$call" ucp ;;
  esac
}

# Make SOURCE if it is one of those generated and is not there yet.
source_make ()
{
  local name=${1##*/}
  [ ! -e "$1" ] || return 0
  say "  making the source $name"
  case $name in
    file) head -c "$file_bytes" /dev/urandom >"$1" ;;
    part) head -c $((file_bytes / 8)) /dev/urandom >"$1" ;;
    small) head -c 1024 /dev/urandom >"$1" ;;
    log) make_log "$1" ;;
    many) "$helpers/populate" flat "$n_many" "$1" ;;
    flat) "$helpers/populate" flat "$n_flat" "$1" ;;
    empty-100k) "$helpers/populate" empty "$n_empty_some" "$1" ;;
    empty-1m) "$helpers/populate" empty "$n_empty_many" "$1" ;;
    links) "$helpers/populate" links "$n_links" "$1" ;;
    *) return 1 ;;
  esac && sync
}

# Everything that is copied goes through the page cache once: entries, link
# targets and contents.
source_read ()
{
  find "${sources[@]}" -printf '%s%l' >/dev/null
  [ "$bytes" -eq 0 ] \
    || find "${sources[@]}" -type f -print0 | xargs -0 cat >/dev/null
}

# Set $count and $bytes to what is to be copied.
source_count ()
{
  case $kind in
    tree | delete) read -r count bytes < <(count_tree "${sources[@]}") ;;
    file) count=1 bytes=$(stat -c %s "${sources[0]}") ;;
    stream)
      if [ -d "${sources[0]}" ]; then
        read -r count bytes < <(count_tree "${sources[0]}"/*)
      else
        count=1 bytes=$(stat -c %s "${sources[0]}")
      fi ;;
    flush) flush_count ;;
    call | repeat) count=$n_block bytes=$(stat -c %s "${sources[0]}") ;;
  esac
}

# Is there room in a plain directory, where trees stay until the end?
place_has_room ()
{
  local free_kib
  [ "$1" = directory ] || return 0
  free_kib=$(df --output=avail "$work" | tail -n 1)
  [ "$free_kib" -gt $((bytes * 5 / 4096 + count * 4 + 262144)) ]
}

# Last steps before the clock starts.
prepare ()
{
  if [ "$state" = fresh ]; then
    flush_prepare
    return
  fi
  if [ "$state" = same ]; then
    cp "$work/file" "$dest/source" || return
    sources=("$dest/source")
  fi
  if [ "$call" = mirror ]; then
    mirror_prepare || return
  fi
  sync
  if [ "$state" = cold ]; then
    echo 3 >/proc/sys/vm/drop_caches || return
  fi
}

# Run $argv under the clock; leaves the seven numbers in $figures.
run_measured ()
{
  local fsync=() warm=(-w)
  # What was just written must not be written back meanwhile.
  [ "$state" != fresh ] || warm=()
  ! $durable || fsync=(-f "$dest/copy")
  if [ "$kind" = call ] || [ "$kind" = repeat ]; then
    "$helpers/spawn" -n "$n_block" -o "$work/figures" "${argv[@]}"
  else
    "$helpers/measure" "${warm[@]}" -t "$time_limit" "${fsync[@]}" -o "$work/figures" \
                       "${argv[@]}"
  fi >/dev/null 2>"$work/errors" </dev/null
}

# KiB of the source and the copy that are in the page cache, or -1.  Nothing
# was before the run, and unlike the growth of the whole page cache this is not
# disturbed by what other programs read meanwhile.
held_kib ()
{
  if [ "$call" != direct ] || ! command -v fincore >/dev/null; then
    echo -1
    return
  fi
  fincore --bytes --noheadings --output RES "${sources[0]}" "$dest/copy" \
          2>/dev/null | awk '{ sum += $1 } END { printf "%.0f", sum / 1024 }'
}

# What a measured run is worth: "ok" or why it does not count.
verdict ()
{
  local status=$1 round=$2 why=
  if [ "$status" != 0 ]; then
    why="exit status $status: $(head -n 1 "$work/errors" | tr '\t' ' ')"
    echo "${why//"$work"/...}"
    return
  fi
  case $kind in
    tree) why=$(check_tree)
          [ "$round" -gt 0 ] || [ -n "$why" ] || why=$(check_tree_contents) ;;
    file) why=$(check_file)
          [ "$round" -gt 0 ] || [ -n "$why" ] || why=$(check_file_contents) ;;
    call) why=$(check_calls) ;;
    delete) why=$(check_delete) ;;
    stream) why=$(check_stream)
            [ "$round" -gt 0 ] || [ -n "$why" ] || why=$(check_stream_contents) ;;
  esac
  echo "${why:-ok}"
}

# one_run SCENARIO FS ID ROUND: a fresh place, one copy, a check, a line of
# raw.tsv.
one_run ()
{
  local target figures status held how loses=-
  local sources=("${sources[@]}")

  place_fresh "$2" "$count" || return
  case $kind in
    tree | flush | delete) target=$dest ;;
    file | stream) target=$dest/copy ;;
    call | repeat) target=$dest/{} ;;
  esac
  prepare || return
  tool_command "$call" "$3" "$target" || return
  # Nothing is to be taken for the figures of this run if there are none.
  printf '0\t0\t0\t0\t0\t125\t0\n' >"$work/figures"
  run_measured
  IFS= read -r figures <"$work/figures"
  status=$(cut -f 6 "$work/figures")
  held=$(held_kib)
  how=$(verdict "$status" "$4")
  if [ "$kind/$4/$how" = tree/0/ok ]; then
    loses=$(check_tree_loses)
    loses=${loses# }
  fi
  printf '%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%d\t%d\t%d\n' "$1" "$2" "$3" \
         "$(tool_label "$call" "$3")" "$4" "$figures" "$how" "${loses:--}" \
         "$count" "$bytes" "$held" >>"$out/raw.tsv"
  place_leave "$2" "$kind"
}

# measure_scenario SCENARIO FS: a warm-up round and $runs rounds that count.
# In every round each program runs once; which one begins moves on by one from
# round to round, so that no program always has the same neighbour to follow.
measure_scenario ()
{
  local round i
  source_count
  say "$1, $2: $count entries of $bytes bytes in all, $runs runs of" \
      "${#tools[@]} programs"
  for ((round = 0; round <= runs; round++)); do
    case $state in cold | fresh) ;; *) source_read ;; esac
    for ((i = 0; i < ${#tools[@]}; i++)); do
      if ! place_has_room "$2"; then
        skip "$1" "$2" "no room for more than $round rounds"
        return 0
      fi
      one_run "$1" "$2" "${tools[(i + round) % ${#tools[@]}]}" "$round" \
        || return
    done
  done
}

# Measure SCENARIO wherever it makes sense and can be.
run_scenario ()
{
  local fs source
  scenario "$1"
  if [ "$state" = cold ] && ! [ -w /proc/sys/vm/drop_caches ]; then
    skip "$1" all 'the page cache cannot be dropped here'
    return 0
  fi
  for source in "${sources[@]}"; do
    source_make "$source" || return
  done
  for fs in "${places_here[@]}"; do
    case " $places " in
      *" $fs "*) measure_scenario "$1" "$fs" || return
                 ! $first || return 0 ;;
    esac
  done
}
