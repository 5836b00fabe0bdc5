/* Device types: what is on a block device, by its signature.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   libblkid, which is loaded, knows the signatures; where it cannot be had,
   or the device not be read, nothing is said.  */

#ifndef UU_DEVICE_TYPE_H
#define UU_DEVICE_TYPE_H

/* What the device NAME has on it, as blkid calls it ("ext4", "crypto_LUKS",
   "LVM2_member"), to be freed, or NULL.  */
char *device_type_find (const char *name);

#endif /* UU_DEVICE_TYPE_H */
