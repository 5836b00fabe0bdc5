# What the figures were measured on.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

# Nothing here names the host, its users or its paths.

cpu_model ()
{
  local model
  model=$(awk -F ': *' '/^model name/ { print $2; exit }' /proc/cpuinfo)
  [ -n "$model" ] || model=$(lscpu 2>/dev/null \
                             | awk -F ': *' '/^Model name/ { print $2; exit }')
  echo "${model:-unknown}"
}

# The device below the work directory, its file system and size.
disk_model ()
{
  local device type size
  device=$(df --output=source "$work" | tail -n 1)
  type=$(df --output=fstype "$work" | tail -n 1)
  size=$(lsblk -dno SIZE "$device" 2>/dev/null | tr -d ' ')
  model=$(lsblk -dno MODEL "$device" 2>/dev/null)
  model=${model%% }
  echo "$(basename "$device")${model:+ $model}${size:+, $size}, $type"
}

# Lines of "name TAB value"; versions as "version of NAME".
machine_describe ()
{
  local id
  printf '%s\t%s\n' \
    date "$(date -u +%Y-%m-%dT%H:%MZ)" \
    kernel "$(uname -r) $(uname -m)" \
    cpu "$(cpu_model)" \
    cpus "$(nproc)" \
    ram_mib "$(awk '$1 == "MemTotal:" { print int ($2 / 1024) }' \
                   /proc/meminfo)" \
    disk "$(disk_model)" \
    destination "$(machine_destination)" \
    load_before "$(cut -d ' ' -f 1-3 /proc/loadavg)" \
    sizes "$(if $quick; then echo quick; else echo full; fi)"
  for id in "${tools_here[@]}" ucp ${udd:+udd} ${ucat:+ucat} ${usync:+usync}; do
    printf 'version of %s\t%s\n' "$(tool_name "$id")" "$(tool_version "$id")"
  done | sort -u
  for id in ext4 xfs btrfs; do
    command -v "mkfs.$id" >/dev/null || continue
    printf 'version of mkfs.%s\t%s\n' "$id" \
           "$("mkfs.$id" -V 2>&1 | head -n 1)"
  done
}

machine_destination ()
{
  if [ "$place" = image ]; then
    echo 'an image on the disk, new file system for every run'
  else
    echo 'a directory'
  fi
}
