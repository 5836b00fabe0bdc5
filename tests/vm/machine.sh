# The virtual machine: its disks, its start and its end; sourced by check.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Disks of the guest:
#
#   vda           where tests work, 6 GiB
#   nvme0n1       512 MiB, by polling if asked for
#   nvme0n2       400 MiB, of blocks of 4096 bytes
#   nvme1n1       512 MiB, on a controller of its own, to be taken away
#
# All are sparse files in $images, and gone with the machine.

kernel_words='console=ttyS0 quiet panic=-1 oops=panic mitigations=off
  random.trust_cpu=on'

# start_qemu ACCEL SECONDS CONSOLE WORDS OPTION...: run it for so long at most,
# and wait for its end, which is its own or that of this script.
start_qemu ()
{
  accel=$1 seconds=$2 console=$3 words=$4
  shift 4
  # shellcheck disable=SC2086  # words
  timeout --kill-after=10 "$seconds" \
    qemu-system-x86_64 -accel $accel -cpu max -smp 2 -m "$memory" \
    -nodefaults -no-user-config -no-reboot -display none \
    -serial "file:$console" -kernel "$image/vmlinuz" -initrd "$image/initrd" \
    -append "$(echo $kernel_words $words)" "$@" \
    </dev/null >"$console.qemu" 2>&1 &
  machine=$!
  wait $machine 2>/dev/null || :
  machine=
}

# Whatever ends us ends the machine, too.
machine=
end_machine ()
{
  test -n "$machine" || return 0
  kill "$machine" && wait "$machine"
}
at_end end_machine

# The emulator's own processor, or the real one where a machine is seen to start
# with it: it may be there and hang.
choose_accel ()
{
  accel_known=$image/accel
  boot_id=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null) || boot_id=none
  if test -f "$accel_known" && grep -F " $boot_id" "$accel_known" >/dev/null
  then
    chosen_accel=$(sed 's/ .*//' "$accel_known")
    return
  fi
  chosen_accel=tcg,thread=multi
  if test -w /dev/kvm; then
    start_qemu kvm 12 "$test_dir_/probe" vm.probe
    ! grep 'machine is alive' "$test_dir_/probe" >/dev/null 2>&1 \
      || chosen_accel=kvm
  fi
  echo "$chosen_accel $boot_id" >"$accel_known"
}

make_disks ()
{
  rm -rf "$images"
  mkdir "$images"
  truncate -s 6G "$images/vda"
  truncate -s 512M "$images/nvme0n1"
  truncate -s 400M "$images/nvme0n2"
  truncate -s 512M "$images/nvme1n1"
}

# drive NAME: a disk's file, as the devices below know it.
drive ()
{
  echo "file=$images/$1,if=none,id=$1,format=raw,cache=unsafe"
}

# run_machine DIR SECONDS EACH TEST...: run the TESTs in a machine of their own,
# for so many seconds at most, EACH for so many; DIR gets what main.sh writes,
# and console.
run_machine ()
{
  dir=$1 machine_limit=$2 each_limit=$3
  shift 3
  rm -rf "$dir"
  mkdir -p "$dir"
  make_disks
  {
    echo "srcdir='$abs_top_srcdir'"
    echo "abs_top_builddir='$abs_top_builddir'"
    echo "limit=$each_limit"
    echo "tests='$*'"
    for variable in SANITIZER CHECK_LONG VM_SHORT SUITE_TESTS SEED CASES; do
      eval "value=\${$variable-}"
      test -z "$value" || echo "export $variable='$value'"
    done
  } >"$dir/job"
  start_qemu "$chosen_accel" "$machine_limit" "$dir/console" "" \
    -device virtio-rng-pci \
    -fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap \
    -device virtio-9p-pci,fsdev=host,mount_tag=host \
    -fsdev "local,id=out,path=$dir,security_model=none" \
    -device virtio-9p-pci,fsdev=out,mount_tag=out \
    -drive "$(drive vda)" -device virtio-blk-pci,drive=vda \
    -drive "$(drive nvme0n1)" -drive "$(drive nvme0n2)" \
    -device nvme,id=nvme0,serial=uu0,max_ioqpairs=8 \
    -device nvme-ns,bus=nvme0,nsid=1,drive=nvme0n1 \
    -device nvme-ns,bus=nvme0,nsid=2,drive=nvme0n2,logical_block_size=4096,physical_block_size=4096 \
    -drive "$(drive nvme1n1)" \
    -device nvme,id=nvme1,serial=uu1,max_ioqpairs=8,drive=nvme1n1
  rm -rf "$images"
}
