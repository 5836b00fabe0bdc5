/* dd on bad days: short counts, signals, errors.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What can be recovered from must leave the right output; and whatever op
   fails, once or for good, must leave either the right output or a message
   and a failure.  Each run is a process of its own, since a dd opens and closes
   descriptors 0 and 1.  */

#include <config.h>

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "dd/dd-signal.h"
#include "dd/dd.h"
#include "engine-fault.h"
#include "progname.h"
#include "unit.h"
#include "user/report.h"

enum
{
  INPUT_SIZE = 5000,
  OLD_SIZE = 9000,
  OUTPUT_MAX = 100000,
  OPS_MAX = 400
};

/* A dd, and what it must write.  */
struct scenario
{
  const char *name;
  struct dd_policy policy;
  bool zeros;    /* the input has zeros within and at its end */
  bool pipes;    /* both sides are pipes that were inherited */
  bool existing; /* there is a file where the output goes */
  bool direct;   /* not every file system can do that */
  bool fragile;  /* short reads may change what it writes */
};

#define SIDE(file, size)                                                       \
  {                                                                            \
    .name = (file), .block_size = (size)                                       \
  }

static const struct scenario scenarios[] = {
  { .name = "plain",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true },
    .existing = true },
  { .name = "reblocked",
    .policy = { .input = SIDE ("in", 300), .output = SIDE ("out", 512) } },
  { .name = "part",
    .policy = { .input = SIDE ("in", 100),
                .output = SIDE ("out", 1000),
                .skip = { 3, 50 },
                .fullblock = true,
                .counts = true,
                .count = { 20, 7 } } },
  { .name = "seek",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true,
                .seek = { 3, 100 } },
    .existing = true },
  { .name = "notrunc",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true,
                .conv = DD_NOTRUNC | DD_NOCREAT,
                .seek = { 2, 0 } },
    .existing = true },
  { .name = "sparse",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true,
                .conv = DD_SPARSE },
    .zeros = true },
  { .name = "sync",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true,
                .conv = DD_SYNC },
    .fragile = true },
  { .name = "block",
    .policy = { .input = SIDE ("in", 64),
                .output = SIDE ("out", 512),
                .conversion_size = 20,
                .conv = DD_EBCDIC | DD_BLOCK | DD_SWAB } },
  { .name = "flushed",
    .policy = { .input = { .name = "in", .block_size = 512, .nocache = true },
                .output = { .name = "out", .block_size = 512, .nocache = true },
                .one_size = true,
                .conv = DD_FDATASYNC | DD_FSYNC | DD_EXCL } },
  { .name = "direct",
    .policy
    = { .input = SIDE ("in", 4096),
        .output = { .name = "out", .block_size = 4096, .open_flags = O_DIRECT },
        .one_size = true },
    .direct = true },
  { .name = "nothing",
    .policy = { .input = SIDE ("in", 512),
                .output = SIDE ("out", 512),
                .one_size = true,
                .counts = true,
                .seek = { 2, 0 } },
    .existing = true },
  { .name = "pipes",
    .policy = { .input = SIDE (NULL, 512),
                .output = SIDE (NULL, 700),
                .skip = { 3, 0 },
                .fullblock = true },
    .pipes = true },
};

enum
{
  SCENARIOS = sizeof scenarios / sizeof *scenarios
};

/* What a run leaves behind, in memory that it shares with the test.  */
struct outcome
{
  uint64_t ops;
  uint64_t bytes;
};

static struct outcome *outcome;
static const struct fault_config *fault;
static char context[200];

static const enum engine_mode modes[]
    = { ENGINE_AUTO, ENGINE_URING, ENGINE_SYNC };

/* ---- Files ------------------------------------------------------------- */

static void
write_file (const char *name, const void *data, size_t len)
{
  int fd = open (name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write (fd, data, len) != (ssize_t) len || close (fd) != 0)
    unit_die (name);
}

static size_t
read_file (const char *name, void *data)
{
  int fd = open (name, O_RDONLY);
  ssize_t n = fd < 0 ? 0 : read (fd, data, OUTPUT_MAX);
  if (n < 0)
    unit_die (name);
  if (fd >= 0)
    close (fd);
  return n;
}

