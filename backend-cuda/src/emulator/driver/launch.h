// Running kernels.
#pragma once

#include "../abi/kernel_abi.h"
#include "module.h"

namespace emulator {

constexpr unsigned MOST_THREADS = 1024;
constexpr size_t MOST_SHARED = 227 << 10;

/// What kernels call.
extern const EmuHost host_calls;

}  // namespace emulator
