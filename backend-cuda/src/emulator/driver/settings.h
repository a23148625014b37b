// What tests can turn and read while the process runs: settings and counters. Each has a number; the program reaches it
// through cuCtxSetLimit and cuCtxGetLimit with that number as the limit (a real driver refuses such limits), and a
// setting's first value comes from the environment (EMU_ and its name).
#pragma once

#include <cstdint>

namespace emulator {

#define EMU_SETTINGS(X)                                                                          \
    X(DEVICES, 1)               /* how many devices there are; looked at by cuInit */            \
    X(MEMORY, 8ll << 30)        /* bytes of each device: the budget of allocations */            \
    X(CAPABILITY, 90)           /* compute capability of the devices, without the point */       \
    X(BUSY, 0)                  /* others have the devices for themselves: no context is made */ \
    X(HOLD_LOADS, 0)            /* who loads a module waits until this is 0 again */             \
    X(FAIL_PINNED, 0)           /* the n-th allocation of pinned memory from now fails; 0: none */ \
    X(SCHEDULE, 0)              /* order of threads and blocks: 0 forward, 1 reverse, 2 random */ \
    X(SEED, 1)                  /* of the random schedule */                                     \
    X(POISON, 1)                /* new memory and shared memory are 0xFF, a NaN */               \
    X(DEFERRED, 0)              /* work runs when it is waited for, no earlier */                \
    X(GUARD, 0)                 /* memory ends (0) or begins (1) at its guard page */            \
    X(ALIGNMENT, 16)            /* of allocations; 256 on a device, less finds more */           \
    X(FAIL_ALLOCATION, 0)       /* the n-th allocation from now fails; 0: none */                \
    X(FAIL_LAUNCH, 0)           /* the n-th launch from now fails; 0: none */                    \
    X(LOG, 0)                   /* errors go to stderr too */                                   \
    X(VERSION, 13000)           /* of CUDA, that the driver is for */                            \
    X(FAIL_ALLOCATIONS, 0)      /* from the n-th on from now all allocations fail; 0: none */     \
    X(IDLE, 0)                  /* work is counted and forgotten: what takes time is the host's */

#define EMU_COUNTERS(X)                                                                     \
    X(LAUNCHES)          /* kernels, cuBLAS calls not included */                           \
    X(LIBRARY_CALLS)     /* cuBLAS */                                                       \
    X(GRAPH_LAUNCHES)                                                                       \
    X(ALLOCATIONS) X(FREES) X(LIVE_ALLOCATIONS) X(LIVE_BYTES) X(PEAK_BYTES)                 \
    X(HOST_WAITS)        /* calls in which the host waits for the device */                 \
    X(COPIES_TO_DEVICE) X(COPIES_TO_HOST) X(COPIES_ON_DEVICE) X(FILLS)                      \
    X(HELD_LOADS)        /* how many wait for HOLD_LOADS */                                 \
    X(CONTEXTS)          /* primary ones retained and not released */                       \
    X(MODULES) X(STREAMS) X(EVENTS) X(GRAPHS)  /* alive */                                  \
    X(PINNED_BYTES)

enum class Setting { 
#define X(name, initial) name,
    EMU_SETTINGS(X)
#undef X
    COUNT
};

enum class Counter {
#define X(name) name,
    EMU_COUNTERS(X)
#undef X
    COUNT
};

/// Limits from here on are settings, counters, commands.
constexpr int SETTING_BASE = 0x454d5500, COUNTER_BASE = 0x454d5600, RESET_COMMAND = 0x454d5700;

int64_t get(Setting);
void set(Setting, int64_t);
int64_t get(Counter);
void set(Counter, int64_t);
void count(Counter, int64_t change = 1);

/// True for the call at which the countdown in the setting ends.
bool fails_now(Setting countdown);

/// True for that call and all after it.
bool fails_from_now(Setting countdown);

}  // namespace emulator
