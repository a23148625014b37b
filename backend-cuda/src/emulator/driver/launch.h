// Running kernels.
#pragma once

#include "../abi/kernel_abi.h"
#include "module.h"

namespace emulator {

constexpr unsigned MOST_THREADS = 1024;
/// So many threads have registers enough whatever the compiler did: 65,536 there are, a thread takes at most 255.
constexpr unsigned ALWAYS_POSSIBLE = 256;
constexpr size_t MOST_SHARED = 227 << 10, MOST_SHARED_UNASKED = 48 << 10;

/// What kernels call.
extern const EmuHost host_calls;

}  // namespace emulator
