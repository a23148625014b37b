// Loaded kernels.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "../abi/kernel_abi.h"
#include "types.h"

namespace emulator {

struct Module;

struct Function {
    Module* module;
    const EmuKernel* kernel;
    int dynamic_shared_asked = -1;  // by cuFuncSetAttribute

    size_t static_shared() const;
    size_t dynamic_shared_limit() const;
};

struct Module {
    const EmuModule* code = nullptr;
    std::vector<std::unique_ptr<Function>> handles;
    ~Module();
    /// Of all its kernels together.
    size_t shared_section() const { return static_cast<size_t>(code->shared_end - code->shared_begin); }
};

bool is_function(Function* handle);

/// Of a block: what the kernel's __launch_bounds__ say, else what the device can.
unsigned most_threads(const Function& f);

}  // namespace emulator
