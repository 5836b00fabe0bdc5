/* What fuzz targets share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A target is a program tests/fuzz/TARGET that takes any bytes and hands them
   to something that reads what others wrote.  What is done to memory is the
   sanitizers' to judge; what else must hold, a target says by FUZZ_CHECK.
   Linked with libFuzzer (configure --enable-fuzzing) it makes inputs up; in any
   other build, with fuzz-main.c, it takes those of the files given to it, as
   corpus.sh does with all that are kept in tests/fuzz/corpus/TARGET.  */

#ifndef UU_FUZZ_H
#define UU_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The target itself, by the names that libFuzzer knows: what is done once, and
   for each input.  Both return 0.  */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* End the program, so that the input is kept, unless CONDITION holds.  */
#define FUZZ_CHECK(condition)                                                  \
  ((condition) ? (void) 0 : fuzz_failed (#condition, __FILE__, __LINE__))

_Noreturn void fuzz_failed (const char *condition, const char *file, int line);

/* What is to be tried is not in this build, for REASON: a skipped test.  */
_Noreturn void fuzz_skip (const char *reason);

/* The SIZE bytes at DATA with a NUL behind, in memory of just that size, to be
   freed.  */
char *fuzz_text (const uint8_t *data, size_t size);

/* What comes next at *DATA up to SEPARATOR or the end, as fuzz_text () has it;
 *DATA and *SIZE are then what is behind it.  */
char *fuzz_next (const uint8_t **data, size_t *size, char separator);

/* Call FUNCTION with ARG, in a program linked with
   -Wl,--wrap=exit,--wrap=error: return whether it came back, and did not end
   the program.  What it had allocated then is lost.  */
bool fuzz_returns (void (*function) (void *arg), void *arg);

#endif /* UU_FUZZ_H */
