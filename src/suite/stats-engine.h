/* The part of --stats that is the same in every tool: what a process took,
   and what its engine did.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Lines for people go to standard error one by one; members for programs
   into an object that the caller has opened.  A tool that moves one stream
   of bytes by one engine needs no more than stats_stream_print (); ucp has
   files to tell of as well (stats.h).  */

#ifndef UU_STATS_ENGINE_H
#define UU_STATS_ENGINE_H

#include <time.h>

#include "engine/engine.h"
#include "suite/json.h"
#include "suite/suite.h"

/* When a run began.  */
struct stats_clock
{
  struct timespec wall;
};

struct stats_clock stats_start (void);

/* Seconds since START.  */
double stats_seconds (struct stats_clock start);

/* BYTES in so many SECONDS.  */
void stats_say_bytes (uint64_t bytes, double seconds);

/* Processor time and memory of this process.  */
void stats_say_process (void);
void stats_add_process (struct json *json);

/* WHY there is no ring, if there is none.  */
void stats_say_no_ring (struct engine_why why);

/* Bytes written, and which way the ops went.  */
void stats_say_engine (const struct engine_stats *engine);
void stats_add_engine (struct json *json, const struct engine_stats *engine);

/* Everything, in FORMAT, of a run that ENGINE has moved BYTES in since
   START.  */
void stats_stream_print (uint64_t bytes, struct stats_clock start,
                         const struct engine *engine, enum stats_format format);

#endif /* UU_STATS_ENGINE_H */
