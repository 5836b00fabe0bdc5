/* From an op to a request on the ring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The table of kinds that have an io_uring opcode, used by the engine to
   prepare requests and by the probe to ask the kernel for them.  */

#ifndef UU_URING_SQE_H
#define UU_URING_SQE_H

#include <liburing.h>

#include "engine/op.h"

/* What the engine has ready for an op to use.  */
struct uring_means
{
  bool slot;   /* op.slot holds op.fd */
  bool buffer; /* the op's buffer is registered */
};

/* Whether io_uring has an opcode for KIND, on some kernel.  */
bool uring_has_opcode (enum op_kind kind);

/* Whether PROBE has all opcodes that KIND may use.  */
bool uring_probe_has (const struct io_uring_probe *probe, enum op_kind kind);

/* Whether OP, of a kind that has an opcode, has arguments that the opcode
   takes and serves as well as the plain call would.  */
bool uring_takes (const struct op *op);

/* Whether a request for KIND can name its file by slot.  */
bool uring_takes_slot (enum op_kind kind);

/* Fill in SQE for OP.  It points into OP, which must stay as it is until
   the completion.  The flags that link requests are the caller's.  */
void uring_prepare (struct io_uring_sqe *sqe, struct op *op,
                    struct uring_means means);

#endif /* UU_URING_SQE_H */
