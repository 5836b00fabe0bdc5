/* Byte blocks: several bytes looked at at once.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A block is what one register holds: 16 bytes with SSE2, which every x86-64
   has, else 8 in an integer.  Questions give a block in which the bytes that
   are meant are marked, byte_block_mask () makes a number of the marks, and
   byte_block_first () tells the place of the first of them.

   With BYTE_BLOCK_PORTABLE defined it is integers anywhere; tests do that.  */

#ifndef UU_BYTE_BLOCK_H
#define UU_BYTE_BLOCK_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__ && !defined BYTE_BLOCK_PORTABLE

#include <emmintrin.h>

enum
{
  BYTE_BLOCK_SIZE = 16
};
typedef __m128i byte_block;
typedef uint32_t byte_mask;

static inline byte_block
byte_block_load (const unsigned char *from)
{
  byte_block block;
  memcpy (&block, from, sizeof block);
  return block;
}

static inline byte_block
byte_block_equal (byte_block block, char c)
{
  return _mm_cmpeq_epi8 (block, _mm_set1_epi8 (c));
}

/* Bytes that are not printable ASCII: 0 to 31 and 127 to 255.  As signed
   numbers those from 128 on are negative.  */
static inline byte_block
byte_block_unprintable (byte_block block)
{
  return _mm_or_si128 (_mm_cmplt_epi8 (block, _mm_set1_epi8 (' ')),
                       _mm_cmpeq_epi8 (block, _mm_set1_epi8 (127)));
}

static inline byte_block
byte_block_or (byte_block one, byte_block other)
{
  return _mm_or_si128 (one, other);
}

/* The marks of ONE that OTHER has not.  */
static inline byte_block
byte_block_without (byte_block one, byte_block other)
{
  return _mm_andnot_si128 (other, one);
}

static inline byte_mask
byte_block_mask (byte_block marks)
{
  return (byte_mask) _mm_movemask_epi8 (marks);
}

/* MASK is not zero.  */
static inline unsigned int
byte_block_first (byte_mask mask)
{
  return (unsigned int) __builtin_ctz (mask);
}

#else

enum
{
  BYTE_BLOCK_SIZE = 8
};
typedef uint64_t byte_block; /* the first byte is the lowest */
typedef uint64_t byte_mask;  /* a byte's mark is its highest bit */

#define BYTE_BLOCK_ALL(c) (UINT64_C (0x0101010101010101) * (unsigned char) (c))

static inline byte_block
byte_block_load (const unsigned char *from)
{
  byte_block block;
  memcpy (&block, from, sizeof block);
  return le64toh (block);
}

/* The sums below never reach beyond a byte: what is added to is at most
   127.  */
static inline byte_block
byte_block_equal (byte_block block, char c)
{
  uint64_t differs = block ^ BYTE_BLOCK_ALL (c);
  uint64_t low = (differs & BYTE_BLOCK_ALL (127)) + BYTE_BLOCK_ALL (127);
  return ~(low | differs) & BYTE_BLOCK_ALL (128);
}

static inline byte_block
byte_block_unprintable (byte_block block)
{
  uint64_t low = block & BYTE_BLOCK_ALL (127);
  uint64_t from_space = low + BYTE_BLOCK_ALL (128 - ' ');
  uint64_t is_127 = low + BYTE_BLOCK_ALL (1);
  return (~from_space | is_127 | block) & BYTE_BLOCK_ALL (128);
}

static inline byte_block
byte_block_or (byte_block one, byte_block other)
{
  return one | other;
}

static inline byte_block
byte_block_without (byte_block one, byte_block other)
{
  return one & ~other;
}

static inline byte_mask
byte_block_mask (byte_block marks)
{
  return marks;
}

static inline unsigned int
byte_block_first (byte_mask mask)
{
  return (unsigned int) __builtin_ctzll (mask) / 8;
}

#endif

#endif /* UU_BYTE_BLOCK_H */