static void
set_up (const struct scenario *scenario)
{
  unsigned char data[OLD_SIZE];
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = i % 37 == 0 ? '\n' : (unsigned char) ('a' + i * 7 % 31);
  if (scenario->zeros)
    {
      memset (data + 600, 0, 2000);
      memset (data + 4000, 0, 1000);
    }
  write_file ("in", data, INPUT_SIZE);
  unlink ("out");
  if (scenario->existing)
    {
      memset (data, 'X', sizeof data);
      write_file ("out", data, sizeof data);
    }
}

/* ---- A run ------------------------------------------------------------- */

static int
decorate (struct engine *inner, struct engine **ret_outer)
{
  return engine_fault_open (fault, inner, ret_outer);
}

/* In a process of its own: do SCENARIO, and exit as the tool does.  */
static void
run (const struct scenario *scenario, enum engine_mode mode)
{
  struct engine_config config = { .mode = mode };
  struct engine *engine;
  struct dd dd;
  if (freopen ("messages", "w", stderr) == NULL)
    _exit (99);
  engine_set_decorator (decorate);
  if (engine_open (&config, &engine, NULL) < 0)
    _exit (99);
  if (dd_open (&dd, &scenario->policy, engine) == 0)
    {
      dd_run (&dd);
      dd_finish (&dd);
      outcome->bytes = dd.counts.bytes;
    }
  outcome->ops = fault_count ();
  engine_close (engine);
  exit (report_failed ());
}

/* Have ends of pipes for SCENARIO as descriptors 0 and 1: one with the input
   in it, and one whose other end is *RET_OUTPUT.  */
static void
make_pipes (int saved[2], int *ret_output)
{
  unsigned char data[OUTPUT_MAX];
  int in[2], out[2];
  size_t len = read_file ("in", data);
  saved[0] = dup (0);
  saved[1] = dup (1);
  if (pipe (in) != 0 || pipe (out) != 0
      || write (in[1], data, len) != (ssize_t) len || dup2 (in[0], 0) < 0
      || dup2 (out[1], 1) < 0)
    unit_die ("pipe");
  close (in[0]);
  close (in[1]);
  close (out[1]);
  *ret_output = out[0];
}

static void
drain_pipe (const int saved[2], int output)
{
  unsigned char data[OUTPUT_MAX];
  size_t len = 0;
  ssize_t n;
  dup2 (saved[0], 0);
  dup2 (saved[1], 1);
  close (saved[0]);
  close (saved[1]);
  while ((n = read (output, data + len, sizeof data - len)) > 0)
    len += n;
  close (output);
  write_file ("out", data, len);
}

/* Do SCENARIO with CONFIG's faults.  Return its exit status, or -1.  */
static int
run_apart (const struct scenario *scenario, enum engine_mode mode,
           const struct fault_config *config)
{
  int saved[2];
  int output = -1;
  int status;
  memset (outcome, 0, sizeof *outcome);
  fault = config;
  set_up (scenario);
  if (scenario->pipes)
    make_pipes (saved, &output);
  pid_t pid = fork ();
  if (pid < 0)
    unit_die ("fork");
  if (pid == 0)
    run (scenario, mode);
  if (scenario->pipes)
    drain_pipe (saved, output);
  if (waitpid (pid, &status, 0) != pid)
    unit_die ("waitpid");
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

/* ---- Tests ------------------------------------------------------------- */

/* What each scenario writes, as the first run without faults has it.  */
static struct right
{
  bool known;
  unsigned char data[OUTPUT_MAX];
  size_t len;
  uint64_t bytes;
} rights[SCENARIOS];

static bool
is_right (const struct scenario *scenario)
{
  static unsigned char data[OUTPUT_MAX];
  const struct right *right = &rights[scenario - scenarios];
  size_t len = read_file ("out", data);
  return CHECK_EQ (len, right->len)
         && CHECK (memcmp (data, right->data, len) == 0)
         && CHECK_EQ (outcome->bytes, right->bytes);
}

static bool
said_something (void)
{
  struct stat st;
  return stat ("messages", &st) == 0 && st.st_size > 0;
}

/* Fail each op of SCENARIO in turn.  */
static void
test_failures (const struct scenario *scenario, enum engine_mode mode,
               uint64_t ops)
{
  static const int errors[] = { EIO, ENOSPC, ENOMEM, EBADF };
  unsigned int failed = 0;
  /* A sanitizer makes each run so slow that only some can be afforded.  */
  uint64_t step = getenv ("SANITIZER") != NULL ? 3 : 1;
  for (uint64_t n = 1; n <= ops; n += step)
    for (int forever = 0; forever < 2; forever++)
      {
        struct fault_config config
            = { .fail_any_kind = true,
                .fail_at = n,
                .fail_forever = forever,
                .fail_errno = errors[(n + (uint64_t) forever) % 4] };
        snprintf (context, sizeof context, "[%s, mode %d, op %ju%s]",
                  scenario->name, mode, (uintmax_t) n,
                  forever ? " and all after it" : "");
        unit_context = context;
        int status = run_apart (scenario, mode, &config);
        if (status == 0)
          is_right (scenario);
        else if (CHECK_EQ (status, 1))
          CHECK (said_something ());
        failed += status == 1;
      }
  /* Else no fault arrived.  */
  CHECK (failed > 1);
}

/* What happens on any day changes nothing.  */
static void
test_recoverable (const struct scenario *scenario, enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 20; seed++)
    {
      struct fault_config config = { .seed = seed,
                                     .fail_any_kind = true,
                                     .short_percent = seed % 3 ? 40 : 90,
                                     .eintr_percent = seed % 2 ? 30 : 0 };
      snprintf (context, sizeof context, "[%s, mode %d, seed %ju]",
                scenario->name, mode, (uintmax_t) seed);
      unit_context = context;
      if (CHECK_EQ (run_apart (scenario, mode, &config), 0))
        is_right (scenario);
    }
}

