# The kernel that the machine boots and its first files; sourced by check.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# have_image leaves in the directory $image: vmlinuz, initrd, and in version what
# the kernel calls itself.  All is taken from packages that are downloaded and
# unpacked, not installed; a second call finds it there.

# What the guest may ask for, by tests/vm/load.sh.
image_modules='virtio_pci virtio_blk virtio_rng 9p 9pnet_virtio overlay
  nvme sd_mod scsi_debug null_blk brd loop
  dm_mod dm_flakey dm_log_writes dm_snapshot
  ext4 xfs btrfs vfat fuse nls_cp437 nls_iso8859_1 nls_ascii nls_utf8
  crc32c_generic xxhash_generic sha256_generic blake2b_generic
  crct10dif_generic quota_v2'

# The name of the package that linux-image-amd64 stands for.
kernel_package ()
{
  apt-cache depends linux-image-amd64 2>/dev/null \
    | sed -n 's/^ *Depends: *\(linux-image-[0-9][^ ]*\)$/\1/p' | head -n 1
}

# unpack PACKAGE DIR MEMBER...: download it, and have its MEMBERs in DIR.
unpack ()
{
  package_=$1
  into_=$2
  shift 2
  mkdir -p "$image.new/packages" "$into_"
  (cd "$image.new/packages" && apt-get -q -o APT::Sandbox::User=root \
    -o Acquire::Retries=2 download "$package_") >"$test_dir_/apt" 2>&1 \
    || nothing "$package_ cannot be had: $(tail -n 1 "$test_dir_/apt")"
  deb_=$(ls "$image.new/packages/${package_}"_*.deb)
  dpkg-deb --fsys-tarfile "$deb_" | tar -xf - -C "$into_" "$@" \
    || framework_failure_ "$deb_ cannot be unpacked"
  rm -f "$deb_"
}

# The modules of the kernel in $1: 'NAME FILE' a line, with _ for - in names.
list_modules ()
{
  find "$1" -name '*.ko' -o -name '*.ko.xz' -o -name '*.ko.zst' \
    | sed -E 's,^(.*/)([^/]*)\.ko(\.[a-z]+)?$,\2 &,' \
    | awk '{ gsub ("-", "_", $1); print }'
}

# plain FILE: the module in it.
plain ()
{
  case $1 in
    *.xz) xz -dc "$1" ;;
    *.zst) zstd -dcq "$1" ;;
    *) cat "$1" ;;
  esac
}

# add_module NAME LIST: put NAME into the image and, behind all that it needs, its
# name into LIST.  What is in the kernel itself needs nothing.
add_module ()
(
  grep -x "$1" "$2" >/dev/null && exit 0
  file=$(awk -v name="$1" '$1 == name { print $2; exit }' \
           "$test_dir_/modules")
  if test -z "$file"; then
    tr - _ <"$test_dir_/builtin" | grep "/$1\.ko" >/dev/null && exit 0
    exit 1
  fi
  to=$image.new/root/run/vm/modules/$1.ko
  test -f "$to" || plain "$file" >"$to"
  for needed in $(tr '\0' '\n' <"$to" | sed -n 's/^depends=//p' | tr ,- ' _')
  do
    add_module "$needed" "$2" || exit 1
  done
  echo "$1" >>"$2"
)

# Put modules from the unpacked kernel in $1 into the image.
add_modules ()
{
  list_modules "$1/lib/modules" >"$test_dir_/modules"
  cat "$1"/lib/modules/*/modules.builtin >"$test_dir_/builtin"
  for module in $image_modules; do
    : >"$test_dir_/list"
    # A kernel that lacks one has no list of it, which the guest can see.
    add_module "$module" "$test_dir_/list" || continue
    mv "$test_dir_/list" "$image.new/root/run/vm/modules/$module.list"
  done
}

make_image ()
{
  for program in apt-get apt-cache dpkg-deb; do
    command -v $program >/dev/null \
      || nothing "no $program here to get a kernel with"
  done
  rm -rf "$image.new"
  root=$image.new/root
  mkdir -p "$root/run/vm/modules" "$root/bin"
  for dir in dev proc sys host layer out root; do
    mkdir "$root/$dir"
  done
  kernel=$(kernel_package)
  test -n "$kernel" \
    || nothing "no package linux-image-amd64 is known here (apt-get update?)"
  unpack "$kernel" "$image.new/kernel" ./boot ./lib/modules
  unpack busybox-static "$image.new/busybox" ./bin
  add_modules "$image.new/kernel"
  mv "$image.new"/kernel/boot/vmlinuz-* "$image.new/vmlinuz"
  ls "$image.new/kernel/lib/modules" >"$image.new/version"
  cp "$image.new/busybox/bin/busybox" "$root/run/vm/busybox"
  for applet in sh mount mkdir insmod switch_root cat cp sleep poweroff; do
    ln -s /run/vm/busybox "$root/bin/$applet"
  done
  rm -rf "$image.new/kernel" "$image.new/busybox" "$image.new/packages"
}

# The scripts in it may have changed since it was made.
pack_image ()
{
  cp "$abs_top_srcdir/tests/vm/load.sh" "$image/root/run/vm/load"
  cp "$abs_top_srcdir/tests/vm/boot.sh" "$image/root/init"
  chmod 755 "$image/root/init" "$image/root/run/vm/load"
  (cd "$image/root" && find . | ./run/vm/busybox cpio -o -H newc) \
    >"$image/initrd" 2>"$test_dir_/cpio" \
    || framework_failure_ "no initrd: $(cat "$test_dir_/cpio")"
}

have_image ()
{
  made_for=$(cat "$image/made-for" 2>/dev/null) || :
  if test "$made_for" != "$image_modules"; then
    make_image
    echo "$image_modules" >"$image.new/made-for"
    rm -rf "$image"
    mv "$image.new" "$image"
  fi
  pack_image
}
