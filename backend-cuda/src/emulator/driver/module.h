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
    int dynamic_shared_limit = 48 << 10;
};

struct Module {
    const EmuModule* code = nullptr;
    std::vector<std::unique_ptr<Function>> handles;
    ~Module();
    size_t static_shared() const { return static_cast<size_t>(code->shared_end - code->shared_begin); }
};

bool is_function(Function* handle);

}  // namespace emulator