static void
test_scenario (const struct scenario *scenario, enum engine_mode mode)
{
  struct right *right = &rights[scenario - scenarios];
  struct fault_config none = { .fail_any_kind = true };
  snprintf (context, sizeof context, "[%s, mode %d]", scenario->name, mode);
  unit_context = context;
  int status = run_apart (scenario, mode, &none);
  if (status == 1 && scenario->direct)
    {
      fprintf (stderr, "note: no O_DIRECT here\n");
      return;
    }
  if (!CHECK_EQ (status, 0))
    return;
  if (!right->known)
    {
      right->known = true;
      right->len = read_file ("out", right->data);
      right->bytes = outcome->bytes;
    }
  is_right (scenario);
  uint64_t ops = outcome->ops;
  if (CHECK (ops > 4 && ops < OPS_MAX))
    test_failures (scenario, mode, ops);
  if (!scenario->fragile)
    test_recoverable (scenario, mode);
}

/* conv=noerror: what cannot be read is missing, or zeros with sync, and all
   around it is there.  */
static void
test_noerror (enum engine_mode mode)
{
  struct scenario scenario = { .name = "noerror",
                               .policy = { .input = SIDE ("in", 512),
                                           .output = SIDE ("out", 512),
                                           .one_size = true } };
  unsigned char in[OUTPUT_MAX], out[OUTPUT_MAX];
  for (size_t record = 0; record < INPUT_SIZE / 512; record++)
    for (int sync = 0; sync < 2; sync++)
      {
        struct fault_config config = { .fail_at = record + 1,
                                       .fail_kind = OP_READ,
                                       .fail_errno = EIO };
        scenario.policy.conv = DD_NOERROR | (sync ? DD_SYNC : 0);
        snprintf (context, sizeof context, "[noerror, mode %d, record %zu%s]",
                  mode, record, sync ? ", sync" : "");
        unit_context = context;
        CHECK_EQ (run_apart (&scenario, mode, &config), 0);
        CHECK (said_something ());
        size_t in_len = read_file ("in", in);
        size_t out_len = read_file ("out", out);
        size_t at = record * 512;
        size_t behind = sync ? at + 512 : at;
        CHECK (memcmp (in, out, at) == 0);
        CHECK (memcmp (in + at + 512, out + behind, in_len - at - 512) == 0);
        CHECK_EQ (out_len, sync ? 10 * 512 : INPUT_SIZE - 512);
        for (size_t i = at; i < behind; i++)
          CHECK_EQ (out[i], 0);
      }
}

int
main (void)
{
  set_program_name ("dd");
  unit_enter_tmpdir ();
  outcome = mmap (NULL, sizeof *outcome, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (outcome == MAP_FAILED)
    unit_die ("mmap");
  for (int m = 0; m < 3; m++)
    {
      struct engine_config config = { .mode = modes[m] };
      struct engine *engine;
      if (engine_open (&config, &engine, NULL) < 0)
        {
          fprintf (stderr, "note: no io_uring here\n");
          continue;
        }
      engine_close (engine);
      for (int i = 0; i < SCENARIOS; i++)
        test_scenario (&scenarios[i], modes[m]);
      test_noerror (modes[m]);
    }
  return unit_end ();
}
