/* The options of usync --mirror: those of rsync that have a meaning between
   hosts only.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#define REMOTE(letter, name)                                                   \
  {                                                                            \
    letter, name, NULL, NULL, .kind = ROW_REMOTE                               \
  }

static const struct mirror_row rows[] = {
  REMOTE ('z', "compress"),
  REMOTE (0, "compress-choice"),
  REMOTE (0, "zc"),
  REMOTE (0, "compress-level"),
  REMOTE (0, "zl"),
  REMOTE (0, "compress-threads"),
  REMOTE (0, "zt"),
  REMOTE (0, "skip-compress"),
  REMOTE ('e', "rsh"),
  REMOTE (0, "rsync-path"),
  REMOTE ('s', "secluded-args"),
  REMOTE (0, "protect-args"),
  REMOTE (0, "old-args"),
  REMOTE (0, "trust-sender"),
  REMOTE (0, "blocking-io"),
  REMOTE (0, "timeout"),
  REMOTE (0, "contimeout"),
  REMOTE (0, "address"),
  REMOTE (0, "port"),
  REMOTE (0, "sockopts"),
  REMOTE (0, "password-file"),
  REMOTE (0, "early-input"),
  REMOTE (0, "motd"),
  REMOTE (0, "protocol"),
  REMOTE (0, "iconv"),
  REMOTE ('4', "ipv4"),
  REMOTE ('6', "ipv6"),
  REMOTE (0, "daemon"),
  REMOTE (0, "server"),
  REMOTE (0, "sender"),
  REMOTE (0, "write-batch"),
  REMOTE (0, "only-write-batch"),
  REMOTE (0, "read-batch"),
};

const struct mirror_group mirror_options_remote
    = { NULL, rows, sizeof rows / sizeof *rows };
